import type { Log } from "../types.ts";
import { MAX_COLUMNS, MAX_ROWS, type RawTable } from "./raw-table.ts";

const PAIR = /(?:^|[\s,;|])([A-Za-z_][\w.-]{0,40})=("[^"]{0,200}"|[^\s,;|"]{1,200})/gu;

/** Fewest lines that make a table. */
const LEAST_LINES = 4;

/**
 * A log of `key=value` lines as a table, a row a line: the columns are the keys that a fifth of the lines hold. Undefined when fewer than
 * two keys stand in at least four of five lines, so that a log of events stays a log only.
 */
export const logTable = (log: Log): RawTable | undefined => {
  const rows = log.lines.slice(0, MAX_ROWS).map(({ line, message }) => ({ line, pairs: pairsOf(message) }));
  const counts = new Map<string, number>();
  for (const { pairs } of rows) for (const key of pairs.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const common = [...counts].filter(([, count]) => count * 5 >= rows.length * 4);
  if (rows.length < LEAST_LINES || common.length < 2) return undefined;
  const names = [...counts].flatMap(([key, count]) => (count * 5 >= rows.length && count >= 3 ? [key] : [])).slice(0, MAX_COLUMNS);
  const line = rows[0]?.line ?? 1;
  return {
    file: log.file,
    line,
    header: names.map((text) => ({ text, line })),
    rows: rows.flatMap((row) =>
      row.pairs.size === 0 ? [] : [{ line: row.line, cells: names.map((name) => ({ text: row.pairs.get(name) ?? "", line: row.line })) }],
    ),
    origin: "csv",
    commaDecimal: false,
    truncated: log.lines.length > MAX_ROWS,
  };
};

const pairsOf = (message: string): ReadonlyMap<string, string> =>
  new Map([...message.matchAll(PAIR)].map((match): [string, string] => [match[1] as string, (match[2] as string).replaceAll('"', "")]));
