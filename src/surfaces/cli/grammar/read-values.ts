import { InvalidArgumentError } from "commander";

/** Most digits that a number on the command line may have. */
const MOST_DIGITS = 9;

/** A whole number, not negative. Its range is checked where it is used. */
export const wholeNumber = (text: string): number => {
  if (!/^\d+$/u.test(text) || text.length > MOST_DIGITS) throw new InvalidArgumentError("expected a whole number, such as 3");
  return Number(text);
};

/** How many: a whole number from 1. */
export const count = (text: string): number => {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("expected a whole number from 1, such as 3");
  return number;
};

/** A number with a point, perhaps negative. Its range is checked where it is used. */
export const decimal = (text: string): number => {
  if (!/^-?\d{1,6}(?:[.]\d{1,6})?$/u.test(text)) throw new InvalidArgumentError("expected a number, such as 22.5");
  return Number(text);
};

/** An amount of US dollars as micro-USD. */
export const dollars = (text: string): number => {
  if (!/^\d{1,9}(?:[.]\d{1,6})?$/u.test(text)) throw new InvalidArgumentError("expected dollars, such as 2 or 0.50");
  return Math.round(Number(text) * 1_000_000);
};

/** Names between commas. */
export const names = (text: string): readonly string[] => {
  const list = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (list.length === 0) throw new InvalidArgumentError("expected names between commas, such as elena,marcus");
  return list;
};

/** Collects a flag that may be repeated. */
export const repeated = (text: string, previous: unknown): readonly string[] => [
  ...((previous as readonly string[] | undefined) ?? []),
  ...names(text),
];
