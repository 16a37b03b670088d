import type { JsonNode } from "./json.ts";

/** Deepest nesting read. */
const MAX_DEPTH = 30;

/** A value read from a text and the offset behind it. */
export type Literal = { readonly node: JsonNode; readonly end: number };

type Reader = { readonly text: string; at: number; line: number };
/** Thrown for every fault: one value, since making a stack trace per try is slow. */
const unreadable = new Error("no literal");

/**
 * Reads one bracketed value as source code and settings write it, at `from`, which stands on line `line`: `{"a": 1, b: 'x'}`, `{a = 1}`, `[1, 2]`,
 * `(1, 2)`, `Window(minutes=90)`, with comments of one line or a block and a comma at the end. Calls with a positional argument are empty values;
 * `true`, `True`, `null`, `None` read alike; a product of numbers is worked out. Undefined for anything else. Linear.
 */
export const literalAt = (text: string, from: number, line: number): Literal | undefined => {
  const reader: Reader = { text, at: from, line };
  try {
    const node = value(reader, 0);
    return { node, end: reader.at };
  } catch (error) {
    if (error === unreadable) return undefined;
    throw error;
  }
};

/** The value of a bare or quoted scalar on line `line`. */
export const scalarNode = (raw: string, line: number): JsonNode => {
  const text = raw.trim();
  const quoted = /^(["'`])(.*)\1$/su.exec(text);
  if (quoted !== null) return { kind: "value", line, text: quoted[2] as string };
  if (/^(?:null|none|nil|undefined|~)$/iu.test(text)) return { kind: "value", line, text: "" };
  if (/^(?:true|false)$/iu.test(text)) return { kind: "value", line, text: text.toLowerCase() };
  const factors = /^-?\d[\d_]*(?:\.\d+)?(?:\s\*\s\d[\d_]*(?:\.\d+)?){0,5}$/u.test(text)
    ? text.replaceAll("_", "").split("*").map(Number)
    : [];
  const number = factors.reduce((product, each) => product * each, 1);
  return factors.length === 0
    ? { kind: "value", line, text }
    : { kind: "value", line, text: factors.length === 1 ? text.replaceAll("_", "") : `${number}`, number };
};

/** Skips white space and comments. */
const blank = (reader: Reader): void => {
  for (; reader.at < reader.text.length; reader.at++) {
    const rest = reader.text.slice(reader.at, reader.at + 2);
    if (rest[0] === "#" || rest === "//") {
      const end = reader.text.indexOf("\n", reader.at);
      reader.at = (end < 0 ? reader.text.length : end) - 1;
    } else if (rest === "/*") {
      const end = reader.text.indexOf("*/", reader.at);
      if (end < 0) throw unreadable;
      reader.line += reader.text.slice(reader.at, end).split("\n").length - 1;
      reader.at = end + 1;
    } else if (rest[0] === "\n") reader.line++;
    else if (!/\s/u.test(rest[0] as string)) return;
  }
};

const opener = /(?:new\s+)?[A-Za-z_][\w.]{0,60}(?:<[\w, ]{1,40}>)?\s?(?=[({])/uy;
const scalar = /[^,\]})\n#]{1,400}/uy;

const value = (reader: Reader, depth: number): JsonNode => {
  if (depth > MAX_DEPTH) throw unreadable;
  blank(reader);
  const mark = reader.text[reader.at] ?? "";
  if (mark === "{") return members(reader, "}", depth);
  if (mark === "[" || mark === "(") return items(reader, mark === "[" ? "]" : ")", depth);
  const { line } = reader;
  if (/["'`]/u.test(mark)) return { kind: "value", line, text: string(reader) };
  opener.lastIndex = reader.at;
  const call = opener.exec(reader.text);
  if (call !== null) return called(reader, call[0].length, depth);
  scalar.lastIndex = reader.at;
  const match = scalar.exec(reader.text);
  if (match === null) throw unreadable;
  reader.at += match[0].length;
  return scalarNode(match[0].replace(/\s\/\/.*$/u, ""), line);
};

/** `Window(minutes=90)` and `Window { minutes: 90 }` are objects, any other call an empty value. */
const called = (reader: Reader, length: number, depth: number): JsonNode => {
  const { line } = reader;
  reader.at += length;
  const start = { at: reader.at, line: reader.line };
  const close = reader.text[reader.at] === "(" ? ")" : "}";
  try {
    return members(reader, close, depth);
  } catch (error) {
    if (error !== unreadable || close === "}") throw error;
  }
  Object.assign(reader, start);
  items(reader, close, depth);
  return { kind: "value", line, text: "" };
};

const string = (reader: Reader): string => {
  const mark = reader.text[reader.at] as string;
  const from = reader.at + 1;
  let end = from;
  while (reader.text[end] !== mark) {
    if (end >= reader.text.length || reader.text[end] === "\n") throw unreadable;
    end += reader.text[end] === "\\" ? 2 : 1;
  }
  reader.at = end + 1;
  return reader.text.slice(from, end).replace(/\\(["'`\\])/gu, "$1");
};

const bare = /[\p{L}_$][\p{L}\p{N}_$.-]{0,80}|\d{1,12}/uy;
const sign = /\s*(?:=>|:|=(?!=))/uy;

const members = (reader: Reader, close: string, depth: number): JsonNode => {
  const { line } = reader;
  const found: (readonly [string, JsonNode])[] = [];
  reader.at++;
  blank(reader);
  while (reader.text[reader.at] !== close) {
    found.push([key(reader), value(reader, depth + 1)]);
    separator(reader, close);
  }
  reader.at++;
  return { kind: "object", line, members: found };
};

const key = (reader: Reader): string => {
  bare.lastIndex = reader.at;
  const word = bare.exec(reader.text)?.[0];
  if (word === undefined && !/["'`]/u.test(reader.text[reader.at] ?? "")) throw unreadable;
  const name = word ?? string(reader);
  if (word !== undefined) reader.at += word.length;
  sign.lastIndex = reader.at;
  const found = sign.exec(reader.text);
  if (found === null) throw unreadable;
  reader.at += found[0].length;
  return name;
};

const items = (reader: Reader, close: string, depth: number): JsonNode => {
  const { line } = reader;
  const found: JsonNode[] = [];
  reader.at++;
  blank(reader);
  while (reader.text[reader.at] !== close) {
    found.push(value(reader, depth + 1));
    separator(reader, close);
  }
  reader.at++;
  return { kind: "list", line, items: found };
};

const separator = (reader: Reader, close: string): void => {
  blank(reader);
  if (reader.text[reader.at] === close) return;
  if (reader.text[reader.at] !== ",") throw unreadable;
  reader.at++;
  blank(reader);
};
