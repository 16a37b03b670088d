import { settle } from "../economy/settle.ts";
import { varianceFlags } from "../judging/variance.ts";
import { type CloseOutcome, fact, type Opening, type RoundtableFact } from "./event.ts";
import { finalScores } from "./final-scores.ts";
import type { RoundtableState } from "./state.ts";

/**
 * The facts that end a roundtable, all in one step. A debate that came to its end is scored and settled; one that was cut
 * or aborted costs nothing: each seat gets its fee back, each bidder what it bid.
 */
export const closingFacts = (
  state: RoundtableState,
  opening: Opening,
  outcome: CloseOutcome,
  reason: string,
): readonly RoundtableFact[] => {
  const finished = outcome !== "cut" && outcome !== "aborted";
  const scoring = !finished ? "none" : state.scoring.failed ? "pending" : "complete";
  const closed = fact("roundtable-closed", { outcome, reason, rounds: state.round, scoring });
  return [...(finished ? settlement(state, opening) : refunds(state, opening)), closed];
};

const settlement = (state: RoundtableState, opening: Opening): readonly RoundtableFact[] => {
  const scores = finalScores(state);
  const penalties = state.scoring.draft?.penalties ?? [];
  const flags = varianceFlags(opening.seats.map(({ name, history }) => ({ seat: name, totals: [...history, ...totalsOf(scores, name)] })));
  return [
    ...scores.map((card) => fact("seat-scored", card)),
    ...penalties.map((penalty) => fact("penalty-imposed", penalty)),
    ...flags.map((flag) => fact("seat-flagged", flag)),
    ...opening.seats.map(({ name, fee }) => {
      const gross = totalsOf(scores, name)[0] ?? 0;
      const fines = penalties.filter(({ seat }) => seat === name).reduce((sum, { sparks }) => sum + sparks, 0);
      const gates = (state.gateCounts.get(name) ?? 0) * opening.limits.sparksPerGate;
      return fact("seat-settled", { ...settle(name, gross, fines, gates), fee });
    }),
    ...opening.boosts.map(({ seat, extraBudget }) => fact("boost-consumed", { seat, extraBudget })),
  ];
};

const totalsOf = (scores: readonly { readonly seat: string; readonly total: number }[], name: string): readonly number[] =>
  scores.filter(({ seat }) => seat === name).map(({ total }) => total);

const refunds = (state: RoundtableState, opening: Opening): readonly RoundtableFact[] => {
  const fees = opening.seats.filter(({ fee }) => fee > 0).map(({ name, fee }) => fact("fee-refunded", { seat: name, sparks: fee }));
  const unopened = state.round === 0;
  const bids = opening.bids
    .filter(({ sparks }) => unopened && sparks > 0)
    .map((bid) => fact("bid-refunded", { ...bid, why: "the roundtable did not open" }));
  return [...fees, ...bids];
};
