import { z } from "zod";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Digest } from "../../../core/roundtable/digest.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { decisionText, readDigest } from "../../../usecases/roundtable/documents.ts";
import { listRuns, type RunSummary, summariseRun } from "../../../usecases/runs/list.ts";
import { openTables, statusOf } from "../../../usecases/seats/status.ts";
import type { ToolFault } from "../fault.ts";
import { firstThatFit, MAX_BYTES, quote, quoteOrNull, sizeOf } from "../quoted.ts";
import { type Tool, tool } from "../tool.ts";
import { callOf, runInput, runOf } from "./inputs.ts";

const READS = { reads: true, destroys: false, repeats: true, reaches: false } as const;

/** Bytes of a line of text, of a paragraph, and of the decision. */
const LINE_BYTES = 400;
const PARAGRAPH_BYTES = 1_000;
const DECISION_BYTES = 15_000;

/** `roundtable_review`: the decision and what it rests on. */
export const review: Tool = tool({
  name: "roundtable_review",
  title: "Review a roundtable",
  description: "The decision of a roundtable with its scores and awards. Ask why with the references that `next` names.",
  input: z.strictObject({ run: runInput.optional() }),
  ...READS,
  run: async (call, { run: reference }) => {
    const app = await call.open();
    const found = digestOf(app, reference);
    if (!found.ok) return found;
    const { row, digest } = found.value;
    const { run } = row;
    const { state } = summariseRun(app.journal, row);
    const { decision, scoring } = digest;
    return ok({
      data: {
        run,
        topic: quote(digest.topic, PARAGRAPH_BYTES),
        state,
        rounds: digest.rounds,
        turns: digest.transcript.length,
        converged: digest.converged,
        answer: quoteOrNull(decision?.answer, PARAGRAPH_BYTES),
        option: quoteOrNull(decision?.option, LINE_BYTES),
        confidence: decision?.confidence.word ?? null,
        decision: quote(decisionText(digest), DECISION_BYTES),
        scoring: digest.scoring_status,
        scores: scoring.scores.map(({ agent, novelty, accuracy, impact, challenge, score, sparks_earned }) => ({
          ...{ seat: agent, novelty, accuracy, impact, challenge, total: score, sparks: sparks_earned },
        })),
        gates: digest.gate_bonuses.map(({ agent, turn, sparks, reason }) => ({
          seat: agent,
          turn,
          sparks,
          reason: quote(reason, LINE_BYTES),
        })),
        failures: digest.failures.length,
        spentMicroUsd: row.exposureMicroUsd,
        next:
          decision === null ? [callOf("roundtable_listen", { run })] : [callOf("why", { ref: `decision:${run}` }), callOf("show", { run })],
      },
      text: `${run}: ${state}, ${digest.rounds} rounds, ${digest.transcript.length} turns; ${decision === null ? "no decision" : `decided, confidence ${decision.confidence.word}`}`,
    });
  },
});

/** `roundtable_history`: runs, newest first. */
export const history: Tool = tool({
  name: "roundtable_history",
  title: "List runs",
  description: "Runs of this home, newest first, with how each ended.",
  input: z.strictObject({ limit: z.int().min(1).max(50).optional().describe("how many at most; default 20") }),
  ...READS,
  run: async (call, { limit = 20 }) => {
    const app = await call.open();
    const runs = firstThatFit(listRuns(app.journal, limit).map(rowOf), MAX_BYTES - LINE_BYTES);
    return ok({ data: { runs }, text: runs.length === 0 ? "there is no run yet" : `${runs.length} runs, newest first` });
  },
});

/** `roundtable_status`: who sits there and whose turn it is. */
export const status: Tool = tool({
  name: "roundtable_status",
  title: "Status of roundtables",
  description: "Who sits at a roundtable, whose turn it is and until when; without `run`, all that are open.",
  input: z.strictObject({ run: runInput.optional() }),
  ...READS,
  run: async (call, { run: reference }) => {
    const app = await call.open();
    const row = reference === undefined ? undefined : runOf(app, reference);
    if (row?.ok === false) return row;
    const one = row === undefined ? undefined : statusOf(app.journal, row.value);
    if (one?.ok === false) return one;
    const found = one === undefined ? openTables(app.journal) : [one.value];
    const tables = firstThatFit(
      found.map((table) => ({ ...table, topic: quote(table.topic, PARAGRAPH_BYTES), here: call.hosts.has(table.run) })),
      MAX_BYTES - LINE_BYTES,
    );
    return ok({
      data: { tables },
      text:
        tables.length === 0
          ? "no roundtable is open"
          : tables.map(({ run, status: state, round }) => `${run}: ${state}, round ${round}`).join("; "),
    });
  },
});

/** `show`: the record of a run, its turns page by page. */
export const show: Tool = tool({
  name: "show",
  title: "Show the record of a run",
  description: "Positions, fines, sources and the turns of a run, at most 25 kB; `fromTurn` reads on at the turn that `nextTurn` names.",
  input: z.strictObject({
    run: runInput.optional(),
    fromTurn: z.int().min(1).max(1_000_000).optional().describe("the first turn; default 1"),
  }),
  ...READS,
  run: async (call, { run: reference, fromTurn = 1 }) => {
    const app = await call.open();
    const found = digestOf(app, reference);
    if (!found.ok) return found;
    const { row, digest } = found.value;
    const head = {
      run: rowOf(summariseRun(app.journal, row)),
      positions: firstThatFit(
        Object.entries(digest.final_positions).map(([seat, text]) => ({ seat, text: quote(text, LINE_BYTES) })),
        LIST_BYTES,
      ),
      penalties: firstThatFit(
        digest.penalties.map(({ agent, kind, sparks, reason }) => ({ seat: agent, kind, sparks, reason: quote(reason, LINE_BYTES) })),
        LIST_BYTES,
      ),
      sources: firstThatFit(
        digest.sources.map(({ path, status: state, sha256 }) => ({ path: quote(path, LINE_BYTES), status: state, sha256 })),
        LIST_BYTES,
      ),
    };
    const room = Math.max(MAX_BYTES - sizeOf(head) - LINE_BYTES, TURN_BYTES);
    const rest = digest.transcript
      .filter(({ turn }) => turn >= fromTurn)
      .map(({ turn, agent, round, phase, message }) => ({ turn, seat: agent, round, phase, text: quote(message, TURN_BYTES) }));
    const turns = firstThatFit(rest, room);
    const nextTurn = rest[turns.length]?.turn ?? null;
    const more = nextTurn === null ? "" : `, and more from turn ${nextTurn}`;
    return ok({ data: { ...head, turns, nextTurn }, text: `${row.run}: ${turns.length} of ${digest.transcript.length} turns${more}` });
  },
});

/** Bytes of one turn of a record, and of each list beside the turns. */
const TURN_BYTES = 9_000;
const LIST_BYTES = 3_500;

const rowOf = ({ title, answer, option, ...row }: RunSummary) => ({
  ...row,
  topic: quote(title, LINE_BYTES),
  answer: quoteOrNull(answer, LINE_BYTES),
  option: quoteOrNull(option, LINE_BYTES),
});

const digestOf = (app: App, reference: string | undefined): Result<{ readonly row: RunRow; readonly digest: Digest }, ToolFault> => {
  const row = runOf(app, reference);
  if (!row.ok) return row;
  const { run, kind } = row.value;
  const digest = readDigest(app.journal, run);
  if (digest !== undefined) return ok({ row: row.value, digest });
  return fail({ code: "NO_TRANSCRIPT", message: `${run} is a run of kind ${kind}: it has no transcript`, hint: `moot show ${run}` });
};
