/**
 * @module Why: leads any number of a run back, in at most three steps, to the event, the quote or the call that made it. Says
 * "no record" when there is none and never makes one up. Entry: `why`.
 */
import { AXES, type Axis } from "../../core/judging/axes.ts";
import { asRecord, asText } from "../../core/kernel/json.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { DataOf, RoundtableFact } from "../../core/roundtable/event.ts";
import type { Claim, Place } from "../../core/voices/types.ts";
import type { Journal, RunRow, StoredEvent } from "../../ports/journal.ts";
import { resolveRun } from "../runs/control.ts";

/** One step of an explanation: what is so, and what made it so. `event` and `call` name where it stands in the journal. */
export type Cause = {
  readonly what: string;
  readonly quote?: string;
  readonly places?: readonly Place[];
  readonly event?: { readonly seq: number; readonly kind: string; readonly step: string };
  readonly call?: { readonly step: string; readonly attempt: number; readonly model: string; readonly requestHash: string };
  readonly because: readonly Cause[];
};

/** Why a reference could not be explained. */
export type WhyFault = {
  readonly code: "BAD_REF" | "NO_RECORD" | "UNKNOWN_RUN" | "AMBIGUOUS_RUN" | "NO_RUNS" | "RUN_DONE";
  readonly message: string;
  readonly hint: string;
};

type Answer = Result<Cause, WhyFault>;
type Explain = (history: History, rest: readonly string[]) => Answer;
type History = { readonly journal: Journal; readonly run: RunRow; readonly events: readonly StoredEvent[] };

/** The kinds of reference, each with an example. */
export const WHY_KINDS: Readonly<Record<string, string>> = {
  score: "score:latest/marcus/impact",
  gate: "gate:latest/1",
  fee: "fee:latest/elena",
  sparks: "sparks:latest/elena",
  penalty: "penalty:latest/elena",
  turn: "turn:latest/4",
  claim: "claim:latest/4/1",
  flag: "flag:latest/clare",
  convergence: "convergence:latest/2",
  decision: "decision:latest",
};

/** Explains a reference `<kind>:<run>/<rest>`; `latest` and prefixes stand for a run, and `<kind>:<rest>` means the latest. */
export const why = (journal: Journal, reference: string): Answer => {
  const [kind = "", path = ""] = splitOnce(reference, ":");
  const explain = EXPLAINERS[kind];
  if (explain === undefined) return badRef(`unknown kind ${JSON.stringify(kind)}; the kinds are ${Object.keys(WHY_KINDS).join(", ")}`);
  const parts = path.split("/").filter((part) => part !== "");
  const named = resolveRun(journal, parts[0] ?? "latest");
  const run = named.ok ? named : resolveRun(journal, "latest");
  if (!run.ok) return fail(run.fault);
  return explain({ journal, run: run.value, events: journal.read(run.value.run) }, named.ok ? parts.slice(1) : parts);
};

const badRef = (message: string): Answer => fail({ code: "BAD_REF", message, hint: `moot why ${WHY_KINDS.score}` });

const noRecord = (history: History, message: string): Answer =>
  fail({ code: "NO_RECORD", message: `no record: ${message} in ${history.run.run}`, hint: `moot show ${history.run.run}` });

const splitOnce = (text: string, separator: string): readonly [string, string] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

type Typed<K extends RoundtableFact["kind"]> = { readonly event: StoredEvent; readonly data: DataOf<K> };

const all = <K extends RoundtableFact["kind"]>({ events }: History, kind: K): readonly Typed<K>[] =>
  events.filter((event) => event.kind === kind).map((event) => ({ event, data: event.data as unknown as DataOf<K> }));

const cause = (what: string, event: StoredEvent, because: readonly Cause[] = [], quote?: string): Cause => ({
  what,
  ...(quote === undefined ? {} : { quote }),
  event: { seq: event.seq, kind: event.kind, step: event.step },
  because,
});

/** The call that answered a step: which model, which request. Steps decided by code have none. */
const callOf = ({ journal, run }: History, step: string): readonly Cause[] => {
  const call = journal.calls(run.run, step).findLast(({ reply }) => reply !== undefined);
  if (call === undefined) return [];
  const value = call.reply?.ok ? asRecord(call.reply.value) : undefined;
  const model = asText(value?.model) ?? "code";
  const { attempt, requestHash } = call;
  return [{ what: `answered by ${model}`, call: { step, attempt, model, requestHash }, because: [] }];
};

const explainScore: Explain = (history, [seat = "", axis]) => {
  const scored = all(history, "seat-scored").find(({ data }) => data.seat === seat);
  if (scored === undefined) return noRecord(history, `no score of ${seat || "a seat"}`);
  if (axis !== undefined && !AXES.includes(axis as Axis)) return badRef(`unknown axis ${axis}; the axes are ${AXES.join(", ")}`);
  const { data, event } = scored;
  const value =
    axis === undefined
      ? `${data.total} in all (${AXES.map((name) => `${name} ${data[name]}`).join(", ")})`
      : `${axis} ${data[axis as Axis]}`;
  const drafted = all(history, "verdict-drafted").at(-1);
  const confirmed = all(history, "score-confirmed").find(({ data: row }) => row.seat === seat);
  const changes = confirmed?.data.changed.map(({ axis: name, from, to }) => `${name} ${from} became ${to} on confirmation`) ?? [];
  const insight = data.grandInsight;
  return ok(
    cause(`${seat}: ${value}`, event, [
      ...(drafted === undefined
        ? []
        : [cause(`the judge's reasons: ${data.reasoning || "none given"}`, drafted.event, callOf(history, drafted.event.step))]),
      ...(confirmed === undefined
        ? []
        : [cause(changes.join("; ") || "confirmed without a change", confirmed.event, callOf(history, confirmed.event.step))]),
      ...(insight === null
        ? []
        : [
            cause(
              `a 10: before: ${insight.before}; after: ${insight.after}`,
              event,
              quotedTurn(history, seat, insight.quote),
              insight.quote,
            ),
          ]),
    ]),
  );
};

const quotedTurn = (history: History, seat: string, quote: string): readonly Cause[] =>
  all(history, "turn-spoken")
    .filter(({ data }) => data.seat === seat && data.text.includes(quote))
    .slice(0, 1)
    .map(({ data, event }) => cause(`found verbatim in turn ${data.ordinal}`, event));

const explainGate: Explain = (history, [number]) => {
  const gate = all(history, "gate-awarded").find(({ data }) => String(data.number) === number);
  if (gate === undefined) return noRecord(history, `no gate ${number ?? ""}`);
  const turn = all(history, "turn-spoken").find(({ data }) => data.ordinal === gate.data.turn);
  const about = turn === undefined ? [] : [cause(`after turn ${turn.data.ordinal} by ${turn.data.seat}`, turn.event, [], turn.data.text)];
  return ok(
    cause(`gate ${gate.data.number} for ${gate.data.seat}: ${gate.data.reason}`, gate.event, [
      ...about,
      ...callOf(history, gate.event.step),
    ]),
  );
};

const explainSparks =
  (reasons: readonly string[] | undefined): Explain =>
  (history, [seat = ""]) => {
    const lines = history.journal
      .ledger({ run: history.run.run, book: history.run.book, account: seat })
      .filter(({ reason }) => reasons === undefined || reasons.includes(reason));
    if (lines.length === 0) return noRecord(history, `no ledger line of ${seat || "a seat"}`);
    const sum = lines.reduce((total, { amount }) => total + amount, 0);
    const because = lines.flatMap(({ amount, reason, key, seq }) => {
      const event = history.events.find((candidate) => candidate.seq === seq);
      return event === undefined ? [] : [cause(`${amount > 0 ? "+" : ""}${amount} ${reason} (${key})`, event)];
    });
    return ok({ what: `${seat}: ${sum > 0 ? "+" : ""}${sum} sparks from this run`, because });
  };

const explainPenalty: Explain = (history, [seat = ""]) => {
  const found = all(history, "penalty-imposed").filter(({ data }) => data.seat === seat);
  const first = found[0];
  if (first === undefined) return noRecord(history, `no penalty of ${seat || "a seat"}`);
  const because = found.map(({ data, event }) =>
    cause(`${data.kind}: ${data.reason}`, event, quotedTurn(history, seat, data.quote), data.quote),
  );
  return ok(cause(`${seat}: fined ${found.reduce((sum, { data }) => sum + data.sparks, 0)} sparks`, first.event, because));
};

const explainTurn: Explain = (history, [number]) => {
  const turn = all(history, "turn-spoken").find(({ data }) => String(data.ordinal) === number);
  if (turn === undefined) return noRecord(history, `no turn ${number ?? ""}`);
  const { seat, round, phase, text } = turn.data;
  const claims = claimsOf(history, turn.data.ordinal).map((claim) => claimCause(claim, turn.event));
  return ok(cause(`turn ${number}: ${seat}, round ${round}, ${phase}`, turn.event, [...callOf(history, turn.event.step), ...claims], text));
};

const explainClaim: Explain = (history, [number, nth = "1"]) => {
  const turn = all(history, "turn-spoken").find(({ data }) => String(data.ordinal) === number);
  const claim = turn === undefined ? undefined : claimsOf(history, turn.data.ordinal)[Number(nth) - 1];
  if (turn === undefined || claim === undefined) return noRecord(history, `no claim ${nth} of turn ${number ?? ""}`);
  const { seat, ordinal } = turn.data;
  return ok({
    ...claimCause(claim, turn.event),
    because: [cause(`said by ${seat} in turn ${ordinal}`, turn.event, callOf(history, turn.event.step))],
  });
};

const claimsOf = (history: History, ordinal: number): readonly Claim[] =>
  all(history, "decision-made")
    .at(-1)
    ?.data.readings.find((reading) => reading.ordinal === ordinal)?.claims ?? [];

const claimCause = (claim: Claim, event: StoredEvent): Cause => ({
  ...cause(`${claim.verdict}: ${claim.text}`, event),
  places: [...claim.places, ...claim.quotes.flatMap(({ place }) => (place === undefined ? [] : [place]))],
});

const explainFlag: Explain = (history, [seat = ""]) => {
  const flag = all(history, "seat-flagged").find(({ data }) => data.seat === seat);
  if (flag === undefined) return noRecord(history, `no flag of ${seat || "a seat"}`);
  const { rule, value, peers, window } = flag.data;
  return ok(cause(`${seat}: ${rule}: ${value} against ${peers} of the peers over ${window} roundtables`, flag.event));
};

const explainConvergence: Explain = (history, [round]) => {
  const checks = all(history, "convergence-checked");
  const check = round === undefined ? checks.at(-1) : checks.find(({ data }) => String(data.round) === round);
  if (check === undefined) return noRecord(history, `no convergence check of round ${round ?? ""}`);
  return ok(
    cause(`round ${check.data.round}: ${check.data.verdict}: ${check.data.reason}`, check.event, callOf(history, check.event.step)),
  );
};

const explainDecision: Explain = (history) => {
  const made = all(history, "decision-made").at(-1);
  if (made === undefined) return noRecord(history, "no decision");
  const { decision } = made.data;
  const because = decision.why.map(({ text, places, turns }) => ({
    what: text,
    places,
    because: turns.flatMap((ordinal) => {
      const turn = all(history, "turn-spoken").find(({ data }) => data.ordinal === ordinal);
      return turn === undefined ? [] : [cause(`turn ${ordinal} by ${turn.data.seat}`, turn.event)];
    }),
  }));
  return ok(cause(decision.answer, made.event, [...because, { what: decision.madeBy, because: [] }]));
};

const EXPLAINERS: Readonly<Record<string, Explain>> = {
  score: explainScore,
  gate: explainGate,
  fee: explainSparks(["entry_fee", "refund_aborted_rt"]),
  sparks: explainSparks(undefined),
  penalty: explainPenalty,
  turn: explainTurn,
  claim: explainClaim,
  flag: explainFlag,
  convergence: explainConvergence,
  decision: explainDecision,
};
