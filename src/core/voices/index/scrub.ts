/** Lines that may be read as Markdown: comments blanked out, fences located. Indexes count from 0. */
export type Scrubbed = {
  readonly lines: readonly string[];
  /** Fences by opening line. `end` is the closing line. */
  readonly fences: ReadonlyMap<number, { readonly end: number; readonly info: string }>;
  readonly comments: readonly { readonly line: number; readonly endLine: number; readonly text: string }[];
  /** First line after the front matter; 0 when there is none. */
  readonly start: number;
};

const fence = /^[ \t]*(`{3,}|~{3,})([^`]*)$/u;

/** Finds front matter, closed fences and comments (which end with the text when unclosed). */
export const scrub = (source: readonly string[]): Scrubbed => {
  const start = frontMatter(source);
  const fences = new Map<number, { end: number; info: string }>();
  const comments: { line: number; endLine: number; text: string }[] = [];
  const lines = [...source];
  for (let at = start; at < lines.length; at++) {
    const open = fence.exec(lines[at] as string);
    const end = open ? closing(lines, at, open[1] as string) : undefined;
    if (open && end !== undefined) {
      fences.set(at, { end, info: (open[2] as string).trim() });
      at = end;
    } else if ((lines[at] as string).includes("<!--")) at = takeComments(lines, at, comments);
  }
  return { lines, fences, comments, start };
};

/** The first line after front matter (`---` or `+++` on the first line and its closing line within 100 lines). */
const frontMatter = (lines: readonly string[]): number => {
  const mark = (lines[0] ?? "").trimEnd();
  if (mark !== "---" && mark !== "+++") return 0;
  for (let at = 1; at < Math.min(lines.length, 100); at++) {
    if ((lines[at] as string).trimEnd() === mark) return at > 1 && isKeyed(lines.slice(1, at)) ? at + 1 : 0;
  }
  return 0;
};

const isKeyed = (lines: readonly string[]): boolean =>
  lines.some((line) => /^[A-Za-z_][\w -]{0,40}\s?[:=]/u.test(line)) && !lines.some((line) => line.startsWith("# "));

const closing = (lines: readonly string[], open: number, mark: string): number | undefined => {
  for (let at = open + 1; at < lines.length; at++) {
    const text = (lines[at] as string).trim();
    if (text.length >= mark.length && text[0] === mark[0] && text === (mark[0] as string).repeat(text.length)) return at;
  }
  return undefined;
};

/** Blanks the comments that open on a line; returns the last line touched. */
const takeComments = (lines: string[], from: number, comments: { line: number; endLine: number; text: string }[]): number => {
  let at = from;
  for (;;) {
    const line = lines[at] as string;
    const open = line.indexOf("<!--");
    if (open < 0) return at;
    let last = at;
    let close = line.indexOf("-->", open + 4);
    while (close < 0 && last + 1 < lines.length) close = (lines[++last] as string).indexOf("-->");
    const end = close < 0 ? (lines[last] as string).length : close;
    comments.push({ line: at + 1, endLine: last + 1, text: commentText(lines, at, last, open + 4, end) });
    const rest = (lines[last] as string).slice(close < 0 ? end : close + 3);
    lines[at] = last === at ? `${line.slice(0, open).trimEnd()} ${rest.trimStart()}` : line.slice(0, open);
    for (let blank = at + 1; blank < last; blank++) lines[blank] = "";
    if (last > at) lines[last] = rest;
    at = last;
  }
};

const commentText = (lines: readonly string[], from: number, to: number, start: number, end: number): string => {
  if (from === to) return (lines[from] as string).slice(start, end).trim();
  const middle = lines.slice(from + 1, to);
  return [(lines[from] as string).slice(start), ...middle, (lines[to] as string).slice(0, end)].join(" ").trim();
};
