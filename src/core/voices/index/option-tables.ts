import { byCodeUnit } from "../../kernel/json.ts";
import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Role } from "../types.ts";
import { cellNumber, isMissing } from "./cells.ts";
import { nameTerms } from "./columns.ts";
import { type OptionDraft, optionDraft } from "./option-names.ts";
import type { Piece } from "./pieces.ts";
import type { RawTable } from "./raw-table.ts";
import { hasOptionsInHeader, isBeside, isPeriod, MAX_OPTIONS } from "./table-orientation.ts";
import { stem, termSet } from "./terms.ts";

const closed: ReadonlySet<Role> = new Set<Role>(["constraints", "criteria", "questions", "files", "risks"]);
const naming =
  /^(?:option|name|product|produkt|vendor|anbieter|model|modell|supplier|lieferant|candidate|kandidat|variant|variante|remedy|tool|site|place|standort|library|provider|plan|solution|losung|proposal|vorschlag|alternative|system|offer|angebot)$/u;

type Column = { readonly table: RawTable; readonly at: number; readonly values: readonly string[] };

/**
 * Options of an identity column: all values distinct names, 2 to 12 rows, some numeric column beside it. A column that bears the
 * noun asked for, or a word for options, wins over the first such column (which needs a question: `asked`); a table of the briefing wins over a file.
 */
export const identityOptions = (
  pieces: readonly Piece[],
  tables: ReadonlyMap<Piece, RawTable>,
  fileTables: readonly RawTable[],
  noun: string | undefined,
  asked: boolean,
  lexicon: Lexicon,
): OptionDraft[] | undefined => {
  const columns = usableTables(pieces, tables, fileTables).flatMap((table) => identityColumns(table, pieces, lexicon));
  const wanted =
    columns.find((column) => noun !== undefined && headStems(column, lexicon).includes(noun)) ??
    (asked ? columns.find((column) => words(headOf(column)).some((word) => naming.test(word))) : undefined);
  const heads = asked && wanted === undefined ? headerOptions(usableTables(pieces, tables, fileTables), pieces, lexicon) : [];
  if (heads.length >= 2) return heads;
  const chosen =
    wanted ?? (asked ? columns.find((column) => column.at === 0 && column.values.every((value) => !isPeriod(value, lexicon))) : undefined);
  return chosen ? draftsOf(chosen) : undefined;
};

const headOf = (column: Column): string => column.table.header[column.at]?.text ?? "";
const headStems = (column: Column, lexicon: Lexicon): string[] =>
  nameTerms(headOf(column), lexicon.language).map((term) => stem(term, lexicon.language));

const usableTables = (pieces: readonly Piece[], tables: ReadonlyMap<Piece, RawTable>, fileTables: readonly RawTable[]): RawTable[] => [
  ...pieces.flatMap((piece) => {
    const table = tables.get(piece);
    return table && piece.aside === undefined && !closed.has(piece.role) ? [table] : [];
  }),
  ...fileTables,
];

/** The header of the first table whose first column lists criteria, when its other heads are names and neither periods nor numbers. */
const headerOptions = (list: readonly RawTable[], pieces: readonly Piece[], lexicon: Lexicon): OptionDraft[] => {
  for (const table of list) {
    const heads = table.header.slice(1).filter((cell) => !isBeside(cell.text));
    const names = heads.every(
      (cell) => /\p{L}/u.test(cell.text) && words(cell.text).length <= 6 && !isPeriod(cell.text, lexicon) && !statistic.test(cell.text),
    );
    if (!hasOptionsInHeader(table, pieces, lexicon) || heads.length < 2 || heads.length > MAX_OPTIONS || !names || table.rows.length < 2)
      continue;
    return heads.flatMap((cell) => optionDraft(cell.text, { file: table.file, line: cell.line, endLine: cell.line }) ?? []);
  }
  return [];
};

const statistic =
  /^(?:before|after|today|now|then|count|number|value|weight|unit|notes?|remarks?|comment|status|owner|source|yes|no|vorher|nachher|heute|anzahl|wert|gewicht|einheit|bemerkung|quelle|avant|apres|antes|despues)\b/iu;

const identityColumns = (table: RawTable, pieces: readonly Piece[], lexicon: Lexicon): Column[] => {
  if (table.rows.length < 2 || table.rows.length > MAX_OPTIONS) return [];
  const columns = table.header.map((_, at) => ({ table, at, values: table.rows.map((row) => row.cells[at]?.text ?? "") }));
  const numeric = (values: readonly string[]): boolean =>
    values.filter((value) => cellNumber(value, lexicon.language, table.commaDecimal) !== undefined).length * 2 >
    values.filter((value) => !isMissing(value)).length;
  if (!columns.some((column) => numeric(column.values))) return [];
  return columns.filter(
    ({ at, values }) =>
      !(at === 0 && hasOptionsInHeader(table, pieces, lexicon)) &&
      !numeric(values) &&
      values.every((value) => value !== "" && words(value).length <= 8 && /\p{L}/u.test(value)) &&
      new Set(values.map((value) => words(value).join(" "))).size === values.length,
  );
};

const draftsOf = (column: Column): OptionDraft[] =>
  column.values.flatMap((value, r) => {
    const line = column.table.rows[r]?.line ?? column.table.line;
    return optionDraft(value, { file: column.table.file, line, endLine: line }) ?? [];
  });

/**
 * Options of a repeated column ("library" in eighteen runs): 2 to 8 distinct names, each of them named in the briefing's prose,
 * under a column name that objective or title speak of; without one, of the only column like that, when the page asks for one of
 * several (`asked`) and its names are no periods. Empty when there is none.
 */
export const valueOptions = (
  pieces: readonly Piece[],
  tables: ReadonlyMap<Piece, RawTable>,
  fileTables: readonly RawTable[],
  question: string,
  asked: boolean,
  lexicon: Lexicon,
): OptionDraft[] => {
  const prose = ` ${pieces.flatMap((piece) => (piece.role === "files" ? [] : piece.spans.filter((span) => span.aside === undefined).map((span) => words(span.text).join(" ")))).join(" ")} `;
  const topics = new Set(termSet(question, lexicon.language));
  const others: OptionDraft[][] = [];
  for (const table of usableTables(pieces, tables, fileTables)) {
    for (const [at, head] of table.header.entries()) {
      const found = repeated(table, at, lexicon);
      const spoken =
        nameTerms(head.text, lexicon.language).some((term) => topics.has(term)) || words(head.text).some((word) => naming.test(word));
      if (found.length < 2 || !found.every((value) => prose.includes(` ${words(value.name).join(" ")} `))) continue;
      if (spoken) return found;
      const isNamed = ({ name }: OptionDraft): boolean =>
        words(name).join("").length >= 3 &&
        words(name).some((word) => !lexicon.stopWords.has(word)) &&
        !flag.test(name.trim()) &&
        !isPeriod(name, lexicon);
      if (found.every(isNamed)) others.push(found);
    }
  }
  const sets = new Map(
    others.map((found) => [
      found
        .map((value) => fold(value.name))
        .sort(byCodeUnit)
        .join("|"),
      found,
    ]),
  );
  return asked && sets.size === 1 ? (others[0] ?? []) : [];
};

/** A word that says whether something held, and names nothing. */
const flag = /^(?:yes|no|ok|failed|passed|true|false|ja|nein|oui|non|s[ií]|none|n\/a)$/iu;

const repeated = (table: RawTable, at: number, lexicon: Lexicon): OptionDraft[] => {
  const seen = new Map<string, OptionDraft>();
  for (const row of table.rows.slice(0, 2000)) {
    const text = row.cells[at]?.text ?? "";
    if (isMissing(text) || cellNumber(text, lexicon.language, table.commaDecimal) !== undefined) return [];
    const draft = optionDraft(text, { file: table.file, line: row.line, endLine: row.line });
    if (draft && !seen.has(draft.name)) seen.set(draft.name, draft);
    if (seen.size > 8) return [];
  }
  return seen.size * 2 <= table.rows.length ? [...seen.values()] : [];
};
