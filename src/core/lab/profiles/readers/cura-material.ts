import { lineOf } from "../../../kernel/line-of.ts";
import { Gleaner } from "../gleaner.ts";
import type { ProfileReader } from "../reader.ts";

const KEYS = {
  "print temperature": "nozzle_temp",
  "heated bed temperature": "bed_temp",
  "print cooling": "fan_pct",
  "retraction amount": "retraction_mm",
} as const;

/** Settings of one material. */
const MOST_SETTINGS = 1_000;

/** Cura: a material (`.xml.fdm_material`). Settings of single machines are not looked at. */
export const entry: ProfileReader = {
  id: "cura-material",
  title: "Cura: material (.xml.fdm_material)",
  recognises: ({ path, text }) => /[.](?:fdm_material|xml)$/iu.test(path) && text.includes("<fdmmaterial"),
  read: ({ path, text }) => {
    const gleaner = new Gleaner();
    const plain = without(without(text, "<!--", "-->"), "<machine>", "</machine>");
    const type = inside(plain, "material") ?? "";
    const source = [inside(plain, "brand"), inside(plain, "label") ?? type].filter((word) => word !== undefined && word !== "").join(" ");
    const said = gleaner.statement({ text: type, place: { file: path, line: 1 } }, source);
    if (said === undefined) return gleaner.reading;
    let taken = 0;
    for (const found of plain.matchAll(/<setting key="([^"<>]{1,60})">([^<]{0,60})<\/setting>/gu)) {
      const [, key = "", value = ""] = found;
      if (++taken > MOST_SETTINGS) break;
      if (Object.hasOwn(KEYS, key))
        gleaner.take(
          KEYS[key as keyof typeof KEYS],
          { text: value.trim(), place: { file: path, line: lineOf(plain, found.index).line } },
          said,
        );
    }
    return gleaner.reading;
  },
};

/** The text of the first element of that name. */
const inside = (text: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]{0,100})</${name}>`, "u").exec(text)?.[1]?.trim();

/** The text with everything from `open` to `close` blank, on the same lines. What is not closed goes to the end. */
const without = (text: string, open: string, close: string): string => {
  let kept = "";
  for (let at = 0; ; ) {
    const start = text.indexOf(open, at);
    if (start < 0) return kept + text.slice(at);
    const end = text.indexOf(close, start);
    const after = end < 0 ? text.length : end + close.length;
    kept += text.slice(at, start) + text.slice(start, after).replaceAll(/[^\n]/gu, " ");
    at = after;
  }
};
