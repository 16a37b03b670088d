import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { machineWords } from "../../src/compose/machine-words.ts";
import type { MachineWord } from "../../src/core/trace/redaction.ts";
import { parquetTexts } from "../../src/export/parquet.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import type { Dataset } from "../../src/usecases/export/dataset.ts";
import { systemClock } from "../kit/drive.ts";
import { temporaryFolder } from "../kit/home.ts";
import { open, plainScript, plan, playOut, request } from "../kit/roundtable.ts";
import { type Positive, positives } from "../steward/secrets-corpus.ts";
import { datasetOf } from "./kit.ts";

/** One secret of every format in every wrapping, of those that the scanner's own tests ask it to find. */
const CANARIES: readonly Positive[] = positives("export canaries", 1);
/** A leak is any stretch of this many characters of a secret. */
const STRETCH = 12;

/** Where a secret may stand in a run, and what is asked of a run that holds it there. */
const PLACES = ["briefing", "turn", "file", "model id", "path", "topic"] as const;

const MACHINE: readonly MachineWord[] = [
  ...machineWords("/srv/homes/kestrel/moot", "/srv/homes/kestrel/project"),
  { kind: "name", text: "kestrel", mark: "[user]" },
  { kind: "name", text: "bench-42", mark: "[host]" },
];
const WHERE = "seen on bench-42 by kestrel in /srv/homes/kestrel/project/notes.md and /home/someone/.ssh";

/** A roundtable that says `texts` wherever a run may hold text of others; each seat says one a turn. */
const tell = async (project: string, place: (typeof PLACES)[number], texts: readonly string[]): Promise<Dataset> => {
  const journal = openMemoryJournal({ clock: systemClock });
  const all = texts.join("\n\n");
  mkdirSync(project, { recursive: true });
  writeFileSync(
    join(project, "notes.md"),
    `# Notes\n\nThe shelf is high.\n\n${place === "file" ? texts.map((text) => `shelf ${text}`).join("\n\n") : ""}\n`,
  );
  const briefing = `# Which shelf?\n\nTop or bottom?\n\n${place === "briefing" ? all : ""}\n\n## Steward-Registered Files\n\n- notes.md\n`;
  let turn = 0;
  const says = (asked: ModelRequest): string =>
    `I hold the top shelf. ${WHERE}. ${place === "turn" ? (texts[turn++ % texts.length] ?? "") : ""} ${asked.task?.kind === "research" ? "[[request: search for shelf in notes.md]]" : ""}`;
  const script = plainScript(says);
  const seats = ["ada", "bo", "cy"].map((name) => ({
    ...plan(name, "scripted"),
    ...(place === "model id" ? { model: all } : {}),
  }));
  const limits = { maxRounds: 3, speakerTimeoutMs: 200_000, judgeTimeoutMs: 200_000, stewardTimeoutMs: 120_000, stewardBudget: 3 };
  const asked = request(briefing, {
    topic: place === "topic" ? all : "Which shelf?",
    briefing: { file: place === "path" ? `${all}.md` : "briefing.md", bytes: new TextEncoder().encode(briefing) },
    roots: [project],
    seats,
    judge: plan("judge", "scripted", "sonnet"),
    mode: "scripted",
    limits,
  });
  await playOut(journal, open(journal, asked), script);
  return datasetOf(journal, true, MACHINE);
};

/** Every text that an export holds, Parquet decoded. */
const textsOf = async ({ files }: Dataset): Promise<string> => {
  const texts = await Promise.all(
    Object.entries(files).map(async ([path, content]) => [
      path,
      ...(typeof content === "string" ? [content, unescaped(content)] : await parquetTexts(content)),
    ]),
  );
  return texts.flat().join("\n");
};

/** JSON text with its escapes undone, so that no secret hides behind one. */
const unescaped = (text: string): string => text.replace(/\\(["\\/])/g, "$1").replaceAll("\\n", "\n");

/** The canaries of which a stretch stands in the text; the text is walked once, whatever their number. */
const leaked = (text: string, canaries: readonly Positive[]): readonly string[] => {
  const stretches = new Map<string, Positive>();
  for (const canary of canaries)
    for (let at = 0; at + STRETCH <= canary.secret.length; at++) stretches.set(canary.secret.slice(at, at + STRETCH), canary);
  const found = new Set<Positive>();
  for (let at = 0; at + STRETCH <= text.length; at++) {
    const canary = stretches.get(text.slice(at, at + STRETCH));
    if (canary !== undefined) found.add(canary);
  }
  return [...found].map(({ format, wrapping }) => `${format} in ${wrapping}`);
};

describe.each(PLACES)("canaries in the %s", (place) => {
  let all: string;
  let planted: readonly Positive[];

  beforeAll(async () => {
    // A turn holds one canary, so as many as there are turns; any other place holds all of them at once.
    planted = place === "turn" ? CANARIES.filter((_, index) => index % Math.ceil(CANARIES.length / 60) === 0) : CANARIES;
    const project = mkdtempSync(join(tmpdir(), "moot-canaries-"));
    try {
      all = await textsOf(
        await tell(
          project,
          place,
          planted.map(({ text }) => text),
        ),
      );
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  }, 120_000);

  it("none of them is in any byte", () => {
    expect(leaked(all, planted)).toEqual([]);
  });

  it("nothing names the machine", () => {
    for (const word of [
      "kestrel",
      "bench-42",
      "/srv/homes",
      "/home/someone",
      ...(homedir().length > 4 ? [homedir()] : []),
      ...(hostname().length > 5 ? [hostname()] : []),
    ])
      expect([word, all.toLowerCase().includes(word.toLowerCase())]).toEqual([word, false]);
    expect(all).toContain("seen on [host] by [user] in [project]/notes.md and [home]/.ssh");
  });
});

it("the report counts by rule and field and holds none of the texts", async () => {
  const planted = CANARIES.slice(0, 40);
  const { files, redactions } = await tell(
    temporaryFolder("canaries"),
    "briefing",
    planted.map(({ text }) => text),
  );
  const report = JSON.parse(String(files["redactions.json"])) as { places: Record<string, Record<string, number>> };
  expect(Object.keys(report.places)).toContain("sessions.brief");
  expect(Object.keys(report.places)).toContain("turns.content");
  const counted = Object.values(report.places).flatMap((rules) => Object.values(rules));
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(redactions);
  expect(leaked(String(files["redactions.json"]), planted)).toEqual([]);
});
