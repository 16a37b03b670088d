import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Criterion, Table } from "../types.ts";
import { nameTerms } from "./columns.ts";
import { dimDirection, nameDirection } from "./direction.ts";
import { sameTerm } from "./terms.ts";

/** Most criteria inferred from columns. */
const MAX_INFERRED = 8;

/** A criterion whose own words imply no direction takes that of a column with all its terms, by name or dimension; still assumed. */
export const withDirection = (one: Criterion, tables: readonly Table[], lexicon: Lexicon): Criterion => {
  if (one.direction !== 0 || one.terms.length === 0) return one;
  const columns = tables
    .filter((table) => table.keyColumn !== undefined)
    .flatMap((table) => table.columns.filter((column) => column.type === "number"));
  const column = columns.find((known) => one.terms.every((term) => known.terms.some((other) => sameTerm(term, other))));
  return column ? { ...one, direction: nameDirection(column.name, lexicon) || dimDirection(column.dim, column.name, column.per) } : one;
};

/** Options differ in a column unless each has the same values in the same order, or the column only counts the rows. */
const discriminates = (table: Table, at: number): boolean => {
  const byOption = new Map<number, string[]>();
  for (const [r, row] of table.rows.entries()) {
    const option = table.rowOption[r] ?? -1;
    const list = byOption.get(option) ?? [];
    if (option >= 0) list.push(row.cells[at]?.raw ?? "");
    if (option >= 0) byOption.set(option, list);
  }
  const counts = table.rows.length > 3 && table.rows.every((row, r) => row.cells[at]?.number === r + 1);
  return !counts && new Set([...byOption.values()].map((list) => list.join("\n"))).size > 1;
};

/** Criteria inferred from comparable columns: numeric, at least two options with a value, not an id, count of rows or year. Equal weights. */
export const inferredCriteria = (tables: readonly Table[], lexicon: Lexicon): Criterion[] => {
  const found = new Map<string, Omit<Criterion, "weight" | "id">>();
  for (const table of tables) {
    for (const [at, column] of table.columns.entries()) {
      const name = fold(column.name);
      if (
        column.type !== "number" ||
        at === table.keyColumn ||
        found.has(name) ||
        /^(?:id|run|nr|no|row|index|year|jahr|date|lauf|page|answer|#|n|number|seed|column \d+)$/u.test(name)
      )
        continue;
      if (!discriminates(table, at)) continue;
      const options = new Set(
        table.rows.flatMap((row, r) => (row.cells[at]?.number === undefined || (table.rowOption[r] ?? -1) < 0 ? [] : [table.rowOption[r]])),
      );
      if (options.size < 2) continue;
      const named = nameDirection(column.name, lexicon);
      found.set(name, {
        name: column.name,
        direction: named || dimDirection(column.dim, column.name, column.per),
        assumedDirection: true,
        terms: nameTerms(column.name, lexicon.language),
        place: { file: table.file, line: table.line, endLine: table.line },
        inferred: true,
      });
    }
  }
  const kept = [...found.values()].slice(0, MAX_INFERRED);
  return kept.map((one, id) => ({ ...one, id, weight: Number((1 / kept.length).toPrecision(12)) }));
};
