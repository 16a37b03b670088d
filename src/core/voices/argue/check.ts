import { fold } from "../../kernel/text.ts";
import type { Limit, LimitState, Place, Quantity } from "../types.ts";
import { asksForTotal } from "./aggregate.ts";
import type { Note } from "./fact.ts";

/** A limit tested on one option. `note` says why; `firm` when data, a stated number or a yes/no cell decided it. */
export type Check = {
  readonly limit: number;
  readonly option: number;
  readonly state: LimitState;
  readonly note: Note;
  readonly places: readonly Place[];
  /** The value that was held against the limit, as shown. */
  readonly value: string;
  readonly firm: boolean;
  /** The number behind `value` in base units, base units per unit as shown, and that unit; absent for dates and words. */
  readonly held?: Held;
};

/** A number held against a limit. */
export type Held = { readonly value: number; readonly scale: number; readonly unit: string };

/** The bound that a value stands nearer to: the only one, or of a range the end that it is past or closer to. */
export const nearerEnd = (limit: Limit | undefined, value: number | undefined): Quantity | undefined => {
  const { quantity, upper } = limit ?? {};
  if (quantity === undefined || upper === undefined || value === undefined) return quantity;
  return Math.abs(upper.value - value) < Math.abs(value - quantity.value) ? upper : quantity;
};

/** A stress condition that a limit adds ("at the December peak"), which a measurement must have been made under. */
export const conditionIn = (text: string): string | undefined => {
  const match =
    /\b(?:at|under|during|in|bei|im|am) (?:the |a |full |heavy |der |den |dem )?(?:[\p{L}'’]+ )?(?:peak|worst case|heavy load|full load|load|winter|summer|night|storm|rush hour|first (?:month|quarter|year)|repeat|spitze|spitzenlast|sommer|volllast)\b(?: of [\p{L}\d ]{1,20})?/iu.exec(
      text,
    ) ?? /\b(?:after|in) the (?:first|second) (?:week|month|quarter|year)\b[^.,;]{0,20}/iu.exec(text);
  return match?.[0].trim();
};

/** A percentile of rows: `p95`. */
export type Percentile = `p${string}`;

/** How the rows of an option are held against a limit. */
export type Scope = "each" | "mean" | "median" | "sum" | "default" | Percentile;

/** "Not on average", "nicht nur im Mittel": what the limit says it does not mean. */
const NO_MEAN =
  /\b(?:not|never|no|nicht|kein\w*|pas|et non|y no)\b,?\s(?:(?:just|only|merely|the|an?|nur|bloss|etwa|der|den|das|seulement|la|solo|el)\s)*(?:(?:on|in|im|en|de)\s)?(?:average|averages|mean|means|median|mittel|schnitt|durchschnitt\w*|mittelwert|moyenne|media|promedio)\b/gu;

/** The scope that the limit's words ask for. */
export const scopeOf = (text: string): Scope => {
  const said = fold(text);
  const plain = said.replace(NO_MEAN, " each ");
  if (asksForTotal(text)) return "sum";
  if (
    /\b(?:average|averages|mean|on average|im mittel|im schnitt|durchschnitt\w*|mittelwert|en moyenne|de moyenne|de media|en promedio|de promedio|por termino medio)\b/.test(
      plain,
    )
  )
    return "mean";
  if (/\bmedian\b/.test(plain)) return "median";
  if (/\b(?:every|each|any|never|always|all|worst|no \w+ may|jede\w*|einzeln\w*|immer|alle|nie|p9\d|95th|99th)\b/.test(plain))
    return "each";
  return "default";
};

/** Whether a number keeps a comparator. */
export const keeps = (value: number, cmp: string, bound: number): boolean => {
  const slack = 1e-9 * Math.max(1, Math.abs(bound));
  if (cmp === "<=") return value <= bound + slack;
  if (cmp === ">=") return value >= bound - slack;
  if (cmp === "<") return value < bound - slack;
  if (cmp === ">") return value > bound + slack;
  return Math.abs(value - bound) <= slack;
};
