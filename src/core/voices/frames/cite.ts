import { byCodeUnit } from "../../kernel/json.ts";
import { visible } from "../../kernel/text.ts";
import { plain, squeeze } from "../index/markup.ts";
import type { Language, Place } from "../types.ts";

/** Most line ranges of one file written out; more become one range from the first to the last. */
const MAX_RANGES = 8;

/** Places as `[file:2-4,9]`, one bracket a file in order of first mention, lines ascending; "" for none. */
export const cite = (places: readonly Place[]): string => {
  const files = [...new Set(places.map((place) => place.file))];
  return files.map((file) => `[${file}:${rangesOf(places.filter((place) => place.file === file))}]`).join(" ");
};

const rangesOf = (places: readonly Place[]): string => {
  const ranges: { readonly from: number; to: number }[] = [];
  for (const place of [...places].sort((left, right) => left.line - right.line)) {
    const last = ranges[ranges.length - 1];
    const to = Math.max(place.line, place.endLine);
    if (last !== undefined && place.line <= last.to + 1) last.to = Math.max(last.to, to);
    else ranges.push({ from: place.line, to });
  }
  const [first, last] = [ranges[0], ranges[ranges.length - 1]];
  const shown = ranges.length > MAX_RANGES && first && last ? [{ from: first.from, to: last.to }] : ranges;
  return shown.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
};

/** Longest quotation, in words. */
const QUOTE_WORDS = 24;

/**
 * A source passage as a quotation: markup and hidden characters removed, at most `words` words and then "…", inner double
 * quotes turned single, `[[` opened, Markdown of the text escaped. German texts take „…“, others “…”.
 */
export const quoteOf = (text: string, language: Language, words: number = QUOTE_WORDS): string => {
  const clean = squeeze(plain(visible(text))).replace(/\[\[/g, "[ [");
  const single = language === "de" ? clean.replace(/[„«»]/g, "‚").replace(/[“”"]/g, "‘") : clean.replace(/[“”„«»"]/g, "'");
  const list = single.split(" ");
  const cut =
    list.length > words
      ? `${list
          .slice(0, words)
          .join(" ")
          .replace(/[,;:–—-]+$/, "")} …`
      : single.replace(/[.]+$/, "");
  return language === "de" ? `„${escapeMarkdown(cut)}“` : `“${escapeMarkdown(cut)}”`;
};

/** Text from a source as Markdown data: what would open emphasis, code, links, tags or tables is escaped. `readTurn` takes the escapes back. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*<]/g, "\\$&")
    .replace(/^(?=[>#])/, "\\")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");

/** An option's label in italics. */
export const italic = (label: string): string => `*${escapeMarkdown(squeeze(plain(visible(label))))}*`;

/** A name in code marks. */
export const code = (name: string): string => `\`${visible(name).replace(/`/g, "")}\``;

/** Distinct places in file and line order. */
export const sortedPlaces = (places: readonly Place[]): readonly Place[] => {
  const seen = new Map(places.map((place) => [`${place.file}:${place.line}-${place.endLine}`, place]));
  return [...seen.values()].sort((left, right) => byCodeUnit(left.file, right.file) || left.line - right.line);
};
