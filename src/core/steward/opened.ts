import { type JsonNode, parseJson } from "../formats/json.ts";
import { readSettings } from "../formats/settings.ts";
import type { SourceText } from "../voices/types.ts";
import { readDelimited } from "./read-delimited.ts";
import { jsonLinesTable, jsonTables, jsonValues } from "./read-json.ts";
import { readMarkdownTables } from "./read-markdown.ts";
import type { Table } from "./table.ts";
import { splitLines } from "./text.ts";

/** The tables of a file, or why it holds none that can be counted. */
export type Tables = { readonly tables: readonly Table[]; readonly fault: string };

/** A key and its value, whatever the format. `path` is the whole dotted path. */
export type Entry = { readonly path: string; readonly key: string; readonly line: number; readonly value: string };

/** A registered file opened for one look-up; each part is read when it is asked for. */
export type Opened = { readonly source: SourceText; readonly lines: readonly string[]; tables(): Tables; entries(): readonly Entry[] };

/** Opens a file. Reading is by extension, else by shape. Never throws. */
export const openSource = (source: SourceText): Opened => {
  const text = source.text.charCodeAt(0) === 0xfeff ? source.text.slice(1) : source.text;
  const lines = splitLines(text);
  const extension = /\.([A-Za-z0-9]{1,10})$/.exec(source.file)?.[1]?.toLowerCase() ?? "";
  const json = (): JsonNode | undefined =>
    /^\s*[[{]/.test(text) && !TABULAR.has(extension) && !LINES.has(extension) ? parseJson(text, 1) : undefined;
  return { source, lines, tables: () => tablesOf(extension, text, lines, json()), entries: () => entriesOf(extension, lines, json()) };
};

const TABULAR = new Set(["csv", "tsv", "tab", "md", "markdown"]);
const LINES = new Set(["jsonl", "ndjson"]);
const NO_TABLE: Tables = { tables: [], fault: "the file holds no table" };

const tablesOf = (extension: string, text: string, lines: readonly string[], json: JsonNode | undefined): Tables => {
  if (extension === "csv" || extension === "tsv" || extension === "tab") {
    const table = readDelimited(text, extension === "csv" ? undefined : "\t");
    return table.ok ? { tables: [table.value], fault: "" } : { tables: [], fault: table.fault };
  }
  if (json !== undefined) return some(jsonTables(json), "the file holds no list of records");
  if (extension === "json") return { tables: [], fault: "the file is not valid JSON, or nested over 60 levels" };
  if (LINES.has(extension) || /^\s*\{/.test(text)) {
    const table = jsonLinesTable(lines);
    if (table !== undefined) return { tables: [table], fault: "" };
    if (LINES.has(extension)) return { tables: [], fault: "a line of the file is no JSON object" };
  }
  const written = readMarkdownTables(lines);
  return written.length > 0 ? { tables: written, fault: "" } : plainTable(extension, text, lines);
};

const some = (tables: readonly Table[], fault: string): Tables => ({ tables, fault: tables.length > 0 ? "" : fault });

/** Text without a telling name is a table when every row has as many cells as its header, and more than one. */
const plainTable = (extension: string, text: string, lines: readonly string[]): Tables => {
  if (!["", "txt", "dat", "data", "psv"].includes(extension) || lines.length < 2) return NO_TABLE;
  const table = readDelimited(text);
  return table.ok && table.value.columns.length > 1 && table.value.rows.length > 0 && table.value.uneven.length === 0
    ? { tables: [table.value], fault: "" }
    : NO_TABLE;
};

const entriesOf = (extension: string, lines: readonly string[], json: JsonNode | undefined): readonly Entry[] => {
  if (json !== undefined) return jsonValues(json);
  if (LINES.has(extension)) return lines.flatMap((line, index) => recordEntries(line, index));
  return extension === "csv" || extension === "tsv" || extension === "tab" ? [] : readSettings(lines);
};

const recordEntries = (line: string, index: number): readonly Entry[] => {
  const node = parseJson(line, index + 1);
  return node === undefined ? [] : jsonValues(node).map((value) => ({ ...value, path: `[${index}].${value.path}` }));
};
