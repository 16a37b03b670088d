import type { Ask } from "./ask.ts";
import type { Token } from "./tokens.ts";
import { textOf } from "./where.ts";

/** Whether these words stand at `tokens[at]`. */
export const is = (tokens: readonly Token[], at: number, ...words: readonly string[]): boolean =>
  words.every((word, index) => tokens[at + index]?.kind === "word" && tokens[at + index]?.lower === word);

/** Whether one of these words, parted by blanks, stands at `tokens[at]`. */
export const anyOf = (tokens: readonly Token[], at: number, words: string): boolean =>
  tokens[at]?.kind === "word" && words.split(" ").includes(tokens[at]?.lower ?? "");

/** Words that open a clause. */
export const CLAUSE = "where with whose having have has matching when that by per grouped for";
const ROWS = "rows row records record entries entry items item results result lines line cases objects";
const HOLD = "matching containing with mentioning including that holding where";

/** `count …`, `how many …`, `number of …`: rows, lines, lines that hold a text, or different values. */
export const counting = (tokens: readonly Token[], start: number): Ask | undefined => {
  const lead = ["how many", "count", "number of", "total number of"].find((words) => is(tokens, start, ...words.split(" ")));
  if (lead === undefined) return undefined;
  let at = start + lead.split(" ").length;
  while (anyOf(tokens, at, "of the all number")) at++;
  if (anyOf(tokens, at, "distinct unique different")) return { op: "measure", measure: "distinct", at: at + 1 };
  return countingLines(tokens, at) ?? countingRows(tokens, at);
};

const countingLines = (tokens: readonly Token[], at: number): Ask | undefined => {
  const isLines = anyOf(tokens, at, "lines line occurrences mentions");
  const held = isLines ? linesHolding(tokens, at) : undefined;
  if (held !== undefined) return { op: "count-lines", text: held };
  if (isLines && restIsEmpty(tokens, at + 1)) return { op: "count-lines", text: undefined };
  const [only] = tokens.slice(at);
  return only?.kind === "quoted" && at === tokens.length - 1 ? { op: "count-lines", text: only.text } : undefined;
};

/** Words between the lead and the first clause; more than these are no noun. */
const MAX_NOUN = 4;

const countingRows = (tokens: readonly Token[], at: number): Ask | undefined => {
  const end = clauseAt(tokens, at);
  if (end - at > MAX_NOUN) return undefined;
  const noun = tokens.slice(at, end).filter(({ lower }) => !`${ROWS} are there do we have is`.split(" ").includes(lower));
  return { op: "count", at: end, noun: textOf(noun) };
};

const restIsEmpty = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(at).every(({ lower }) => ["are", "there", "exist", "does", "it", "have", "long", "is"].includes(lower));

const clauseAt = (tokens: readonly Token[], at: number): number => {
  const end = tokens.findIndex(({ kind, lower }, index) => index >= at && kind === "word" && CLAUSE.split(" ").includes(lower));
  return end === -1 ? tokens.length : end;
};

/** The text behind `lines matching`, `grep`, `search for`; `/text/` is that text. A condition behind `lines where` is left to the rows. */
const linesHolding = (tokens: readonly Token[], at: number): string | undefined => {
  const next = anyOf(tokens, at, "lines line rows occurrences mentions") ? at + 1 : -1;
  if (next < 0) return undefined;
  if (anyOf(tokens, at, "occurrences mentions") && is(tokens, next, "of")) return literal(tokens.slice(next + 1));
  if (!anyOf(tokens, next, HOLD) || anyOf(tokens, at, "rows")) return undefined;
  let from = next + 1;
  if (is(tokens, next, "that") && anyOf(tokens, from, "match contain mention include hold")) from++;
  else if (is(tokens, next, "that") || is(tokens, next, "where")) return undefined;
  while (anyOf(tokens, from, "the text string word phrase literal") && tokens[from + 1]?.kind === "quoted") from++;
  return literal(tokens.slice(from));
};

const literal = (tokens: readonly Token[]): string | undefined => {
  if (tokens.length === 0) return undefined;
  if (tokens.length === 1 && tokens[0]?.kind === "quoted") return slashed(tokens[0].text);
  const text = tokens
    .map(
      (token, index) =>
        `${index > 0 && (tokens[index - 1] as Token).end < token.start ? " " : ""}${token.kind === "quoted" ? `"${token.text}"` : token.text}`,
    )
    .join("");
  return slashed(text);
};

const slashed = (text: string): string => /^\/(.+)\/[a-z]{0,3}$/su.exec(text)?.[1] ?? text;

/** `lines matching TEXT`, `grep TEXT`, `search for TEXT`, `lines A-B`. */
export const linesAsk = (tokens: readonly Token[], at: number): Ask | undefined => {
  const held = linesHolding(tokens, at);
  if (held !== undefined) return { op: "lines-matching", text: held };
  if (is(tokens, at, "grep") || is(tokens, at, "search", "for") || (is(tokens, at, "find") && tokens[at + 1]?.kind === "quoted")) {
    const from = is(tokens, at, "search") ? at + 2 : at + 1;
    const text = literal(tokens.slice(from));
    return text === undefined ? undefined : { op: "lines-matching", text };
  }
  if (!anyOf(tokens, at, "lines line")) return undefined;
  const range = /^(\d{1,9}) ?(?:(?:-|–|—|to|through|until|and|\.\.) ?(\d{1,9}))?$/u.exec(textOf(tokens.slice(at + 1)));
  return range === null ? undefined : { op: "lines", first: Number(range[1]), last: Number(range[2] ?? range[1]) };
};
