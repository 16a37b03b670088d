import { fold, words } from "../../kernel/text.ts";
import type { Language, Option, Table } from "../types.ts";
import { beforeAfter } from "./before-after.ts";
import { bindValues } from "./binding.ts";
import type { RawCell, RawTable } from "./raw-table.ts";
import { switchColumn } from "./switch-column.ts";
import { tableOf } from "./tables.ts";

/**
 * The table with its rows bound to options. Options in rows: by the text column that binds most of them, else none. Options in
 * the header: Markdown is turned (a row is an option, cells keep their own line); records are melted (one row per record and option).
 * In a table of before and trial, `tried` lets the trial stand for the change a yes-no question asks for (see `before-after.ts`).
 * A file with both (a vote and a yes/no per option) gives two tables; the option columns are only in the melted one.
 */
export const boundTables = (raw: RawTable, options: readonly Option[], language: Language, tried = false): Table[] => {
  const plain = tableOf(raw, language);
  const periods = tried ? beforeAfter(raw, options) : undefined;
  if (periods !== undefined) {
    const turned = tableOf(turn(raw, { residual: "", columns: periods }, options), language);
    return [withKey(turned, 0, new Map(options.map((option) => [option.name, option.id])))];
  }
  const inHead = options.length === 0 ? undefined : headerGroups(raw, options, language);
  if (!inHead) return [byKey(plain, options, language)];
  const only = inHead[0] as Group;
  if (inHead.length === 1 && only.residual === "" && !isRecord(raw, only, plain))
    return [byKey(tableOf(turn(raw, only, options), language), options, language)];
  const melted = byKey(tableOf(melt(raw, inHead, options), language), options, language);
  const rest = byKey(tableOf(without(raw, inHead), language), options, language);
  return rest.keyColumn === undefined ? [melted] : [rest, melted];
};

const byKey = (table: Table, options: readonly Option[], language: Language): Table => {
  const key = options.length === 0 ? undefined : (keyColumnOf(table, options, language) ?? switchColumn(table, options, language));
  return key ? withKey(table, key.at, key.bound) : table;
};

/** The table without the columns of the groups. */
const without = (raw: RawTable, groups: readonly Group[]): RawTable => {
  const used = new Set(groups.flatMap((group) => [...group.columns.keys()]));
  const kept = raw.header.map((_, at) => at).filter((at) => !used.has(at));
  return {
    ...raw,
    header: kept.map((at) => raw.header[at] as RawCell),
    rows: raw.rows.map((row) => ({ line: row.line, cells: kept.map((at) => row.cells[at] ?? { text: "", line: row.line }) })),
  };
};

const withKey = (table: Table, at: number, bound: ReadonlyMap<string, number>): Table => ({
  ...table,
  keyColumn: at,
  rowOption: table.rows.map((row) => bound.get(row.cells[at]?.raw ?? "") ?? -1),
});

/** The text column whose values bind most options (at least two), by score, then from the left. */
const keyColumnOf = (
  table: Table,
  options: readonly Option[],
  language: Language,
): { readonly at: number; readonly bound: ReadonlyMap<string, number>; readonly score: number } | undefined => {
  let best: { at: number; bound: ReadonlyMap<string, number>; score: number } | undefined;
  table.columns.forEach((column, at) => {
    const named = table.rows.every((row) => /\p{L}{4}/u.test(row.cells[at]?.raw ?? ""));
    if (column.type === "flag" || (column.type === "number" && !named && !options.every((option) => /\d/u.test(option.name)))) return;
    const { bound, score } = bindValues(
      table.rows.map((row) => row.cells[at]?.raw ?? ""),
      options,
      language,
    );
    if (bound.size >= Math.min(2, options.length) && score > (best?.score ?? 0)) best = { at, bound, score };
  });
  return best;
};

/** Columns of one measure: option by column. `residual` is what the names hold beside the option (`ok` in `weekly_ok`). */
type Group = { readonly residual: string; readonly columns: ReadonlyMap<number, number> };

const headerGroups = (raw: RawTable, options: readonly Option[], language: Language): Group[] | undefined => {
  const heads = raw.header.map((cell) => cell.text);
  const whole = bindValues(heads, options, language);
  const exact = whole.bound.size >= 2 && whole.score === 3 * whole.bound.size;
  const suffixed = exact ? [] : suffixGroups(heads, options, language);
  if (suffixed.some((group) => group.columns.size >= whole.bound.size)) return suffixed;
  return whole.bound.size >= 2 ? [{ residual: "", columns: byColumn(heads, whole.bound) }] : undefined;
};

/** Columns that name an option before a last word they share: `weekly_ok`, `split_ok`. */
const suffixGroups = (heads: readonly string[], options: readonly Option[], language: Language): Group[] => {
  const suffixes = new Set(heads.map((head) => words(head.replaceAll("_", " ")).pop() ?? ""));
  return [...suffixes].flatMap((suffix): Group[] => {
    const cut = heads.map((head) => cutSuffix(head, suffix));
    const { bound } = bindValues(cut, options, language);
    return suffix !== "" && bound.size >= 2 ? [{ residual: suffix, columns: byColumn(cut, bound) }] : [];
  });
};

const byColumn = (heads: readonly string[], bound: ReadonlyMap<string, number>): Map<number, number> =>
  new Map(heads.flatMap((head, at): [number, number][] => (bound.has(head) && head !== "" ? [[at, bound.get(head) as number]] : [])));

const cutSuffix = (head: string, suffix: string): string => {
  const list = words(head.replaceAll("_", " "));
  return list.length > 1 && list[list.length - 1] === suffix ? list.slice(0, -1).join(" ") : "";
};

const unitHead = /^(?:units?|einheit(?:en)?|unite|unidad)$/u;
const measureHead =
  /^(?:feature|criterion|criteria|measure|attribute|item|metric|property|aspect|merkmal|kriterium|eigenschaft|kennzahl|angabe|critere|caracteristique|criterio|caracteristica|concepto)s?$/u;

/** A row a measure: a column says its unit or what the rows are. */
const listsMeasures = (raw: RawTable, group: Group): boolean =>
  raw.header.some(
    (cell, at) => !group.columns.has(at) && (unitHead.test(fold(cell.text).trim()) || measureHead.test(fold(cell.text).trim())),
  );

/** Records (a file of periods, accounts, answers) rather than a list of criteria: the same kind of value in every row. */
const isRecord = (raw: RawTable, group: Group, plain: Table): boolean => {
  if (raw.origin === "markdown" || raw.rows.length < 3 || listsMeasures(raw, group)) return false;
  const columns = [...group.columns.keys()].map((at) => plain.columns[at]);
  return columns.every((column) => column !== undefined && column.type !== "text" && column.dim === columns[0]?.dim);
};

const nameOf = (id: number, options: readonly Option[]): string => options[id]?.name ?? "";

/** Options become rows, criteria become columns; every cell keeps its own line. */
const turn = (raw: RawTable, group: Group, options: readonly Option[]): RawTable => {
  const label = raw.header.findIndex((_, at) => !group.columns.has(at));
  const unit = raw.header.findIndex((cell, at) => !group.columns.has(at) && unitHead.test(fold(cell.text).trim()));
  const nameOfRow = (row: RawTable["rows"][number]): string => {
    const name = row.cells[label < 0 ? 0 : label]?.text ?? "";
    const own = unit < 0 || unit === label ? "" : (row.cells[unit]?.text ?? "").trim();
    return own === "" ? name : `${name} (${own})`;
  };
  const header: RawCell[] = [{ text: "option", line: raw.line }, ...raw.rows.map((row) => ({ text: nameOfRow(row), line: row.line }))];
  const rows = [...group.columns].map(([at, option]) => ({
    line: raw.line,
    cells: [{ text: nameOf(option, options), line: raw.line }, ...raw.rows.map((row) => row.cells[at] ?? { text: "", line: row.line })],
  }));
  return { ...raw, header, rows };
};

/** One row per record and option: the record's other cells, the option, and one value per group. */
const melt = (raw: RawTable, groups: readonly Group[], options: readonly Option[]): RawTable => {
  const used = new Set(groups.flatMap((group) => [...group.columns.keys()]));
  const rest = raw.header.map((_, at) => at).filter((at) => !used.has(at));
  const ids = [...new Set(groups.flatMap((group) => [...group.columns.values()]))].sort((left, right) => left - right);
  const stem = raw.file.replace(/^.*\//u, "").replace(/\.[^.]*$/u, "");
  const header: RawCell[] = [
    ...rest.map((at) => raw.header[at] as RawCell),
    { text: "option", line: raw.line },
    ...groups.map((group) => ({ text: group.residual === "" ? stem : group.residual, line: raw.line })),
  ];
  const rows = raw.rows.flatMap((row) =>
    ids.map((id) => ({
      line: row.line,
      cells: [
        ...rest.map((at) => row.cells[at] ?? { text: "", line: row.line }),
        { text: nameOf(id, options), line: row.line },
        ...groups.map(
          (group) => row.cells[[...group.columns].find(([, option]) => option === id)?.[0] ?? -1] ?? { text: "", line: row.line },
        ),
      ],
    })),
  );
  return { ...raw, header, rows };
};
