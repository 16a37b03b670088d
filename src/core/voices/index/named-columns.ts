import { fold, words } from "../../kernel/text.ts";
import type { Criterion, KeyValue, Place, Source, Table } from "../types.ts";
import { squeeze } from "./markup.ts";

/** Most lines of a criterion that are searched for names. */
const MAX_LINES = 8;

/** A list item or a row of a table is one criterion's alone. */
const ITEM = /^\s*(?:[-*+•|]|\d{1,2}[.)]\s)/u;

/** Words that take back the name behind them: "speed, not `days`". */
const TAKEN_BACK =
  /(?:^|[\s,;(])(?:not|no|never|without|except|instead of|rather than|nicht|kein\p{L}*|ohne|statt|anstatt|pas|sans|sin)\s+(?:(?:the|der|die|das|den|of|le|la|el)\s+)?[`"“„]?$/u;

/**
 * The criteria with the columns and settings that their own lines name: in backticks, as the whole of the criterion's name, or spelt out
 * where the name could be nothing else (`max_temp_c`, "Purchase price"). Of a criterion out of running prose only its name counts.
 */
export const withColumns = (
  criteria: readonly Criterion[],
  sources: readonly Source[],
  tables: readonly Table[],
  keyValues: readonly KeyValue[],
): Criterion[] => {
  const known = new Set([
    ...tables
      .filter((table) => table.rowOption.some((owner) => owner >= 0))
      .flatMap((table) => table.columns.flatMap(({ name }, at) => (at === table.keyColumn ? [] : [folded(name)]))),
    ...keyValues.map(({ key }) => folded(key.slice(key.lastIndexOf(".") + 1))),
  ]);
  return criteria.map((one) => {
    if (one.inferred) return one;
    const own = linesAt(one.place, sources);
    const columns = columnsIn(one.phrase !== true && ITEM.test(own) ? own : one.name, one.name, known);
    return columns.length === 0 ? one : { ...one, columns };
  });
};

const folded = (name: string): string => fold(squeeze(name.replaceAll("`", "")));

const linesAt = ({ file, line, endLine }: Place, sources: readonly Source[]): string =>
  (sources.find((source) => source.file === file)?.lines.slice(line - 1, Math.min(endLine, line - 1 + MAX_LINES)) ?? []).join(" ");

/** Known names in a text, in their order there, each once. */
const columnsIn = (text: string, name: string, known: ReadonlySet<string>): readonly string[] => {
  const whole = folded(name.split(/,\s|:\s|\s\(|\s[–—]\s/u)[0] ?? "");
  const coded = [...text.matchAll(/`([^`]{1,80})`/gu)].filter((match) => !TAKEN_BACK.test(fold(text.slice(0, match.index))));
  const marked = coded.map((match) => folded(match[1] as string)).filter((each) => known.has(each));
  if (marked.length > 0) return [...new Set(marked)];
  return known.has(whole) ? [whole] : speltIn(fold(text), known);
};

/** Identifiers and names of two words or more that stand in a text as they are written, without those that are part of a longer one. */
const speltIn = (text: string, known: ReadonlySet<string>): readonly string[] => {
  const found = [...known].filter((name) => (/_/u.test(name) || words(name).length >= 2) && standsIn(text, name));
  return found.filter((name) => !found.some((other) => other !== name && other.includes(name)));
};

const standsIn = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const free = !/[\p{L}\p{N}_]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{N}_]/u.test(text.slice(at + name.length));
    if (free && !TAKEN_BACK.test(text.slice(0, at))) return true;
  }
  return false;
};
