import { clip } from "../kernel/text.ts";
import type { SourceText } from "../voices/types.ts";
import { figureOf, type Measure, measureText } from "./measures.ts";
import { plainNumber } from "./number.ts";
import { placesOf, placesText } from "./places.ts";
import { absent, type Finding } from "./report.ts";
import { numbersOf, type Row, type Table } from "./table.ts";
import { type Chosen, type Clauses, chooseRows, linesText } from "./table-query.ts";
import { counted } from "./text.ts";

/** Rows, groups or values that one answer shows; the total is always said. */
export const SHOWN = 20;
const SHOWN_GROUPS = 60;
const ROW_CHARS = 300;

/** How many rows there are; by group when the clauses say so. */
export const countRows = (source: SourceText, table: Table, { where, by }: Clauses): Finding => {
  const chosen = chooseRows(source, table, where);
  if ("found" in chosen) return chosen;
  const { rows, notes } = chosen;
  const head = `${rows.length} of ${counted(table.rows.length, "row")}${chosen.chosen}`;
  if (by.length === 0) return { found: true, head, places: evidence(source, table, rows), notes };
  const groups = groupRows(rows, by);
  const items = groups.map(({ key, members }) => `${key}: ${members.length} ${placesText(linesOf(source, members), 3)}`);
  return {
    found: true,
    head: `${head}, by ${namesOf(table, by)}`,
    places: evidence(source, table, rows),
    items: limited(items, SHOWN_GROUPS, "groups"),
    notes,
  };
};

/** A figure over a column, or the different values of it; by group when the clauses say so. */
export const measureRows = (source: SourceText, table: Table, measure: Measure, column: number, { where, by }: Clauses): Finding => {
  const chosen = chooseRows(source, table, where);
  if ("found" in chosen) return chosen;
  if (chosen.rows.length === 0) return absent(`no row of ${table.rows.length}${chosen.chosen}`, placesOf(source.file, [table.line]));
  return measure === "distinct" ? distinctValues(source, table, column, by, chosen) : figures(source, table, measure, column, by, chosen);
};

const figures = (
  source: SourceText,
  table: Table,
  measure: Exclude<Measure, "distinct">,
  column: number,
  by: readonly number[],
  chosen: Chosen,
): Finding => {
  const name = table.columns[column] as string;
  const { numbers, unit, units } = numbersOf(table, column);
  const headline = placesOf(source.file, [table.line]);
  if (units.length > 1)
    return absent(
      `${name} is written in several units (${units.map((each) => each || "none").join(", ")}); nothing is converted here`,
      headline,
    );
  const byLine = new Map(table.rows.map((row, index) => [row, numbers[index]]));
  const measurable = chosen.rows.filter((row) => byLine.get(row) !== undefined);
  if (measurable.length === 0) return absent(`${name} holds no number in ${counted(chosen.rows.length, "row")}${chosen.chosen}`, headline);
  const left = chosen.rows.filter((row) => byLine.get(row) === undefined).map(({ line }) => line);
  const notes =
    left.length === 0
      ? chosen.notes
      : [...chosen.notes, `${counted(left.length, "row")} without a number in ${name} left out: ${linesText(left)}`];
  const figure = (rows: readonly Row[]): { readonly text: string; readonly rows: readonly Row[] } => {
    const { value, from } = figureOf(
      measure,
      rows.map((row) => byLine.get(row) as number),
    );
    return {
      text: `${plainNumber(value)}${unit === "" ? "" : ` ${unit}`} (n = ${rows.length})`,
      rows: from.map((index) => rows[index] as Row),
    };
  };
  const title = `${measureText(measure)} of ${name}${by.length === 0 ? "" : ` by ${namesOf(table, by)}`}${chosen.chosen}`;
  if (by.length === 0) {
    const { text, rows } = figure(measurable);
    return { found: true, head: `${title}: ${text}`, places: linesOf(source, rows), notes };
  }
  const items = groupRows(measurable, by).map(({ key, members }) => {
    const { text, rows } = figure(members);
    return `${key}: ${text} ${placesText(linesOf(source, rows), 3)}`;
  });
  return { found: true, head: `${title}:`, places: linesOf(source, measurable), items: limited(items, SHOWN_GROUPS, "groups"), notes };
};

const distinctValues = (source: SourceText, table: Table, column: number, by: readonly number[], chosen: Chosen): Finding => {
  const name = table.columns[column] as string;
  const empty = chosen.rows.filter(({ cells }) => cells[column] === "").map(({ line }) => line);
  const notes =
    empty.length === 0
      ? chosen.notes
      : [...chosen.notes, `${counted(empty.length, "row")} without a value in ${name} left out: ${linesText(empty)}`];
  const rows = chosen.rows.filter(({ cells }) => cells[column] !== "");
  const places = evidence(source, table, rows);
  if (by.length > 0) {
    const items = groupRows(rows, by).map(
      ({ key, members }) => `${key}: ${groupRows(members, [column]).length} distinct ${placesText(linesOf(source, members), 3)}`,
    );
    return {
      found: true,
      head: `distinct ${name} by ${namesOf(table, by)}${chosen.chosen}:`,
      places,
      items: limited(items, SHOWN_GROUPS, "groups"),
      notes,
    };
  }
  const groups = [...groupRows(rows, [column])].sort((left, right) => right.members.length - left.members.length);
  const items = groups.map(({ key, members }) => `${key}: ${counted(members.length, "row")} ${placesText(linesOf(source, members), 3)}`);
  return {
    found: true,
    head: `${groups.length} distinct ${name} in ${counted(rows.length, "row")}${chosen.chosen}`,
    places,
    items: limited(items, SHOWN_GROUPS, "values"),
    notes,
  };
};

/** The rows themselves, verbatim, the first `SHOWN` of them behind their header. */
export const showRows = (
  source: SourceText,
  table: Table,
  lines: readonly string[],
  { where }: Clauses,
  limit: number = SHOWN,
): Finding => {
  const chosen = chooseRows(source, table, where);
  if ("found" in chosen) return chosen;
  const { rows, notes } = chosen;
  if (rows.length === 0) return { ...absent(`no row of ${table.rows.length}${chosen.chosen}`, placesOf(source.file, [table.line])), notes };
  const shown = rows.slice(0, limit);
  const text = ({ line, cells }: Row): string =>
    `${line}: ${clip(table.written ? (lines[line - 1] ?? "") : cells.map((cell, index) => `${table.columns[index]}=${cell}`).join(", "), ROW_CHARS)}`;
  const header = table.written ? [`${table.line}: ${clip(lines[table.line - 1] ?? "", ROW_CHARS)}`] : [];
  const more = rows.length > shown.length ? [`… the first ${shown.length} of ${rows.length} rows are shown`] : [];
  return {
    found: true,
    head: `${rows.length} of ${counted(table.rows.length, "row")}${chosen.chosen}`,
    places: linesOf(source, shown),
    items: [...header, ...shown.map(text), ...more],
    notes,
  };
};

/** The names of the columns with what they hold. */
export const describeColumns = (source: SourceText, table: Table): Finding => {
  const items = table.columns.map((name, column) => {
    const { numbers, unit, units } = numbersOf(table, column);
    const filled = table.rows.filter(({ cells }) => cells[column] !== "").length;
    const count = numbers.filter((number) => number !== undefined).length;
    const kind =
      units.length > 1 ? `numbers in several units` : count > 0 && count === filled ? `numbers${unit === "" ? "" : ` in ${unit}`}` : "text";
    return `${name}: ${kind}${filled < table.rows.length ? `, ${table.rows.length - filled} empty` : ""}`;
  });
  return {
    found: true,
    head: `${counted(table.columns.length, "column")} over ${counted(table.rows.length, "row")}: ${table.columns.join(", ")}`,
    places: placesOf(source.file, [table.line]),
    items,
  };
};

const namesOf = (table: Table, columns: readonly number[]): string => columns.map((column) => table.columns[column]).join(", ");

const linesOf = (source: SourceText, rows: readonly Row[]): ReturnType<typeof placesOf> =>
  placesOf(
    source.file,
    rows.map(({ line }) => line),
  );

/** Where a count stands: the rows counted, or all that were looked through when none was. */
const evidence = (source: SourceText, table: Table, rows: readonly Row[]): ReturnType<typeof placesOf> =>
  linesOf(source, rows.length > 0 ? rows : [{ line: table.line, cells: [] }, ...table.rows]);

type Group = { readonly key: string; readonly members: readonly Row[] };

/** Groups in the order of their first row; letter case and white space aside. */
const groupRows = (rows: readonly Row[], by: readonly number[]): readonly Group[] => {
  const groups = new Map<string, { key: string; members: Row[] }>();
  for (const row of rows) {
    const key = by.map((column) => row.cells[column] || "(empty)").join(" / ");
    const plain = key.replace(/\s+/gu, " ").toLowerCase();
    const group = groups.get(plain);
    if (group === undefined) groups.set(plain, { key: clip(key, 120), members: [row] });
    else group.members.push(row);
  }
  return [...groups.values()];
};

const limited = (items: readonly string[], limit: number, what: string): readonly string[] =>
  items.length <= limit ? items : [...items.slice(0, limit), `… the first ${limit} of ${items.length} ${what} are shown`];
