import { termSet } from "../index/terms.ts";
import { periodOf } from "../index/units.ts";
import type { Evidence, Limit, Table } from "../types.ts";
import { overlap } from "./words.ts";

/** What an amount is per when it is one of the thing itself: the stem of "each". */
const EACH = "each";

/**
 * "At most 2,400 EUR per pump" where pumps are what is chosen: the limit is on one of them, as a price list and "1,980 EUR each" are. A noun
 * is the thing itself when the question, the title or the options name it and the text counts no more of it than there are options. Any other
 * limit comes back unchanged.
 */
export const perPiece = (limit: Limit, evidence: Evidence): Limit => {
  const { quantity, upper } = limit;
  const noun = quantity?.per[0];
  if (quantity === undefined || noun === undefined || quantity.per.length !== 1 || !isItself(noun, evidence)) return limit;
  return { ...limit, quantity: { ...quantity, per: [EACH] }, ...(upper === undefined ? {} : { upper: { ...upper, per: [EACH] } }) };
};

/** Whether a figure per nothing may stand for one of a piece. */
export const isPerPiece = (per: readonly string[]): boolean => per.length === 1 && per[0] === EACH;

const isItself = (noun: string, evidence: Evidence): boolean => {
  if (periodOf(noun) !== undefined || noun === EACH) return false;
  const named = [evidence.title, evidence.question, ...evidence.options.map((option) => option.name)];
  if (!named.some((text) => overlap([noun], termSet(text, evidence.language)) === 1)) return false;
  return (
    !evidence.tables.some((table) => measures(table, noun)) &&
    !evidence.sentences.some((sentence) => sentence.quantities.some((each) => counts(each, noun, evidence)))
  );
};

/** A column that is per the noun, or counts it; the running number of a test does not. */
const measures = (table: Table, noun: string): boolean =>
  table.columns.some(
    ({ terms, per, type }, at) =>
      at !== table.keyColumn &&
      type === "number" &&
      (per.includes(noun) || (terms.length === 1 && overlap([noun], terms) === 1 && !isRunning(table, at))),
  );

/** Whole numbers from one, none twice for an option. */
const isRunning = ({ rows, rowOption }: Table, at: number): boolean => {
  const keys = rows.map((row, index) => `${rowOption[index]}/${row.cells[at]?.number}`);
  const values = rows.map((row) => row.cells[at]?.number ?? Number.NaN);
  return values.every((value) => Number.isInteger(value) && value >= 1) && values.includes(1) && new Set(keys).size === keys.length;
};

const counts = (quantity: Evidence["sentences"][number]["quantities"][number], noun: string, evidence: Evidence): boolean =>
  quantity.dim.startsWith("count:") &&
  quantity.per.length === 0 &&
  overlap([quantity.dim.slice(6)], [noun]) === 1 &&
  quantity.value > evidence.options.length;
