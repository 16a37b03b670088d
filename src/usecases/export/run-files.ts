import { otlpTrace, type TracedRun } from "../../core/trace/otel/spans.ts";
import { type MachineWord, redactor } from "../../core/trace/redaction.ts";
import { reportPage } from "../../core/trace/report-page.ts";
import { sessionTrace } from "../../core/trace/session-trace.ts";
import { fillTable } from "../../core/trace/table.ts";
import { ledgerTable } from "../../core/trace/tables/ledger.ts";
import { scorecardsTable } from "../../core/trace/tables/scorecards.ts";
import { decisionPart } from "../../core/voices/page/page.ts";
import type { Journal, RunRow } from "../../ports/journal.ts";
import { headerOf, readDigest } from "../roundtable/documents.ts";
import { materialOf } from "./material.ts";

/** A file of a run for others, by its name, and how often something was taken out of it. */
export type RunFile = { readonly name: string; readonly text: string; readonly redactions: number };

/** A run as a session trace; undefined where its kind has no turns. */
export const traceFile = (journal: Journal, row: RunRow, words: readonly MachineWord[]): RunFile | undefined => {
  const redact = redactor(words);
  const [session] = materialOf(journal, [row]).sessions;
  if (session === undefined) return undefined;
  const text = sessionTrace(redact.clean(session, "session"));
  return { name: `${row.run}.jsonl`, text, redactions: total(redact.count().places) };
};

/** A run's calls as OpenTelemetry spans. `sha256` hashes bytes to hex. */
export const spanFile = (
  journal: Journal,
  row: RunRow,
  words: readonly MachineWord[],
  { sha256, version }: { readonly sha256: (bytes: Uint8Array) => string; readonly version: string },
): RunFile => {
  const redact = redactor(words);
  const events = journal.read(row.run);
  const traced: TracedRun = {
    run: row.run,
    kind: row.kind,
    openedMs: events[0]?.atMs ?? row.openedAtMs,
    closedMs: events.at(-1)?.atMs ?? row.openedAtMs,
    calls: journal.calls(row.run).map(({ request, reply, ...call }) => ({ ...call, request, ...(reply === undefined ? {} : { reply }) })),
  };
  const plain = otlpTrace(traced, { version, hash: (text) => sha256(new TextEncoder().encode(text)) });
  const clean = redact.clean(JSON.parse(plain) as unknown, "spans");
  return { name: `${row.run}.otlp.json`, text: `${JSON.stringify(clean, undefined, 2)}\n`, redactions: total(redact.count().places) };
};

/** A run as one HTML page; undefined where its kind has no turns. `generator` is this program. */
export const reportFile = (journal: Journal, row: RunRow, words: readonly MachineWord[], generator: string): RunFile | undefined => {
  const redact = redactor(words);
  const material = materialOf(journal, [row]);
  const [session] = material.sessions;
  if (session === undefined) return undefined;
  const digest = readDigest(journal, row.run);
  const decision = digest?.decision ?? null;
  const part =
    digest === undefined || decision === null
      ? undefined
      : decisionPart(redact.clean(decision, "decision"), redact.clean(headerOf(digest), "header"));
  const text = reportPage({
    session: redact.clean(session, "session"),
    decision: part?.body ?? "",
    tables: [
      fillTable(scorecardsTable, redact.clean(material.scorecards, "scorecards")),
      fillTable(ledgerTable, redact.clean(material.ledger, "ledger")),
    ],
    generator,
  });
  return { name: `${row.run}.html`, text, redactions: total(redact.count().places) };
};

const total = (places: Readonly<Record<string, Readonly<Record<string, number>>>>): number =>
  Object.values(places)
    .flatMap((rules) => Object.values(rules))
    .reduce((sum, count) => sum + count, 0);
