import { readTree } from "../../../compose/read-tree.ts";
import { byCodeUnit } from "../../../core/kernel/json.ts";
import { general } from "../../../core/kernel/python-number.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import { lessonRow } from "../../../core/lab/lesson-row.ts";
import type { Skipped } from "../../../core/lab/profiles/fact.ts";
import { type Reference, referencesFor } from "../../../core/lab/profiles/references.ts";
import { type Ingestion, ingest, UNKNOWN_KIND } from "../../../usecases/lab/intake/ingest.ts";
import { keepIntake } from "../../../usecases/lab/intake/keep.ts";
import { type Known, knownFrom } from "../../../usecases/lab/intake/known.ts";
import { keptLessons } from "../../../usecases/lab/ledger.ts";
import type { Answer, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { counted } from "../render/time.ts";
import { openHome } from "./open-home.ts";

/** Reasons that are shown; `--json` has them all. */
const SHOWN_SKIPS = 20;

/** `moot lab ingest [path…]`: profiles of others as reference facts and lessons; without a path, what is known so far. */
export const runLabIngest: Run = async (context, { args, options }) => {
  const named = (args as readonly unknown[]).flat() as readonly string[];
  const opened = await openHome(context, {}, { makes: named.length > 0 && options.dryRun !== true });
  if (!opened.ok) return opened;
  const { app } = opened.value;
  const known = knownFrom(app.journal);
  if (named.length === 0) return ok(knownAnswer(known));
  // What this home taught itself is no news to it, whoever exported it.
  const lessons = keptLessons(app.journal).map(({ lesson }) => lesson);
  const ingested = await ingestAll(named, { ...known, lessons });
  if (!ingested.ok) return ingested;
  const { keeps } = ingested.value;
  if (options.dryRun === true || keeps.length === 0) return ok(ingestAnswer(ingested.value, null, options.dryRun === true));
  const facts = keeps.map((data) => ({ kind: "profile-read" as const, data }));
  const kept = await keepIntake(
    { journal: app.journal, engine: await app.engine(), newId: app.newId },
    `profiles: ${counted(ingested.value.files.length, "file")}`,
    facts,
  );
  return kept.ok ? ok(ingestAnswer(ingested.value, kept.value, false)) : kept;
};

/** Reads every path that was named, in that order; what one brings is known to the next. */
const ingestAll = async (named: readonly string[], known: Known): Promise<Result<Ingestion, Fault>> => {
  let all: Ingestion = { files: [], skipped: [], keeps: [] };
  for (const path of named) {
    const tree = await readTree(path);
    if (!tree.ok) return tree;
    const facts = [...known.facts, ...all.keeps.flatMap((one) => one.facts)];
    const lessons = [...known.lessons, ...all.keeps.flatMap((one) => one.lessons)];
    const found = ingest(tree.value.paths, tree.value.neighbours, { facts, lessons });
    const unread = tree.value.unread.map(({ path, why }) => ({ place: { file: path, line: 1 }, what: path, why }));
    all = {
      files: [...all.files, ...found.files],
      skipped: [...all.skipped, ...unread, ...found.skipped],
      keeps: [...all.keeps, ...found.keeps],
    };
  }
  return ok(all);
};

const ingestAnswer = ({ files, skipped, keeps }: Ingestion, run: string | null, isDry: boolean): Answer => {
  const fresh = files.reduce((sum, file) => sum + file.fresh, 0);
  return {
    schema: "lab.ingest",
    data: {
      run,
      files,
      skipped: skipped.map(({ place, what, why }) => ({ file: place.file, line: place.line, what, why })),
      facts: keeps.flatMap(({ facts }) => facts),
      lessons: keeps.flatMap(({ lessons }) => lessons.map(lessonRow)),
    },
    text: (look) => [
      ...fileLines(files, look),
      ...skipLines(skipped, look),
      "",
      ...(isDry
        ? [`${counted(fresh, "new fact or lesson", "new facts and lessons")}; nothing was kept.`]
        : doneLines(
            run === null
              ? "nothing new: all of it was known"
              : `${counted(fresh, "new fact or lesson", "new facts and lessons")} kept as ${run}`,
            look,
          )),
    ],
    next: isDry ? [] : ["moot lab ingest"],
  };
};

const fileLines = (files: Ingestion["files"], look: Look): readonly string[] =>
  files.length === 0
    ? []
    : table(
        look,
        [
          { title: "file", grows: "cuts" },
          { title: "read as" },
          { title: "facts", align: "end" },
          { title: "lessons", align: "end" },
          { title: "new", align: "end" },
          { title: "left out", align: "end" },
        ],
        files.map(({ file, reader, facts, lessons, fresh, skipped }) => [
          safeLine(file),
          reader,
          String(facts),
          String(lessons),
          String(fresh),
          String(skipped),
        ]),
      );

const skipLines = (skipped: readonly Skipped[], look: Look): readonly string[] => {
  if (skipped.length === 0) return [];
  const foreign = skipped.filter(({ why }) => why === UNKNOWN_KIND);
  const told = foreign.length > 3 ? skipped.filter(({ why }) => why !== UNKNOWN_KIND) : skipped;
  const shown = told.slice(0, SHOWN_SKIPS);
  return [
    "",
    ...(shown.length === 0 ? [] : skipTable(shown, look)),
    ...(told.length > shown.length ? [look.paint.dim(`and ${told.length - shown.length} more; --json has them all`)] : []),
    ...(told === skipped ? [] : [`${foreign.length} files of kinds that no reader knows.`]),
  ];
};

const skipTable = (shown: readonly Skipped[], look: Look): readonly string[] =>
  table(
    look,
    [
      { title: "left out", grows: "cuts" },
      { title: "what", grows: "wraps" },
      { title: "why", grows: "wraps" },
    ],
    shown.map(({ place, what, why }) => [safeLine(`${place.file}:${place.line}`), safeLine(what), safeLine(why)]),
  );

/** What profiles said so far, by material. */
const knownAnswer = ({ facts, lessons }: Known): Answer => {
  const materials = [...new Set(facts.map(({ material }) => material))].sort(byCodeUnit);
  const rows = materials.map((material) => ({
    material,
    references: referencesFor(
      facts.filter((fact) => fact.material === material),
      material,
    ),
  }));
  return {
    schema: "lab.references",
    data: { facts: facts.length, lessons: lessons.length, materials: rows },
    text: (look) => [
      ...(rows.length === 0
        ? ["Nothing was ingested yet."]
        : table(
            look,
            [
              { title: "material" },
              { title: "parameter" },
              { title: "median", align: "end" },
              { title: "range" },
              { title: "profiles", align: "end" },
            ],
            rows.flatMap(({ material, references }) => references.map((reference) => referenceCells(material, reference))),
          )),
      ...(lessons.length === 0 ? [] : ["", `${counted(lessons.length, "lesson")} of others.`]),
    ],
    next: rows.length === 0 ? ["moot lab ingest my-profile.ini --dry-run"] : [],
  };
};

const referenceCells = (material: string, { param, value, low, high, unit, count }: Reference): readonly string[] => [
  material,
  unit === "" ? param : `${param}, ${unit}`,
  general(value),
  low === high ? "" : `${general(low)} to ${general(high)}`,
  String(count),
];
