import type { Language, Quantity } from "../types.ts";
import { readNumber } from "./numbers.ts";
import { quantitiesIn } from "./quantities.ts";

/** A cell as a number: `value` in base units when the cell names its unit, as written when it does not. */
export type CellNumber = { readonly value: number; readonly quantity?: Quantity; readonly ends?: readonly [number, number] };

const missing = new Set([
  "",
  "-",
  "–",
  "—",
  "n/a",
  "na",
  "n.a.",
  "null",
  "none",
  "nil",
  "?",
  "k. a.",
  "k.a.",
  "not recorded",
  "keine",
  "keiner",
  "kein",
  "aucun",
  "aucune",
  "ninguno",
  "ninguna",
  "unknown",
  "not stated",
  "nan",
  "tbd",
  "unbekannt",
  "...",
]);
const flags = new Map<string, number>([
  ["yes", 1],
  ["no", 0],
  ["true", 1],
  ["false", 0],
  ["ja", 1],
  ["nein", 0],
  ["oui", 1],
  ["non", 0],
  ["sí", 1],
  ["si", 1],
  ["y", 1],
  ["n", 0],
  ["✓", 1],
  ["✗", 0],
  ["✔", 1],
  ["✘", 0],
]);

/** Whether a cell says nothing. */
export const isMissing = (text: string): boolean => missing.has(text.toLowerCase());

/** 1 or 0 for a cell that says yes or no, else undefined. */
export const flagOf = (text: string): number | undefined => flags.get(text.toLowerCase());

const plainNumber = /^[-+−]?\d{1,15}(?:\.\d{1,15})?(?:[eE][-+]?\d{1,3})?$/u;

/** "3-5" and "3 to 5", rising; no years. */
const spanOf = (text: string): CellNumber | undefined => {
  const [, low, high] = /^[~≈]?(\d{1,15}(?:\.\d{1,9})?) ?(?:[-–—]|to|bis) ?(\d{1,15}(?:\.\d{1,9})?)$/u.exec(text) ?? [];
  if (low === undefined || Number(low) >= Number(high) || /^(?:19|20)\d\d/u.test(text)) return undefined;
  return { value: (Number(low) + Number(high)) / 2, ends: [Number(low), Number(high)] };
};

/**
 * Reads a cell that is a number, with or without unit, hedge or trailing words ("700 USD hosting", "~12", "6 min 40 s").
 * Undefined when it does not begin with one. Dates, versions and ids are no numbers.
 */
export const cellNumber = (text: string, language: Language, commaDecimal: boolean): CellNumber | undefined => {
  if (text.length > 60) return undefined;
  const clean = text.replace("−", "-");
  const span = commaDecimal ? undefined : spanOf(clean);
  if (span !== undefined) return span;
  if (plainNumber.test(clean) && !(commaDecimal && /^-?\d{1,3}\.\d{3}$/u.test(clean))) return { value: Number(clean) };
  const bare = /^[-+]?(?=\d)/u.exec(clean);
  if (bare) {
    const token = readNumber(clean, bare[0].length, commaDecimal);
    if (token.end === clean.length && token.style !== "code") return { value: clean.startsWith("-") ? -token.value : token.value };
  }
  return /\d/u.test(clean) && clean.length <= 48 ? unitedNumber(clean, language, commaDecimal) : undefined;
};

/** A cell with its unit in it. */
const unitedNumber = (clean: string, language: Language, commaDecimal: boolean): CellNumber | undefined => {
  const [quantity, ...more] = quantitiesIn(clean, commaDecimal && language === "en" ? "de" : language);
  if (
    !quantity ||
    quantity.start > 8 ||
    !/^[~≈<>≤≥=±(]{0,3}(?:ca\.?|about|around|approx\.?|etwa|rund|under|over|max\.?|min\.?)? ?$/iu.test(clean.slice(0, quantity.start))
  )
    return undefined;
  // "4 of 9" are two numbers; which one counts is not ours to say.
  if (more.some((other) => other.dim === quantity.dim && other.start - quantity.end < 8)) return undefined;
  if (quantity.dim === "number") return { value: quantity.value };
  if (quantity.to === undefined) return { value: quantity.value, quantity };
  return { value: (quantity.value + quantity.to) / 2, quantity, ends: [quantity.value, quantity.to] };
};
