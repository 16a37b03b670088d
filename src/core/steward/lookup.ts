/**
 * @module The steward's look-ups: questions with one answer in a registered file, answered by code. It owns a small grammar
 * (counts, figures, rows, columns, settings, lines, sections) and refuses to guess: a request outside it is `undefined`, what
 * is not there is "not found" with what was checked, and what could not be compared is counted out loud. Entry: `lookUp`.
 */

import { clip } from "../kernel/text.ts";
import type { SourceText } from "../voices/types.ts";
import type { Ask } from "./ask.ts";
import { locateFile } from "./file-name.ts";
import { readAsk } from "./grammar.ts";
import { measureText } from "./measures.ts";
import { type Opened, openSource } from "./opened.ts";
import { type Finding, type Lookup, report } from "./report.ts";
import type { Table } from "./table.ts";
import { countRows, describeColumns, measureRows, showRows } from "./table-answers.ts";
import { askTables, clauseEnd, type OnTable, readClauses } from "./table-query.ts";
import { plainName } from "./text.ts";
import { countLines, linesBetween, linesMatching, sectionOf, valueOfKey } from "./text-answers.ts";
import { type Token, tokenise } from "./tokens.ts";
import { readColumn, textOf } from "./where.ts";

export type { Lookup } from "./report.ts";

/** Characters of the longest request that is read. */
const MAX_REQUEST_CHARS = 2_000;

/**
 * Answers a request from the registered files, or undefined when it is not in the grammar (a model may then try). The file is
 * named by its path, or by its base name when only one has it. Pure and total; equal sources give equal bytes.
 */
export const lookUp = (request: string, sources: readonly SourceText[]): Lookup | undefined => {
  if (request.length > MAX_REQUEST_CHARS) return undefined;
  const located = locateFile(clean(request), sources);
  if (located === undefined) return undefined;
  const tokens = tokenise(`${located.before} ${located.after}`.trim());
  const ask = readAsk(tokens);
  if (ask === undefined) return undefined;
  const { file } = located;
  if ("source" in file) {
    const opened = openSource(file.source);
    const finding = answer(opened, ask, tokens);
    return finding === undefined ? undefined : report(opOf(ask), file.source, finding);
  }
  if (ask.op === "value" && !ask.strict) return undefined;
  return {
    status: "not-found",
    text: "unknown" in file ? notRegistered(file.unknown, sources) : ambiguous(file.ambiguous, file.paths),
    places: [],
    op: opOf(ask),
  };
};

/** One line without the marks that end a sentence, and without quotes around the whole. */
const clean = (request: string): string => {
  const line = request
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\s?!.;,]+$/u, "");
  return /^(["'`])[^"'`]+\1$/u.test(line) ? line.slice(1, -1).trim() : line;
};

const SHOWN_FILES = 20;

const notRegistered = (name: string, sources: readonly SourceText[]): string => {
  const names = sources.slice(0, SHOWN_FILES).map(({ file }) => clip(file, 120));
  const registered =
    names.length === 0
      ? "no file is registered"
      : `registered are ${names.join(", ")}${sources.length > SHOWN_FILES ? ` and ${sources.length - SHOWN_FILES} more` : ""}`;
  return `Not found: ${clip(name, 200)} is not registered; ${registered}`;
};

const ambiguous = (name: string, paths: readonly string[]): string =>
  `Not found: ${clip(name, 200)} could be ${paths
    .slice(0, SHOWN_FILES)
    .map((path) => clip(path, 120))
    .join(" or ")}; name the whole path`;

const opOf = (ask: Ask): string => (ask.op === "measure" ? measureText(ask.measure).replace(/ .*$/u, "") : ask.op);

const answer = ({ source, lines, tables, entries }: Opened, ask: Ask, tokens: readonly Token[]): Finding | undefined => {
  const onTables = (use: OnTable): Finding | undefined => {
    const read = tables();
    const finding = askTables(source, read, use);
    return finding === undefined || read.tables.length > 0 ? finding : withKeys(finding, entries(), tokens);
  };
  switch (ask.op) {
    case "count":
      return onTables((table) => counted(source, table, ask, tokens));
    case "measure":
      return onTables((table) => measured(source, table, ask, tokens));
    case "rows":
      return onTables((table) =>
        withClauses(tokens, ask.at, table, (clauses) =>
          clauses.by.length > 0 ? undefined : showRows(source, table, lines, clauses, ask.limit),
        ),
      );
    case "columns":
      return onTables((table) => describeColumns(source, table));
    case "count-lines":
      return ask.text === undefined ? countLines(source, lines) : linesMatching(source, lines, ask.text, true);
    case "lines-matching":
      return linesMatching(source, lines, ask.text);
    case "lines":
      return linesBetween(source, lines, ask.first, ask.last);
    case "section":
      return sectionOf(source, lines, ask.heading);
    case "value":
      return keyed(source, entries(), ask);
  }
};

/** A file without a table may hold the thing asked for as keys: they are named, so that the next request can ask for one. */
const withKeys = (finding: Finding, entries: ReturnType<Opened["entries"]>, tokens: readonly Token[]): Finding => {
  const asked = new Set(tokens.flatMap(({ text }) => text.split(".")).map(plainName));
  const near = entries.filter(({ path }) => path.split(".").some((part) => asked.has(plainName(part))));
  const named = (near.length > 0 ? near : entries).filter(({ key }) => key !== "").slice(0, 5);
  return named.length === 0
    ? finding
    : { ...finding, notes: [`it has keys, one a request: ${named.map(({ path }) => `value of ${clip(path, 60)}`).join(", ")}`] };
};

type Answered = ReturnType<OnTable>;

const withClauses = (
  tokens: readonly Token[],
  at: number,
  table: Table,
  use: (clauses: Exclude<ReturnType<typeof readClauses>, undefined | { unknownColumn: string }>) => Answered,
): Answered => {
  const clauses = readClauses(tokens, at, table.columns);
  return clauses === undefined || "unknownColumn" in clauses ? clauses : use(clauses);
};

/** A noun that is no word for rows (`how many failures where …`) filters nothing, and the answer says so. */
const counted = (source: SourceText, table: Table, ask: Ask & { op: "count" }, tokens: readonly Token[]): Answered =>
  withClauses(tokens, ask.at, table, (clauses) => {
    if (ask.noun !== "" && clauses.where.length === 0 && clauses.by.length === 0) return undefined;
    const finding = countRows(source, table, clauses);
    return ask.noun === ""
      ? finding
      : {
          ...finding,
          notes: [...(finding.notes ?? []), `rows were counted; ${JSON.stringify(clip(ask.noun, 60))} was not used as a filter`],
        };
  });

const measured = (source: SourceText, table: Table, ask: Ask & { op: "measure" }, tokens: readonly Token[]): Answered => {
  const column = readColumn(tokens, ask.at, table.columns);
  if (column === undefined) return { unknownColumn: textOf(tokens.slice(ask.at, clauseEnd(tokens, ask.at))) };
  return withClauses(tokens, column.next, table, (clauses) => measureRows(source, table, ask.measure, column.value, clauses));
};

/** `K in SECTION` means `SECTION.K` when no key has that name. */
const keyed = (
  source: SourceText,
  entries: Parameters<typeof valueOfKey>[1],
  { key, strict }: Ask & { op: "value" },
): Finding | undefined => {
  const finding = valueOfKey(source, entries, key);
  if (finding.found) return finding;
  const nested = /^(.+?) (?:in|of|from|for|under) (?:section )?(.+)$/iu.exec(key);
  const inner = nested === null ? undefined : valueOfKey(source, entries, `${nested[2]}.${nested[1]}`);
  return inner?.found === true ? inner : strict ? finding : undefined;
};
