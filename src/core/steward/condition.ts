import type { RawTable } from "../voices/index/raw-table.ts";
import type { Language } from "../voices/types.ts";
import { numberIn } from "./sources.ts";

/** A comparison of one column with a value. `between` has two bounds, both included. */
export type Condition = { readonly field: string; readonly op: Operator; readonly value: string; readonly upper?: string };

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "starts with" | "ends with" | "between";

/** Spellings of the operators; longer ones first, so that `is not` is never read as `is`. */
const SPELLINGS: readonly (readonly [string, Operator])[] = [
  ["is not equal to", "!="],
  ["does not equal", "!="],
  ["is greater than or equal to", ">="],
  ["is less than or equal to", "<="],
  ["is greater than", ">"],
  ["is more than", ">"],
  ["is less than", "<"],
  ["is at least", ">="],
  ["is at most", "<="],
  ["is above", ">"],
  ["is below", "<"],
  ["is over", ">"],
  ["is under", "<"],
  ["is not", "!="],
  ["starts with", "starts with"],
  ["ends with", "ends with"],
  ["greater than", ">"],
  ["more than", ">"],
  ["less than", "<"],
  ["at least", ">="],
  ["at most", "<="],
  ["contains", "contains"],
  ["between", "between"],
  ["equals", "="],
  ["above", ">"],
  ["below", "<"],
  ["under", "<"],
  ["over", ">"],
  ["is", "="],
  ["!=", "!="],
  ["<>", "!="],
  ["≠", "!="],
  ["<=", "<="],
  ["≤", "<="],
  [">=", ">="],
  ["≥", ">="],
  ["==", "="],
  ["=", "="],
  ["<", "<"],
  [">", ">"],
];

/** Reads `FIELD op VALUE [and FIELD op VALUE …]`, at most eight; undefined when a part is no comparison. */
export const parseConditions = (text: string): readonly Condition[] | undefined => {
  const parts = splitAnd(text);
  if (parts.length > 8) return undefined;
  const conditions = parts.map(parseOne);
  return conditions.every((condition) => condition !== undefined) ? (conditions as readonly Condition[]) : undefined;
};

/** Splits at `and`, but not the one inside `between A and B`. */
const splitAnd = (text: string): readonly string[] => {
  const parts: string[] = [];
  for (const piece of text.split(/\s+and\s+/iu)) {
    const last = parts.at(-1);
    if (last !== undefined && /\bbetween\s+\S+$/iu.test(last)) parts[parts.length - 1] = `${last} and ${piece}`;
    else parts.push(piece);
  }
  return parts;
};

const parseOne = (text: string): Condition | undefined => {
  const lower = text.toLowerCase();
  for (const [spelling, op] of SPELLINGS) {
    const at = findOperator(lower, spelling);
    if (at < 0) continue;
    const field = bare(text.slice(0, at));
    const value = bare(text.slice(at + spelling.length));
    if (field === "" || value === "") return undefined;
    if (op !== "between") return { field, op, value };
    const bounds = /^(.+?) and (.+)$/iu.exec(value);
    return bounds === null ? undefined : { field, op, value: bare(bounds[1] as string), upper: bare(bounds[2] as string) };
  }
  return undefined;
};

/** Words stand between spaces; symbols may touch their neighbours. */
const findOperator = (text: string, spelling: string): number => {
  if (!/^[a-z]/u.test(spelling)) return text.indexOf(spelling);
  const at = text.indexOf(` ${spelling} `);
  return at < 0 ? -1 : at + 1;
};

/** A name or value without articles, quotes and code marks around it. */
export const bare = (text: string): string =>
  text
    .trim()
    .replace(/^(?:the|a|an)\s+/iu, "")
    .replace(/^["'`“”‘’]+|["'`“”‘’]+$/gu, "")
    .trim();

/** Whether a cell meets a condition: as numbers when both sides are numbers, else as text without regard to case. */
export const meets = (cell: string, condition: Condition, table: RawTable, language: Language): boolean => {
  const left = numberIn(cell, table, language);
  const right = numberIn(condition.value, table, language);
  const upper = condition.upper === undefined ? undefined : numberIn(condition.upper, table, language);
  if (left !== undefined && right !== undefined) {
    const numeric = compareNumbers(condition.op, left, right, upper);
    if (numeric !== undefined) return numeric;
  }
  return compareText(condition.op, cell.trim().toLowerCase(), condition.value.toLowerCase(), condition.upper?.toLowerCase());
};

const compareNumbers = (op: Operator, left: number, right: number, upper: number | undefined): boolean | undefined => {
  switch (op) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "between":
      return upper === undefined ? undefined : left >= right && left <= upper;
    default:
      return undefined;
  }
};

/** Order compares only numbers and texts of the same shape (ISO dates, times): by code unit. An empty cell meets no order. */
const compareText = (op: Operator, left: string, right: string, upper: string | undefined): boolean => {
  switch (op) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "contains":
      return left.includes(right);
    case "starts with":
      return left.startsWith(right);
    case "ends with":
      return left.endsWith(right);
    default:
      return sameShape(left, right) && ordered(op, left, right, upper);
  }
};

const ordered = (op: Operator, left: string, right: string, upper: string | undefined): boolean => {
  if (op === "<") return left < right;
  if (op === "<=") return left <= right;
  if (op === ">") return left > right;
  if (op === ">=") return left >= right;
  return upper !== undefined && left >= right && left <= upper;
};

const sameShape = (left: string, right: string): boolean => /\d/u.test(left) && left.replace(/\d/gu, "0") === right.replace(/\d/gu, "0");
