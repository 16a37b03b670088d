import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit, Place, Table } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { formatNumber } from "./numbers.ts";

/** Fewest rows of an option that make a share. */
const LEAST_ROWS = 8;
/** Most distinct values of a column of outcomes. */
const MOST_VALUES = 12;
/** The value is named to say that it does not count. */
const EXCLUDED = /\b(?:not count|does not|do not|ignored?|excluded?|not included|zahlt nicht|zahlen nicht|ausgenommen)\b/;

/**
 * "No more than 2 % of builds may fail because of the infrastructure (`infra_failure` in the file)": the share of an option's rows that
 * have the value which the limit names as the file writes it. One such value of one column; a clause that says a value does not count
 * names none.
 */
export const checkByValueShare = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const quantity = limit.quantity;
  if (quantity?.dim !== "percent" || quantity.cmp === undefined) return [];
  const named = evidence.tables.flatMap((table) => valuesNamed(table, limit.text).map((found) => ({ table, ...found })));
  const only = named.length === 1 ? named[0] : undefined;
  if (only === undefined) return [];
  return evidence.options.flatMap((option): readonly Check[] => {
    const rows = only.table.rows.filter((_, index) => only.table.rowOption[index] === option.id);
    const hits = rows.filter((row) => row.cells[only.at]?.raw.trim() === only.value);
    if (rows.length < LEAST_ROWS) return [];
    const share = (hits.length / rows.length) * 100;
    const places = (hits.length > 0 ? hits : rows).map((row): Place => ({ file: only.table.file, line: row.line, endLine: row.line }));
    const value = `${hits.length} / ${rows.length} = ${formatNumber(share, evidence.language, 1)} %`;
    return [
      {
        limit: limit.id,
        option: option.id,
        state: keeps(share, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
        note: { key: "product", values: [value] },
        places,
        value,
        firm: true,
        held: { value: share, scale: 1, unit: "%" },
      },
    ];
  });
};

const valuesNamed = (table: Table, text: string): readonly { readonly at: number; readonly value: string }[] =>
  table.columns.flatMap((column, at) => {
    if (column.type !== "text" || at === table.keyColumn || !table.rowOption.some((owner) => owner >= 0)) return [];
    const values = [...new Set(table.rows.map((row) => row.cells[at]?.raw.trim() ?? ""))];
    if (values.length < 2 || values.length > MOST_VALUES) return [];
    const parts = text.split(/[;()]|,\s/u);
    return values.flatMap((value) =>
      value.length >= 4 && /[_-]/u.test(value) && parts.some((part) => part.includes(value) && !EXCLUDED.test(fold(part)))
        ? [{ at, value }]
        : [],
    );
  });
