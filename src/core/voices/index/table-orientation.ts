import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { cellNumber, isMissing } from "./cells.ts";
import type { Piece } from "./pieces.ts";
import type { RawTable } from "./raw-table.ts";

/** Options that one table may name at most. */
export const MAX_OPTIONS = 12;

/** Whether a table has its options in the header: its first column lists criteria, and its rows are not the options themselves. */
export const hasOptionsInHeader = (table: RawTable, pieces: readonly Piece[], lexicon: Lexicon): boolean =>
  listsCriteria(table) && !(blankHeaded(table) && isRowAnOption(table, pieces, lexicon));

/** A first column that lists criteria: its head is blank or says so. Such a table has the options in its header. */
const listsCriteria = (table: RawTable): boolean => {
  const head = words(table.header[0]?.text ?? "").join(" ");
  return (
    head === "" ||
    /^(?:criterion|criteria|kriterium|kriterien|aspect|aspekt|feature|what|item|property|merkmal|eigenschaft|measure|metric|factor|question|frage|critere|criterio|attribute|topic|thema|punkt)s?$/u.test(
      head,
    )
  );
};

const blankHeaded = ({ header }: RawTable): boolean => words(header[0]?.text ?? "").length === 0;

/**
 * Whether a table with a blank first head has one option a row. Its kinds of cell tell: where each column is of one kind (all numbers
 * or all words) and the rows are not, a row is an option, and the other way round. Where both are, the side that the prose names whole
 * is, when it names only one so; else names with a capital beside heads without.
 */
const isRowAnOption = (table: RawTable, pieces: readonly Piece[], lexicon: Lexicon): boolean => {
  const { header, rows } = table;
  if (rows.length < 2 || rows.length > MAX_OPTIONS || header.length < 2) return false;
  const names = rows.map((row) => row.cells[0]?.text ?? "");
  if (!names.every((name) => /\p{L}/u.test(name) && words(name).length <= 6 && !isPeriod(name, lexicon))) return false;
  const told = header.flatMap((cell, at) => (at === 0 || isBeside(cell.text) ? [] : [at]));
  if (told.length < 2) return false;
  const kinds = rows.map((row) => told.map((at) => kindOf(row.cells[at]?.text ?? "", table, lexicon)));
  const mixedColumns = told.filter((_, at) => isMixed(kinds.map((row) => row[at]))).length / told.length;
  const mixedRows = kinds.filter(isMixed).length / rows.length;
  if (mixedColumns !== mixedRows) return mixedColumns < mixedRows;
  const heads = told.map((at) => header[at]?.text ?? "");
  const [row, head] = [areNamed(names, pieces), areNamed(heads, pieces)];
  if (!row || !head) return row;
  return names.every(opensWithCapital) && heads.every((each) => !opensWithCapital(each));
};

/** The head of a column that says something about the others: it names no option, and is of neither side. */
export const isBeside = (head: string): boolean => beside.test(head.trim());

const beside =
  /^(?:notes?|remarks?|comments?|sources?|units?|bemerkung(?:en)?|anmerkung(?:en)?|hinweise?|quellen?|einheit(?:en)?|remarques?|notas?|observaciones|unidad|unité)$/iu;

const opensWithCapital = (text: string): boolean => /^[^\p{L}]*\p{Lu}/u.test(text);

type Kind = "number" | "words" | "none";

const kindOf = (text: string, table: RawTable, lexicon: Lexicon): Kind =>
  isMissing(text) ? "none" : cellNumber(text, lexicon.language, table.commaDecimal) === undefined ? "words" : "number";

const isMixed = (kinds: readonly (Kind | undefined)[]): boolean => kinds.includes("number") && kinds.includes("words");

/** Whether the prose names each of them. */
const areNamed = (names: readonly string[], pieces: readonly Piece[]): boolean => {
  const texts = pieces
    .filter((piece) => piece.aside === undefined && piece.role !== "files" && piece.block.kind !== "table")
    .map((piece) => ` ${words(piece.spans.map((span) => span.text).join(" ")).join(" ")} `);
  return names.every((name) => texts.some((text) => text.includes(` ${words(name).join(" ")} `)));
};

/** Dates, months, quarters and times name periods, not options. */
export const isPeriod = (value: string, lexicon: Lexicon): boolean => {
  const list = words(value);
  return (
    /^\d{4}|^\d{1,2}[:.]\d{2}|^q\d\b|^kw ?\d|^\d+$/iu.test(value.trim()) ||
    list.some((word) => lexicon.months.has(word)) ||
    /^(?:total|sum|summe|average|mean|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/iu.test(value)
  );
};
