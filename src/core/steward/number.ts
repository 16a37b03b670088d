/**
 * How the numbers of a table are written: `dot` (1,234.5), `comma` (1.234,5), or `unclear` when both stand in it. Where a
 * cell can be read two ways it is no number: a look-up leaves it out and says so.
 */
export type Notation = "dot" | "comma" | "unclear";

/** A number as written with its unit (lower case, empty when none). */
export type Measure = { readonly value: number; readonly unit: string };

const SHAPE =
  /^([€$£¥] ?)?([+\-−]?)((?:\d[\d.,'’\u00a0\u202f ]{0,30}|\.\d{1,20}))((?:[eE][+-]?\d{1,3})?)[ \u00a0]?((?:%|‰|[\p{L}°µ€$£¥][\p{L}\d°µ€$£¥%/²³·^-]{0,15}(?: (?:per|an?|\/) ?[\p{L}]{1,12})?)?)$/u;

/** Reads a whole cell or value as a number with an optional unit, or undefined. Ids with leading zeros, over 15 digits and dates are none. */
export const readMeasure = (raw: string, notation: Notation): Measure | undefined => {
  if (raw.length > 64) return undefined;
  const match = SHAPE.exec(raw.trim());
  if (match === null) return undefined;
  const [, currency = "", sign, body = "", exponent, unit = ""] = match;
  const digits = decimalOf(body.trim(), notation);
  if (digits === undefined || (/^0\d/.test(digits) && exponent === "") || digits.replace(/\D/g, "").replace(/^0+/, "").length > 15)
    return undefined;
  const value = Number(`${sign === "−" ? "-" : sign}${digits}${exponent}`);
  return Number.isFinite(value) ? { value: value === 0 ? 0 : value, unit: `${currency.trim()}${unit}`.toLowerCase() } : undefined;
};

/** The body with a dot for decimals and no separators, or undefined when the notation leaves two readings. */
const decimalOf = (body: string, notation: Notation): string | undefined => {
  if (/^\d+$|^\.\d+$/.test(body)) return body;
  const spaced = /^\d{1,3}(?:([\u00a0\u202f '’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/u.exec(body);
  if (spaced !== null) return body.replaceAll(spaced[1] as string, "").replace(",", ".");
  if (/^\d{1,3}(?:,\d{3})+\.\d+$|^\d{1,3}(?:,\d{3}){2,}$/.test(body)) return body.replaceAll(",", "");
  if (/^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$/.test(body)) return body.replaceAll(".", "").replace(",", ".");
  if (/^\d{1,3},\d{3}$/.test(body))
    return notation === "dot" ? body.replace(",", "") : notation === "comma" ? body.replace(",", ".") : undefined;
  if (/^\d{1,3}\.\d{3}$/.test(body)) return notation === "dot" ? body : notation === "comma" ? body.replace(".", "") : undefined;
  if (/^\d+\.\d+$/.test(body)) return body;
  return /^\d+,\d+$/.test(body) ? body.replace(",", ".") : undefined;
};

const COMMA_EVIDENCE = /^[+\-−]?(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})$/u;
const DOT_EVIDENCE = /^[+\-−]?(?:\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})$/u;

/**
 * The notation of a table, from the cells that can be read one way only. Without any: dot, except that a semicolon between
 * cells leaves `1,234` unclear.
 */
export const notationOf = (cells: Iterable<string>, separator: string): Notation => {
  let comma = false;
  let dot = false;
  let threes = false;
  for (const cell of cells) {
    if (cell.length > 40 || !/^[+\-−]?\d/u.test(cell)) continue;
    if (COMMA_EVIDENCE.test(cell)) comma = true;
    else if (DOT_EVIDENCE.test(cell)) dot = true;
    else if (/^[+\-−]?\d{1,3},\d{3}$/u.test(cell)) threes = true;
  }
  if (comma && dot) return "unclear";
  if (comma) return "comma";
  return !dot && threes && separator === ";" ? "unclear" : "dot";
};

/** A number without float noise: whole numbers whole, else at most six decimals, or six significant digits below one. */
export const plainNumber = (value: number): string => {
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value === 0 ? 0 : value) : String(value);
  const size = Math.abs(value);
  const rounded = size >= 1 ? Number(value.toFixed(size >= 1e9 ? 3 : 6)) : Number(value.toPrecision(6));
  return String(rounded === 0 ? 0 : rounded);
};
