/**
 * @module Readers of file formats: text in, cells or settings with their lines out. The steward's look-ups and the evidence index
 * read the same files, so they read them with these. Pure; total on any text; linear.
 */

/** A cell as written, quotes and outer spaces taken off, and the line on which it begins. */
export type DelimitedCell = { readonly text: string; readonly line: number };

/** A row of separated values. `unclosed`: a quote in it never closes, and stands as text. */
export type DelimitedRow = { readonly line: number; readonly cells: readonly DelimitedCell[]; readonly unclosed: boolean };

const SEPARATORS = [",", ";", "\t", "|"] as const;
/** Lines by which a separator is found, and characters of each that are looked at. */
const SAMPLE_LINES = 20;
const SAMPLE_WIDTH = 20_000;
/** Where the header begins: behind a byte order mark, blank lines, and `#` lines that hold no separator. */
export const headerStart = (text: string): { readonly at: number; readonly line: number } => {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const head = text.slice(at, Math.min(end, at + 200)).trim();
    if (head !== "" && !(head.startsWith("#") && !/[,;\t|]/.test(head))) break;
    at = end + 1;
    line++;
  }
  return { at, line };
};

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
};

/** The separator that cuts most of the first 20 lines into as many cells as the first of them, quoted parts aside; undefined when none cuts it. */
export const separatorIn = (text: string, from: number): string | undefined => {
  const sample: string[] = [];
  for (let at = from; at < text.length && sample.length < SAMPLE_LINES; at = lineEnd(text, at) + 1) {
    const line = text.slice(at, Math.min(lineEnd(text, at), at + SAMPLE_WIDTH));
    if (line.trim() !== "") sample.push(line.replace(/"[^"]*"/gu, ""));
  }
  let best: { readonly separator: string; readonly score: number } | undefined;
  for (const separator of SEPARATORS) {
    const counts = sample.map((line) => line.split(separator).length);
    const width = counts[0] ?? 1;
    const score = width < 2 ? 0 : counts.filter((count) => count === width).length * 100 + width;
    if (score > (best?.score ?? 0)) best = { separator, score };
  }
  return best?.separator;
};

/**
 * The rows of separated values from `from` on, one by one; quoted cells may hold line ends and doubled quotes. A quote that does not close
 * within `mostQuoted` characters is no quote.
 */
export function* delimitedRows(
  text: string,
  from: number,
  firstLine: number,
  separator: string,
  mostQuoted: number = Number.POSITIVE_INFINITY,
): Generator<DelimitedRow> {
  let at = from;
  let line = firstLine;
  while (at < text.length) {
    const start = line;
    const cells: DelimitedCell[] = [];
    let unclosed = false;
    for (;;) {
      const quoted = text[at] === '"' ? readQuoted(text, at, mostQuoted) : undefined;
      if (text[at] === '"' && quoted === undefined) unclosed = true;
      const rest = quoted?.end ?? at;
      const end = cellEnd(text, rest, separator);
      cells.push({ text: `${quoted?.text ?? ""}${text.slice(rest, end)}`.trim(), line });
      line += quoted?.breaks ?? 0;
      at = end;
      if (text[at] !== separator) break;
      at++;
    }
    at++;
    line++;
    yield { line: start, cells, unclosed };
  }
}

const cellEnd = (text: string, at: number, separator: string): number => {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== "\n") end++;
  return end;
};

/** A quoted part from its quote on; undefined when it never closes. */
const readQuoted = (
  text: string,
  at: number,
  most: number,
): { readonly text: string; readonly end: number; readonly breaks: number } | undefined => {
  let close = text.indexOf('"', at + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1 || close - at > most) return undefined;
  const inner = text.slice(at + 1, close).replaceAll('""', '"');
  return { text: inner, end: close + 1, breaks: inner.split("\n").length - 1 };
};
