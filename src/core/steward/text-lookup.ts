import type { OpenSource } from "./sources.ts";
import { type Found, SHOWN } from "./table-lookup.ts";

/** Characters of a line that an answer shows. */
const LINE_CHARS = 300;

const shownLine = (source: OpenSource, line: number): string => `${line}: ${(source.lines[line - 1] ?? "").slice(0, LINE_CHARS)}`;

/** The lines that hold a text, letter case aside; the first `SHOWN` of them and the total. */
export const linesMatching = (source: OpenSource, text: string): Found => {
  const wanted = text.toLowerCase();
  if (wanted === "") return { found: false, text: "An empty text matches nothing.", lines: [] };
  const hits = source.lines.flatMap((line, index) => (line.toLowerCase().includes(wanted) ? [index + 1] : []));
  const shown = hits.slice(0, SHOWN);
  const more = hits.length > SHOWN ? [`… ${hits.length - SHOWN} more lines`] : [];
  const head = `${hits.length} of ${source.lines.length} lines hold ${JSON.stringify(text)}.`;
  return { found: hits.length > 0, text: [head, ...shown.map((line) => shownLine(source, line)), ...more].join("\n"), lines: shown };
};

/** Lines by number, at most `SHOWN`, within the file. */
export const linesBetween = (source: OpenSource, first: number, last: number): Found => {
  const from = Math.max(1, first);
  const to = Math.min(last, source.lines.length);
  if (from > to) return { found: false, text: `The file has ${source.lines.length} lines.`, lines: [] };
  const lines = Array.from({ length: Math.min(SHOWN, to - from + 1) }, (_, index) => from + index);
  const more = to - from + 1 > SHOWN ? [`… ${to - from + 1 - SHOWN} more lines`] : [];
  return { found: true, text: [...lines.map((line) => shownLine(source, line)), ...more].join("\n"), lines };
};

/** The text under a Markdown heading, up to the next heading of the same or a higher level. */
export const sectionOf = (source: OpenSource, heading: string): Found => {
  const headings = source.lines.flatMap((line, index) => {
    const match = /^(#{1,6})\s+(.*?)\s*#*$/u.exec(line);
    return match === null ? [] : [{ level: (match[1] as string).length, title: match[2] as string, line: index + 1 }];
  });
  const found = headings.find(({ title }) => title.toLowerCase() === heading.toLowerCase());
  if (found === undefined) {
    return {
      found: false,
      text: `No heading ${JSON.stringify(heading)}. The headings are ${
        headings
          .map(({ title }) => title)
          .slice(0, SHOWN)
          .join("; ") || "none"
      }.`,
      lines: [],
    };
  }
  const next = headings.find(({ level, line }) => line > found.line && level <= found.level)?.line ?? source.lines.length + 1;
  return linesBetween(source, found.line, next - 1);
};

/** The value of a key: a whole dotted path first, then its last part; letter case aside. Several hits are all shown. */
export const keyValue = (source: OpenSource, key: string): Found => {
  const wanted = key.toLowerCase();
  const last = (path: string): string => path.toLowerCase().split(".").at(-1) ?? "";
  const exact = source.keyValues.filter((pair) => pair.key.toLowerCase() === wanted);
  const hits = exact.length > 0 ? exact : source.keyValues.filter((pair) => last(pair.key) === wanted);
  if (hits.length === 0) {
    const known = source.keyValues.slice(0, SHOWN).map((pair) => pair.key);
    return {
      found: false,
      text: `No key ${JSON.stringify(key)}. ${known.length === 0 ? "The file holds no keys." : `The keys are ${known.join(", ")}${source.keyValues.length > SHOWN ? ", …" : ""}.`}`,
      lines: [],
    };
  }
  const shown = hits.slice(0, SHOWN);
  return { found: true, text: shown.map((pair) => `${pair.key} = ${pair.value}`).join("\n"), lines: shown.map(({ line }) => line) };
};
