import type { KeyValue, Source } from "../types.ts";

/** Most key-values of one file, and longest value kept. */
const MAX_KEYS = 2000;
const MAX_VALUE = 500;

const pair =
  /^([ \t]*)(?:- )?(?:export |const |let |var |final |static |public )*["']?([A-Za-z_][\w.\-/ ]{0,80}?)["']?[ \t]*(?:=|:)(?:[ \t]+(.*)|([^\s:=/].*)|)$/u;

/**
 * Reads TOML, INI, properties, `.env` and YAML-like text: `key = value`, `key: value`, `[section]`, nesting by indent. Keys are
 * dotted paths. Comments (`#`, `;`, `//`) and trailing comments after two spaces or a quote are left out. Total on any text.
 */
export const keyValuesOf = (source: Pick<Source, "file" | "lines">, firstLine: number): KeyValue[] => {
  const found: KeyValue[] = [];
  let section = "";
  let parents: { indent: number; key: string }[] = [];
  for (const [i, raw] of source.lines.entries()) {
    if (found.length >= MAX_KEYS) break;
    const line = raw.slice(0, 1000);
    const text = line.trim();
    if (text === "" || /^(?:#|;|\/\/|--|\*|\/\*)/u.test(text)) continue;
    const head = /^\[{1,2}([^[\]]{1,120})\]{1,2}\s*(?:#.*)?$/u.exec(text);
    if (head) {
      section = `${(head[1] as string).trim().replaceAll('"', "")}.`;
      parents = [];
      continue;
    }
    const match = pair.exec(line);
    if (!match) continue;
    const indent = (match[1] as string).length + (text.startsWith("- ") ? 2 : 0);
    while (parents.length > 0 && (parents[parents.length - 1] as { indent: number }).indent >= indent) parents.pop();
    const key = (match[2] as string).trim();
    const value = settingOf(match[3] ?? match[4] ?? "");
    if (value === "") parents.push({ indent, key });
    else
      found.push({ file: source.file, line: firstLine + i, key: section + [...parents.map((parent) => parent.key), key].join("."), value });
  }
  return found;
};

/** The value without quotes, trailing comment, comma or semicolon. */
const settingOf = (text: string): string => {
  const trimmed = text.trim();
  const quoted = /^(["'])([^"']{0,500})\1/u.exec(trimmed);
  if (quoted) return (quoted[2] as string).trim();
  const comment = trimmed.search(/(?:\s#|\s\/\/)/u);
  return (comment < 0 ? trimmed : trimmed.slice(0, comment)).trim().replace(/[,;]$/u, "").slice(0, MAX_VALUE);
};
