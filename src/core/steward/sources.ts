import { cellNumber } from "../voices/index/cells.ts";
import type { RawTable } from "../voices/index/raw-table.ts";
import { readSource } from "../voices/index/source-parts.ts";
import { detectLanguage, lexiconOf } from "../voices/lang/lexicons.ts";
import type { KeyValue, Language, SourceText } from "../voices/types.ts";

/** A registered file opened for look-ups: lines, tables and settings, each with its place. */
export type OpenSource = {
  readonly file: string;
  readonly sha256: string;
  readonly lines: readonly string[];
  readonly tables: readonly RawTable[];
  readonly keyValues: readonly KeyValue[];
  readonly language: Language;
};

/** Reads one file by the same readers that the evidence index uses. Never throws. */
export const openSource = ({ file, sha256, text }: SourceText): OpenSource => {
  const lines = text.split(/\r\n|\n|\r/u);
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  const language = detectLanguage(text);
  const parts = readSource({ file, sha256, lines }, false, lexiconOf(language));
  return { file, sha256, lines, tables: [...parts.fileTables, ...parts.tables.values()], keyValues: parts.keyValues, language };
};

/** Which of the registered files a name means: its path, or its base name when only one has it. */
export const findSource = (name: string, sources: readonly SourceText[]): SourceText | undefined => {
  const wanted = name.replace(/^(\.\/)+/u, "").toLowerCase();
  const exact = sources.find(({ file }) => file.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const based = sources.filter(({ file }) => file.toLowerCase().split("/").at(-1) === wanted);
  return based.length === 1 ? based[0] : undefined;
};

/** A cell as a number, decimal commas by the table's custom; undefined when it is none. */
export const numberIn = (cell: string, table: RawTable, language: Language): number | undefined => {
  const plain = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/u.test(cell.trim()) && !table.commaDecimal ? Number(cell) : undefined;
  return plain ?? cellNumber(cell.trim(), language, table.commaDecimal)?.value;
};
