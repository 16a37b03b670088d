import { type JsonIssue, type JsonNode, parseJson } from "../../core/kernel/json-source.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Edition } from "../../core/lab/edition.ts";
import { BED_POSITIONS, type Environment, GEOMETRIES, type Job } from "../../core/lab/job.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../../core/lab/settings.ts";

/** A job as a file gives it. `line` counts from 1. */
export type JobRow = { readonly line: number; readonly job: Job; readonly environment: Environment };

/** A job with the settings that it is to be printed with. */
export type PrintRow = JobRow & { readonly settings: Settings };

/** A file of rows: one JSON object a line, blank lines aside. `file` is its name in messages. */
export type RowFile = { readonly file: string; readonly text: string };

/** What is wrong with a row: what, which value, what to do. `line` and `column` count from 1, `text` is the line. */
export type RowFault = {
  readonly code: "BAD_ROW" | "TOO_MANY_ROWS" | "NO_ROWS";
  readonly message: string;
  readonly hint: string;
  readonly point?: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly length: number;
    readonly text: string;
  };
};

/** Rows that one file may have. */
const MOST_ROWS = 200_000;
/** Characters of a material, a geometry, a position. */
const MOST_CHARACTERS = 100;
const LAYER_HEIGHT_MM = 0.2;

/** Reads the rows of a file with their settings, or says what is wrong with the first bad one. */
export const readPrintRows = (file: RowFile, vocabulary: Edition["vocabulary"]): Result<readonly PrintRow[], RowFault> =>
  readRows(file, (reader, line) => ({ ...readJob(reader, line, vocabulary), settings: readSettings(reader) }));

/** As `readPrintRows`, of rows that need no settings; settings that are there are not looked at. */
export const readJobRows = (file: RowFile, vocabulary: Edition["vocabulary"]): Result<readonly JobRow[], RowFault> =>
  readRows(file, (reader, line) => readJob(reader, line, vocabulary));

/** A fault of a whole row that was found after it was read. */
export const rowFault = ({ file, text }: RowFile, line: number, message: string, hint: string): RowFault =>
  faultOn(file, line, text.split("\n")[line - 1] ?? "", { offset: 0, length: 1, message, hint });

const readRows = <Row>(source: RowFile, read: (reader: RowReader, line: number) => Row): Result<readonly Row[], RowFault> => {
  const rows: Row[] = [];
  const lines = source.text.split("\n");
  for (const [index, text] of lines.entries()) {
    if (text.trim() === "") continue;
    if (rows.length === MOST_ROWS)
      return fail({ code: "TOO_MANY_ROWS", message: `${source.file} has more than ${MOST_ROWS} rows`, hint: "split the file" });
    const parsed = parseJson(text);
    if (!parsed.ok) return fail(faultOn(source.file, index + 1, text, parsed.fault));
    const reader = new RowReader(parsed.value);
    const row = read(reader, index + 1);
    if (reader.issue !== undefined) return fail(faultOn(source.file, index + 1, text, reader.issue));
    rows.push(row);
  }
  if (rows.length === 0) return fail({ code: "NO_ROWS", message: `${source.file} has no rows`, hint: "write one JSON object a line" });
  return ok(rows);
};

const faultOn = (file: string, line: number, text: string, { offset, length, message, hint }: JsonIssue): RowFault => ({
  code: "BAD_ROW",
  message: `${file}:${line}: ${message}`,
  hint,
  point: { file, line, column: offset + 1, length, text },
});

const readJob = (reader: RowReader, line: number, vocabulary: Edition["vocabulary"]): JobRow => {
  const isAny = vocabulary === "any";
  return {
    line,
    job: {
      material: reader.word("material"),
      geometry: reader.word("geometry_type", isAny ? undefined : GEOMETRIES),
      bedPosition: reader.has("bed_position") ? reader.word("bed_position", isAny ? undefined : BED_POSITIONS) : "center",
    },
    environment: { celsius: reader.number("env_temp"), humidityPercent: reader.number("env_humidity") },
  };
};

const readSettings = (reader: RowReader): Settings => {
  const inner = reader.object("settings");
  const value = (setting: Setting): number =>
    setting === "layerHeightMm" && !inner.has(SETTING_NAMES[setting]) ? LAYER_HEIGHT_MM : inner.number(SETTING_NAMES[setting]);
  return Object.fromEntries(SETTINGS.map((setting) => [setting, value(setting)])) as Settings;
};

/** Reads the members of a row and keeps the first issue; what it returns then has no meaning. Readers of one row share it. */
class RowReader {
  readonly #node: JsonNode;
  readonly #found: { issue: JsonIssue | undefined };

  constructor(node: JsonNode, found: { issue: JsonIssue | undefined } = { issue: undefined }) {
    this.#node = node;
    this.#found = found;
    if (node.kind !== "object") this.#refuse(node, "a row must be an object", "write {…} with the fields of a row");
  }

  get issue(): JsonIssue | undefined {
    return this.#found.issue;
  }

  has(key: string): boolean {
    return this.#member(key) !== undefined;
  }

  number(key: string): number {
    const node = this.#needed(key, "a number");
    if (node === undefined) return 0;
    if (node.kind === "scalar" && typeof node.value === "number" && Number.isFinite(node.value)) return node.value;
    this.#refuse(node, `${key} must be a finite number but is ${shown(node)}`, `write a number for ${key}`);
    return 0;
  }

  word(key: string, known?: readonly string[]): string {
    const node = this.#needed(key, "a text");
    if (node === undefined) return "";
    const value = node.kind === "scalar" ? node.value : undefined;
    if (typeof value !== "string" || value === "" || value.length > MOST_CHARACTERS) {
      this.#refuse(node, `${key} must be a text of 1 to ${MOST_CHARACTERS} characters but is ${shown(node)}`, `write a text for ${key}`);
      return "";
    }
    if (known !== undefined && !known.includes(value))
      this.#refuse(node, `there is no ${key} ${shown(node)}`, `known are ${known.join(", ")}`);
    return value;
  }

  object(key: string): RowReader {
    const node = this.#needed(key, "an object");
    return node === undefined ? this : new RowReader(node, this.#found);
  }

  #member(key: string): JsonNode | undefined {
    return this.#node.kind === "object" ? this.#node.members.findLast((member) => member.key === key)?.node : undefined;
  }

  #needed(key: string, kind: string): JsonNode | undefined {
    const node = this.#member(key);
    if (node === undefined) this.#refuse(this.#node, `${key} is missing`, `add ${key}, ${kind}`);
    return node;
  }

  #refuse({ start, end }: JsonNode, message: string, hint: string): void {
    this.#found.issue ??= { offset: start, length: end - start, message, hint };
  }
}

const shown = (node: JsonNode): string => {
  if (node.kind !== "scalar") return node.kind === "list" ? "a list" : "an object";
  return typeof node.value === "number" ? String(node.value) : JSON.stringify(node.value).slice(0, 60);
};
