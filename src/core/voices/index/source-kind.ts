import type { Source } from "../types.ts";
import { isLog } from "./logs.ts";

/** How a file is read. */
export type SourceKind = "prose" | "table" | "json" | "json-lines" | "config" | "log" | "code";

const byExtension = new Map<string, SourceKind>(
  (
    [
      ["table", "csv tsv tab"],
      ["json", "json geojson"],
      ["json-lines", "jsonl ndjson"],
      ["config", "toml ini cfg conf env properties yaml yml"],
      ["code", "js ts mjs cjs jsx tsx py rb go rs java kt c h cc cpp cs php sh bash sql swift scala pl lua r css xml html htm svg tf"],
    ] as const
  ).flatMap(([kind, names]) => names.split(" ").map((name): [string, SourceKind] => [name, kind])),
);

/** The kind of a file: its extension, then the shape of its first lines. */
export const sourceKind = (source: Source): SourceKind => {
  const extension = /\.([A-Za-z0-9]{1,10})$/u.exec(source.file)?.[1]?.toLowerCase() ?? "";
  const known = byExtension.get(extension);
  if (known) return known;
  if (isLog(source.lines)) return "log";
  const first = source.lines.find((line) => line.trim() !== "")?.trim() ?? "";
  if (extension !== "md" && /^\{.*\}$/u.test(first.slice(0, 2) + first.slice(-1)) && first.startsWith('{"')) return "json-lines";
  return "prose";
};
