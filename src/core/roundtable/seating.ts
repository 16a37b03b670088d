import type { DataOf, Opening, Seat } from "./event.ts";

/** The backend of a seat that a person or another program takes: its calls wait at the desk and no model answers them. */
export const EXTERNAL = "external";

/** How long a seat has for one answer, in ms: who sits there from outside has the longer limit where the opening names one, else `ownMs`. */
export const answerTimeoutMs = ({ limits }: Opening, { backend }: Pick<Seat, "backend">, ownMs: number): number =>
  backend === EXTERNAL ? (limits.externalTimeoutMs ?? ownMs) : ownMs;

/** Seats that somebody outside may take: those of the speakers, and the judge's where the opening asked for a judge from outside. */
export const takeableSeats = ({ seats, judge }: Opening): readonly Seat[] => (judge.backend === EXTERNAL ? [...seats, judge] : seats);

/**
 * The opening as a fork changed it: without the seats that left, with the seats that were replaced. The order in which all
 * seats were first named stays as `roster`, so that those who stay keep their places in every drawn order. A price of the
 * opening holds on where the fork names another.
 */
export const reseat = (opening: Opening, { without, seats, judge, externalTimeoutMs, prices }: DataOf<"run-forked">): Opening => {
  const stays = (name: string): boolean => !without.includes(name);
  return {
    ...opening,
    seats: opening.seats.filter(({ name }) => stays(name)).map((seat) => seats.find(({ name }) => name === seat.name) ?? seat),
    judge: judge ?? opening.judge,
    bids: opening.bids.filter(({ seat }) => stays(seat)),
    boosts: opening.boosts.filter(({ seat }) => stays(seat)),
    ...(prices === undefined ? {} : { prices: [...(opening.prices ?? []), ...prices] }),
    ...(externalTimeoutMs === null ? {} : { limits: { ...opening.limits, externalTimeoutMs } }),
    ...(without.length === 0 ? {} : { roster: opening.roster ?? opening.seats.map(({ name }) => name) }),
  };
};
