import { fold } from "../../kernel/text.ts";
import type { Evidence, Table } from "../types.ts";
import type { Check } from "./check.ts";
import { overlap, topical } from "./words.ts";

const UNIT = /^(?:units?|einheit|masseinheit|unite|unidad)$/;

/** A unit of its own in each row: figures that must not be compared as they stand. */
const hasUnits = ({ columns, rows }: Table): boolean => {
  const at = columns.findIndex(({ name }) => UNIT.test(fold(name).trim()));
  return at >= 0 && new Set(rows.map(({ cells }) => fold(cells[at]?.raw ?? "").trim())).size > 1;
};

/**
 * Whether a limit with a number is untested for an option although a column that it names has rows of that option, each in a unit of its own: the
 * figures are there and were not understood, so that the option may break it.
 */
export const hasUnusedColumn = ({ limits, tables }: Evidence, checks: readonly Check[], option: number): boolean =>
  checks.some(({ option: own, state, limit }) => {
    const bound = limits[limit];
    if (own !== option || state !== "untested" || bound?.quantity === undefined) return false;
    return tables.some(
      (table) =>
        hasUnits(table) &&
        table.rowOption.includes(option) &&
        table.columns.some(({ terms }, at) => at !== table.keyColumn && overlap(topical(terms), topical(bound.terms)) > 0),
    );
  });
