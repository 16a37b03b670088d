import { fold } from "../../kernel/text.ts";
import { unitOf } from "../index/units.ts";
import type { Evidence, Limit, Table } from "../types.ts";
import type { Measured } from "./data-facts.ts";

/** Most kinds of row that a column may tell apart, and the shortest name of one that is looked for in a text. */
const MAX_KINDS = 12;
const LEAST_NAME = 3;

/**
 * The quantity on the rows that a limit means: "mean time on gw-small" counts the rows whose cell in a column of words is `gw-small`. As it is where the
 * limit names no such value, all of them or a range; undefined where it names several or values of two columns, or where an option has no such row.
 */
export const onRowsMeant = (item: Measured, limit: Limit, evidence: Evidence): Measured | undefined => {
  const table = evidence.tables[Number(/^t(\d+)c\d+$/.exec(item.metric.id)?.[1] ?? -1)];
  if (table === undefined || item.summary === "only") return item;
  const named = table.columns.flatMap((_, at) => kindsNamed(table, at, limit.text));
  const [only, ...more] = named;
  if (only === undefined) return item;
  if (more.length > 0 || only.kinds.size > 1) return undefined;
  const lines = new Set(table.rows.flatMap((row) => (only.kinds.has(fold(row.cells[only.at]?.raw ?? "").trim()) ? [row.line] : [])));
  const levels = item.levels.map((level) => ({
    ...level,
    rows: level.rows.filter(({ place }) => lines.has(place.line)),
    dropped: level.dropped.filter(({ place }) => lines.has(place.line)),
  }));
  return levels.every(({ rows }) => rows.length > 0) ? { ...item, levels } : undefined;
};

type Kinds = { readonly at: number; readonly kinds: ReadonlySet<string> };

/** The values of a column of words that the text names, where it names some and not all. */
const kindsNamed = (table: Table, at: number, text: string): readonly Kinds[] => {
  if (at === table.keyColumn || table.columns[at]?.type !== "text") return [];
  const kinds = new Set(table.rows.slice(0, MAX_ROWS).map((row) => fold(row.cells[at]?.raw ?? "").trim()));
  if (kinds.size < 2 || kinds.size > MAX_KINDS) return [];
  const plain = fold(text);
  const said = [...kinds].filter((kind) => kind.length >= LEAST_NAME && unitOf(kind) === undefined && stands(kind, plain));
  // "October to March" names all that lies between.
  if (said.some((kind) => said.some((other) => RANGE.some((to) => plain.includes(`${kind}${to}${other}`))))) return [];
  return said.length === 0 || said.length === kinds.size ? [] : [{ at, kinds: new Set(said) }];
};

const RANGE = [" to ", " until ", " through ", " bis ", " - ", " – ", "-", "–", " a ", " hasta "];

/** Rows from which the kinds are read. */
const MAX_ROWS = 5000;

/** Whether the words stand in the text, not as a part of longer ones. */
const stands = (words: string, text: string): boolean => {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text[at + words.length] ?? " "];
    if (!/[\p{L}\p{N}_-]/u.test(before) && !/[\p{L}\p{N}_-]/u.test(after)) return true;
  }
  return false;
};
