import { byCodeUnit } from "../../kernel/json.ts";
import type { Fact } from "../argue/fact.ts";
import type { Ledger } from "../argue/ledger.ts";
import { toldOf } from "../frames/told.ts";
import type { SpokenTurn } from "../types.ts";

/** A fact and the turn that told it first, in full. */
export type FirstTold = { readonly fact: Fact; readonly turn: SpokenTurn };

/** What the turns so far hold. `told` is in order of first telling; `cited` counts recalls too. */
export type Heard = {
  readonly told: readonly FirstTold[];
  readonly toldIds: ReadonlySet<string>;
  readonly byTurn: ReadonlyMap<number, readonly Fact[]>;
};

const caches = new WeakMap<Ledger, Map<string, readonly Fact[]>>();

/**
 * The facts that a text tells in full, whoever wrote it: its evidence stands in the text word for word together with its first
 * place, or all of its values stand beside its very places.
 */
const factsIn = (text: string, ledger: Ledger): readonly Fact[] => {
  const cache = caches.get(ledger) ?? new Map<string, readonly Fact[]>();
  caches.set(ledger, cache);
  const known = cache.get(text);
  if (known) return known;
  const found = ledger.facts.filter((fact) => tells(text, fact, ledger));
  cache.set(text, found);
  return found;
};

const tells = (text: string, fact: Fact, ledger: Ledger): boolean => {
  const { core, places } = toldOf(fact, ledger.evidence);
  if (text.includes(core) && text.includes(places.split("]")[0] ?? "")) return true;
  const values = fact.figures.map((figure) => figure.value).filter((value) => /\d/.test(value));
  return fact.kind !== "check" && values.length >= 2 && text.includes(places) && values.every((value) => stands(value, text));
};

/** Reads the turns in order. */
export const hear = (turns: readonly SpokenTurn[], ledger: Ledger): Heard => {
  const told: FirstTold[] = [];
  const toldIds = new Set<string>();
  const byTurn = new Map<number, readonly Fact[]>();
  for (const turn of turns) {
    if (turn.phase === "judge") continue;
    const facts = factsIn(turn.text, ledger);
    byTurn.set(turn.ordinal, facts);
    for (const fact of facts) {
      if (toldIds.has(fact.id)) continue;
      toldIds.add(fact.id);
      told.push({ fact, turn });
    }
  }
  return { told, toldIds, byTurn };
};

/** Facts a seat knows: those told and those it was dealt, sorted by id. */
export const knownTo = (dealt: readonly Fact[], heard: Heard): readonly Fact[] => {
  const all = new Map([...dealt, ...heard.told.map((each) => each.fact)].map((fact) => [fact.id, fact]));
  return [...all.values()].sort((left, right) => byCodeUnit(left.id, right.id));
};

/** Whether a value stands in a text by itself, not as the end of a longer number. */
const stands = (value: string, text: string): boolean => {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) if (!/[\d.,]/.test(text[at - 1] ?? "")) return true;
  return false;
};
