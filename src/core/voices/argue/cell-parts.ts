import { fold } from "../../kernel/text.ts";
import { quantitiesIn } from "../index/quantities.ts";
import type { Language, Quantity, Table } from "../types.ts";

/** One amount of a cell, with its row and the words before it. */
type Part = { readonly row: number; readonly quantity: Quantity; readonly lead: string };

/** Amounts of one kind in a column: the kind, the words that all of them stand behind ("" when they differ), and the amounts. */
export type CellParts = { readonly key: string; readonly label: string; readonly parts: readonly Part[] };

/** Most rows of a table whose cells are read for several amounts. */
const MAX_ROWS = 24;
/** Longest cell that is read so. */
const MAX_CELL = 160;
const LEAD = /(?:^|[,;+]|\bplus\b|\band\b|\bund\b)\s*(\p{L}[\p{L} -]{2,30}?)\s*$/u;

/**
 * The kinds of amount in a column whose cells hold several ("2,400 EUR, service contract 35 EUR per month"), by dimension and what
 * they are per; only kinds that two options have. Two amounts of one kind in a cell count as none: which one is meant is not ours to
 * say. Empty when there are fewer than two kinds.
 */
export const cellParts = (table: Table, at: number, language: Language): readonly CellParts[] => {
  if (table.rows.length > MAX_ROWS || !table.rows.some((row) => /\d.*[\p{L}€$£%].*\d/u.test(row.cells[at]?.raw ?? ""))) return [];
  const kinds = new Map<string, Part[]>();
  for (const row of table.rows.keys())
    for (const part of partsIn(table, row, at, language)) {
      const key = kindOf(part.quantity);
      kinds.set(key, [...(kinds.get(key) ?? []), part]);
    }
  const shared = [...kinds].filter(([, parts]) => new Set(parts.map((each) => table.rowOption[each.row])).size >= 2);
  return shared.length < 2 ? [] : shared.map(([key, parts]) => ({ key, label: leadOf(parts), parts }));
};

const kindOf = (quantity: Quantity): string => `${quantity.dim}|${quantity.per.join("+")}`;

const leadOf = (parts: readonly Part[]): string => {
  const first = parts[0]?.lead ?? "";
  return parts.every((each) => fold(each.lead) === fold(first)) ? first : "";
};

const partsIn = (table: Table, row: number, at: number, language: Language): readonly Part[] => {
  const raw = table.rows[row]?.cells[at]?.raw ?? "";
  if ((table.rowOption[row] ?? -1) < 0 || raw.length > MAX_CELL) return [];
  const found = quantitiesIn(raw, language).filter((each) => each.dim !== "number" && !each.dim.startsWith("count:"));
  return found.flatMap((quantity, i) =>
    found.some((other) => other !== quantity && kindOf(other) === kindOf(quantity))
      ? []
      : [{ row, quantity, lead: LEAD.exec(raw.slice(found[i - 1]?.end ?? 0, quantity.start))?.[1] ?? "" }],
  );
};
