import { asideReason } from "./asides.ts";
import { plain } from "./markup.ts";
import { scrub } from "./scrub.ts";
import { withoutSpeakers } from "./talk.ts";

/** A piece of Markdown between structural marks. Lines count from 1. */
export type Block = {
  readonly kind: "heading" | "paragraph" | "item" | "quote" | "table" | "fence" | "comment" | "matter";
  readonly line: number;
  readonly endLine: number;
  /** Plain text, its lines joined by one space; raw lines joined by newlines for table, fence, comment and matter. */
  readonly text: string;
  /** Offset in `text` at which each source line begins, from `line` on. */
  readonly starts: readonly number[];
  /** Heading 1–6 (7 = bold or capital line); item: columns of indent; otherwise 0. */
  readonly level: number;
  /** List marker, fence info string, or empty. */
  readonly marker: string;
  /** The text before inline markup was removed (headings, items and paragraphs). */
  readonly raw: string;
};

const heading = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/u;
const item = /^([ \t]*)([-*+•·‣◦▪–—]|\d{1,3}[.)]|[A-Za-z]\)|[A-H]\.|\([A-Za-z0-9]{1,2}\))[ \t](.*)$/u;
const rule = /^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$/u;
const capitals = /^[A-ZÄÖÜ][A-ZÄÖÜ0-9 &/-]{2,40}:?$/u;

type Cursor = {
  readonly lines: readonly string[];
  readonly opens: ReadonlySet<number>;
  at: number;
  readonly blocks: Block[];
  depth: number;
};

/**
 * Cuts Markdown (or plain text) into blocks, in order of line. HTML comments come out as `comment` blocks and are in no other
 * block; an unclosed comment runs to the end, an unclosed fence is no fence. Total on any text; linear but for tables of long lines.
 */
export const blocksOf = (sourceLines: readonly string[]): Block[] => {
  const { lines: written, fences, comments, start } = scrub(sourceLines);
  const { lines, opens } = withoutSpeakers(written);
  const cursor: Cursor = { lines, opens, at: start, blocks: [], depth: -1 };
  if (start > 0) cursor.blocks.push(rawBlock("matter", lines, 0, start - 1, ""));
  while (cursor.at < lines.length) {
    const fence = fences.get(cursor.at);
    if (fence) {
      cursor.blocks.push(rawBlock("fence", lines, cursor.at, fence.end, fence.info));
      cursor.at = fence.end + 1;
    } else step(cursor, fences);
  }
  for (const comment of comments) cursor.blocks.push({ ...comment, kind: "comment", starts: [0], level: 0, marker: "", raw: comment.text });
  return cursor.blocks.sort((left, right) => left.line - right.line);
};

const rawBlock = (kind: Block["kind"], lines: readonly string[], from: number, to: number, marker: string): Block => {
  const text = lines.slice(from, to + 1).join("\n");
  return { kind, line: from + 1, endLine: to + 1, text, starts: [0], level: 0, marker, raw: text };
};

const step = (cursor: Cursor, fences: ReadonlyMap<number, unknown>): unknown => {
  const line = cursor.lines[cursor.at] as string;
  if (line.trim() === "") return cursor.at++;
  const match = heading.exec(line);
  if (match) return push(cursor, "heading", 1, [headingText(match[2] ?? "")], (match[1] as string).length, "");
  if (isTable(cursor.lines, cursor.at)) return table(cursor);
  if (line.length < 200 && rule.test(line)) return cursor.at++;
  const listed = item.exec(line);
  if (listed) return listItem(cursor, listed, fences);
  if (/^ {0,3}>/u.test(line)) return quote(cursor);
  return paragraph(cursor, fences);
};

/** Removes the closing hashes of an ATX heading. */
const headingText = (text: string): string => {
  const trimmed = text.trim();
  let end = trimmed.length;
  while (end > 0 && trimmed[end - 1] === "#") end--;
  return (end === 0 || trimmed[end - 1] === " " ? trimmed.slice(0, end) : trimmed).trim();
};

const push = (cursor: Cursor, kind: Block["kind"], count: number, texts: readonly string[], level: number, marker: string): void => {
  const starts: number[] = [];
  let text = "";
  for (const part of texts) {
    const clean = plain(part).trim();
    if (text !== "" && clean !== "") text += " ";
    starts.push(text.length);
    text += clean;
  }
  cursor.blocks.push({
    kind,
    line: cursor.at + 1,
    endLine: cursor.at + count,
    text,
    starts,
    level,
    marker,
    raw: texts.map((part) => part.trim()).join(" "),
  });
  cursor.depth = kind === "item" ? level : -1;
  cursor.at += count;
};

const delimiterCell = /^:?-+:?$/u;

/** A header row with a bar, then a delimiter row. */
const isTable = (lines: readonly string[], at: number): boolean => {
  const head = lines[at] as string;
  const next = lines[at + 1];
  if (next === undefined || !head.includes("|") || !next.includes("-") || next.length > 5000) return false;
  const cells = next
    .trim()
    .replace(/^\||\|$/gu, "")
    .split("|");
  return (cells.length > 1 || next.includes("|")) && cells.every((cell) => delimiterCell.test(cell.trim()));
};

const table = (cursor: Cursor): void => {
  const from = cursor.at;
  let to = from + 1;
  while (to + 1 < cursor.lines.length && (cursor.lines[to + 1] as string).includes("|")) to++;
  cursor.blocks.push(rawBlock("table", cursor.lines, from, to, ""));
  cursor.at = to + 1;
  cursor.depth = -1;
};

const columns = (space: string): number => space.replaceAll("\t", "    ").length;

/** Whether a line opens something that ends a running paragraph or item. */
const interrupts = (cursor: Cursor, at: number, fences: ReadonlyMap<number, unknown>, inList: boolean): boolean => {
  const line = cursor.lines[at] as string;
  if (line.trim() === "" || cursor.opens.has(at) || fences.has(at) || heading.test(line) || /^ {0,3}>/u.test(line)) return true;
  if (inList && /^\p{Lu}[\p{L} ]{1,30}:$/u.test(line.trimEnd())) return true;
  const listed = item.exec(line);
  if (listed) {
    const marker = listed[2] as string;
    if (inList || /^[-*+•·‣◦▪]$|^1[.)]$|^[aA][).]$|^\([aA1]\)$/u.test(marker)) return true;
  }
  return isTable(cursor.lines, at);
};

const listItem = (cursor: Cursor, match: RegExpExecArray, fences: ReadonlyMap<number, unknown>): void => {
  const texts = [(match[3] as string).replace(/^\[[ xX]\][ \t]/u, "")];
  while (cursor.at + texts.length < cursor.lines.length && !interrupts(cursor, cursor.at + texts.length, fences, true))
    texts.push(cursor.lines[cursor.at + texts.length] as string);
  push(cursor, "item", texts.length, texts, columns(match[1] as string), match[2] as string);
};

const mark = /^(?: {0,3}>[ \t]?)+/u;

/**
 * Quoted lines: what a mail quotes is read like a page of its own, whose headings count as text. A quotation with anything in it that is aimed at
 * the debate stays one block.
 */
const quote = (cursor: Cursor): void => {
  const texts: string[] = [];
  while (/^ {0,3}>/u.test(cursor.lines[cursor.at + texts.length] ?? ""))
    texts.push((cursor.lines[cursor.at + texts.length] as string).replace(mark, ""));
  if (asideReason(texts.join(" ")) !== undefined) {
    push(cursor, "quote", texts.length, texts, 0, "");
    return;
  }
  const from = cursor.at;
  for (const block of blocksOf(texts)) {
    const kind = block.kind === "paragraph" || block.kind === "heading" ? "quote" : block.kind;
    cursor.blocks.push({
      ...block,
      kind,
      level: kind === "quote" ? 0 : block.level,
      line: block.line + from,
      endLine: block.endLine + from,
    });
  }
  cursor.depth = -1;
  cursor.at += texts.length;
};

const paragraph = (cursor: Cursor, fences: ReadonlyMap<number, unknown>): unknown => {
  const texts = [cursor.lines[cursor.at] as string];
  while (cursor.at + texts.length < cursor.lines.length) {
    const next = cursor.lines[cursor.at + texts.length] as string;
    const under = /^ {0,3}(=+|-{2,})[ \t]*$/u.exec(next);
    if (under) {
      const level = (under[1] as string).startsWith("=") ? 1 : 2;
      push(cursor, "heading", texts.length, texts, level, "");
      return cursor.at++;
    }
    if (interrupts(cursor, cursor.at + texts.length, fences, false)) break;
    texts.push(next);
  }
  const first = (texts[0] as string).trim();
  if (texts.length === 1 && isBareHeading(first)) return push(cursor, "heading", 1, [first.replace(/:?(\*\*|__)?:?$/u, "$1")], 7, "");
  // Indented text after a blank line inside a list belongs to the item above it.
  const indent = columns(/^[ \t]*/u.exec(texts[0] as string)?.[0] ?? "");
  const inside = cursor.depth >= 0 && indent > cursor.depth + 1;
  return push(cursor, inside ? "item" : "paragraph", texts.length, texts, inside ? indent : 0, "");
};

/** A short line that is bold as a whole or in capitals stands for a heading. */
const isBareHeading = (line: string): boolean => line.length <= 80 && (/^(\*\*|__)[^*_]+:?\1:?$/u.test(line) || capitals.test(line));
