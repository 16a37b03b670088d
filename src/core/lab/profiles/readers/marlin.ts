import type { Written } from "../fact.ts";
import { Gleaner, numberOf } from "../gleaner.ts";
import { ANY_MATERIAL, type Param } from "../param.ts";
import type { ProfileReader, SourceFile } from "../reader.ts";

/** Marlin: the temperatures at which the firmware stops. */
export const entry: ProfileReader = {
  id: "marlin",
  title: "Marlin: Configuration.h",
  recognises: ({ path, text }) => /[.]h$/iu.test(path) && /^[ \t/]*#define[ \t]+(?:HEATER_\d|BED|TEMP_SENSOR)/mu.test(text),
  read: (file) => {
    const gleaner = new Gleaner();
    const lowest = new Map<string, Written>();
    for (const [name, written] of definesOf(file)) {
      const known = lowest.get(name);
      if (known !== undefined && known.text !== written.text)
        gleaner.skip(written.place, `${name} ${written.text}`, "it is defined more than once: the lowest value counts");
      if (known === undefined || Number(written.text) < Number(known.text)) lowest.set(name, written);
    }
    for (const [name, written] of lowest) gleaner.take(paramOf(name), written, { material: ANY_MATERIAL, source: name });
    return gleaner.reading;
  },
};

const paramOf = (name: string): Param => (name === "BED_MAXTEMP" ? "bed_max_temp" : "max_temp");

/** The limits that are defined, in the order of the file, without comments; a value may stand in parentheses. */
const definesOf = ({ path, text }: SourceFile): readonly (readonly [name: string, written: Written])[] =>
  withoutComments(text)
    .split("\n")
    .flatMap((line, index) => {
      const found = /^[ \t]*#[ \t]*define[ \t]+(HEATER_[0-7]_MAXTEMP|BED_MAXTEMP)[ \t]+(.{1,60})$/u.exec(line.trimEnd());
      if (found === null) return [];
      const value = (found[2] as string).replaceAll(/[()\s]|(?<=\d)[uUlLfF]+\b/gu, "");
      return [
        [
          found[1] as string,
          { text: numberOf(value) === undefined ? (found[2] as string) : value, place: { file: path, line: index + 1 } },
        ] as const,
      ];
    });

/** The text without `//` and block comments, on the same lines. */
const withoutComments = (text: string): string => {
  const find = (sign: string, from: number): number => {
    const at = text.indexOf(sign, from);
    return at < 0 ? text.length : at;
  };
  let kept = "";
  let [block, line] = [-1, -1];
  for (let at = 0; ; ) {
    if (block < at) block = find("/*", at);
    if (line < at) line = find("//", at);
    const next = Math.min(block, line);
    kept += text.slice(at, next);
    if (next === text.length) return kept;
    at = next === line ? find("\n", next) : Math.min(find("*/", next + 2) + 2, text.length);
    kept += text.slice(next, at).replaceAll(/[^\n]/gu, "");
  }
};
