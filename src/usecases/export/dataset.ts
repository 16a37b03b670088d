import { byCodeUnit } from "../../core/kernel/json.ts";
import { exportCard } from "../../core/trace/card.ts";
import type { CardFacts, FileFact, SourceFact, TableFact } from "../../core/trace/card-facts.ts";
import { type MachineWord, type Redactions, type Redactor, redactor } from "../../core/trace/redaction.ts";
import type { TraceSession } from "../../core/trace/session.ts";
import { sessionTrace } from "../../core/trace/session-trace.ts";
import { type FilledTable, jsonLines } from "../../core/trace/table.ts";
import { joinMaterial, type TraceMaterial, tablesOf } from "../../core/trace/tables/all.ts";
import { MANIFEST, manifestText } from "./manifest.ts";

/** What an export needs of the edges. `generator` is the program with its version; `parquet` writes a table. */
export type DatasetDeps = {
  readonly generator: string;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly parquet: (table: FilledTable, createdBy: string) => Uint8Array;
};

/** What is exported: what ships with the program and what runs of somebody left. `words` name the machine that it leaves. */
export type DatasetRequest = {
  readonly shipped: TraceMaterial;
  readonly runs: TraceMaterial;
  readonly words: readonly MachineWord[];
  readonly license: string;
};

/** An export by the paths of its files, and how much it holds. */
export type Dataset = {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly empty: readonly string[];
  readonly sessions: number;
  readonly redactions: number;
};

/** The names of the files beside the tables. */
const CARD = "README.md";
const REDACTIONS = "redactions.json";

/**
 * Runs as a data set: tables as Parquet and JSON Lines, session traces, card, redaction report, and the manifest with which `publish`
 * knows it again. Every text passes the redactor before anything is written of it. The same material gives the same bytes.
 */
export const buildDataset = (deps: DatasetDeps, { shipped, runs, words, license }: DatasetRequest): Dataset => {
  const secrets = redactor([]);
  const machine = redactor(words);
  // What ships names no machine: on one that is called like a word of it, it keeps its bytes.
  const material = joinMaterial([cleaned(secrets, shipped), cleaned(machine, runs)]);
  const tables = tablesOf(material);
  const filled = tables.filter(({ rows }) => rows.length > 0);
  const files: Record<string, string | Uint8Array> = {};
  const put = (path: string, content: string | Uint8Array): FileFact => {
    files[path] = content;
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    return { path, bytes: bytes.length, sha256: deps.sha256(bytes) };
  };
  const facts: TableFact[] = filled.map((table) => ({
    table,
    parquet: put(`data/${table.name}/train-00000-of-00001.parquet`, deps.parquet(table, deps.generator)),
    jsonl: put(`jsonl/${table.name}.jsonl`, jsonLines(table)),
  }));
  const traces = material.sessions.map((session) => put(`traces/${session.id}.jsonl`, sessionTrace(session)));
  const redactions = summed([secrets.count(), machine.count()]);
  const empty = tables.filter(({ rows }) => rows.length === 0);
  const card = put(
    CARD,
    exportCard({
      ...aboutSessions(material.sessions),
      license,
      generator: deps.generator,
      tables: facts,
      empty,
      traces,
      redactions: rulesOf(redactions),
    }),
  );
  const report = put(REDACTIONS, `${JSON.stringify({ schema: "moot/redactions@1", ...redactions }, undefined, 2)}\n`);
  put(MANIFEST, manifestText(deps.generator, [...facts.flatMap(({ parquet, jsonl }) => [parquet, jsonl]), ...traces, card, report]));
  return {
    files,
    tables: filled.map(({ name, rows }) => ({ name, rows: rows.length })),
    empty: empty.map(({ name }) => name),
    sessions: material.sessions.length,
    redactions: Object.values(rulesOf(redactions)).reduce((sum, count) => sum + count, 0),
  };
};

/** Each list of the material is a place of its own in the report. */
const cleaned = (redact: Redactor, { sessions, lessons, scorecards, ledger, trials }: TraceMaterial): TraceMaterial => ({
  sessions: redact.clean(sessions, "sessions"),
  lessons: redact.clean(lessons, "lessons"),
  scorecards: redact.clean(scorecards, "scorecards"),
  ledger: redact.clean(ledger, "ledger"),
  trials: redact.clean(trials, "trials"),
});

const summed = (counts: readonly Redactions[]): Redactions => ({
  texts: counts.reduce((sum, { texts }) => sum + texts, 0),
  places: Object.assign({}, ...counts.map(({ places }) => places)),
});

/** The counts by rule alone, rules sorted. */
const rulesOf = ({ places }: Redactions): Readonly<Record<string, number>> => {
  const rules: Record<string, number> = {};
  for (const [rule, count] of Object.values(places).flatMap((place) => Object.entries(place))) rules[rule] = (rules[rule] ?? 0) + count;
  return Object.fromEntries(Object.entries(rules).sort(([left], [right]) => byCodeUnit(left, right)));
};

const LAB_TAGS = ["3d-printing", "additive-manufacturing"];
const TAGS = ["agent-trace", "multi-agent", "deliberation"];

const NAMES = {
  talks: "Moot — Traces of Argued Decisions",
  prints: "Chief Engineer — Deliberation Traces, with Numbers",
  lessons: "Chief Engineer — Lesson Ledger",
} as const;

const aboutSessions = (sessions: readonly TraceSession[]): Pick<CardFacts, "name" | "languages" | "tags" | "sources"> => {
  const prints = sessions.some(({ job }) => job !== null);
  const talks = sessions.some(({ job }) => job === null);
  return {
    name: NAMES[talks ? "talks" : prints ? "prints" : "lessons"],
    languages: [...new Set(sessions.length === 0 ? ["en"] : sessions.map(({ language }) => language))].sort(byCodeUnit),
    tags: [...(talks && !prints ? [] : LAB_TAGS), ...TAGS],
    sources: sourcesOf(sessions),
  };
};

const sourcesOf = (sessions: readonly TraceSession[]): readonly SourceFact[] => {
  const sources = new Map<string, SourceFact>();
  for (const { kind, origin, world, validation, turns } of sessions) {
    const backends = distinct(turns.map(({ backend }) => backend));
    const models = distinct(turns.flatMap(({ model }) => (model === null ? [] : [model]))) || null;
    const key = JSON.stringify([kind, origin, backends, models, world, validation]);
    sources.set(key, { kind, origin, backends, models, world, validation, sessions: (sources.get(key)?.sessions ?? 0) + 1 });
  }
  return [...sources.values()];
};

const distinct = (names: readonly string[]): string => [...new Set(names)].sort(byCodeUnit).join(", ");
