import { words } from "../../kernel/text.ts";
import { dimDirection, nameDirection } from "../index/direction.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Criterion, Evidence } from "../types.ts";
import { overlap, topical } from "./words.ts";

/** What a direction rests on, for the decision to show. */
export type Direction = { readonly sign: 1 | -1 | 0; readonly assumed: boolean };

/** What is measured, as far as its direction goes. */
export type Named = {
  readonly label: string;
  readonly dim: string;
  readonly per: readonly string[];
  readonly terms: readonly string[];
};

/** Doing it fast: less of a time, more of a rate. */
const FAST = /^(?:speed|fast|faster|quick|quickly|pace|tempo|schnell|schnelligkeit|geschwindigkeit|rapide|rapidite|vitesse|rapido|velocidad)$/;

/**
 * Direction of a measured quantity: what the criterion states, then the quantity's own name, then what a limit on it implies, then
 * the criterion's name, then the dimension of an amount that has no other name. All but the first and third are assumed. 0 when
 * nothing says; it is then shown and does not count.
 */
export const directionOf = (named: Named, criterion: Criterion | undefined, limited: 1 | -1 | 0, evidence: Evidence): Direction => {
  const lexicon = lexiconOf(evidence.language);
  const own = nameDirection(named.label, lexicon);
  const said = criterion === undefined || criterion.assumedDirection ? 0 : criterion.direction;
  // "Reliability: higher is better" over a column of failures speaks of reliability.
  const opposite = own !== 0 && own !== said && overlap(topical(named.terms), topical(criterion?.terms ?? [])) === 0;
  if (said !== 0 && !opposite) return { sign: said, assumed: false };
  if (own !== 0) return { sign: isFast(named.label) && named.dim === "time" ? -1 : own, assumed: true };
  if (limited !== 0) return { sign: limited, assumed: false };
  if (criterion !== undefined && isFast(criterion.name)) return { sign: named.dim === "time" ? -1 : 1, assumed: true };
  if (criterion !== undefined && criterion.direction !== 0) return { sign: criterion.direction, assumed: true };
  return { sign: dimDirection(named.dim, named.label, named.per), assumed: true };
};

const isFast = (name: string): boolean => words(name.replaceAll("_", " ")).some((word) => FAST.test(word));
