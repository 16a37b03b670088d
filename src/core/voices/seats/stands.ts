import type { Source } from "../types.ts";

const cellsOf = (line: string, separator: string | RegExp): readonly string[] =>
  line.split(separator).map((cell) => cell.trim().replace(/^["'`*_]+|["'`*_]+$/g, ""));

/**
 * Whether columns of these names stand side by side in a table of the file as it was registered: the head of a CSV, the keys
 * of a record in JSON, the head of a Markdown table. Tables that the index made (turned, melted, from settings) do not.
 */
export const stands = (source: Source | undefined, names: readonly string[]): boolean => {
  if (source === undefined) return false;
  const name = source.file.toLowerCase();
  const all = (cells: readonly string[]): boolean => names.every((each) => cells.includes(each));
  if (/\.(?:csv|tsv)$/.test(name)) {
    const head = source.lines.find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
    return all(cellsOf(head, /[,;\t]/));
  }
  if (/\.(?:md|markdown)$/.test(name))
    return source.lines.some(
      (line, at) => line.includes("|") && /^[\s|:-]*-[\s|:-]*$/.test(source.lines[at + 1] ?? "") && all(cellsOf(line, "|")),
    );
  if (!/\.(?:json|jsonl|ndjson)$/.test(name)) return false;
  return recordsOf(source.lines.join("\n")).some((keys) => all(keys));
};

/** The keys of the innermost objects of a JSON text: records hold no object. */
const recordsOf = (text: string): readonly (readonly string[])[] =>
  (text.match(/\{[^{}]{1,4000}\}/g) ?? [])
    .slice(0, 50)
    .map((record) => [...record.matchAll(/"([^"\\]{1,80})"\s*:/g)].map((each) => each[1] ?? ""));
