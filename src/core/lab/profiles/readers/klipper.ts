import { Gleaner } from "../gleaner.ts";
import { type IniSection, readIni } from "../ini.ts";
import { ANY_MATERIAL } from "../param.ts";
import { type Neighbours, type ProfileReader, resolvePath, type SourceFile } from "../reader.ts";

/** Files of one printer, and includes within includes. */
const MOST_FILES = 200;
const MOST_DEPTH = 16;

/** Klipper: what the heaters may reach, with every file that is included, comments apart. */
export const entry: ProfileReader = {
  id: "klipper",
  title: "Klipper: printer.cfg with its includes",
  recognises: ({ path, text }) =>
    /[.]cfg$/iu.test(path) &&
    !/^\[values\]/mu.test(text) &&
    /^\[(?:printer|extruder\d*|heater_bed|include [^\]\n]+|mcu|firmware_retraction)\]/mu.test(text),
  read: (file, neighbours) => {
    const gleaner = new Gleaner();
    const sections = withIncludes(file, neighbours, gleaner);
    for (const { title, values } of sections) {
      const said = { material: ANY_MATERIAL, source: `[${title}]` };
      if (/^extruder\d*$/u.test(title)) {
        gleaner.take("max_temp", values.get("max_temp"), said);
        const advance = values.get("pressure_advance");
        if (advance !== undefined)
          gleaner.skip(advance.place, `[${title}]: pressure_advance`, "it belongs to a material, and none is named");
      }
      if (title === "heater_bed") gleaner.take("bed_max_temp", values.get("max_temp"), said);
      if (title === "firmware_retraction") gleaner.take("retraction_mm", values.get("retract_length"), said);
    }
    return gleaner.reading;
  },
};

/** Klipper ends a line at its first `#` (and at a `;` after white space); what it saved itself stands behind `#*#`. */
const clean = (line: string): string => {
  const saved = line.startsWith("#*# ") ? line.slice(4) : line;
  return (saved.split("#")[0] ?? "").replace(/(?:^|\s);.*$/u, "").trimEnd();
};

/** The sections of a file in the order in which Klipper reads them; of a section that is given again its last values count. */
const withIncludes = (start: SourceFile, neighbours: Neighbours, gleaner: Gleaner): readonly IniSection[] => {
  const merged = new Map<
    string,
    { title: string; line: number; values: Map<string, { text: string; place: { file: string; line: number } }> }
  >();
  let files = 0;
  const visit = (file: SourceFile, above: readonly string[]): void => {
    files += 1;
    for (const section of readIni(file, clean)) {
      const wanted = /^include\s+(.+)$/u.exec(section.title)?.[1];
      if (wanted === undefined) {
        const known = merged.get(section.title) ?? { title: section.title, line: section.line, values: new Map() };
        for (const [key, written] of section.values) known.values.set(key, written);
        merged.set(section.title, known);
      } else for (const next of included(wanted, file, section.line)) visit(next, [...above, next.path]);
    }
    function included(pattern: string, { path }: SourceFile, line: number): readonly SourceFile[] {
      const what = `[include ${pattern.slice(0, 100)}]`;
      const skip = (why: string): readonly SourceFile[] => {
        gleaner.skip({ file: path, line }, what, why);
        return [];
      };
      const resolved = resolvePath(path, pattern);
      if (resolved === undefined) return skip("it leads out of the folder that is read");
      const paths = neighbours.paths.filter((one) => matches(one, resolved));
      if (paths.length === 0 && !/[*?]/u.test(pattern)) return skip("there is no such file in the folder that is read");
      if (paths.some((one) => above.includes(one))) return skip("it includes itself");
      if (above.length >= MOST_DEPTH || files + paths.length > MOST_FILES)
        return skip(`more than ${MOST_FILES} files, or ${MOST_DEPTH} deep`);
      return paths.flatMap((one) => {
        const text = neighbours.read(one);
        return text === undefined ? skip(`${one} cannot be read as text`) : [{ path: one, text }];
      });
    }
  };
  visit(start, [start.path]);
  return [...merged.values()];
};

/** `*` and `?` stand for signs of one name, as a shell reads them. Linear: a `*` that came before is never looked at again. */
const matches = (path: string, pattern: string): boolean => {
  let [at, from, star, kept] = [0, 0, -1, 0];
  while (at < path.length) {
    if (from < pattern.length && (pattern[from] === path[at] || (pattern[from] === "?" && path[at] !== "/")))
      [at, from] = [at + 1, from + 1];
    else if (pattern[from] === "*") [star, kept, from] = [from, at, from + 1];
    else if (star >= 0 && path[kept] !== "/") [at, kept, from] = [kept + 1, kept + 1, star + 1];
    else return false;
  }
  while (pattern[from] === "*") from++;
  return from === pattern.length;
};
