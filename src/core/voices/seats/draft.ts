import { byCodeUnit } from "../../kernel/json.ts";
import { bears, type Fact } from "../argue/fact.ts";
import type { Ledger } from "../argue/ledger.ts";
import { ownInterest, roleOf } from "./lens.ts";

/** Facts that are worth saying: they bear on an option, refute a sentence, or show order in a log. */
export const worthTelling = (ledger: Ledger): readonly Fact[] =>
  ledger.facts.filter((fact) => bears(fact) || fact.kind === "conflict" || fact.kind === "log" || fact.kind === "confirm");

/** Likeness of two facts in [0, 1]: the same quantity, limit, criterion or lines. */
export const likeness = (left: Fact, right: Fact): number => {
  if (left.subject !== "" && left.subject === right.subject) return 0.8;
  const lines = new Set(left.places.map((place) => `${place.file}:${place.line}`));
  const shared = right.places.filter((place) => lines.has(`${place.file}:${place.line}`)).length;
  const places = shared === 0 ? 0 : (0.9 * shared) / Math.min(left.places.length, right.places.length);
  return Math.max(places, left.criterion >= 0 && left.criterion === right.criterion ? 0.4 : 0);
};

/** Most facts a seat opens with; a table of one or two seats opens with more. */
const openingSize = (seats: number): number => (seats <= 1 ? 5 : seats === 2 ? 4 : 3);

const drafts = new WeakMap<Ledger, Map<string, ReadonlyMap<string, readonly Fact[]>>>();

/**
 * The sealed opening of every seat: rounds of a snake draft over the sorted seats, each pick maximising
 * `own · sqrt(own / best seat's own) · (1 − .7 · likeness to what is drafted)`; a first pick must bear on the decision. Disjoint.
 */
export const draftOf = (ledger: Ledger, seats: readonly string[]): ReadonlyMap<string, readonly Fact[]> => {
  const byTable = drafts.get(ledger) ?? new Map<string, ReadonlyMap<string, readonly Fact[]>>();
  drafts.set(ledger, byTable);
  const key = seats.join("\n");
  const known = byTable.get(key);
  if (known) return known;
  const built = draw(ledger, [...seats].sort(byCodeUnit));
  byTable.set(key, built);
  return built;
};

const draw = (ledger: Ledger, seats: readonly string[]): ReadonlyMap<string, readonly Fact[]> => {
  const pool = worthTelling(ledger);
  const own = new Map(seats.map((seat) => [seat, pool.map((fact) => ownInterest(roleOf(seat, seats), fact, ledger))]));
  const best = pool.map((_, index) => Math.max(...seats.map((seat) => own.get(seat)?.[index] ?? 0)));
  const drawn: Fact[] = [];
  const nearest = pool.map(() => 0);
  const taken = pool.map(() => false);
  const hands = new Map<string, Fact[]>(seats.map((seat) => [seat, []]));
  for (let round = 0; round < openingSize(seats.length); round++) {
    for (const seat of round % 2 === 0 ? seats : [...seats].reverse()) {
      const index = pick(pool, taken, own.get(seat) ?? [], best, nearest, round === 0);
      if (index < 0) continue;
      taken[index] = true;
      const fact = pool[index] as Fact;
      hands.get(seat)?.push(fact);
      drawn.push(fact);
      for (let other = 0; other < pool.length; other++) nearest[other] = Math.max(nearest[other] ?? 0, likeness(pool[other] as Fact, fact));
    }
  }
  return hands;
};

const pick = (
  pool: readonly Fact[],
  taken: readonly boolean[],
  own: readonly number[],
  best: readonly number[],
  nearest: readonly number[],
  first: boolean,
): number => {
  let chosen = -1;
  let top = 0;
  for (let index = 0; index < pool.length; index++) {
    if (taken[index] || (first && !bears(pool[index] as Fact))) continue;
    const mine = own[index] ?? 0;
    const value = mine * Math.sqrt(mine / (best[index] ?? 1)) * (1 - 0.7 * (nearest[index] ?? 0));
    if (value > top + 1e-12) {
      top = value;
      chosen = index;
    }
  }
  return top < 0.3 ? -1 : chosen;
};
