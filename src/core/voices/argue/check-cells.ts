import { fold } from "../../kernel/text.ts";
import { quantitiesIn } from "../index/quantities.ts";
import type { Evidence, Limit, Place, Quantity, Table } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { formatNumber } from "./numbers.ts";
import { countOf } from "./products.ts";
import { overlap } from "./words.ts";

/** The amount is for all together. */
const ALL =
  /\b(?:whole|entire|in total|total|altogether|for all|for everyone|ganze[nrs]?|gesamte?[nrs]?|insgesamt|fur alle|pauschal|toute?|tous|au total|todos?|todas?|en total)\b/;
/** Longest cell that is read. */
const MAX_CELL = 120;

/**
 * "At most 280 EUR per child" on a column of prices in which one cell is per child and another for the whole class: a cell per the
 * same counts as it is, one for all is divided by the one stated number of them. A cell that is neither tests nothing, and a limit
 * that two columns answer to is not tested.
 */
export const checkByCells = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const quantity = limit.quantity;
  const noun = quantity?.per[0];
  if (quantity?.cmp === undefined || noun === undefined || quantity.per.length !== 1 || !quantity.dim.startsWith("money:")) return [];
  const columns = evidence.tables.flatMap((table) => {
    const found = table.columns.map((_, at) => cellsOf(table, at, quantity, noun, evidence)).filter((cells) => cells.length > 0);
    return found;
  });
  return columns.length === 1 ? (columns[0] ?? []).map((cell) => checkOf(limit, quantity, cell)) : [];
};

type Cell = { readonly option: number; readonly value: number; readonly shown: string; readonly places: readonly Place[] };

const cellsOf = (table: Table, at: number, limit: Quantity, noun: string, evidence: Evidence): readonly Cell[] => {
  let mixed = false;
  const cells = table.rows.flatMap((row, index): readonly Cell[] => {
    const option = table.rowOption[index] ?? -1;
    const raw = row.cells[at]?.raw ?? "";
    if (option < 0 || raw.length > MAX_CELL || !/\d/.test(raw)) return [];
    const [found, ...more] = quantitiesIn(raw, evidence.language).filter((each) => each.dim === limit.dim);
    if (found === undefined || more.length > 0) return [];
    const line = row.cells[at]?.line ?? row.line;
    const place = { file: table.file, line, endLine: line };
    if (found.per.length === 1 && overlap(found.per, [noun]) === 1)
      return [{ option, value: found.value, shown: found.raw, places: [place] }];
    const count = found.per.length === 0 && ALL.test(fold(raw)) ? countOf(noun, evidence) : undefined;
    if (count === undefined || count.value <= 0) return [];
    mixed = true;
    const value = found.value / count.value;
    const shown = `${found.raw} / ${formatNumber(count.value, evidence.language, 0)} = ${formatNumber(value, evidence.language, 2)}`;
    return [{ option, value, shown, places: [place, count.place] }];
  });
  return mixed ? cells : [];
};

const checkOf = (limit: Limit, quantity: Quantity, cell: Cell): Check => ({
  limit: limit.id,
  option: cell.option,
  state: keeps(cell.value, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
  note: { key: "product", values: [cell.shown] },
  places: cell.places,
  value: cell.shown,
  firm: true,
  held: { value: cell.value, scale: 1, unit: quantity.dim.slice(6) },
});
