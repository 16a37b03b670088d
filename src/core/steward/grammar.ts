import type { Ask } from "./ask.ts";
import { anyOf, CLAUSE, counting, is, linesAsk } from "./grammar-lines.ts";
import { measureOf } from "./measures.ts";
import { unquoted } from "./text.ts";
import type { Token } from "./tokens.ts";
import { textOf } from "./where.ts";

/** Words before a question that change nothing. */
const LEAD = new Set(
  "please can could would you kindly tell give show list get fetch find print read report compute calculate look up me us the all what what's whats is are was were which of i want need to know a".split(
    " ",
  ),
);
const ASKS_VALUE = /\b(?:what|what's|whats|show|get|read|look up|print|give|tell)\b/u;

/** Reads what is asked, skipping polite words; undefined when it is not in the grammar. */
export const readAsk = (tokens: readonly Token[]): Ask | undefined => {
  for (let at = 0; at < tokens.length; at++) {
    const ask = askAt(tokens, at);
    if (ask !== undefined) return ask;
    const token = tokens[at] as Token;
    if (token.kind !== "word" || !LEAD.has(token.lower)) return looseValue(tokens, at);
  }
  return undefined;
};

const askAt = (tokens: readonly Token[], at: number): Ask | undefined =>
  counting(tokens, at) ?? linesAsk(tokens, at) ?? measuring(tokens, at) ?? parts(tokens, at) ?? strictValue(tokens, at);

const measuring = (tokens: readonly Token[], at: number): Ask | undefined => {
  const ranked = /^(\d{1,2})(?:st|nd|rd|th)$/u.exec(tokens[at]?.lower ?? "")?.[1];
  const isRank = ranked !== undefined && is(tokens, at + 1, "percentile");
  const measure = tokens[at]?.kind === "word" ? (isRank ? measureOf(`p${Number(ranked)}`) : measureOf(tokens[at].lower)) : undefined;
  if (measure === undefined) return undefined;
  let next = at + (isRank ? 2 : 1);
  if (anyOf(tokens, next, "value values")) next++;
  const isNamed = anyOf(tokens, next, "of for in");
  while (anyOf(tokens, next, "of for in the all values column")) next++;
  return next < tokens.length && (isNamed || next === at + (isRank ? 2 : 1) || measure === "distinct")
    ? { op: "measure", measure, at: next }
    : undefined;
};

const parts = (tokens: readonly Token[], at: number): Ask | undefined => {
  const isLast = at === tokens.length - 1;
  if (anyOf(tokens, at, "columns headers header fields") && isLast) return { op: "columns" };
  if (is(tokens, at, "column", "names") && at === tokens.length - 2) return { op: "columns" };
  if (anyOf(tokens, at, "table") && isLast) return { op: "rows", at: tokens.length, limit: undefined };
  if (anyOf(tokens, at, "section") && !isLast) return { op: "section", heading: unquoted(textOf(tokens.slice(at + 1))) };
  if (anyOf(tokens, tokens.length - 1, "section") && !isLast)
    return { op: "section", heading: unquoted(textOf(tokens.slice(is(tokens, at, "the") ? at + 1 : at, -1))) };
  const isFirst = is(tokens, at, "first") && /^\d{1,4}$/.test(tokens[at + 1]?.lower ?? "");
  const rows = isFirst ? at + 2 : at;
  if (!anyOf(tokens, rows, "rows row records entries items lines")) return undefined;
  const next = rows + 1;
  if (next < tokens.length && !anyOf(tokens, next, CLAUSE)) return undefined;
  return { op: "rows", at: next, limit: isFirst ? Number(tokens[at + 1]?.lower) : undefined };
};

const strictValue = (tokens: readonly Token[], at: number): Ask | undefined => {
  const isValue =
    (anyOf(tokens, at, "value values") && is(tokens, at + 1, "of")) || (anyOf(tokens, at, "setting key") && at + 1 < tokens.length);
  const from = anyOf(tokens, at, "value values") ? at + 2 : at + 1;
  return isValue && from < tokens.length ? value(tokens, from, true) : undefined;
};

const looseValue = (tokens: readonly Token[], at: number): Ask | undefined => {
  const lead = tokens
    .slice(0, at)
    .map(({ lower }) => lower)
    .join(" ");
  return at > 0 && ASKS_VALUE.test(lead)
    ? value(tokens, at, tokens.length - at === 1 && /[_.[\]-]/u.test(tokens[at]?.text ?? ""))
    : undefined;
};

const value = (tokens: readonly Token[], from: number, strict: boolean): Ask | undefined => {
  const start = anyOf(tokens, from, "the setting key") && from + 1 < tokens.length ? from + 1 : from;
  const key = unquoted(textOf(tokens.slice(start)));
  return key === "" || key.length > 200 || tokens.length - start > 8 ? undefined : { op: "value", key, strict };
};
