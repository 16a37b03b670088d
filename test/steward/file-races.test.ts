import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRegisteredFiles } from "../../src/storage/files/registered-files.ts";

/** Opens under attack, shared out over the attacks. */
const OPENS = 20_000;

let home = "";
let round = 0;

beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "moot-races-")));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A fresh root with a file inside, and a folder outside that has a file of the same name. */
const scene = (): { readonly root: string; readonly outside: string } => {
  const base = join(home, `scene-${round++}`);
  const [root, outside] = [join(base, "root"), join(base, "outside")];
  mkdirSync(join(root, "data"), { recursive: true });
  mkdirSync(outside, { recursive: true });
  writeFileSync(join(root, "data/report.txt"), "INSIDE");
  writeFileSync(join(outside, "report.txt"), "OUTSIDE");
  return { root, outside };
};

/** What the attacker repeats until it is killed; it ends by itself after a minute. */
const attacks: Readonly<Record<string, string>> = {
  "a file that turns into a link": `
    fs.symlinkSync(outside + "/report.txt", root + "/data/tmp"); fs.writeFileSync(root + "/data/good", "INSIDE");
    fs.renameSync(root + "/data/tmp", root + "/data/report.txt"); fs.renameSync(root + "/data/good", root + "/data/report.txt");`,
  "a parent folder that turns into a link": `
    fs.renameSync(root + "/data", root + "/real"); fs.symlinkSync(outside, root + "/data");
    fs.unlinkSync(root + "/data"); fs.renameSync(root + "/real", root + "/data");`,
  "a file that turns into a hard link of one outside": `
    fs.linkSync(outside + "/report.txt", root + "/data/tmp"); fs.writeFileSync(root + "/data/good", "INSIDE");
    fs.renameSync(root + "/data/tmp", root + "/data/report.txt"); fs.renameSync(root + "/data/good", root + "/data/report.txt");`,
  "a file that turns into a pipe": `
    cp.execFileSync("mkfifo", [root + "/data/tmp"]); fs.renameSync(root + "/data/tmp", root + "/data/report.txt");
    fs.writeFileSync(root + "/data/tmp", "INSIDE"); fs.renameSync(root + "/data/tmp", root + "/data/report.txt");`,
};

const attack = (step: string, root: string, outside: string): ChildProcess => {
  const code = `const fs = require("node:fs"), cp = require("node:child_process"); const [root, outside] = process.argv.slice(1);
    process.stdout.write("go"); const end = Date.now() + 60000; while (Date.now() < end) { ${step} }`;
  return spawn(process.execPath, ["-e", code, root, outside], { stdio: ["ignore", "pipe", "inherit"] });
};

describe("open under attack", () => {
  const shares = Object.keys(attacks).length;
  for (const [name, step] of Object.entries(attacks)) {
    it(`reads nothing from outside while ${name}`, async () => {
      const { root, outside } = scene();
      const files = openRegisteredFiles();
      const child = attack(step, root, outside);
      try {
        await new Promise((started) => child.stdout?.once("data", started));
        const outcomes = new Map<string, number>();
        for (let index = 0; index < OPENS / shares; index++) {
          const opened = files.open("data/report.txt", [root], 1_000);
          const outcome = opened.ok ? new TextDecoder().decode(opened.value.bytes) : opened.fault.kind;
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
        expect(outcomes.get("OUTSIDE") ?? 0).toBe(0);
        expect(outcomes.get("INSIDE") ?? 0).toBeGreaterThan(0);
        expect(outcomes.size, `the attack never showed: ${JSON.stringify([...outcomes])}`).toBeGreaterThan(1);
        if (process.env.SHOW_RACES !== undefined) console.log(name, Object.fromEntries(outcomes));
      } finally {
        child.kill("SIGKILL");
      }
    });
  }
});

describe("expand under attack", () => {
  it("lists nothing from outside while a folder turns into a link", async () => {
    const { root, outside } = scene();
    writeFileSync(join(outside, "private-name.txt"), "OUTSIDE");
    const files = openRegisteredFiles();
    const child = attack(attacks["a parent folder that turns into a link"] as string, root, outside);
    try {
      await new Promise((started) => child.stdout?.once("data", started));
      for (let index = 0; index < 3_000; index++) expect(files.expand("**/private-name.txt", [root], 10)).toEqual([]);
    } finally {
      child.kill("SIGKILL");
    }
  });
});
