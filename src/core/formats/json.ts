/** JSON with the line on which each value begins. Members keep their order. */
export type JsonNode =
  | { readonly kind: "object"; readonly line: number; readonly members: readonly (readonly [string, JsonNode])[] }
  | { readonly kind: "list"; readonly line: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "value"; readonly line: number; readonly text: string; readonly number?: number };

/** Deepest nesting read. */
const MAX_DEPTH = 60;

type Reader = { readonly text: string; at: number; line: number };
/** Thrown for every fault: one value, since making a stack trace per line of a broken file is slow. */
const malformed = new Error("not JSON");

/** Parses JSON text that starts on line `firstLine`, or undefined when it is no JSON or nested over 60 levels. */
export const parseJson = (text: string, firstLine: number): JsonNode | undefined => {
  const reader: Reader = { text, at: 0, line: firstLine };
  try {
    const node = value(reader, 0);
    blank(reader);
    return reader.at === text.length ? node : undefined;
  } catch (error) {
    if (error === malformed) return undefined;
    throw error;
  }
};

const blank = (reader: Reader): void => {
  for (; reader.at < reader.text.length; reader.at++) {
    const code = reader.text.charCodeAt(reader.at);
    if (code === 10) reader.line++;
    else if (code !== 32 && code !== 9 && code !== 13 && code !== 0xfeff) return;
  }
};

const value = (reader: Reader, depth: number): JsonNode => {
  if (depth > MAX_DEPTH) throw malformed;
  blank(reader);
  const mark = reader.text[reader.at];
  if (mark === "{") return object(reader, depth);
  if (mark === "[") return list(reader, depth);
  const { line } = reader;
  if (mark === '"') return { kind: "value", line, text: string(reader) };
  scalar.lastIndex = reader.at;
  const match = scalar.exec(reader.text);
  if (!match) throw malformed;
  reader.at += match[0].length;
  const number = Number(match[0]);
  return {
    kind: "value",
    line,
    text: match[0] === "null" ? "" : match[0],
    ...(/^[-\d]/u.test(match[0]) && Number.isFinite(number) ? { number } : {}),
  };
};

const scalar = /true|false|null|-?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,4})?/uy;

const string = (reader: Reader): string => {
  let end = reader.at + 1;
  while (reader.text[end] !== '"') {
    if (end >= reader.text.length || reader.text[end] === "\n") throw malformed;
    end += reader.text[end] === "\\" ? 2 : 1;
  }
  const raw = reader.text.slice(reader.at, end + 1);
  reader.at = end + 1;
  if (!raw.includes("\\")) return raw.slice(1, -1);
  try {
    return JSON.parse(raw) as string;
  } catch {
    throw malformed;
  }
};

const object = (reader: Reader, depth: number): JsonNode => {
  const { line } = reader;
  const members: (readonly [string, JsonNode])[] = [];
  reader.at++;
  blank(reader);
  while (reader.text[reader.at] !== "}") {
    if (reader.text[reader.at] !== '"') throw malformed;
    const key = string(reader);
    blank(reader);
    expect(reader, ":");
    members.push([key, value(reader, depth + 1)]);
    separator(reader, "}");
  }
  reader.at++;
  return { kind: "object", line, members };
};

const list = (reader: Reader, depth: number): JsonNode => {
  const { line } = reader;
  const items: JsonNode[] = [];
  reader.at++;
  blank(reader);
  while (reader.text[reader.at] !== "]") {
    items.push(value(reader, depth + 1));
    separator(reader, "]");
  }
  reader.at++;
  return { kind: "list", line, items };
};

const expect = (reader: Reader, mark: string): void => {
  if (reader.text[reader.at] !== mark) throw malformed;
  reader.at++;
};

const separator = (reader: Reader, close: string): void => {
  blank(reader);
  if (reader.text[reader.at] === close) return;
  expect(reader, ",");
  blank(reader);
};
