import { words } from "../../kernel/text.ts";
import type { KeyValue, Language, Option } from "../types.ts";
import { bindValues } from "./binding.ts";
import type { RawTable } from "./raw-table.ts";

/** Most key-values looked at. */
const MAX_KEYS = 2000;

type Entry = { readonly option: string; readonly measure: string; readonly pair: KeyValue };

/**
 * Settings that are given per option (`costs_usd_month.local-disk = 40`, `quote.cron.eur_month = 0`) as one table a file: a row per
 * option (one for each item of a list under it), a column per measure. The part of the key that names the option is left out of the column name. At least two options per file.
 */
export const keyTables = (pairs: readonly KeyValue[], options: readonly Option[], language: Language): RawTable[] => {
  if (options.length === 0) return [];
  const files = [...new Set(pairs.map((pair) => pair.file))];
  return files.flatMap((file) => {
    const entries = entriesOf(pairs.filter((pair) => pair.file === file).slice(0, MAX_KEYS), options, language);
    const shared = [...new Set(entries.map((entry) => entry.measure))].filter(
      (measure) => new Set(entries.filter((entry) => entry.measure === measure).map((entry) => entry.option)).size >= 2,
    );
    return shared.length === 0 ? [] : [tableOf(file, shared, entries)];
  });
};

const entriesOf = (pairs: readonly KeyValue[], options: readonly Option[], language: Language): Entry[] => {
  const parts = [...new Set(pairs.flatMap((pair) => pair.key.split(".")))];
  const { bound } = bindValues(parts, options, language);
  return pairs.flatMap((pair): Entry[] => {
    const path = pair.key.split(".");
    const at = path.findIndex((part) => bound.has(part));
    const measure = path.filter((_, i) => i !== at).join(".");
    if (at < 0 || measure === "") return nameWithin(path, options, pair);
    return [{ option: options[bound.get(path[at] as string) as number]?.name ?? "", measure, pair }];
  });
};

const wordsIn = (name: string): readonly string[] => words(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replaceAll("_", " "));

/** `PLOVER_MAX_MESSAGE` names an option and a measure in one; the longest name of an option in it counts, and it must leave something. */
const nameWithin = (path: readonly string[], options: readonly Option[], pair: KeyValue): Entry[] => {
  const last = wordsIn(path[path.length - 1] ?? "");
  const named = options.flatMap((option) => {
    const own = wordsIn(option.short);
    const at = last.findIndex((_, from) => own.length > 0 && own.every((word, i) => last[from + i] === word));
    return at < 0 || own.length === last.length ? [] : [{ option, own, at }];
  });
  const [one] = named.sort((left, right) => right.own.length - left.own.length);
  if (one === undefined || (named[1]?.own.length ?? 0) === one.own.length) return [];
  const rest = [...last.slice(0, one.at), ...last.slice(one.at + one.own.length)].join("_");
  return [{ option: one.option.name, measure: [...path.slice(0, -1), rest].join("."), pair }];
};

const tableOf = (file: string, measures: readonly string[], entries: readonly Entry[]): RawTable => {
  const used = entries.filter((entry) => measures.includes(entry.measure));
  const line = Math.min(...used.map((entry) => entry.pair.line));
  const rows = [...new Set(used.map((entry) => entry.option))].flatMap((option) => {
    const own = measures.map((measure) => used.filter((entry) => entry.option === option && entry.measure === measure));
    // A list under an option ("runs:") gives one measure several times: a row each.
    return Array.from({ length: Math.max(...own.map((pairs) => pairs.length)) }, (_, at) => {
      const pairs = own.map((list) => list[at]?.pair);
      const first = Math.min(...pairs.map((pair) => pair?.line ?? Number.MAX_SAFE_INTEGER));
      const cells = pairs.map((pair) => ({ text: pair?.value ?? "", line: pair?.line ?? first }));
      return { line: first, cells: [{ text: option, line: first }, ...cells] };
    });
  });
  return {
    file,
    line,
    header: [{ text: "option", line }, ...measures.map((text) => ({ text, line }))],
    rows,
    origin: "json",
    commaDecimal: false,
    truncated: false,
  };
};
