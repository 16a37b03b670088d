import type { Evidence, Place } from "../types.ts";
import type { Summary } from "./aggregate.ts";
import type { Metric } from "./metric.ts";

/** The rows of an option whose cell in a column is empty. */
export const missingRows = ({ id }: Metric, option: number, { tables }: Evidence): readonly Place[] => {
  const [, index, at] = /^t(\d+)c(\d+)$/.exec(id) ?? [];
  const table = tables[Number(index ?? -1)];
  if (table === undefined) return [];
  return table.rows.flatMap((row, i) => {
    const line = row.cells[Number(at)]?.line ?? row.line;
    return table.rowOption[i] === option && EMPTY.test(row.cells[Number(at)]?.raw ?? "") ? [{ file: table.file, line, endLine: line }] : [];
  });
};

const EMPTY = /^\s*(?:[-–—?]*|n\/?a|k\. ?a\.?|nan|null|missing|fehlt|unknown|unbekannt)\s*$/iu;

/** So much of the rows missing leaves a mean unknown: a third of them. A sum misses with any. */
const MOST_MISSING = 3;

/** Whether so many figures of an option are missing that its level cannot be compared. */
export const isPatchy = (
  { missing, rows }: { readonly missing: readonly Place[]; readonly rows: readonly unknown[] },
  summary: Summary,
): boolean =>
  // One figure an option, beside rows of something else, is all there is.
  summary !== "only" && missing.length > 0 && (summary === "sum" || missing.length * MOST_MISSING >= rows.length + missing.length);
