import { readMeasure } from "./number.ts";
import type { Operator } from "./operators.ts";
import { type NumberColumn, numbersOf, type Row, type Table } from "./table.ts";
import type { Condition, Where } from "./where.ts";

/** Rows that meet the conditions, rows that could not be compared (their lines), and what to say about cells and units. */
export type Filtered = { readonly rows: readonly Row[]; readonly undecided: readonly number[]; readonly notes: readonly string[] };

type Test = (row: number) => boolean | undefined;

/**
 * Filters a table. Numbers compare as numbers when both sides are numbers of one unit; ISO dates and times compare as text;
 * otherwise equality ignores letter case, and an order between words is undecided: such rows are reported, never guessed.
 */
export const filterRows = (table: Table, where: Where): { readonly value: Filtered } | { readonly refused: string } => {
  const columns = new Map<number, NumberColumn>();
  const numbers = (column: number): NumberColumn => {
    const known = columns.get(column) ?? numbersOf(table, column);
    columns.set(column, known);
    return known;
  };
  const notes = new Set<string>();
  const groups: (readonly Test[])[] = [];
  for (const group of where) {
    const tests: Test[] = [];
    for (const condition of group) {
      const test = testOf(table, condition, numbers, notes);
      if (typeof test === "string") return { refused: test };
      tests.push(test);
    }
    groups.push(tests);
  }
  const rows: Row[] = [];
  const undecided: number[] = [];
  for (const [index, row] of table.rows.entries()) {
    const verdict = anyOf(groups.map((tests) => allOf(tests.map((test) => test(index)))));
    if (verdict === true) rows.push(row);
    else if (verdict === undefined) undecided.push(row.line);
  }
  return { value: { rows, undecided, notes: [...notes] } };
};

const allOf = (verdicts: readonly (boolean | undefined)[]): boolean | undefined =>
  verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;

const anyOf = (verdicts: readonly (boolean | undefined)[]): boolean | undefined =>
  verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;

type Numbers = (column: number) => NumberColumn;

const testOf = (table: Table, condition: Condition, numbers: Numbers, notes: Set<string>): Test | string => {
  const { column, operator, values } = condition;
  const cell = (row: number): string => table.rows[row]?.cells[column] as string;
  switch (operator) {
    case "is empty":
      return (row) => cell(row) === "";
    case "is not empty":
      return (row) => cell(row) !== "";
    case "contains":
    case "starts with":
    case "ends with":
      return (row) => values.some((value) => textMatches(operator, cell(row), value));
    case "not contains":
    case "not starts with":
    case "not ends with": {
      const base = operator.slice(4) as "contains";
      return (row) => !values.some((value) => textMatches(base, cell(row), value));
    }
    case "=":
      return equality(table, condition, numbers);
    case "!=": {
      const equal = equality(table, condition, numbers);
      if (table.rows.some(({ cells }) => cells[column] === ""))
        notes.add(`rows without a value in ${table.columns[column]} count as different`);
      return (row) => !equal(row);
    }
    default:
      return ordering(table, column, operator, values, numbers);
  }
};

const textMatches = (operator: "contains" | "starts with" | "ends with", cell: string, value: string): boolean => {
  const [left, right] = [cell.toLowerCase(), value.toLowerCase()];
  return operator === "contains" ? left.includes(right) : operator === "starts with" ? left.startsWith(right) : left.endsWith(right);
};

const sameText = (left: string, right: string): boolean =>
  left.replace(/\s+/gu, " ").toLowerCase() === right.replace(/\s+/gu, " ").trim().toLowerCase();

const equality = (table: Table, { column, values }: Condition, numbers: Numbers): ((row: number) => boolean) => {
  const wanted = values.map((value) => ({ value, number: boundOf(table, column, value, numbers) }));
  return (row) =>
    wanted.some(({ value, number }) => {
      const cell = table.rows[row]?.cells[column] as string;
      if (sameText(cell, value)) return true;
      const own = number === undefined ? undefined : numbers(column).numbers[row];
      return own !== undefined && own === number;
    });
};

/** A value as a number that the column's cells can be compared with: in the same unit, or the unit of the column's name. */
const boundOf = (table: Table, column: number, value: string, numbers: Numbers): number | undefined => {
  const measure = readMeasure(value, table.notation) ?? readMeasure(value, "dot");
  if (measure === undefined) return undefined;
  const { unit } = numbers(column);
  const named = table.columns[column]?.toLowerCase().split(/[_\s(),/[\]-]+/u) ?? [];
  const aliases = measure.unit === "%" ? ["%", "pct", "percent"] : [measure.unit];
  const fits = measure.unit === "" || measure.unit === unit || (unit === "" && aliases.some((alias) => named.includes(alias)));
  return fits ? measure.value : undefined;
};

/** ISO dates and times without an offset: they sort as text. */
const STAMP = /^(?:\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z?)?)?|\d\d:\d\d(?::\d\d)?)$/u;

const ordering = (table: Table, column: number, operator: Operator, values: readonly string[], numbers: Numbers): Test | string => {
  const name = table.columns[column] as string;
  const bounds = values.map((value) => boundOf(table, column, value, numbers));
  const cells = table.rows.map(({ cells: all }) => all[column] as string);
  if (bounds.every((bound) => bound !== undefined)) {
    const own = numbers(column);
    if (own.units.length > 1)
      return `${name} is written in several units (${own.units.map((unit) => unit || "none").join(", ")}); nothing is converted here`;
    if (own.numbers.every((number) => number === undefined)) return `${name} holds no numbers to compare with ${values.join(" and ")}`;
    return (row) => {
      const number = own.numbers[row];
      return number === undefined ? undefined : inOrder(operator, number, bounds as number[]);
    };
  }
  if (!values.every((value) => STAMP.test(value))) {
    return `${name} cannot be put in order against ${values.join(" and ")}: both sides must be numbers of one unit, or ISO dates`;
  }
  return (row) => stampInOrder(operator, cells[row] as string, values);
};

/** Stamps compare as far as the value goes: a time on a day is neither before nor behind that day. */
const stampInOrder = (operator: Operator, cell: string, values: readonly string[]): boolean | undefined => {
  const plain = (stamp: string): string => stamp.replace(" ", "T").replace("Z", "");
  const own = plain(cell);
  const bounds = values.map(plain);
  const width = Math.max(...bounds.map((bound) => bound.length));
  if (
    !STAMP.test(cell) ||
    bounds.some((bound) => bound.length !== width || bound.includes("-") !== own.includes("-")) ||
    own.length < width
  )
    return undefined;
  return inOrder(operator, own.slice(0, width), bounds);
};

const inOrder = <T extends number | string>(operator: Operator, left: T, [low, high]: readonly T[]): boolean => {
  const bound = low as T;
  if (operator === "<") return left < bound;
  if (operator === "<=") return left <= bound;
  if (operator === ">") return left > bound;
  if (operator === ">=") return left >= bound;
  const upper = high as T;
  const inside = bound <= upper ? left >= bound && left <= upper : left >= upper && left <= bound;
  return operator === "between" ? inside : !inside;
};
