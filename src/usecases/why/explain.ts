import { AXES, type Axis } from "../../core/judging/axes.ts";
import type { Claim, DecisionLine } from "../../core/voices/types.ts";
import type { StoredEvent } from "../../ports/journal.ts";
import { endingOf } from "../runs/ending.ts";
import { all, type Cause, callOf, cause, claimsOf, type Explain, type History } from "./history.ts";
import { LAB_EXPLAINERS } from "./lab.ts";
import { signedSparks, sparks } from "./words.ts";

const explainScore: Explain = (history, [seat = "", axis]) => {
  const scored = all(history, "seat-scored").find(({ data }) => data.seat === seat);
  if (scored === undefined) return undefined;
  const { data, event } = scored;
  const value =
    axis === undefined
      ? `${data.total} in all (${AXES.map((name) => `${name} ${data[name]}`).join(", ")})`
      : `${axis} ${data[axis as Axis]}`;
  const drafted = all(history, "verdict-drafted").at(-1);
  const confirmed = all(history, "score-confirmed").find(({ data: row }) => row.seat === seat);
  const changes =
    confirmed?.data.changed
      .filter(({ axis: name }) => axis === undefined || name === axis)
      .map(({ axis: name, from, to }) => `${name} ${from} became ${to} on confirmation`) ?? [];
  const insight = axis === undefined || data[axis as Axis] === 10 ? data.grandInsight : null;
  return cause(`${seat}: ${value}`, event, [
    ...(drafted === undefined
      ? []
      : [
          cause(
            `the judge's reasons: ${reasonsOf(data.reasoning, axis) || "none given"}`,
            drafted.event,
            callOf(history, drafted.event.step),
          ),
        ]),
    ...(confirmed === undefined
      ? []
      : [cause(changes.join("; ") || "confirmed without a change", confirmed.event, callOf(history, confirmed.event.step))]),
    ...(insight === null
      ? []
      : [
          cause(`a 10: before: ${insight.before}; after: ${insight.after}`, event, quotedTurn(history, seat, insight.quote), insight.quote),
        ]),
  ]);
};

/** What a judge who goes through the axes one by one ("impact 2: …") says of one of them; the whole text of any other judge. */
const reasonsOf = (reasoning: string, axis: string | undefined): string => {
  const parts = reasoning.split(new RegExp(`(?=\\b(?:${AXES.join("|")}) \\d+: )`, "u"));
  return (axis === undefined ? undefined : parts.find((part) => part.startsWith(`${axis} `))?.trim()) ?? reasoning;
};

const quotedTurn = (history: History, seat: string, quote: string): readonly Cause[] =>
  all(history, "turn-spoken")
    .filter(({ data }) => data.seat === seat && data.text.includes(quote))
    .slice(0, 1)
    .map(({ data, event }) => cause(`found verbatim in turn ${data.ordinal}`, event));

const explainGate: Explain = (history, [number]) => {
  const gate = all(history, "gate-awarded").find(({ data }) => String(data.number) === number);
  if (gate === undefined) return undefined;
  const turn = all(history, "turn-spoken").find(({ data }) => data.ordinal === gate.data.turn);
  const about = turn === undefined ? [] : [cause(`after turn ${turn.data.ordinal} by ${turn.data.seat}`, turn.event, [], turn.data.text)];
  return cause(`gate ${gate.data.number} for ${gate.data.seat}: ${gate.data.reason}`, gate.event, [
    ...about,
    ...callOf(history, gate.event.step),
  ]);
};

const explainSparks =
  (reasons: readonly string[] | undefined): Explain =>
  (history, [seat = ""]) => {
    const lines = history.journal
      .ledger({ run: history.run.run, book: history.run.book, account: seat })
      .filter(({ reason }) => reasons === undefined || reasons.includes(reason));
    if (lines.length === 0) return undefined;
    const sum = lines.reduce((total, { amount }) => total + amount, 0);
    const because = lines.flatMap(({ amount, reason, key, seq }) => {
      const event = history.events.find((candidate) => candidate.seq === seq);
      return event === undefined ? [] : [cause(`${amount > 0 ? "+" : ""}${amount} ${reason} (${key})`, event)];
    });
    return { what: `${seat}: ${signedSparks(sum)} from this run`, because };
  };

/** What a seat paid to sit there, by its tier; a fee that was given back sums to nothing. */
const explainFee: Explain = (history, [seat = ""]) => {
  const paid = explainSparks(["entry_fee", "refund_aborted_rt"])(history, [seat]);
  const seated = all(history, "roundtable-opened").flatMap(({ data }) => data.seats.filter(({ name }) => name === seat))[0];
  if (paid === undefined || seated === undefined) return paid;
  const isBack = paid.because.length > 1;
  return { ...paid, what: `${seat}: an entry fee of ${sparks(seated.fee)}, for tier ${seated.tier}${isBack ? ", given back" : ""}` };
};

const explainPenalty: Explain = (history, [seat = ""]) => {
  const found = all(history, "penalty-imposed").filter(({ data }) => data.seat === seat);
  const first = found[0];
  if (first === undefined) return undefined;
  const because = found.map(({ data, event }) =>
    cause(`${data.kind}: ${data.reason}`, event, quotedTurn(history, seat, data.quote), data.quote),
  );
  return cause(`${seat}: fined ${sparks(found.reduce((sum, { data }) => sum + data.sparks, 0))}`, first.event, because);
};

const explainTurn: Explain = (history, [number]) => {
  const turn = all(history, "turn-spoken").find(({ data }) => String(data.ordinal) === number);
  if (turn === undefined) return undefined;
  const { seat, round, phase, text } = turn.data;
  const claims = claimsOf(history, turn.data.ordinal).map((claim) => claimCause(claim, turn.event));
  return cause(`turn ${number}: ${seat}, round ${round}, ${phase}`, turn.event, [...callOf(history, turn.event.step), ...claims], text);
};

const explainClaim: Explain = (history, [number, nth = "1"]) => {
  const turn = all(history, "turn-spoken").find(({ data }) => String(data.ordinal) === number);
  const claim = turn === undefined ? undefined : claimsOf(history, turn.data.ordinal)[Number(nth) - 1];
  if (turn === undefined || claim === undefined) return undefined;
  const { seat, ordinal } = turn.data;
  return {
    ...claimCause(claim, turn.event),
    because: [cause(`said by ${seat} in turn ${ordinal}`, turn.event, callOf(history, turn.event.step))],
  };
};

const claimCause = (claim: Claim, event: StoredEvent): Cause => ({
  ...cause(`${claim.verdict}: ${claim.text}`, event),
  places: [...claim.places, ...[...claim.quotes, ...claim.numbers].flatMap(({ place }) => (place === undefined ? [] : [place]))],
});

const explainFlag: Explain = (history, [seat = ""]) => {
  const flag = all(history, "seat-flagged").find(({ data }) => data.seat === seat);
  if (flag === undefined) return undefined;
  const { rule, value, peers, window } = flag.data;
  return cause(
    `${seat}: ${rule}: ${value} against ${peers} of the peers over ${window} ${window === 1 ? "roundtable" : "roundtables"}`,
    flag.event,
  );
};

const explainConvergence: Explain = (history, [round]) => {
  const checks = all(history, "convergence-checked");
  const check = round === undefined ? checks.at(-1) : checks.find(({ data }) => String(data.round) === round);
  if (check === undefined) return undefined;
  return cause(`round ${check.data.round}: ${check.data.verdict}: ${check.data.reason}`, check.event, callOf(history, check.event.step));
};

const explainDecision: Explain = (history) => {
  const made = all(history, "decision-made").at(-1);
  if (made === undefined) return undefined;
  const { decision } = made.data;
  const fallen = decision.options
    .filter(({ out }) => out)
    .flatMap(({ name, why }) => why.map((line) => lineCause(history, { ...line, text: `*${name}* is out: ${line.text}` })));
  const because = decision.why.map((line) => lineCause(history, line));
  return cause(decision.answer, made.event, [...fallen, ...because, { what: decision.madeBy, because: [] }]);
};

/** A line of the decision, led back to the turns that brought it. */
const lineCause = (history: History, { text, places, turns }: DecisionLine): Cause => ({
  what: text,
  places,
  because: turns.flatMap((ordinal) => {
    const turn = all(history, "turn-spoken").find(({ data }) => data.ordinal === ordinal);
    return turn === undefined ? [] : [cause(`turn ${ordinal} by ${turn.data.seat}`, turn.event)];
  }),
});

const explainOutcome: Explain = (history) => {
  const closed = all(history, "roundtable-closed").at(-1);
  if (closed === undefined) return undefined;
  const { outcome, rounds, reason } = closed.data;
  const end = endingOf(history.journal, history.run.run);
  const asked = history.events.findLast(({ step }) => step.startsWith("input:cut/"));
  const who = end === undefined ? [] : [`${end.word} by ${end.by}${end.reason === "" ? ", no reason given" : `: ${end.reason}`}`];
  const because = who.map((what): Cause => (asked === undefined ? { what, because: [] } : cause(what, asked)));
  return cause(`${outcome} in round ${rounds}${reason === "" ? "" : `: ${reason}`}`, closed.event, because);
};

/** One for every kind of reference. */
export const EXPLAINERS: Readonly<Record<string, Explain>> = {
  ...LAB_EXPLAINERS,
  score: explainScore,
  gate: explainGate,
  fee: explainFee,
  sparks: explainSparks(undefined),
  penalty: explainPenalty,
  turn: explainTurn,
  claim: explainClaim,
  flag: explainFlag,
  convergence: explainConvergence,
  decision: explainDecision,
  outcome: explainOutcome,
};
