import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit, Place, Quantity, Table } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { formatNumber } from "./numbers.ts";
import { overlap, topical } from "./words.ts";

/** Fewest rows of an option that make a share. */
const LEAST_ROWS = 8;
/** Most distinct values of a column of outcomes. */
const MOST_VALUES = 12;
/** The value is named to say that it does not count. */
const EXCLUDED = /\b(?:not count|does not|do not|ignored?|excluded?|not included|zahlt nicht|zahlen nicht|ausgenommen)\b/;

/**
 * "No more than 2 % of builds may fail because of the infrastructure (`infra_failure` in the file)": the share of an option's rows that
 * have the value which the limit names as the file writes it. One such value of one column; a clause that says a value does not count
 * names none. "At least 90 % of the bad deploys are rolled back": the share of yes in the column of that name, among the rows of that kind.
 */
export const checkByValueShare = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const quantity = limit.quantity;
  if (quantity?.dim !== "percent" || quantity.cmp === undefined) return [];
  const named = evidence.tables.flatMap((table) => valuesNamed(table, limit.text).map((found) => ({ table, ...found })));
  const kinds = evidence.tables.flatMap((table) => kindsNamed(table, limit));
  const [value, kind] = [named.length === 1 ? named[0] : undefined, kinds.length === 1 ? kinds[0] : undefined];
  const only =
    value === undefined ? kind : { table: value.table, among: () => true, hits: (row: Row) => cellAt(row, value.at) === value.value };
  return only === undefined ? [] : evidence.options.flatMap((option) => shareOf(limit, option.id, only, evidence));
};

type Row = Table["rows"][number];
/** Rows of a table that are meant, and those of them that the limit counts. */
type Counted = { readonly table: Table; readonly among: (row: Row) => boolean; readonly hits: (row: Row) => boolean };

const cellAt = (row: Row, at: number): string => row.cells[at]?.raw.trim() ?? "";

const shareOf = (limit: Limit, option: number, { table, among, hits: isHit }: Counted, evidence: Evidence): readonly Check[] => {
  const quantity = limit.quantity as Quantity;
  const rows = table.rows.filter((row, index) => table.rowOption[index] === option && among(row));
  const hits = rows.filter(isHit);
  if (rows.length < LEAST_ROWS) return [];
  const share = (hits.length / rows.length) * 100;
  const places = (hits.length > 0 ? hits : rows).map((row): Place => ({ file: table.file, line: row.line, endLine: row.line }));
  const value = `${hits.length} / ${rows.length} = ${formatNumber(share, evidence.language, 1)} %`;
  return [
    {
      limit: limit.id,
      option,
      state: keeps(share, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
      note: { key: "product", values: [value] },
      places,
      value,
      firm: true,
      held: { value: share, scale: 1, unit: "%" },
    },
  ];
};

/** The yes/no column that the limit names, among the rows of the one kind that stands behind its per cent ("of the bad deploys"). */
const kindsNamed = (table: Table, limit: Limit): readonly Counted[] => {
  const whole = /%\s(?:of|der|des|aller|von|de|du|del)\s(.{3,60})/iu.exec(limit.text)?.[1];
  if (whole === undefined) return [];
  const head = fold(whole)
    .split(/[^\p{L}\p{N}_]+/u)
    .slice(0, 4);
  const flags = table.columns.flatMap((column, at) => {
    const stems = topical(column.terms);
    return at !== table.keyColumn && column.type === "flag" && stems.length > 0 && overlap(stems, limit.terms) === stems.length ? [at] : [];
  });
  const kinds = table.columns.flatMap((column, at) => {
    if (column.type !== "text" || at === table.keyColumn) return [];
    const values = [...new Set(table.rows.map((row) => cellAt(row, at)))];
    return values.length < 2 || values.length > MOST_VALUES
      ? []
      : values.filter((each) => head.includes(fold(each))).map((value) => ({ at, value }));
  });
  const [flag, kind] = [flags[0], kinds[0]];
  if (flag === undefined || flags.length > 1 || kinds.length > 1) return [];
  const among = (row: Row): boolean => (kind === undefined || cellAt(row, kind.at) === kind.value) && row.cells[flag]?.number !== undefined;
  return [{ table, among, hits: (row) => row.cells[flag]?.number === 1 }];
};

const valuesNamed = (table: Table, text: string): readonly { readonly at: number; readonly value: string }[] =>
  table.columns.flatMap((column, at) => {
    if (column.type !== "text" || at === table.keyColumn || !table.rowOption.some((owner) => owner >= 0)) return [];
    const values = [...new Set(table.rows.map((row) => row.cells[at]?.raw.trim() ?? ""))];
    if (values.length < 2 || values.length > MOST_VALUES) return [];
    const parts = text.split(/[;()]|,\s/u);
    return values.flatMap((value) =>
      value.length >= 4 && /[_-]/u.test(value) && parts.some((part) => part.includes(value) && !EXCLUDED.test(fold(part)))
        ? [{ at, value }]
        : [],
    );
  });
