import type { JsonNode } from "./json.ts";
import { literalAt, scalarNode } from "./literal.ts";

/** Most lines and deepest nesting read. */
const MAX_LINES = 20_000;
const MAX_DEPTH = 30;

/** A line without its comment: columns of indent, text, line number. */
type Line = { readonly indent: number; readonly text: string; readonly line: number };
type Reader = { readonly lines: Line[]; at: number };
type Member = readonly [string, JsonNode];

/**
 * Reads the part of YAML that people write data in: block maps and lists by indentation, flow maps and lists in one line, plain and
 * quoted scalars, folded text, comments. Anchors and tags are dropped, aliases stay text. `firstLine` is the number of `lines[0]`. Undefined for
 * anything else, also for text that is neither a map nor a list.
 */
export const parseYaml = (lines: readonly string[], firstLine: number): JsonNode | undefined => {
  if (lines.length > MAX_LINES) return undefined;
  const kept = lines.flatMap((raw, i): Line[] => {
    const text = withoutComment(raw.trimEnd());
    return text.trim() === "" || /^(?:---|\.\.\.|%)/u.test(text)
      ? []
      : [{ indent: text.length - text.trimStart().length, text: text.trim(), line: firstLine + i }];
  });
  const reader = { lines: kept, at: 0 };
  const root = kept.length === 0 ? undefined : block(reader, kept[0]?.indent ?? 0, 0);
  return root?.kind === "value" || reader.at < kept.length ? undefined : root;
};

/** The line up to a `#` that opens it or follows a space, outside quotes. */
const withoutComment = (line: string): string => {
  if (!line.includes("#")) return line;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const mark = line[at] as string;
    if (quote !== "") quote = mark === quote ? "" : quote;
    else if (/["']/u.test(mark) && /^$|[\s:,[{]/u.test(line[at - 1] ?? "")) quote = mark;
    else if (mark === "#" && /^$|\s/u.test(line[at - 1] ?? "")) return line.slice(0, at).trimEnd();
  }
  return line;
};

/** A map, list or scalar whose lines stand at `indent`; undefined when a line fits nowhere. */
const block = (reader: Reader, indent: number, depth: number): JsonNode | undefined => {
  const first = reader.lines[reader.at];
  if (first === undefined || first.indent !== indent || depth > MAX_DEPTH) return undefined;
  if (isItem(first)) return list(reader, indent, depth);
  return keyed(first.text) === undefined ? undefined : map(reader, indent, depth);
};

const isItem = (line: Line): boolean => /^-(?:\s|$)/u.test(line.text);

/** "key: rest" with the key unquoted; undefined when the text has no key. */
const keyed = (text: string): { readonly key: string; readonly rest: string } | undefined => {
  const match = /^(?:"([^"]{1,120})"|'([^']{1,120})'|([^\s"'[\]{}#&*!|>%@`,-][^:]{0,120}?|-\S[^:]{0,120}?))\s*:(?:\s+(.*))?$/u.exec(text);
  return match === null ? undefined : { key: match[1] ?? match[2] ?? match[3] ?? "", rest: match[4] ?? "" };
};

const list = (reader: Reader, indent: number, depth: number): JsonNode | undefined => {
  const items: JsonNode[] = [];
  const line = reader.lines[reader.at]?.line ?? 0;
  for (let next = reader.lines[reader.at]; next?.indent === indent && isItem(next); next = reader.lines[reader.at]) {
    const rest = next.text.slice(1).trimStart();
    const inner = indent + next.text.length - rest.length;
    const nested = rest !== "" && (keyed(rest) !== undefined || /^-\s/u.test(rest));
    // What stands behind "- " opens a block of its own.
    if (nested) reader.lines[reader.at] = { indent: inner, text: rest, line: next.line };
    else reader.at++;
    const item = nested ? block(reader, inner, depth + 1) : content(reader, rest, indent, next.line, depth);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { kind: "list", line, items };
};

const map = (reader: Reader, indent: number, depth: number): JsonNode | undefined => {
  const members: Member[] = [];
  const line = reader.lines[reader.at]?.line ?? 0;
  for (let next = reader.lines[reader.at]; next?.indent === indent && !isItem(next); next = reader.lines[reader.at]) {
    const pair = keyed(next.text);
    if (pair === undefined) return undefined;
    reader.at++;
    const below = reader.lines[reader.at];
    // A list may stand right under its key.
    const level = below?.indent === indent && isItem(below) ? indent - 1 : indent;
    const node = content(reader, pair.rest, level, next.line, depth);
    if (node === undefined) return undefined;
    members.push([pair.key, node]);
  }
  return { kind: "object", line, members };
};

/** What stands behind a key or dash: text on the line, else the deeper block below it. */
const content = (reader: Reader, rest: string, indent: number, line: number, depth: number): JsonNode | undefined => {
  const text = rest.replace(/^(?:[&!][^\s]*\s*){1,3}/u, "");
  const below = reader.lines[reader.at];
  const deeper = below !== undefined && below.indent > indent;
  if (/^[|>][-+\d]{0,2}$/u.test(text)) return { kind: "value", line, text: folded(reader, indent) };
  if (text === "") return deeper ? block(reader, below.indent, depth + 1) : { kind: "value", line, text: "" };
  if (/^[[{]/u.test(text)) {
    const flow = literalAt(text, 0, line);
    return flow?.end === text.length ? flow.node : undefined;
  }
  const whole = deeper && keyed(below.text) === undefined ? `${text} ${folded(reader, indent)}` : text;
  return scalarNode(whole, line);
};

/** The deeper lines below, joined by spaces. */
const folded = (reader: Reader, indent: number): string => {
  const parts: string[] = [];
  for (let next = reader.lines[reader.at]; next !== undefined && next.indent > indent; next = reader.lines[++reader.at])
    parts.push(next.text);
  return parts.join(" ");
};
