import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit, Place, Table } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { formatNumber } from "./numbers.ts";
import { overlap, topical } from "./words.ts";

/** "At least 4 of our 5 editors": the number wanted and of how many. */
const OF =
  /^\s(?:of|out of|von|der|des|sur|de|de los|de las)\s(?:the |our |all |unseren |unserer |den |der |les |nos |nuestros |nuestras )?(\d{1,4})\b/iu;

/**
 * Tests "at least 4 of our 5 editors can publish without help" on a yes/no column all of whose words the limit names: the rows of an option that
 * say yes, counted. Only where an option has exactly as many rows as there are editors, each with its answer.
 */
export const checkByTally = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const { quantity, text } = limit;
  if (quantity?.cmp === undefined || !(quantity.dim === "number" || quantity.dim.startsWith("count:"))) return [];
  const at = text.search(new RegExp(`(?<!\\d)${quantity.value}(?!\\d)`, "u"));
  const whole = at < 0 ? undefined : OF.exec(fold(text.slice(at + `${quantity.value}`.length)))?.[1];
  const columns = whole === undefined ? [] : evidence.tables.flatMap((table) => flagsNamed(table, limit).map((flag) => ({ table, flag })));
  const [only] = columns;
  if (only === undefined || columns.length > 1) return [];
  return evidence.options.flatMap((option) => tallyOf(limit, option.id, only.table, only.flag, Number(whole), evidence));
};

const flagsNamed = (table: Table, limit: Limit): readonly number[] =>
  table.columns.flatMap((column, at) => {
    const stems = topical(column.terms);
    return column.type === "flag" && at !== table.keyColumn && stems.length > 0 && overlap(stems, limit.terms) === stems.length ? [at] : [];
  });

const tallyOf = (limit: Limit, option: number, table: Table, flag: number, whole: number, { language }: Evidence): readonly Check[] => {
  const rows = table.rows.filter((row, index) => table.rowOption[index] === option && row.cells[flag]?.number !== undefined);
  if (rows.length !== whole || limit.quantity?.cmp === undefined) return [];
  const yes = rows.filter((row) => row.cells[flag]?.number === 1).length;
  const value = `${formatNumber(yes, language, 0)} / ${formatNumber(whole, language, 0)}`;
  return [
    {
      limit: limit.id,
      option,
      state: keeps(yes, limit.quantity.cmp, limit.quantity.value) ? "kept" : "broken",
      note: { key: "product", values: [value] },
      places: rows.map((row): Place => ({ file: table.file, line: row.line, endLine: row.line })),
      value,
      firm: true,
      held: { value: yes, scale: 1, unit: "" },
    },
  ];
};
