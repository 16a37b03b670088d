import type { Written } from "./fact.ts";
import type { SourceFile } from "./reader.ts";

/** A section of an ini file. Of a key that is given twice the last value counts. */
export type IniSection = { readonly title: string; readonly line: number; readonly values: ReadonlyMap<string, Written> };

/** Sections of one file. */
const MOST_SECTIONS = 20_000;

/**
 * Reads `[section]` and `key = value` (or `key: value`) lines; `clean` takes comments off a line first. Lines before the first
 * section have the title `""`. What is neither is not looked at. Total.
 */
export const readIni = ({ path, text }: SourceFile, clean: (line: string) => string): readonly IniSection[] => {
  const sections: { title: string; line: number; values: Map<string, Written> }[] = [{ title: "", line: 1, values: new Map() }];
  for (const [index, raw] of text.split("\n").entries()) {
    const line = clean(raw.replace(/\r$/u, ""));
    const title = /^\s*\[([^\]]*)\]\s*$/u.exec(line)?.[1];
    if (title !== undefined) {
      if (sections.length > MOST_SECTIONS) break;
      sections.push({ title: title.trim(), line: index + 1, values: new Map() });
      continue;
    }
    const at = line.search(/[=:]/u);
    if (at < 1 || line.startsWith(" ") || line.startsWith("\t")) continue;
    const place = { file: path, line: index + 1 };
    sections.at(-1)?.values.set(line.slice(0, at).trim().toLowerCase(), { text: line.slice(at + 1).trim(), place });
  }
  return sections;
};

/** Drops lines that are comments by their first sign. */
export const dropComments = (line: string): string => (/^\s*[#;]/u.test(line) ? "" : line);
