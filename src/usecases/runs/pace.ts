import { asRecord } from "../../core/kernel/json.ts";
import type { Opening } from "../../core/roundtable/event.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Journal, StoredEvent } from "../../ports/journal.ts";

/** How long a seat's share of a round took in roundtables of the same mode, in ms: the quicker and the slower quarter. */
export type Pace = { readonly quickMs: number; readonly slowMs: number; readonly runs: number };

/** Roundtables that are looked back on. */
const HISTORY = 50;

/** The pace of finished roundtables like this one, or undefined when there is none. Cut and aborted ones tell nothing. */
export const paceOf = (journal: Journal, run: RunId, opening: Opening): Pace | undefined => {
  const openings = new Map(journal.facts("roundtable-opened", HISTORY).map((event) => [event.run, event]));
  const shares = journal.facts("roundtable-closed", HISTORY).flatMap((closed) => {
    const opened = openings.get(closed.run);
    return closed.run === run || opened === undefined ? [] : shareOf(opened, closed, opening.mode);
  });
  if (shares.length === 0) return undefined;
  shares.sort((left, right) => left - right);
  const at = (part: number): number => shares[Math.round(part * (shares.length - 1))] as number;
  return { quickMs: at(0.25), slowMs: at(0.75), runs: shares.length };
};

const shareOf = (opened: StoredEvent, closed: StoredEvent, mode: string): readonly number[] => {
  const opening = opened.data as unknown as Opening;
  const end = asRecord(closed.data);
  const rounds = typeof end?.rounds === "number" ? end.rounds : 0;
  const cameToItsEnd = end?.outcome === "converged" || end?.outcome === "max-rounds";
  if (opening.mode !== mode || !cameToItsEnd || rounds < 1) return [];
  return [(closed.atMs - opened.atMs) / (rounds * opening.seats.length)];
};

/**
 * What is left of a roundtable, in ms: `[at best, at worst]`. At best it converges in the round under way, at the quick pace;
 * at worst it takes every round, at the slow one. Never below 0.
 */
export const timeLeft = (pace: Pace, opening: Opening, round: number, spentMs: number): readonly [number, number] => {
  const seats = opening.seats.length;
  const left = (shareMs: number, rounds: number): number => Math.max(0, shareMs * seats * rounds - spentMs);
  return [left(pace.quickMs, Math.max(1, round)), left(pace.slowMs, opening.limits.maxRounds)];
};
