import { type JsonIssue, type JsonNode, parseJson } from "../../core/kernel/json-source.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { type Observation, OUTCOMES } from "../../core/lab/calibrate/observation.ts";
import type { Edition } from "../../core/lab/edition.ts";
import { BED_POSITIONS, type Environment, GEOMETRIES, type Job } from "../../core/lab/job.ts";
import { MACHINES } from "../../core/lab/machines.ts";
import { DETAILS, type Detail, type PrintDetails } from "../../core/lab/print-details.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../../core/lab/settings.ts";
import { USUAL_LAYER_MM } from "../../core/lab/usual.ts";

/** A job as a file gives it. `line` counts from 1. */
export type JobRow = { readonly line: number; readonly job: Job; readonly environment: Environment };

/** A job with the settings that it is to be printed with. */
export type PrintRow = JobRow & { readonly settings: Settings };

/** An observed print; without `observation` when its outcome is no known word. */
export type ObservedRow = { readonly line: number; readonly observation: Observation | undefined; readonly namesMachine: boolean };

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

/** Rows in the order of their file, and the names of members that no rule reads, in the order in which they first stand. */
export type ReadRows<Row> = { readonly rows: readonly Row[]; readonly unread: readonly string[] };

/** How rows are read: which words they may use, and the machine and the measured part of rows that name none. */
export type RowRules = { readonly vocabulary: Edition["vocabulary"]; readonly machine: string; readonly part?: RowPart | undefined };

/** A measured part: what a row takes from it where it does not say so itself. */
export type RowPart = { readonly geometry: string; readonly details: PrintDetails };

/** Rows that one file may have. */
const MOST_ROWS = 200_000;
/** Characters of a material, a geometry, a position. */
const MOST_CHARACTERS = 100;
/** Names that nobody reads that are kept. */
const MOST_UNREAD = 20;

/** Reads the rows of a file with their settings, or says what is wrong with the first bad one. */
export const readPrintRows = (file: RowFile, rules: RowRules): Result<ReadRows<PrintRow>, RowFault> =>
  readRows(file, (reader, line) => ({ ...readJob(reader, line, rules), settings: readSettings(reader.object("settings")) }));

/** As `readPrintRows`, of rows that need no settings; settings that are there are not looked at. */
export const readJobRows = (file: RowFile, rules: RowRules): Result<ReadRows<JobRow>, RowFault> =>
  readRows(file, (reader, line) => {
    reader.has("settings");
    return readJob(reader, line, rules);
  });

/**
 * Reads observed prints: rows as `readPrintRows` takes them, with `outcome` and perhaps `failure_mode`; settings may stand in
 * the row itself. Lines that open with `#` are comments. A row that names no machine is read as `machine`.
 */
export const readObservedRows = (file: RowFile, machine: string): Result<ReadRows<ObservedRow>, RowFault> =>
  readRows({ ...file, text: file.text.replace(/^[ \t]*#.*$/gmu, "") }, (reader, line) => {
    const { job, environment } = readJob(reader, line, { vocabulary: "any", machine });
    const settings = readSettings(reader.has("settings") ? reader.object("settings") : reader);
    const word = reader.word("outcome");
    const outcome = OUTCOMES.find((known) => known === word);
    const mode = reader.has("failure_mode") ? MODES.find((known) => known === reader.word("failure_mode")) : undefined;
    const observation = outcome && { job, environment, settings, outcome, ...(mode === undefined ? {} : { mode }) };
    return { line, observation, namesMachine: reader.has("machine") };
  });

/** Words that a failed print may be explained by; others explain nothing. */
const MODES = ["none", "under_extrusion", "sag", "stringing", "adhesion", "warp", "delamination"] as const;

/** A fault of a whole row that was found after it was read. */
export const rowFault = ({ file, text }: RowFile, line: number, message: string, hint: string): RowFault =>
  faultOn(file, line, text.split("\n")[line - 1] ?? "", { offset: 0, length: 1, message, hint });

const readRows = <Row>(source: RowFile, read: (reader: RowReader, line: number) => Row): Result<ReadRows<Row>, RowFault> => {
  const rows: Row[] = [];
  const unread = new Set<string>();
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
    if (unread.size < MOST_UNREAD) for (const key of reader.unread) unread.add(key);
  }
  if (rows.length === 0) return fail({ code: "NO_ROWS", message: `${source.file} has no rows`, hint: "write one JSON object a line" });
  return ok({ rows, unread: [...unread].slice(0, MOST_UNREAD) });
};

const faultOn = (file: string, line: number, text: string, { offset, length, message, hint }: JsonIssue): RowFault => ({
  code: "BAD_ROW",
  message: `${file}:${line}: ${message}`,
  hint,
  point: { file, line, column: offset + 1, length, text },
});

const readJob = (reader: RowReader, line: number, { vocabulary, machine, part }: RowRules): JobRow => {
  const isAny = vocabulary === "any";
  return {
    line,
    job: {
      material: reader.word("material"),
      geometry:
        part === undefined || reader.has("geometry_type") ? reader.word("geometry_type", isAny ? undefined : GEOMETRIES) : part.geometry,
      bedPosition: reader.has("bed_position") ? reader.word("bed_position", isAny ? undefined : BED_POSITIONS) : "center",
      machine: reader.has("machine")
        ? reader.word(
            "machine",
            MACHINES.map(({ id }) => id),
          )
        : machine,
      ...readDetails(reader, part?.details),
    },
    environment: { celsius: reader.number("env_temp"), humidityPercent: reader.number("env_humidity") },
  };
};

const readDetails = (reader: RowReader, known?: PrintDetails): { readonly details?: PrintDetails } => {
  const named = (Object.keys(DETAILS) as Detail[]).filter((detail) => reader.has(DETAILS[detail][0]));
  const isEnclosed = reader.has("enclosed") ? { isEnclosed: reader.flag("enclosed") } : {};
  if (named.length === 0 && !reader.has("enclosed")) return known === undefined ? {} : { details: known };
  const numbers = named.map((detail) => {
    const [name, low, high] = DETAILS[detail];
    return [detail, reader.number(name, low, high)] as const;
  });
  return { details: { ...known, ...Object.fromEntries(numbers), ...isEnclosed } };
};

const readSettings = (inner: RowReader): Settings => {
  const value = (setting: Setting): number =>
    setting === "layerHeightMm" && !inner.has(SETTING_NAMES[setting]) ? USUAL_LAYER_MM : inner.number(SETTING_NAMES[setting]);
  return Object.fromEntries(SETTINGS.map((setting) => [setting, value(setting)])) as Settings;
};

/** Reads the members of a row and keeps the first issue; what it returns then has no meaning. Readers of one row share it. */
class RowReader {
  readonly #node: JsonNode;
  readonly #found: { issue: JsonIssue | undefined };
  readonly #asked = new Set<string>();
  readonly #inner: (readonly [key: string, reader: RowReader])[] = [];

  constructor(node: JsonNode, found: { issue: JsonIssue | undefined } = { issue: undefined }) {
    this.#node = node;
    this.#found = found;
    if (node.kind !== "object") this.#refuse(node, "a row must be an object", "write {…} with the fields of a row");
  }

  get issue(): JsonIssue | undefined {
    return this.#found.issue;
  }

  /** Members that were never asked for; those of an object in the row by its name and theirs. */
  get unread(): readonly string[] {
    if (this.#node.kind !== "object") return [];
    const own = this.#node.members.map(({ key }) => key).filter((key) => !this.#asked.has(key));
    return [...own, ...this.#inner.flatMap(([key, reader]) => reader.unread.map((name) => `${key}.${name}`))];
  }

  has(key: string): boolean {
    return this.#member(key) !== undefined;
  }

  /** A finite number, held in a closed range where one is given. */
  number(key: string, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): number {
    const node = this.#needed(key, "a number");
    if (node === undefined) return 0;
    const value = node.kind === "scalar" ? node.value : undefined;
    if (typeof value === "number" && Number.isFinite(value)) {
      if (value < low || value > high)
        this.#refuse(node, `${key} must be from ${low} to ${high} but is ${value}`, `write a number in that range`);
      return value;
    }
    this.#refuse(node, `${key} must be a finite number but is ${shown(node)}`, `write a number for ${key}`);
    return 0;
  }

  flag(key: string): boolean {
    const node = this.#needed(key, "true or false");
    const value = node?.kind === "scalar" ? node.value : undefined;
    if (typeof value === "boolean") return value;
    if (node !== undefined) this.#refuse(node, `${key} must be true or false but is ${shown(node)}`, `write true or false for ${key}`);
    return false;
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
    if (node === undefined) return this;
    const inner = new RowReader(node, this.#found);
    this.#inner.push([key, inner]);
    return inner;
  }

  #member(key: string): JsonNode | undefined {
    this.#asked.add(key);
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
