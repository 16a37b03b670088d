import { fold } from "../../kernel/text.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Column, Evidence, Limit, Place, Table } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { placesOfRows } from "./fact.ts";
import { formatNumber } from "./numbers.ts";
import { overlap, topical } from "./words.ts";

/** A record's value under an option beside its value today. */
type Pair = {
  readonly value: number;
  readonly base: number;
  readonly place: Place;
  readonly raw: string;
  readonly baseRaw: string;
  readonly row: number;
};
type Pairs = { readonly option: number; readonly pairs: readonly Pair[] };

const BASE = /^(?:today|now|current|currently|before|baseline|present|status quo|heute|bisher|aktuell|jetzt)$/;
const RISES = /\b(?:rises?|grows?|growth|increases?|goes? up|go up|climbs?)\b/;
const MONEY = /\b(?:bills?|pay|pays|paid|price|prices|cost|costs|revenue|turnover|invoices?|fees?|charges?|spend|spending)\b/;
const EACH = /\b(?:no|each|every|any|single)\b/;
const WHOLE = /\b(?:total|overall|altogether|combined|over (?:all|the)|sum)\b/;

/** Whether a limit bounds a rise in per cent. */
const isChangeLimit = (limit: Limit): boolean =>
  limit.quantity?.dim === "percent" && limit.quantity.cmp !== undefined && RISES.test(fold(limit.text)) && /\bby\b/.test(fold(limit.text));

/**
 * Tests "may not rise by more than 25 %" on a table that gives each record's value today and under every option: record by
 * record when the limit says *no* or *every* record, on the sums when it says *over the* records or *total*; else not at all.
 */
export const checkByChange = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const plain = fold(limit.text);
  const [each, whole] = [EACH.test(plain), WHOLE.test(plain)];
  const quantity = limit.quantity;
  if (quantity === undefined || !isChangeLimit(limit) || each === whole) return [];
  return (recordsFor(limit, evidence)?.options ?? []).flatMap(({ option, pairs }): readonly Check[] => {
    const [first, last] = [pairs[0], pairs[pairs.length - 1]];
    if (first === undefined || last === undefined) return [];
    const rows = whole ? [summed(pairs, first, last)] : pairs;
    const worst = rows.reduce((left, right) => (rise(right) > rise(left) === (quantity.cmp ?? "").startsWith("<") ? right : left));
    const state = keeps(rise(worst), quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken";
    const shown = `${worst.baseRaw} → ${worst.raw} = ${rise(worst) < 0 ? "−" : "+"}${formatNumber(Math.abs(rise(worst)), evidence.language, 1)} %`;
    return [checkOf(limit, option, state, shown, worst.place)];
  });
};

const rise = (pair: Pair): number => (pair.value / pair.base - 1) * 100;

const summed = (pairs: readonly Pair[], first: Pair, last: Pair): Pair => {
  const total = (pick: (pair: Pair) => number): number => pairs.reduce((sum, pair) => sum + pick(pair), 0);
  const [value, base] = [total((pair) => pair.value), total((pair) => pair.base)];
  return {
    value,
    base,
    raw: `${Math.round(value * 100) / 100}`,
    baseRaw: `${Math.round(base * 100) / 100}`,
    place: { ...first.place, endLine: last.place.endLine },
    row: -1,
  };
};

const checkOf = (limit: Limit, option: number, state: "kept" | "broken", value: string, place: Place): Check => ({
  limit: limit.id,
  option,
  state,
  note: { key: "product", values: [value] },
  places: [place],
  value,
  firm: true,
});

const NOT_MORE =
  /\b(?:must|may|shall|should|can) not (?:pay|cost|be charged|spend) more than (?:they do |it does |it costs )?(?:today|now|before)\b/;
const GROUP = /\bwith (\d{1,6}|[a-z]+) ([a-z]+) or (fewer|less|more)\b/;

/** Tests "accounts with ten seats or fewer must not pay more than today" on the records of such a table that are meant. */
export const checkByBase = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const plain = fold(limit.text);
  if (!NOT_MORE.test(plain) || limit.quantity !== undefined) return [];
  const found = recordsFor(limit, evidence);
  const meant = found === undefined ? undefined : groupOf(plain, found.table);
  if (found === undefined || meant === undefined) return [];
  return found.options.flatMap(({ option, pairs }): readonly Check[] => {
    const own = pairs.filter((pair) => meant(pair.row));
    const over = own.filter((pair) => pair.value > pair.base);
    const shown = over[0] ?? own[0];
    if (shown === undefined) return [];
    const rows = over.length > 0 ? over : own;
    return [
      {
        ...checkOf(limit, option, over.length > 0 ? "broken" : "kept", `${shown.baseRaw} → ${shown.raw}`, shown.place),
        note: { key: over.length > 0 ? "some-rows" : "all-rows", values: [found.label, `${rows.length}`, `${own.length}`] },
        places: placesOfRows(rows),
      },
    ];
  });
};

/** Which rows a limit means: all when it names no group, undefined when the group's column is not in the table. */
const groupOf = (plain: string, table: Table): ((row: number) => boolean) | undefined => {
  const match = GROUP.exec(plain);
  if (match === null)
    return /\b(?:with|that|who|which|whose|under|below|above|over|from|in)\b/.test(
      plain.split(/\b(?:must|may|shall|should|can) not\b/)[0] ?? "",
    )
      ? undefined
      : () => true;
  const word = match[1] ?? "";
  const bound = /^\d+$/.test(word) ? Number(word) : lexiconOf("en").numberWords.get(word);
  const noun = (match[2] ?? "").replace(/s$/, "");
  const columns = table.columns.flatMap((column, at) => (column.type === "number" && overlap([noun], column.terms) === 1 ? [at] : []));
  const at = columns[0];
  if (bound === undefined || at === undefined || columns.length !== 1) return undefined;
  return (row) => {
    const value = table.rows[row]?.cells[at]?.number;
    return value !== undefined && (match[3] === "more" ? value >= bound : value <= bound);
  };
};

/**
 * The one table of money a record and option with a column of the value today, whose records the limit names. Undefined when
 * there is none or several, when a value is missing, or when the limit speaks of something else than money.
 */
const recordsFor = (
  limit: Limit,
  evidence: Evidence,
): { readonly table: Table; readonly label: string; readonly options: readonly Pairs[] } | undefined => {
  const fitting = evidence.tables.flatMap((table) => {
    const at = valueColumn(table);
    const base = table.columns.findIndex((column) => BASE.test(fold(column.name).trim()) && column.type === "number");
    const column = table.columns[at];
    if (column === undefined || base < 0 || !MONEY.test(fold(limit.text)) || !isMoney(table, column, evidence)) return [];
    if (overlap(topical(column.terms), limit.terms) < 1) return [];
    const options = evidence.options.map((option) => ({ option: option.id, pairs: pairsOf(table, at, base, option.id) }));
    const complete = table.rows.filter((_, row) => (table.rowOption[row] ?? -1) >= 0).length;
    return options.reduce((sum, each) => sum + each.pairs.length, 0) === complete && !table.truncated
      ? [{ table, label: column.name, options }]
      : [];
  });
  return fitting.length === 1 ? fitting[0] : undefined;
};

/** The one numeric column right of the option column of a melted table; -1 when there is none or several. */
const valueColumn = (table: Table): number => {
  const key = table.keyColumn;
  if (key === undefined) return -1;
  const after = table.columns.flatMap((column, at) => (at > key && column.type === "number" ? [at] : []));
  return after.length === 1 ? (after[0] ?? -1) : -1;
};

/** The column says so, or the file names its currency. */
const isMoney = (table: Table, column: Column, evidence: Evidence): boolean =>
  column.dim.startsWith("money:") ||
  evidence.keyValues.some((pair) => pair.file === table.file && /^(?:currency|wahrung)$/.test(fold(pair.key)));

const pairsOf = (table: Table, at: number, base: number, option: number): readonly Pair[] =>
  table.rows.flatMap((row, index): readonly Pair[] => {
    const [value, before] = [row.cells[at], row.cells[base]];
    if (table.rowOption[index] !== option || value?.number === undefined || before?.number === undefined || before.number <= 0) return [];
    const line = value.line ?? row.line;
    const place = { file: table.file, line, endLine: line };
    return [{ value: value.number, base: before.number, place, raw: value.raw, baseRaw: before.raw, row: index }];
  });
