import { clip } from "../kernel/text.ts";
import type { SourceText } from "../voices/types.ts";
import type { Entry } from "./opened.ts";
import { placesOf } from "./places.ts";
import { absent, type Finding } from "./report.ts";
import { counted, plainName } from "./text.ts";

/** Lines that one answer shows. */
const SHOWN = 20;
const SHOWN_RANGE = 60;
const LINE_CHARS = 240;

const shownLine = (lines: readonly string[], line: number): string => `${line}: ${clip(lines[line - 1] ?? "", LINE_CHARS)}`;

/** The lines that hold a text, taken literally, letter case aside: the total and the first `SHOWN` with their numbers. */
export const linesMatching = (source: SourceText, lines: readonly string[], text: string, countOnly = false): Finding => {
  const wanted = text.toLowerCase();
  const hits = lines.flatMap((line, index) => (line.toLowerCase().includes(wanted) ? [index + 1] : []));
  const head = `${hits.length} of ${counted(lines.length, "line")} hold ${JSON.stringify(clip(text, 200))} (literal text, letter case aside)`;
  if (hits.length === 0)
    return {
      found: countOnly,
      head: countOnly ? head : `no line of ${lines.length} holds ${JSON.stringify(clip(text, 200))} (literal text, letter case aside)`,
      places: wholeFile(source, lines),
    };
  const more = hits.length > SHOWN ? [`… the first ${SHOWN} of ${hits.length} lines are shown`] : [];
  const items = countOnly ? [] : [...hits.slice(0, SHOWN).map((line) => around(lines, line, wanted)), ...more];
  return { found: true, head, places: placesOf(source.file, countOnly ? hits : hits.slice(0, SHOWN)), items };
};

const wholeFile = (source: SourceText, lines: readonly string[]): Finding["places"] =>
  lines.length === 0 ? [] : [{ file: source.file, line: 1, endLine: lines.length }];

/** A line, cut around its hit when it is long. */
const around = (lines: readonly string[], line: number, wanted: string): string => {
  const text = lines[line - 1] ?? "";
  const at = text.toLowerCase().indexOf(wanted);
  const from = text.length <= LINE_CHARS || at < LINE_CHARS / 2 ? 0 : at - 60;
  return `${line}: ${from > 0 ? "…" : ""}${clip(text.slice(from), LINE_CHARS)}`;
};

/** How many lines a file has. */
export const countLines = (source: SourceText, lines: readonly string[]): Finding => ({
  found: true,
  head: counted(lines.length, "line"),
  places: wholeFile(source, lines),
});

/** Lines by number; what lies behind the end is said. */
export const linesBetween = (source: SourceText, lines: readonly string[], first: number, last: number): Finding => {
  const [low, high] = first <= last ? [first, last] : [last, first];
  const from = Math.max(1, low);
  const to = Math.min(high, lines.length);
  if (from > to)
    return absent(`line ${low === high ? low : `${low}-${high}`}; the file has ${counted(lines.length, "line")}`, wholeFile(source, lines));
  const shown = Math.min(to, from + SHOWN_RANGE - 1);
  const items = Array.from({ length: shown - from + 1 }, (_, index) => shownLine(lines, from + index));
  const cut = shown < to ? [`… lines ${from}-${shown} of ${from}-${to} are shown`] : [];
  const notes = high > lines.length ? [`the file ends at line ${lines.length}`] : [];
  return {
    found: true,
    head: from === to ? `line ${from}` : `lines ${from}-${to}`,
    places: [{ file: source.file, line: from, endLine: shown }],
    items: [...items, ...cut],
    notes,
  };
};

type Heading = { readonly level: number; readonly title: string; readonly line: number };

/** The text under a heading, up to the next heading of the same or a higher level. Exact names first, then a unique beginning. */
export const sectionOf = (source: SourceText, lines: readonly string[], name: string): Finding => {
  const headings = headingsOf(lines);
  const wanted = plainName(name.replace(/^#+\s*/u, ""));
  const exact = headings.filter(({ title }) => plainName(title) === wanted);
  const begun = wanted.length >= 3 ? headings.filter(({ title }) => plainName(title).startsWith(wanted)) : [];
  const found = exact[0] ?? (begun.length === 1 ? begun[0] : undefined);
  if (found === undefined) {
    const titles = headings.slice(0, 30).map(({ title }) => clip(title, 80));
    const head = `no heading ${JSON.stringify(clip(name, 100))}; ${titles.length === 0 ? "the file has no headings" : `the headings are ${titles.join("; ")}${headings.length > 30 ? "; …" : ""}`}`;
    return absent(
      head,
      headings.length === 0
        ? wholeFile(source, lines)
        : placesOf(
            source.file,
            headings.slice(0, 30).map(({ line }) => line),
          ),
    );
  }
  const end = headings.find(({ level, line }) => line > found.line && level <= found.level)?.line ?? lines.length + 1;
  const section = linesBetween(source, lines, found.line, end - 1);
  const twins =
    exact.length > 1
      ? [
          `${exact.length} headings have this name; the others are at line ${exact
            .slice(1, 9)
            .map(({ line }) => line)
            .join(", ")}`,
        ]
      : [];
  return {
    ...section,
    head: `section ${JSON.stringify(clip(found.title, 120))}, ${section.head}`,
    notes: [...(section.notes ?? []), ...twins],
  };
};

const headingsOf = (lines: readonly string[]): readonly Heading[] => {
  const headings: Heading[] = [];
  let fenced = false;
  for (const [index, line] of lines.entries()) {
    if (/^ {0,3}(?:```|~~~)/u.test(line)) fenced = !fenced;
    const match = fenced || line.length > 500 ? null : /^ {0,3}(#{1,6})[ \t]+(.*)$/u.exec(line);
    if (match === null) continue;
    const title = (match[2] as string).trim().replace(/ #+$/u, "");
    headings.push({ level: (match[1] as string).length, title, line: index + 1 });
  }
  return headings;
};

/**
 * The value of a key: its whole dotted path first, else every key whose path ends so, letter case, hyphens and underscores
 * aside. Several are all shown: which one was meant is not guessed.
 */
export const valueOfKey = (source: SourceText, entries: readonly Entry[], key: string): Finding => {
  const wanted = pathOf(key);
  const paths = entries.map((entry) => ({ entry, path: pathOf(entry.path) }));
  const whole = paths.filter(({ path }) => path === wanted);
  const hits = (whole.length > 0 ? whole : paths.filter(({ path }) => path.endsWith(`.${wanted}`))).map(({ entry }) => entry);
  if (hits.length === 0) {
    const known = [...new Set(entries.map(({ path }) => path))];
    const names = known.slice(0, 30).map((path) => clip(path, 60));
    const head = `no key ${JSON.stringify(clip(key, 100))}; ${names.length === 0 ? "the file holds no keys" : `the keys are ${names.join(", ")}${known.length > 30 ? ", …" : ""}`}`;
    return absent(
      head,
      placesOf(
        source.file,
        entries.slice(0, 30).map(({ line }) => line),
      ),
    );
  }
  const shown = hits.slice(0, SHOWN);
  const texts = shown.map(({ path, value, line }) => `${path} = ${clip(value, 1_000)} [${source.file}:${line}]`);
  const places = placesOf(
    source.file,
    shown.map(({ line }) => line),
  );
  if (hits.length === 1) return { found: true, head: (texts[0] as string).replace(/ \[[^\]]*\]$/u, ""), places };
  const more = hits.length > shown.length ? [`… the first ${shown.length} of ${hits.length} keys are shown`] : [];
  return { found: true, head: `${hits.length} keys end in ${JSON.stringify(clip(key, 100))}:`, places, items: [...texts, ...more] };
};

const pathOf = (key: string): string =>
  key
    .trim()
    .replace(/\[(\d+)\]/gu, ".$1")
    .split(".")
    .map((part) => plainName(part.replace(/^["'`]|["'`]$/gu, "")))
    .filter((part) => part !== "")
    .join(".");
