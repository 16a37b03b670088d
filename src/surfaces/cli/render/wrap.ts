import { createRequire } from "node:module";

/** A piece of text in one style. `text` is safe and has no line ends; `paint` is applied after widths are counted. */
export type Span = { readonly text: string; readonly paint?: (text: string) => string };

/** How lines begin: the first, and the others. */
export type Indent = { readonly first?: string; readonly rest?: string };

/** Text of characters that take one column each and never join: Latin, punctuation, arrows, lines and the marks of our own screens. */
const ONE_COLUMN_EACH = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25fc\u2605\u2713]*$/;

// Both take 10 to 25 ms to set up, which most commands never need.
let measure: ((text: string) => number) | undefined;
let segmenter: Intl.Segmenter | undefined;

const stringWidth = (text: string): number => {
  measure ??= (createRequire(import.meta.url)("string-width") as typeof import("string-width")).default;
  return measure(text);
};

const graphemesOf = (text: string): Iterable<{ readonly segment: string }> => {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return segmenter.segment(text);
};

/** Columns that text takes in a terminal; colours take none. */
export const columnsOf = (text: string): number => (ONE_COLUMN_EACH.test(text) ? text.length : stringWidth(text));

/** Lays spans out in lines of at most `width` columns, broken at white space; a longer word is broken between graphemes. */
export const wrap = (spans: readonly Span[], width: number, { first = "", rest = first }: Indent = {}): readonly string[] => {
  const lines: string[] = [];
  let line = first;
  let used = columnsOf(first);
  let isEmpty = true;
  const feed = (): void => {
    lines.push(line.trimEnd());
    line = rest;
    used = columnsOf(rest);
    isEmpty = true;
  };
  for (const word of wordsOf(spans)) {
    const gap = isEmpty ? 0 : 1;
    if (!isEmpty && used + gap + word.columns > width) feed();
    for (const piece of fitting(word, Math.max(1, width - columnsOf(rest)))) {
      if (!isEmpty && used + 1 + piece.columns > width) feed();
      line += (isEmpty ? "" : " ") + piece.painted;
      used += (isEmpty ? 0 : 1) + piece.columns;
      isEmpty = false;
    }
  }
  if (!isEmpty || lines.length === 0) feed();
  return lines;
};

/** Plain text in lines of at most `width` columns. Keeps its line ends. */
export const wrapText = (text: string, width: number, indent: Indent = {}): readonly string[] =>
  text
    .split("\n")
    .flatMap((line, index) => wrap([{ text: line }], width, index === 0 ? indent : { first: indent.rest ?? indent.first ?? "" }));

/** The text cut to at most `width` columns, with `mark` at the end when something was cut. */
export const cut = (text: string, width: number, mark: string): string => {
  if (columnsOf(text) <= width) return text;
  const room = Math.max(0, width - columnsOf(mark));
  let kept = "";
  let used = 0;
  for (const { segment } of graphemesOf(text)) {
    const columns = columnsOf(segment);
    if (used + columns > room) break;
    kept += segment;
    used += columns;
  }
  return kept.trimEnd() + mark;
};

/** The text filled with spaces to `width` columns, on the right or (`end`) on the left. */
export const pad = (text: string, width: number, align: "start" | "end" = "start"): string => {
  const space = " ".repeat(Math.max(0, width - columnsOf(text)));
  return align === "start" ? text + space : space + text;
};

type Word = { readonly parts: readonly Span[]; readonly columns: number };

/** Splits at white space; spans that touch without white space stay one word. */
const wordsOf = (spans: readonly Span[]): readonly Word[] => {
  const words: Word[] = [];
  let parts: Span[] = [];
  const end = (): void => {
    if (parts.length > 0) words.push({ parts, columns: parts.reduce((sum, { text }) => sum + columnsOf(text), 0) });
    parts = [];
  };
  for (const { text, paint } of spans) {
    for (const piece of text.split(/(\s+)/u)) {
      if (piece === "") continue;
      if (/^\s/u.test(piece)) end();
      else parts.push(paint === undefined ? { text: piece } : { text: piece, paint });
    }
  }
  end();
  return words;
};

const paintSpan = ({ text, paint }: Span): string => (paint === undefined ? text : paint(text));

/** A word in pieces of at most `width` columns. */
const fitting = ({ parts, columns }: Word, width: number): readonly { readonly painted: string; readonly columns: number }[] => {
  if (columns <= width) return [{ painted: parts.map(paintSpan).join(""), columns }];
  const pieces: { painted: string; columns: number }[] = [];
  let piece = { painted: "", columns: 0 };
  for (const part of parts) {
    for (const { segment } of graphemesOf(part.text)) {
      const size = columnsOf(segment);
      if (piece.columns + size > width) {
        pieces.push(piece);
        piece = { painted: "", columns: 0 };
      }
      piece.painted += paintSpan({ ...part, text: segment });
      piece.columns += size;
    }
  }
  return [...pieces, piece];
};
