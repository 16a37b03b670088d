import type { SourceText } from "../voices/types.ts";
import { filterRows } from "./filter.ts";
import type { Tables } from "./opened.ts";
import { placesOf } from "./places.ts";
import { absent, type Finding } from "./report.ts";
import type { Row, Table } from "./table.ts";
import { counted } from "./text.ts";
import type { Token } from "./tokens.ts";
import { readColumn, readWhere, textOf, type Where, whereText } from "./where.ts";

/** The clauses behind what is asked: which rows, and by which columns they are grouped. */
export type Clauses = { readonly where: Where; readonly by: readonly number[] };

/** Rows to answer from, how they were chosen in words, and what was left out. */
export type Chosen = { readonly rows: readonly Row[]; readonly chosen: string; readonly notes: readonly string[] };

const WHERE = new Set(["where", "with", "whose", "having", "have", "has", "matching", "when", "that"]);

/** Columns that one answer groups by. */
const MAX_BY = 3;

/** Reads `where …` and `by COLUMN[, COLUMN]` in any order, each at most once, up to the last token. */
export const readClauses = (
  tokens: readonly Token[],
  at: number,
  columns: readonly string[],
): Clauses | { readonly unknownColumn: string } | undefined => {
  let where: Where | undefined;
  let by: readonly number[] | undefined;
  for (let next = at; next < tokens.length; ) {
    const group = by === undefined ? groupLead(tokens, next) : 0;
    const lead = where === undefined && group === 0 ? whereLead(tokens, next) : 0;
    if (group === 0 && lead === 0) return undefined;
    const read = group > 0 ? readGroup(tokens, next + group, columns) : readWhere(tokens, next + lead, columns);
    if (read === undefined || "unknownColumn" in read) return read;
    if (group > 0) by = read.value as readonly number[];
    else where = read.value as Where;
    next = read.next;
  }
  return { where: where ?? [], by: by ?? [] };
};

/** How many tokens announce a grouping (`by`, `per`, `grouped by`, `for each`), or 0. */
const groupLead = (tokens: readonly Token[], at: number): number => {
  const [first, second] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  if (first === "by" || first === "per") return 1;
  return ((first === "grouped" || first === "group") && second === "by") || (first === "for" && (second === "each" || second === "every"))
    ? 2
    : 0;
};

/** How many tokens announce conditions (`where`, `with`, `for which`), or 0. */
const whereLead = (tokens: readonly Token[], at: number): number => {
  const [first, second] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  return WHERE.has(first) ? 1 : first === "for" && second === "which" ? 2 : 0;
};

const wordAt = (tokens: readonly Token[], at: number): string => (tokens[at]?.kind === "word" ? tokens[at].lower : "");

const readGroup = (
  tokens: readonly Token[],
  at: number,
  columns: readonly string[],
): { readonly value: readonly number[]; readonly next: number } | { readonly unknownColumn: string } => {
  const by: number[] = [];
  let next = at;
  for (;;) {
    const column = readColumn(tokens, next, columns);
    if (column === undefined) return { unknownColumn: textOf(tokens.slice(next, clauseEnd(tokens, next))) };
    by.push(column.value);
    next = column.next;
    const link = tokens[next]?.lower;
    if ((link !== "," && link !== "and") || by.length >= MAX_BY || readColumn(tokens, next + 1, columns) === undefined)
      return { value: by, next };
    next++;
  }
};

/** Where the words of a name end: before the next clause. */
export const clauseEnd = (tokens: readonly Token[], at: number): number => {
  const end = tokens.findIndex(
    ({ kind, lower }, index) =>
      index > at && kind === "word" && (WHERE.has(lower) || lower === "by" || lower === "per" || lower === "grouped"),
  );
  return end === -1 ? tokens.length : end;
};

/** Filters a table by its clauses, or says why the rows cannot be told apart. */
export const chooseRows = (source: SourceText, table: Table, where: Where): Chosen | Finding => {
  const filtered = where.length === 0 ? { value: { rows: table.rows, undecided: [], notes: [] } } : filterRows(table, where);
  if ("refused" in filtered) return absent(filtered.refused, placesOf(source.file, [table.line]));
  const { rows, undecided, notes } = filtered.value;
  const unsure =
    undecided.length === 0
      ? []
      : [
          `${counted(undecided.length, "row")} could not be compared and ${undecided.length === 1 ? "is" : "are"} not counted: ${linesText(undecided)}`,
        ];
  const uneven =
    table.uneven.length === 0
      ? []
      : [
          `${counted(table.uneven.length, "row")} ${table.uneven.length === 1 ? "has" : "have"} more or fewer cells than the header: ${linesText(table.uneven)}`,
        ];
  return { rows, chosen: where.length === 0 ? "" : ` where ${whereText(where, table.columns)}`, notes: [...unsure, ...uneven, ...notes] };
};

/** Line numbers in words, the first eight of them. */
export const linesText = (lines: readonly number[]): string =>
  `line ${lines.slice(0, 8).join(", ")}${lines.length > 8 ? ` and ${lines.length - 8} more` : ""}`;

/** What a question comes to on one table. */
export type OnTable = (table: Table) => Finding | { readonly unknownColumn: string } | undefined;

/**
 * Asks a question of the tables of a file: the first that has every column named answers. When none has, the answer names the
 * columns there are. Undefined when the question is not in the grammar.
 */
export const askTables = (source: SourceText, { tables, fault }: Tables, ask: OnTable): Finding | undefined => {
  let missing: Finding | undefined;
  const answers: { readonly finding: Finding; readonly table: Table }[] = [];
  for (const table of tables) {
    const answer = ask(table);
    if (answer === undefined) continue;
    if ("unknownColumn" in answer) missing ??= noColumn(source, table, answer.unknownColumn);
    else answers.push({ finding: answer, table });
  }
  const [first, ...others] = answers;
  if (first === undefined) return tables.length === 0 ? absent(fault, placesOf(source.file, [1])) : missing;
  if (others.length === 0) return first.finding;
  const note = `the file has ${answers.length} tables that fit; this is the one at line ${first.table.line}, the others are at ${linesText(others.map(({ table }) => table.line))}`;
  return { ...first.finding, notes: [...(first.finding.notes ?? []), note] };
};

const noColumn = (source: SourceText, table: Table, name: string): Finding =>
  absent(
    `no column ${JSON.stringify(name)}; the columns are ${table.columns.slice(0, 40).join(", ")}${table.columns.length > 40 ? ", …" : ""}`,
    placesOf(source.file, [table.line]),
  );
