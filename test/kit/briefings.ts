import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const fixtures = join(root, "test/fixtures/briefings");

/** What a person who wrote a briefing holds for a good decision. */
export type Labels = {
  readonly question: string;
  readonly options: readonly string[];
  readonly answer: {
    readonly acceptable: readonly string[];
    readonly openAcceptable: boolean;
    readonly noneKeepsAll: boolean;
    readonly neverAcceptable: readonly string[];
  };
  readonly limits: readonly { readonly text: string; readonly per: Readonly<Record<string, "kept" | "broken" | "untested">> }[];
};

/** A briefing on disk, with its labels when it has any. */
export type Fixture = {
  readonly name: string;
  readonly folder: string;
  readonly briefing: Uint8Array;
  readonly labels: Labels | undefined;
};

const labelsAt = (path: string): Labels | undefined => (existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Labels) : undefined);

const fixture = (name: string, folder: string, labels: string): Fixture => ({
  name,
  folder,
  briefing: readFileSync(join(folder, "briefing.md")),
  labels: labelsAt(labels),
});

/** The megabyte, generated anew in a temporary folder. */
const megabyte = (): Fixture => {
  const folder = mkdtempSync(join(tmpdir(), "moot-megabyte-"));
  execFileSync(process.execPath, [join(root, "tools/gen-large-briefing.ts"), folder]);
  return fixture("s4-one-megabyte", folder, join(fixtures, "s4-one-megabyte/labels.json"));
};

/** The bundled briefing, the labelled ones, and the four special ones, by name. */
export const briefings = (): readonly Fixture[] => [
  fixture("queue-or-cron", join(root, "assets/briefings/queue-or-cron"), join(fixtures, "queue-or-cron.labels.json")),
  ...readdirSync(fixtures)
    .filter((name) => existsSync(join(fixtures, name, "briefing.md")))
    .sort()
    .map((name) => fixture(name, join(fixtures, name), join(fixtures, name, "labels.json"))),
  megabyte(),
];
