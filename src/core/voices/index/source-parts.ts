import { type JsonNode, parseJson } from "../../formats/json.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { KeyValue, Log, Source } from "../types.ts";
import { codeConstants } from "./code-constants.ts";
import { codeTables, configTables } from "./config-tables.ts";
import { csvTable } from "./csv.ts";
import { jsonTable, readJson } from "./json-tables.ts";
import { keyValuesOf } from "./key-values.ts";
import { logTable } from "./log-table.ts";
import { isLog, logOf } from "./logs.ts";
import { markdownTable } from "./markdown-table.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import type { RawTable } from "./raw-table.ts";
import { sourceKind } from "./source-kind.ts";

/** All that one source holds. `tables` stand in a piece of prose, `fileTables` are the file itself or a fence in it. */
export type SourceParts = {
  readonly pieces: readonly Piece[];
  readonly tables: ReadonlyMap<Piece, RawTable>;
  readonly fileTables: readonly RawTable[];
  readonly keyValues: readonly KeyValue[];
  readonly logs: readonly Log[];
};

const nothing: SourceParts = { pieces: [], tables: new Map(), fileTables: [], keyValues: [], logs: [] };

/** Reads a source by its kind; the briefing is always prose. A file that is not what its name says is read as prose or left empty. */
export const readSource = (source: Source, briefing: boolean, lexicon: Lexicon): SourceParts => {
  const kind = briefing ? "prose" : sourceKind(source);
  if (kind === "prose") return prose(source, briefing, lexicon);
  if (kind === "code") return { ...nothing, ...apart(codeTables(source, 1), codeValues(source)) };
  return structured(source, kind, 1, lexicon) ?? (kind === "log" || kind === "config" ? nothing : prose(source, false, lexicon));
};

/** Numeric constants, and the settings with a number that no expression gives. */
const codeValues = (source: Source): readonly KeyValue[] => {
  const constants = codeConstants(source, 1);
  const lines = new Set(constants.map((pair) => pair.line));
  const settings = keyValuesOf(source, 1).filter(
    (pair) => !lines.has(pair.line) && /^[A-Z][A-Z0-9_]{2,}$|[._]/u.test(pair.key) && /\d/u.test(pair.value),
  );
  return [...constants, ...settings].sort((left, right) => left.line - right.line);
};

/** A value that stands in a table is no setting beside it. */
const apart = (tables: readonly RawTable[], keyValues: readonly KeyValue[]): Pick<SourceParts, "fileTables" | "keyValues"> => {
  const lines = new Set(
    tables.flatMap((table) => table.rows.flatMap((row) => row.cells.flatMap((cell) => (cell.text === "" ? [] : [cell.line])))),
  );
  return { fileTables: tables, keyValues: keyValues.filter((pair) => !lines.has(pair.line)) };
};

const structured = (
  source: Pick<Source, "file" | "lines">,
  kind: "table" | "json" | "json-lines" | "config" | "log",
  firstLine: number,
  lexicon: Lexicon,
): SourceParts | undefined => {
  const { file, lines } = source;
  if (kind === "table") {
    const table = csvTable(file, lines, firstLine, lexicon.language !== "en");
    return table ? { ...nothing, fileTables: [table] } : undefined;
  }
  if (kind === "log") {
    const log = logOf(source, firstLine);
    const table = logTable(log);
    return { ...nothing, logs: [log], fileTables: table ? [table] : [] };
  }
  if (kind === "config") return { ...nothing, ...apart(configTables(source, firstLine), keyValuesOf(source, firstLine)) };
  if (kind === "json") {
    const root = parseJson(lines.join("\n"), firstLine);
    if (!root) return structured(source, "json-lines", firstLine, lexicon);
    const { tables, keyValues } = readJson(file, root);
    return { ...nothing, fileTables: tables, keyValues };
  }
  const sample = lines.filter((line) => line.trim() !== "").slice(0, 20);
  if (sample.filter((line) => line.trimStart().startsWith("{")).length * 2 < sample.length) return undefined;
  const rows = lines.flatMap((line, i): JsonNode[] =>
    line.trim() === "" ? [] : [parseJson(line, firstLine + i) ?? { kind: "value", line: firstLine + i, text: "" }],
  );
  const objects = rows.flatMap((row) => (row.kind === "object" ? [row] : []));
  return objects.length === 0 || objects.length * 2 < rows.length
    ? undefined
    : { ...nothing, fileTables: [jsonTable(file, objects[0]?.line ?? firstLine, objects)] };
};

const prose = (source: Source, briefing: boolean, lexicon: Lexicon): SourceParts => {
  const comma = lexicon.language !== "en";
  const pieces = piecesOf(source.file, source.lines, lexicon, briefing ? "context" : "data");
  const tables = new Map<Piece, RawTable>();
  const inner: SourceParts[] = [];
  for (const piece of pieces) {
    if (piece.role === "files" || piece.aside !== undefined) continue;
    if (piece.block.kind === "table") tables.set(piece, markdownTable(source.file, piece.block, comma));
    if (piece.block.kind === "fence") inner.push(fenced(source, piece, lexicon));
  }
  return {
    pieces,
    tables,
    fileTables: inner.flatMap((part) => part.fileTables),
    keyValues: inner.flatMap((part) => part.keyValues),
    logs: inner.flatMap((part) => part.logs),
  };
};

/** Data inside a fence: by its info string, else by its shape. Code is left alone. */
const fenced = (source: Source, piece: Piece, lexicon: Lexicon): SourceParts => {
  const lines = piece.block.text.split("\n").slice(1, -1);
  const first = piece.block.line + 1;
  const info = piece.block.marker.toLowerCase().split(/[\s,{]/u)[0] ?? "";
  const kinds = {
    csv: "table",
    tsv: "table",
    json: "json",
    jsonl: "json-lines",
    ndjson: "json-lines",
    toml: "config",
    ini: "config",
    yaml: "config",
    yml: "config",
    log: "log",
  } as const;
  const kind = info in kinds ? kinds[info as keyof typeof kinds] : isLog(lines) ? "log" : undefined;
  return (kind ? structured({ file: source.file, lines }, kind, first, lexicon) : undefined) ?? nothing;
};
