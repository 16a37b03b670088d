import { AXES } from "../judging/axes.ts";
import type { Scorecard } from "../judging/scorecard.ts";
import type { Json } from "../kernel/json.ts";
import type { CallStep, NoteStep, Step } from "../run/machine.ts";
import { closingFacts } from "./close.ts";
import { type Budget, fact, type Opening, type Phase, type RoundtableFact, type Seat, type TurnPhase } from "./event.ts";
import { auditHealth } from "./health.ts";
import { firstSpeaker, speakingOrder } from "./order.ts";
import { chunkTurns } from "./score-chunks.ts";
import { answerTimeoutMs } from "./seating.ts";
import { jaccard } from "./stability.ts";
import { budgetsOf, type PhaseState, type RoundtableState, turnsSeen } from "./state.ts";

/** What a call of the roundtable is about: the `what` of its steps. */
export type Ask =
  | { readonly ask: "turn"; readonly seat: string; readonly phase: TurnPhase; readonly round: number; readonly budget: number }
  | { readonly ask: "watch"; readonly turn: number; readonly round: number }
  | { readonly ask: "check"; readonly round: number }
  | { readonly ask: "look"; readonly id: string }
  | { readonly ask: "summary"; readonly round: number }
  | { readonly ask: "notes"; readonly chunk: number }
  | { readonly ask: "score"; readonly repair: boolean }
  | { readonly ask: "confirm"; readonly seat: string }
  | { readonly ask: "decide" };

/** Tokens of the longest answers; the prompts say how many words. */
export const SCORE_REPLY_MS = 360_000;
const SUMMARY_MS = 120_000;
const DECIDE_MS = 120_000;

/**
 * The plan of a roundtable, in plan order, at most `limit` steps. Within a phase: the judge's look at the last turn, the
 * next speaker, then pending look-ups in the order asked. A phase that is through opens the next one by a note.
 */
export const planRoundtable = (state: RoundtableState, limit: number): readonly Step[] => {
  if (state.opening === undefined || state.status !== "open") return [];
  const steps = state.ended === undefined ? planPhase(state, state.opening) : planScoring(state, state.opening);
  return steps.slice(0, limit);
};

const planPhase = (state: RoundtableState, opening: Opening): readonly Step[] => {
  const phase = state.phase;
  if (phase === undefined) return [state.steward ? openResearch(opening) : openRound(state, opening, 1)];
  switch (phase.name) {
    case "research":
      return planResearch(state, opening, phase);
    case "speak":
      return planSpeak(state, opening, phase);
    case "rebut":
      return planTurns(state, opening, phase, () => note(`r${phase.round}/check`, [openPhase(phase.round, "check", [])]));
    case "check":
      return planCheck(state, opening, phase);
    case "floor":
      return planTurns(state, opening, phase, () => undefined, planAfterFloor);
  }
};

const planResearch = (state: RoundtableState, opening: Opening, phase: PhaseState): readonly Step[] => {
  const asks = phase.queue.map((seat) => askTurn(state, opening, phase, seat, phase.openedAt));
  const steps = [...asks, ...looks(state, opening)];
  return steps.length > 0 ? steps : [openRound(state, opening, 1)];
};

const planSpeak = (state: RoundtableState, opening: Opening, phase: PhaseState): readonly Step[] => {
  const opensIntermission = phase.queue.length === 0 && phase.deferred.length > 0 && !phase.intermission && state.unwatched === undefined;
  if (!opensIntermission) return planTurns(state, opening, phase, () => openRebuttal(state, phase));
  const key = `r${phase.round}/intermission/${Math.max(...phase.asked.values())}`;
  return [note(key, [fact("intermission-opened", { round: phase.round, waiting: phase.deferred })]), ...looks(state, opening)];
};

/** Watch, speaker, look-ups; when nothing of it is left, `then` or `after`. */
const planTurns = (
  state: RoundtableState,
  opening: Opening,
  phase: PhaseState,
  then: () => NoteStep | undefined,
  after?: (state: RoundtableState, opening: Opening, phase: PhaseState) => readonly Step[],
): readonly Step[] => {
  const speaker = phase.queue[0];
  const steps: readonly Step[] = [
    ...watches(state, opening),
    ...(speaker === undefined ? [] : [askTurn(state, opening, phase, speaker, state.basis)]),
    ...looks(state, opening),
  ];
  if (steps.length > 0) return steps;
  const next = then();
  return next === undefined ? (after?.(state, opening, phase) ?? []) : [next];
};

const planCheck = (state: RoundtableState, opening: Opening, phase: PhaseState): readonly Step[] => {
  const round = phase.round;
  if (!phase.checked) {
    return [
      judgeCall(opening, `r${round}/verdict`, state.basis, opening.limits.judgeTimeoutMs, { ask: "check", round }),
      ...looks(state, opening),
    ];
  }
  const pending = looks(state, opening);
  if (pending.length > 0) return pending;
  if (state.verdict === "CONVERGED") {
    return [note(`r${round}/end`, [fact("debate-ended", { outcome: "converged", reason: state.verdictReason, rounds: round })])];
  }
  const eligible = state.order.filter((seat) => (state.budgets.get(seat) ?? 0) > 0);
  if (eligible.length === 0) return planAfterFloor(state, opening, phase);
  return [note(`r${round}/floor`, [openPhase(round, "floor", eligible)])];
};

/** Audit, then the end or a summary and the next round. */
const planAfterFloor = (state: RoundtableState, opening: Opening, phase: PhaseState): readonly Step[] => {
  const round = phase.round;
  if (!state.health.audited) return [note(`r${round}/audit`, [fact("health-audited", auditHealth(state, opening))])];
  if (state.abort !== null) return [note("abort", closingFacts(state, opening, "aborted", state.abort))];
  if (round >= opening.limits.maxRounds) {
    const reason = `${round} of ${opening.limits.maxRounds} rounds without convergence`;
    return [note(`r${round}/end`, [fact("debate-ended", { outcome: "max-rounds", reason, rounds: round })])];
  }
  if (!state.health.summarised) {
    return [judgeCall(opening, `r${round}/summary`, state.basis, SUMMARY_MS, { ask: "summary", round })];
  }
  return [openRound(state, opening, round + 1)];
};

const openResearch = (opening: Opening): NoteStep =>
  note("r0/research", [
    openPhase(
      0,
      "research",
      opening.seats.map(({ name }) => name),
    ),
  ]);

const openRound = (state: RoundtableState, opening: Opening, round: number): NoteStep => {
  const order = speakingOrder(opening, round);
  const facts: RoundtableFact[] = [];
  const winner = round === 1 ? firstSpeaker(opening) : undefined;
  if (winner !== undefined) {
    facts.push(fact("first-speaker-won", { seat: winner.seat, bids: opening.bids.length }));
    for (const bid of opening.bids) {
      if (bid.seat !== winner.seat) facts.push(fact("bid-refunded", { ...bid, why: `${winner.seat} has the better rank` }));
    }
  }
  const budgets: readonly Budget[] = budgetsOf(state);
  return note(`r${round}/open`, [...facts, fact("round-opened", { round, order, budgets }), openPhase(round, "speak", order)]);
};

/** Stability from round 2 on, then the rebuttal in reverse order. */
const openRebuttal = (state: RoundtableState, phase: PhaseState): NoteStep => {
  const scores = state.order.flatMap((seat) => {
    const before = state.previous.get(seat);
    const now = state.latest.get(seat);
    return before === undefined || now === undefined ? [] : [{ seat, jaccard: jaccard(before, now) }];
  });
  const measured = phase.round > 1 ? [fact("stability-measured", { round: phase.round, scores })] : [];
  return note(`r${phase.round}/rebuttal`, [...measured, openPhase(phase.round, "rebut", [...state.order].reverse())]);
};

const openPhase = (round: number, phase: Phase, order: readonly string[]): RoundtableFact => fact("phase-opened", { round, phase, order });

const askTurn = (state: RoundtableState, opening: Opening, phase: PhaseState, seat: string, sees: number): CallStep => {
  const nth = phase.name === "floor" ? phase.pass : (phase.asked.get(seat) ?? 0) + 1;
  const ask: Ask = { ask: "turn", seat, phase: phase.name as TurnPhase, round: phase.round, budget: state.budgets.get(seat) ?? 0 };
  const asked = seatOf(opening, seat);
  const timeoutMs = answerTimeoutMs(opening, asked, opening.limits.speakerTimeoutMs);
  return call(`r${phase.round}/${phase.name}/${seat}/${nth}`, "ask", sees, asked.worstMicroUsd, timeoutMs, ask);
};

const watches = (state: RoundtableState, opening: Opening): readonly Step[] => {
  const turn = state.unwatched;
  if (turn === undefined) return [];
  const { judgeTimeoutMs } = opening.limits;
  return [judgeCall(opening, `r${state.round}/watch/${turn}`, state.basis, judgeTimeoutMs, { ask: "watch", turn, round: state.round })];
};

const judgeCall = (opening: Opening, key: string, sees: number, ownMs: number, ask: Ask): CallStep =>
  call(key, "ask", sees, opening.judge.worstMicroUsd, answerTimeoutMs(opening, opening.judge, ownMs), ask);

const looks = (state: RoundtableState, opening: Opening): readonly Step[] =>
  state.pending.map((request) =>
    call(`r${request.round}/look/${request.id}`, "look", request.seq, opening.judge.worstMicroUsd, opening.limits.stewardTimeoutMs, {
      ask: "look",
      id: request.id,
    }),
  );

/** Notes on early chunks, the verdict (once more when it was malformed), confirmations of the exceptional, the decision, the close. */
const planScoring = (state: RoundtableState, opening: Opening): readonly Step[] => {
  const decide = state.decided ? [] : [call("decide", "decide", state.basis, 0, DECIDE_MS, { ask: "decide" })];
  const steps = [...planVerdict(state, opening), ...decide];
  if (steps.length > 0) return steps;
  const { outcome, reason } = state.ended ?? { outcome: "max-rounds" as const, reason: "" };
  return [note("close", closingFacts(state, opening, outcome, reason))];
};

const planVerdict = (state: RoundtableState, opening: Opening): readonly CallStep[] => {
  const { scoring, basis } = state;
  const score = (key: string, ask: Ask): CallStep => judgeCall(opening, key, basis, SCORE_REPLY_MS, ask);
  if (scoring.failed || turnsSeen(state, basis).length === 0) return [];
  if (scoring.draft !== undefined) {
    return needConfirmation(scoring.draft.scores)
      .filter((seat) => !scoring.confirmed.has(seat))
      .map((seat) => score(`score/confirm/${seat}`, { ask: "confirm", seat }));
  }
  const early = chunkTurns(turnsSeen(state, basis), opening.limits.scoreChunkChars).length - 1;
  const missing = Array.from({ length: early }, (_, chunk) => chunk).filter((chunk) => scoring.notes[chunk] === undefined);
  if (missing.length > 0) return missing.map((chunk) => score(`score/notes/${chunk + 1}`, { ask: "notes", chunk }));
  return scoring.issues === undefined
    ? [score("score/verdict", { ask: "score", repair: false })]
    : [score("score/repair", { ask: "score", repair: true })];
};

/** Seats with an exceptional mark are asked about once more, without the first reasoning in view. */
const needConfirmation = (scores: readonly Scorecard[]): readonly string[] =>
  scores.filter((card) => AXES.some((axis) => card[axis] >= 3)).map((card) => card.seat);

/** The seat (or the judge) of a name. */
export const seatOf = (opening: Opening, name: string): Seat =>
  opening.seats.find((seat) => seat.name === name) ?? { ...opening.judge, name };

const note = (key: string, facts: readonly RoundtableFact[]): NoteStep => ({ kind: "note", key, facts: facts as NoteStep["facts"] });

const call = (key: string, op: string, sees: number, worstMicroUsd: number, timeoutMs: number, what: Ask): CallStep => ({
  kind: "call",
  key,
  sees,
  op,
  worstMicroUsd,
  timeoutMs,
  what: what as Json,
});
