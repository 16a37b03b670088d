import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = ["assets/briefings/queue-or-cron", "test/fixtures/briefings/s2-german", "test/fixtures/briefings/30-musee-horaires"];

/** A whole offline debate and its decision, in a process of its own. */
const played = (folder: string, env: { readonly [name: string]: string }): string =>
  execFileSync(process.execPath, ["tools/voices-debate.ts", folder], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", ...env },
    encoding: "utf8",
  });

it.each(FOLDERS)("%s gives the same bytes under every locale and time zone", (folder) => {
  const here = played(folder, { LC_ALL: "C", TZ: "UTC" });
  expect(here.length).toBeGreaterThan(2000);
  expect(played(folder, { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" })).toBe(here);
  expect(played(folder, { LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8", TZ: "America/St_Johns" })).toBe(here);
});
