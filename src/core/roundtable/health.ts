import type { DataOf, Opening } from "./event.ts";
import type { RoundtableState } from "./state.ts";

/**
 * Looks at the round under way. A seat is silent when every turn asked of it failed. The roundtable aborts when the judge
 * answered nothing all round, when at least half the seats are silent, or when every seat timed out.
 */
export const auditHealth = (state: RoundtableState, opening: Opening): DataOf<"health-audited"> => {
  const { health } = state;
  const seats = opening.seats.map((seat) => seat.name);
  const allOf = (counts: ReadonlyMap<string, number>, seat: string): boolean =>
    (health.asked.get(seat) ?? 0) > 0 && counts.get(seat) === health.asked.get(seat);
  const silent = seats.filter((seat) => allOf(health.failed, seat));
  const judge = health.judgeAsked === 0 || health.judgeFailed < health.judgeAsked;
  const reasons = [
    judge ? undefined : "the judge answered nothing this round",
    seats.every((seat) => allOf(health.timedOut, seat)) ? "every seat timed out" : undefined,
    silent.length * 2 >= seats.length ? `${silent.length} of ${seats.length} seats answered nothing: ${silent.join(", ")}` : undefined,
  ];
  return { round: state.round, silent, judge, abort: reasons.find((reason) => reason !== undefined) ?? null };
};
