/**
 * @module The steward's look-ups: questions with one answer in a registered file, answered by code. It owns a small grammar and
 * refuses to guess: what is outside it is `undefined`, what is not there is "not found" with what was checked.
 */
import type { Place, SourceText } from "../voices/types.ts";
import { bare, parseConditions } from "./condition.ts";
import { findSource, type OpenSource, openSource } from "./sources.ts";
import { aggregate, countRows, type Found, pickTable, showRows } from "./table-lookup.ts";
import { keyValue, linesBetween, linesMatching, sectionOf } from "./text-lookup.ts";

/** An answer by code. `op` names the rule of the grammar; `places` are where it stands. */
export type Lookup = {
  readonly status: "found" | "not-found";
  readonly text: string;
  readonly places: readonly Place[];
  readonly op: string;
};

/** Places that one answer lists; runs of lines are one place. */
const MAX_PLACES = 12;

type Rule = {
  readonly op: string;
  readonly pattern: RegExp;
  readonly run: (source: OpenSource, groups: Readonly<Record<string, string | undefined>>) => Found | undefined;
};

const noTable: Found = { found: false, text: "The file holds no table.", lines: [] };

/** FILE is the last word; everything before it belongs to the rule. */
const rule = (op: string, pattern: string, run: Rule["run"]): Rule => ({
  op,
  pattern: new RegExp(`^(?:please )?${pattern} (?:in|from|of) (?:file )?(?<file>\\S+)$`, "iu"),
  run,
});

const withTable = (
  source: OpenSource,
  columns: readonly string[],
  where: string | undefined,
  use: (table: NonNullable<ReturnType<typeof pickTable>>, conditions: NonNullable<ReturnType<typeof parseConditions>>) => Found,
): Found | undefined => {
  const conditions = where === undefined ? [] : parseConditions(where);
  if (conditions === undefined) return undefined;
  const table = pickTable(source, [...columns, ...conditions.map(({ field }) => field)]);
  return table === undefined ? noTable : use(table, conditions);
};

const RULES: readonly Rule[] = [
  rule(
    "count",
    "(?:count|how many)(?: (?:the )?(?:rows|entries|lines|items|records))?(?: (?:where|matching|with|have|are) (?<where>.+))?",
    (source, { where }) => withTable(source, [], where, (table, conditions) => countRows(source, table, conditions)),
  ),
  rule(
    "aggregate",
    "(?:what is )?(?:the )?(?<op>sum|mean|average|median|min|minimum|max|maximum|p50|p90|p95|p99|distinct) of (?<column>.+?)(?: by (?<by>.+?))?(?: where (?<where>.+))?",
    (source, { op = "mean", column = "", by, where }) => {
      const names = [bare(column), ...(by === undefined ? [] : [bare(by)])];
      const short = op.toLowerCase().replace("imum", "").replace("average", "mean");
      return withTable(source, names, where, (table, conditions) =>
        aggregate(source, table, short, names[0] as string, names[1], conditions),
      );
    },
  ),
  rule("rows", "(?:show |list )?(?:me )?(?:the )?rows(?: where (?<where>.+))?", (source, { where }) =>
    withTable(source, [], where, (table, conditions) => showRows(source, table, conditions)),
  ),
  rule("table", "(?:the )?table", (source) => withTable(source, [], undefined, (table) => showRows(source, table, []))),
  rule("columns", "(?:the )?columns", (source) =>
    withTable(source, [], undefined, (table) => ({
      found: true,
      text: table.header.map(({ text }) => text).join(", "),
      lines: [table.line],
    })),
  ),
  rule("between", "lines (?<first>\\d{1,7}) ?(?:-|to|–) ?(?<last>\\d{1,7})", (source, { first, last }) =>
    linesBetween(source, Number(first), Number(last)),
  ),
  rule("matching", "(?:(?:show |list )?(?:the )?lines (?:matching|containing|with)|grep|find) (?<text>.+)", (source, { text = "" }) =>
    linesMatching(source, literal(text)),
  ),
  rule("section", "(?:the )?section (?<heading>.+)", (source, { heading = "" }) => sectionOf(source, bare(heading))),
  rule("value", "(?:the )?(?:value of|what is|what's|show me|show|get) (?:the )?(?:value of )?(?<key>.+)", (source, { key = "" }) =>
    keyValue(source, bare(key)),
  ),
];

/** `/text/` and quoted text mean the text itself: a literal, never a pattern. */
const literal = (text: string): string => {
  const slashed = /^\/(.+)\/$/u.exec(text.trim());
  return slashed === null ? bare(text) : (slashed[1] as string);
};

/** Answers a request from the registered files, or undefined when it is not in the grammar. Never throws. */
export const lookUp = (request: string, sources: readonly SourceText[]): Lookup | undefined => {
  const asked = request
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[?!.]+$/u, "");
  for (const { op, pattern, run } of RULES) {
    const match = pattern.exec(asked);
    if (match === null) continue;
    const groups = match.groups ?? {};
    const name = bare(groups.file ?? "");
    const source = findSource(name, sources);
    if (source === undefined) return notRegistered(op, name, sources);
    const opened = openSource(source);
    const found = run(opened, groups);
    if (found !== undefined) return answer(op, opened, found);
  }
  return undefined;
};

const notRegistered = (op: string, name: string, sources: readonly SourceText[]): Lookup => ({
  status: "not-found",
  text: `Not found: ${name} is not registered. Registered are ${sources.map(({ file }) => file).join(", ") || "no files"}.`,
  places: [],
  op,
});

const answer = (op: string, source: OpenSource, { found, text, lines }: Found): Lookup => {
  const places = placesOf(source.file, lines);
  const where = places.length === 0 ? source.file : placeText(source.file, places);
  const head = found ? "" : "Not found. ";
  return { status: found ? "found" : "not-found", text: `${head}${text}\n[${where}] (sha256 ${source.sha256.slice(0, 12)})`, places, op };
};

/** Lines as places: runs joined, the first `MAX_PLACES` of them. */
const placesOf = (file: string, lines: readonly number[]): readonly Place[] => {
  const places: { file: string; line: number; endLine: number }[] = [];
  for (const line of [...new Set(lines)].sort((left, right) => left - right)) {
    const last = places.at(-1);
    if (last !== undefined && line === last.endLine + 1) last.endLine = line;
    else places.push({ file, line, endLine: line });
  }
  return places.slice(0, MAX_PLACES);
};

const placeText = (file: string, places: readonly Place[]): string =>
  `${file}:${places.map(({ line, endLine }) => (line === endLine ? `${line}` : `${line}-${endLine}`)).join(",")}`;

/** Three questions that the grammar answers, made from what the files hold. */
export const examplesFor = (sources: readonly SourceText[]): readonly string[] =>
  sources
    .flatMap((source): readonly string[] => {
      const { file, tables, keyValues, lines } = openSource(source);
      const columns = tables[0]?.header.map(({ text }) => text) ?? [];
      const key = keyValues[0]?.key;
      if (columns.length > 0) return [`mean of ${columns.at(-1)} by ${columns[0]} in ${file}`];
      if (key !== undefined) return [`value of ${key} in ${file}`];
      return lines.length > 0 ? [`lines matching error in ${file}`] : [];
    })
    .slice(0, 3);
