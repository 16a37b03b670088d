import { RE2JS } from "re2js";
import { asRecord, asText, type Json } from "../../core/kernel/json.ts";
import { globMatches } from "../../core/steward/glob.ts";
import type { SourceText } from "../../core/voices/types.ts";
import type { Tool } from "../../ports/model.ts";

/** Limits of the tools: hits of one grep, lines of one read, characters of a pattern and of a file that is searched. */
const MAX_HITS = 100;
const MAX_LINES = 500;
const MAX_PATTERN = 512;
const MAX_FILE_CHARS = 256 * 1024;

/** The steward's tools: read, grep and glob over the snapshot in memory. No tool touches a file system. */
export const stewardTools = (sources: readonly SourceText[]): readonly Tool[] => [
  {
    name: "read_file",
    description: "Numbered lines of a registered file, from offset (1-based), at most 500.",
    parameters: schema({ path: "string", offset: "integer", limit: "integer" }, ["path"]),
    run: (input) => readFile(sources, input),
  },
  {
    name: "grep",
    description: "Lines of the registered files that match a regular expression (RE2, linear time), at most 100.",
    parameters: schema({ pattern: "string", path: "string", ignore_case: "boolean" }, ["pattern"]),
    run: (input) => grep(sources, input),
  },
  {
    name: "glob",
    description: "Registered files whose path matches a glob.",
    parameters: schema({ pattern: "string" }, ["pattern"]),
    run: (input) => glob(sources, input),
  },
];

const schema = (properties: Readonly<Record<string, string>>, required: readonly string[]): Json => ({
  type: "object",
  additionalProperties: false,
  required,
  properties: Object.fromEntries(Object.entries(properties).map(([name, type]) => [name, { type }])),
});

const named = (sources: readonly SourceText[], path: string | undefined): SourceText | undefined =>
  sources.find(({ file }) => file === path);

const unknownFile = (sources: readonly SourceText[], path: string | undefined): string =>
  `${path ?? "no path"} is not registered; registered are ${sources.map(({ file }) => file).join(", ")}`;

const readFile = (sources: readonly SourceText[], input: Json): string => {
  const args = asRecord(input) ?? {};
  const path = asText(args.path);
  const source = named(sources, path);
  if (source === undefined) return unknownFile(sources, path);
  const first = whole(args.offset, 1, 1, Number.MAX_SAFE_INTEGER);
  const count = whole(args.limit, MAX_LINES, 1, MAX_LINES);
  const lines = source.text.split("\n");
  const shown = lines.slice(first - 1, first - 1 + count).map((line, index) => `${first + index}: ${line}`);
  return shown.length === 0 ? `${source.file} has ${lines.length} lines` : shown.join("\n");
};

const grep = (sources: readonly SourceText[], input: Json): string => {
  const args = asRecord(input) ?? {};
  const pattern = asText(args.pattern) ?? "";
  if (pattern === "" || pattern.length > MAX_PATTERN) return `a pattern has 1 to ${MAX_PATTERN} characters`;
  const compiled = compile(pattern, args.ignore_case === true);
  if (typeof compiled === "string") return compiled;
  const path = asText(args.path);
  const searched = path === undefined ? sources : sources.filter(({ file }) => file === path);
  if (searched.length === 0) return unknownFile(sources, path);
  const hits: string[] = [];
  for (const { file, text } of searched) {
    for (const [index, line] of text.slice(0, MAX_FILE_CHARS).split("\n").entries()) {
      if (hits.length >= MAX_HITS) return `${hits.join("\n")}\n… more lines match`;
      if (compiled.matcher(line).find()) hits.push(`${file}:${index + 1}:${line}`);
    }
  }
  return hits.length === 0 ? "no line matches" : hits.join("\n");
};

const compile = (pattern: string, ignoreCase: boolean): RE2JS | string => {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (fault) {
    return `the pattern is not valid: ${String(fault)}`;
  }
};

const glob = (sources: readonly SourceText[], input: Json): string => {
  const pattern = asText(asRecord(input)?.pattern) ?? "";
  if (pattern === "" || pattern.length > MAX_PATTERN) return `a pattern has 1 to ${MAX_PATTERN} characters`;
  const found = sources.map(({ file }) => file).filter((file) => globMatches(pattern, file));
  return found.length === 0 ? "no file matches" : found.join("\n");
};

const whole = (value: Json | undefined, fallback: number, least: number, most: number): number =>
  typeof value === "number" && Number.isInteger(value) ? Math.min(most, Math.max(least, value)) : fallback;
