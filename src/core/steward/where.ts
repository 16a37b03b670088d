import { type Operator, readOperator } from "./operators.ts";
import { columnOf } from "./table.ts";
import type { Token } from "./tokens.ts";

/** A comparison of one column with values: one, two for `between`, several for "one of", none for "is empty". */
export type Condition = { readonly column: number; readonly operator: Operator; readonly values: readonly string[] };

/** Any of the groups holds when all of its conditions hold. */
export type Where = readonly (readonly Condition[])[];

/** What a part of a request came to: a value and where it ends, a column that the table has not, or nothing (not the grammar). */
export type Read<T> = { readonly value: T; readonly next: number } | { readonly unknownColumn: string } | undefined;

const MAX_CONDITIONS = 12;
const ARTICLES = new Set(["the", "a", "an", "its", "their", "column", "field", "value", "values", "of"]);

/** The column whose name stands at `tokens[at]`, the longest name first; articles before it are skipped. */
export const readColumn = (
  tokens: readonly Token[],
  at: number,
  columns: readonly string[],
): { readonly value: number; readonly next: number } | undefined => {
  for (let start = at; start < tokens.length; start++) {
    for (let end = Math.min(tokens.length, start + 12); end > start; end--) {
      const column = columnOf(columns, textOf(tokens.slice(start, end)));
      if (column >= 0) return { value: column, next: end };
    }
    if (tokens[start]?.kind !== "word" || !ARTICLES.has(tokens[start]?.lower ?? "")) return undefined;
  }
  return undefined;
};

/** The text of tokens, single spaces between words and none around a sign that joined them. */
export const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map(({ text }, index) => (index > 0 && (tokens[index - 1] as Token).end < (tokens[index] as Token).start ? ` ${text}` : text))
    .join("");

/** Reads `FIELD op VALUE [and|or FIELD op VALUE …]` from `tokens[at]` to the end or to `by COLUMN`. `and` binds closer than `or`. */
export const readWhere = (tokens: readonly Token[], at: number, columns: readonly string[]): Read<Where> => {
  const groups: Condition[][] = [[]];
  let next = at;
  for (let count = 0; count < MAX_CONDITIONS; count++) {
    const condition = readCondition(tokens, next, columns);
    if (condition === undefined || "unknownColumn" in condition) return condition;
    (groups.at(-1) as Condition[]).push(condition.value);
    next = condition.next;
    const link = tokens[next]?.lower;
    if (link !== "and" && link !== "or" && link !== "," && link !== "&") return { value: groups, next };
    if (link === "or") groups.push([]);
    next++;
    if (tokens[next]?.lower === "and" && link === ",") next++;
    if (tokens[next]?.lower === "where") next++;
  }
  return undefined;
};

const readCondition = (tokens: readonly Token[], at: number, columns: readonly string[]): Read<Condition> => {
  const field = readColumn(tokens, at, columns);
  if (field === undefined) return unknownField(tokens, at);
  const operator = readOperator(tokens, field.next);
  const from = operator?.next ?? field.next;
  if (operator?.operator === "is empty" || operator?.operator === "is not empty") {
    return { value: { column: field.value, operator: operator.operator, values: [] }, next: from };
  }
  const end = valueEnd(tokens, from, columns, operator?.operator.endsWith("between") === true);
  const values = readValues(tokens.slice(from, end), operator?.operator ?? "=");
  if (values === undefined || (operator === undefined && tokens.slice(from, end).some(({ kind }) => kind === "sign"))) return undefined;
  return { value: { column: field.value, operator: operator?.operator ?? "=", values }, next: end };
};

/** A name followed by an operator is a column that the table has not; anything else is not the grammar. */
const unknownField = (tokens: readonly Token[], at: number): Read<never> => {
  for (let end = at + 1; end < Math.min(tokens.length, at + 6); end++) {
    const operator = readOperator(tokens, end);
    if (operator !== undefined && operator.next < tokens.length + 1) return { unknownColumn: textOf(tokens.slice(at, end)) };
  }
  return undefined;
};

/** A value runs to the end, to `by COLUMN`, or to an `and`, `or` or comma behind which another condition begins. */
const valueEnd = (tokens: readonly Token[], from: number, columns: readonly string[], isRange: boolean): number => {
  let links = isRange ? 1 : 0;
  for (let index = from + 1; index < tokens.length; index++) {
    const { lower, kind } = tokens[index] as Token;
    if (kind !== "word") continue;
    if ((lower === "by" || lower === "per" || lower === "grouped") && beginsGroup(tokens, index, columns)) return index;
    if (lower === "to" && links > 0) links--;
    if (lower !== "and" && lower !== "or" && lower !== "," && lower !== "&") continue;
    if (lower === "and" && links > 0) links--;
    else if (beginsCondition(tokens, index + 1, columns)) return index;
  }
  return tokens.length;
};

const beginsCondition = (tokens: readonly Token[], at: number, columns: readonly string[]): boolean => {
  const start = tokens[at]?.lower === "and" || tokens[at]?.lower === "where" ? at + 1 : at;
  const column = readColumn(tokens, start, columns);
  if (column !== undefined) return readOperator(tokens, column.next) !== undefined || column.next < tokens.length;
  const sign = tokens.findIndex(({ kind }, index) => index > start && kind === "sign");
  return sign > start && sign - start <= 3;
};

const beginsGroup = (tokens: readonly Token[], at: number, columns: readonly string[]): boolean => {
  const start = tokens[at]?.lower === "grouped" ? at + 2 : at + 1;
  return readColumn(tokens, start, columns) !== undefined;
};

const readValues = (tokens: readonly Token[], operator: Operator): readonly string[] | undefined => {
  if (tokens.length === 0 || tokens.some(({ kind }) => kind === "sign")) return undefined;
  if (operator === "between" || operator === "not between") return readRange(tokens);
  const parts = splitAt(tokens, (token) => token.kind === "word" && (token.lower === "or" || token.lower === "nor"));
  const listed =
    parts.length > 1 || isListed(tokens)
      ? parts.flatMap((part) => splitAt(part, ({ lower, kind }) => kind === "word" && lower === ","))
      : parts;
  const values = listed.map((part) =>
    oneValue(part.filter(({ lower }, index) => index > 0 || (lower !== "either" && lower !== "neither" && lower !== ","))),
  );
  if (values.some((value) => value === "")) return undefined;
  const several =
    operator === "=" || operator === "!=" || operator === "contains" || operator === "starts with" || operator === "ends with";
  return values.length === 1 || several ? values : undefined;
};

/** `one of a, b` and `in (a, b)`. */
const isListed = (tokens: readonly Token[]): boolean => {
  const first = tokens[0]?.lower ?? "";
  return (first === "one" && tokens[1]?.lower === "of") || first === "in" || first === "any" || first.startsWith("(");
};

const readRange = (tokens: readonly Token[]): readonly string[] | undefined => {
  const at = tokens.findIndex(
    ({ kind, lower }, index) => index > 0 && kind === "word" && (lower === "and" || lower === "to" || lower === "-" || lower === "–"),
  );
  if (at < 1 || at === tokens.length - 1) return undefined;
  return [oneValue(tokens.slice(0, at)), oneValue(tokens.slice(at + 1))];
};

const splitAt = (tokens: readonly Token[], isLink: (token: Token) => boolean): readonly (readonly Token[])[] => {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isLink(token)) parts.push([]);
    else (parts.at(-1) as Token[]).push(token);
  }
  return parts;
};

const LIST_WORDS = /^(?:one of|any of|in|any)\s+/iu;

/** One quoted token is taken as it is; words lose a list's lead and brackets. */
const oneValue = (tokens: readonly Token[]): string => {
  if (tokens.length === 1 && tokens[0]?.kind === "quoted") return tokens[0].text.trim();
  const text = textOf(tokens).replace(LIST_WORDS, "");
  return (/^\(.*[^)]$|^[^(]*\)$/u.test(text) ? text.replace(/^\(|\)$/gu, "") : text.replace(/^\((.*)\)$/su, "$1")).trim();
};

/** A condition as it was understood, for the answer to say. */
export const whereText = (where: Where, columns: readonly string[]): string =>
  where.map((group) => group.map((condition) => conditionText(condition, columns)).join(" and ")).join(", or ");

const conditionText = ({ column, operator, values }: Condition, columns: readonly string[]): string => {
  const name = columns[column] as string;
  if (operator.endsWith("empty")) return `${name} ${operator}`;
  if (operator.endsWith("between")) return `${name} is ${operator} ${values[0]} and ${values[1]}`;
  return `${name} ${operator} ${values.map(shown).join(" or ")}`;
};

const shown = (value: string): string => (/[\s,]/u.test(value) || value === "" ? JSON.stringify(value) : value);
