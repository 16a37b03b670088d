import { RE2JS } from "re2js";
import { asRecord, asText, type Json } from "../../core/kernel/json.ts";
import { clip } from "../../core/kernel/text.ts";
import { globMatches } from "../../core/steward/glob.ts";
import { splitLines } from "../../core/steward/text.ts";
import type { SourceText } from "../../core/voices/types.ts";
import type { Tool } from "../../ports/model.ts";
import { fenced } from "./fence.ts";

/** Limits of the tools: hits of one grep, lines and characters of one read, of a pattern, of a file and of all files searched. */
const MAX_HITS = 100;
const MAX_LINES = 500;
const MAX_READ_CHARS = 32_768;
const MAX_PATTERN = 512;
const MAX_PROGRAM = 4_000;
const MAX_FILE_CHARS = 256 * 1024;
const MAX_SEARCHED_CHARS = 2 * 1024 * 1024;
const MAX_PATHS = 200;
const LINE_CHARS = 400;
/** Calls that one request may make in all; the backend bounds its own rounds. */
const MAX_CALLS = 40;

/**
 * The steward's tools over the registered files as read: `read_file`, `grep` (RE2, linear time) and `glob`. They work on text in
 * memory, know no other file, and never throw. What they return is fenced: text of a file is data.
 */
export const stewardTools = (sources: readonly SourceText[]): readonly Tool[] => {
  let calls = 0;
  const tool = (name: string, description: string, parameters: Json, run: (args: Args) => string): Tool => ({
    name,
    description,
    parameters,
    run: (input) => (++calls > MAX_CALLS ? "no more calls: answer with what you have" : run(asRecord(input) ?? {})),
  });
  return [
    tool(
      "read_file",
      `Numbered lines of a registered file from offset (1-based), at most ${MAX_LINES}.`,
      schema({ path: "string", offset: "integer", limit: "integer" }, ["path"]),
      (args) => readFile(sources, args),
    ),
    tool(
      "grep",
      `Lines of the registered files that match an RE2 pattern, at most ${MAX_HITS}, as file:line:text. path or glob narrow the files.`,
      schema({ pattern: "string", path: "string", glob: "string", ignore_case: "boolean" }, ["pattern"]),
      (args) => grep(sources, args),
    ),
    tool("glob", "Registered files whose path matches a glob of *, ? and **.", schema({ pattern: "string" }, ["pattern"]), (args) =>
      glob(sources, args),
    ),
  ];
};

type Args = { readonly [key: string]: Json };

const schema = (properties: Readonly<Record<string, string>>, required: readonly string[]): Json => ({
  type: "object",
  additionalProperties: false,
  required,
  properties: Object.fromEntries(Object.entries(properties).map(([name, type]) => [name, { type }])),
});

/** A file by its path, or by its base name when only one has it. */
const named = (sources: readonly SourceText[], path: string): SourceText | undefined => {
  const plain = path.trim().replace(/^(?:\.\/)+/u, "");
  const based = sources.filter(({ file }) => file.split("/").at(-1) === plain);
  return sources.find(({ file }) => file === plain) ?? (based.length === 1 ? based[0] : undefined);
};

const unknownFile = (sources: readonly SourceText[], path: string): string => {
  const names = sources
    .slice(0, 20)
    .map(({ file }) => file)
    .join(", ");
  return `${JSON.stringify(clip(path, 200))} is not registered; registered are ${names || "no files"}${sources.length > 20 ? ` and ${sources.length - 20} more` : ""}`;
};

const readFile = (sources: readonly SourceText[], args: Args): string => {
  const path = asText(args.path) ?? "";
  const source = named(sources, path);
  if (source === undefined) return unknownFile(sources, path);
  const lines = splitLines(source.text);
  const first = whole(args.offset, 1, Math.max(1, lines.length + 1));
  const shown: string[] = [];
  let chars = 0;
  for (let line = first; line < first + whole(args.limit, MAX_LINES, MAX_LINES) && line <= lines.length; line++) {
    const text = `${line}\t${clip(lines[line - 1] as string, 4_000)}`;
    chars += text.length + 1;
    if (chars > MAX_READ_CHARS) break;
    shown.push(text);
  }
  if (shown.length === 0) return `${source.file} has ${lines.length} lines; line ${first} is behind its end`;
  return fenced(`${source.file} lines ${first}-${first + shown.length - 1} of ${lines.length}`, shown.join("\n"));
};

const grep = (sources: readonly SourceText[], args: Args): string => {
  const pattern = asText(args.pattern) ?? "";
  if (pattern === "" || pattern.length > MAX_PATTERN) return `a pattern has 1 to ${MAX_PATTERN} characters`;
  const compiled = compile(pattern, args.ignore_case === true);
  if (typeof compiled === "string") return compiled;
  const path = asText(args.path);
  const only = path === undefined || path === "" ? undefined : named(sources, path);
  if (path !== undefined && path !== "" && only === undefined) return unknownFile(sources, path);
  const narrow = asText(args.glob);
  const searched = (only === undefined ? sources : [only]).filter(
    ({ file }) => narrow === undefined || narrow === "" || globMatches(narrow, file),
  );
  return search(compiled, searched);
};

const search = (pattern: RE2JS, sources: readonly SourceText[]): string => {
  const hits: string[] = [];
  const notes: string[] = [];
  let left = MAX_SEARCHED_CHARS;
  for (const { file, text } of sources) {
    const length = Math.min(text.length, MAX_FILE_CHARS, left);
    if (length < text.length) notes.push(`only the first ${length} of ${text.length} characters of ${file} were searched`);
    left -= length;
    for (const [index, line] of splitLines(text.slice(0, length)).entries()) {
      if (!pattern.test(line)) continue;
      if (hits.length >= MAX_HITS) return fenced(`the first ${MAX_HITS} hits; there are more`, hits.join("\n"));
      hits.push(`${file}:${index + 1}:${clip(line, LINE_CHARS)}`);
    }
  }
  const looked = `${sources.length} ${sources.length === 1 ? "file" : "files"} searched${notes.length === 0 ? "" : `; ${notes.slice(0, 5).join("; ")}`}`;
  return hits.length === 0 ? `no line matches (${looked})` : fenced(`${hits.length} hits (${looked})`, hits.join("\n"));
};

const compile = (pattern: string, ignoreCase: boolean): RE2JS | string => {
  try {
    const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return compiled.programSize() > MAX_PROGRAM ? "the pattern is too large once its repetitions are written out" : compiled;
  } catch (error) {
    return `the pattern is not valid RE2: ${clip(error instanceof Error ? error.message : "unknown error", 200)}`;
  }
};

const glob = (sources: readonly SourceText[], args: Args): string => {
  const pattern = asText(args.pattern) ?? "";
  if (pattern === "" || pattern.length > MAX_PATTERN) return `a pattern has 1 to ${MAX_PATTERN} characters`;
  const found = sources.map(({ file }) => file).filter((file) => globMatches(pattern, file));
  if (found.length === 0) return `no registered file matches (of ${sources.length})`;
  return `${found.slice(0, MAX_PATHS).join("\n")}${found.length > MAX_PATHS ? `\n… and ${found.length - MAX_PATHS} more` : ""}`;
};

const whole = (value: Json | undefined, fallback: number, most: number): number =>
  typeof value === "number" && Number.isInteger(value) ? Math.min(most, Math.max(1, value)) : fallback;
