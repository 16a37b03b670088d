import { normaliseQuote } from "../judging/quote.ts";
import type { Place, SourceText } from "../voices/types.ts";
import { splitLines } from "./text.ts";

/** A model's reply with what it cites checked: places that are in the files, and how many marks of `[unverified]` were set. */
export type CheckedReply = { readonly text: string; readonly places: readonly Place[]; readonly unverified: number };

export const UNVERIFIED = "[unverified]";

/** Quotes shorter than this prove nothing and are left alone, as are quotes of the request itself. */
const MIN_QUOTE = 4;
/** A place this close behind a quote is where the quote must stand, give or take a line. */
const REACH = 60;
const MAX_REPLY = 40_000;

const NAME = "[\\p{L}\\p{N}_][\\p{L}\\p{N}_./ ()-]{0,200}?\\.[A-Za-z][A-Za-z0-9]{0,9}";
const RANGE = "(\\d{1,7})(?:\\s?[-–]\\s?(\\d{1,7}))?";
const BRACKETED = /\[([^[\]\n]{1,300}?):(?:L|lines? )?(\d{1,7}(?:\s?[-–]\s?\d{1,7})?(?:,\s?\d{1,7}(?:\s?[-–]\s?\d{1,7})?){0,20})\]/gu;
const BARE =
  /(?<![\p{L}\p{N}_/.[-])([\p{L}\p{N}_][\p{L}\p{N}_./-]{0,200}\.[A-Za-z][A-Za-z0-9]{0,9})(?::|#L)(\d{1,7})(?:-(\d{1,7}))?(?![\d:\]])/gu;
const WORDED = new RegExp(`\\blines? ${RANGE} (?:of|in|from) [\`"']?(${NAME})(?![\\p{L}\\p{N}])`, "giu");
const QUOTED = /"([^"\n]{1,600})"|“([^”\n]{1,600})”|`([^`\n]{1,600})`|^> ?(.{1,600})$/gmu;

type Cited = { readonly start: number; readonly end: number; readonly places: readonly Place[] | undefined };
type Quote = { readonly start: number; readonly end: number; readonly text: string };

/**
 * Checks every place (`[file:line]`, `file:line`, `line 3 of file`) and every quote of a reply against the files, and marks with
 * `[unverified]` what is not there: an unknown file, a line behind its end, a quote that stands nowhere, or a place that does
 * not hold the quote before it. `asked` is the request: its own words are no quotes.
 */
export const checkReply = (reply: string, sources: readonly SourceText[], asked: string): CheckedReply => {
  const text = reply.slice(0, MAX_REPLY).replaceAll(UNVERIFIED, "").trimEnd();
  const files = new Map(sources.map((source) => [source.file, source]));
  const lines = linesReader(sources);
  const cited = citations(text, files, lines);
  const quotes = [...text.matchAll(QUOTED)]
    .map(
      (match): Quote => ({
        start: match.index,
        end: match.index + match[0].length,
        text: match.slice(1).find((group) => group !== undefined) ?? "",
      }),
    )
    .filter((quote) => isQuote(quote.text, asked, sources) && !cited.some(({ start, end }) => quote.start >= start && quote.end <= end));
  const marks = new Set<number>();
  for (const { end, places } of cited) if (places === undefined) marks.add(end);
  for (const quote of quotes) {
    if (
      !holds(
        sources.map((source) => source.text),
        quote.text,
      )
    )
      marks.add(quote.end);
    else for (const place of misplaced(quote, cited, lines)) marks.add(place.end);
  }
  const kept = cited.filter(({ end, places }) => places !== undefined && !marks.has(end)).flatMap(({ places }) => places ?? []);
  return { text: marked(text, marks), places: distinct(kept), unverified: marks.size };
};

const linesReader = (sources: readonly SourceText[]): ((file: string) => readonly string[]) => {
  const read = new Map<string, readonly string[]>();
  return (file) => {
    const known = read.get(file) ?? splitLines(sources.find((source) => source.file === file)?.text ?? "");
    read.set(file, known);
    return known;
  };
};

const citations = (text: string, files: ReadonlyMap<string, SourceText>, lines: (file: string) => readonly string[]): readonly Cited[] => {
  const place = (name: string, from: string, to: string | undefined): Place | undefined => {
    const file = fileNamed(name, files);
    const [line, endLine] = [Number(from), Number(to ?? from)];
    return file !== undefined && line >= 1 && line <= endLine && endLine <= lines(file).length ? { file, line, endLine } : undefined;
  };
  const all = (places: readonly (Place | undefined)[]): readonly Place[] | undefined =>
    places.includes(undefined) ? undefined : (places as readonly Place[]);
  const cite = (match: RegExpExecArray, places: readonly Place[] | undefined): Cited => ({
    start: match.index,
    end: match.index + match[0].length,
    places,
  });
  return [
    ...[...text.matchAll(BRACKETED)].map((match) => {
      const ranges = (match[2] as string).split(/,\s?/u).map((range) => range.split(/\s?[-–]\s?/u));
      return cite(match, all(ranges.map(([from, to]) => place(match[1] as string, from as string, to))));
    }),
    ...[...text.matchAll(BARE)].map((match) => cite(match, all([place(match[1] as string, match[2] as string, match[3])]))),
    ...[...text.matchAll(WORDED)].map((match) => cite(match, all([place(match[3] as string, match[1] as string, match[2])]))),
  ];
};

/** A file by its path, or by its base name when only one has it. */
const fileNamed = (name: string, files: ReadonlyMap<string, SourceText>): string | undefined => {
  const plain = name
    .trim()
    .replace(/^[`"']|[`"']$/gu, "")
    .replace(/^(?:\.\/)+/u, "");
  if (files.has(plain)) return plain;
  const based = [...files.keys()].filter((file) => file.split("/").at(-1) === plain);
  return based.length === 1 ? based[0] : undefined;
};

const isQuote = (quote: string, asked: string, sources: readonly SourceText[]): boolean => {
  const plain = normaliseQuote(quote);
  if (plain.length < MIN_QUOTE || !/[\p{L}\p{N}]/u.test(plain)) return false;
  const own = [asked, ...sources.map(({ file }) => file)].map(normaliseQuote);
  return !own.some((text) => text.toLowerCase().includes(plain.toLowerCase()));
};

/** Whether a quote stands in one of the texts; parts around an ellipsis each. */
const holds = (texts: readonly string[], quote: string): boolean => {
  const parts = quote.split(/\s*(?:…|\.{3}|\[\.{3}\])\s*/u).filter((part) => normaliseQuote(part).length >= MIN_QUOTE);
  return (parts.length === 0 ? [quote] : parts).every((part) =>
    texts.some((text) => text.includes(part) || normaliseQuote(text).includes(normaliseQuote(part))),
  );
};

/** Places right behind a quote that do not hold it. */
const misplaced = (quote: Quote, cited: readonly Cited[], lines: (file: string) => readonly string[]): readonly Cited[] =>
  cited.filter(({ start, places }) => {
    if (places === undefined || places.length === 0 || start < quote.end || start - quote.end > REACH) return false;
    const near = places.map(({ file, line, endLine }) =>
      lines(file)
        .slice(Math.max(0, line - 2), endLine + 1)
        .join("\n"),
    );
    return !holds(near, quote.text);
  });

const marked = (text: string, marks: ReadonlySet<number>): string => {
  const pieces: string[] = [];
  let from = 0;
  for (const mark of [...marks].sort((left, right) => left - right)) {
    pieces.push(text.slice(from, mark), ` ${UNVERIFIED}`);
    from = mark;
  }
  return [...pieces, text.slice(from)].join("");
};

const distinct = (places: readonly Place[]): readonly Place[] =>
  [...new Map(places.map((place) => [`${place.file}:${place.line}-${place.endLine}`, place])).values()].slice(0, 50);
