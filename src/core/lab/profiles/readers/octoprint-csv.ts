import { hash53 } from "../../../kernel/hash.ts";
import type { Lesson } from "../../lessons.ts";
import { type CsvRow, readCsv } from "../csv.ts";
import { Gleaner } from "../gleaner.ts";
import { materialNameOf } from "../material-name.ts";
import { PARAMS } from "../param.ts";
import type { ProfileReader } from "../reader.ts";

/** What words of a note mean, the first that fits. A note that denies the word is no failure of it. */
const WORDS: readonly (readonly [word: RegExp, outcome: Lesson["outcome"], geometry: string, mode: Lesson["mode"] & string])[] = [
  [/\bstring/iu, "failed_stringing", "stringing", "stringing"],
  [/\b(?:sag|droop)/iu, "failed_sag", "overhang", "sag"],
  [/\b(?:warp|curl|lift)/iu, "failed_sag", "adhesion", "warp"],
  [/\brough/iu, "success", "adhesion", "none"],
];
const DENIED = /\b(?:no|not|without|never|zero|kein\w*|ohne)\b[^.;,]{0,20}$/iu;
/** A history says nothing of the room: a neutral one stands for it. */
const ROOM = { celsius: 22, humidityPercent: 50 };
const MOST_CHARACTERS = 500;

/** OctoPrint's print history: notes that people wrote become candidates for lessons. */
export const entry: ProfileReader = {
  id: "octoprint-csv",
  title: "OctoPrint: print history (CSV with Note, Material, File Name)",
  recognises: ({ path, text }) => /[.]csv$/iu.test(path) && /\bnote\b/iu.test(text.slice(0, 2000).split("\n")[0] ?? ""),
  read: ({ path, text }) => {
    const gleaner = new Gleaner();
    const [head, ...rows] = readCsv(text);
    const column = (name: string): number => head?.cells.findIndex((cell) => cell.trim().toLowerCase() === name) ?? -1;
    const columns = { note: column("note"), material: column("material"), file: column("file name") };
    for (const row of rows) {
      const read = lessonOf(row, columns);
      if (typeof read === "string") gleaner.skip({ file: path, line: row.line }, (row.cells[columns.file] ?? path).slice(0, 80), read);
      else gleaner.lesson(read);
    }
    return gleaner.reading;
  },
};

type Columns = { readonly note: number; readonly material: number; readonly file: number };

/** A lesson, or why the row is none. */
const lessonOf = ({ cells }: CsvRow, columns: Columns): Lesson | string => {
  const note = (cells[columns.note] ?? "").trim().slice(0, MOST_CHARACTERS);
  if (note === "") return "has no note";
  const material = materialNameOf(cells[columns.material] ?? "");
  if (material === undefined) return `${JSON.stringify((cells[columns.material] ?? "").slice(0, 40))} is no material that is known here`;
  const said = WORDS.flatMap(([word, outcome, geometry, mode]) => {
    const found = word.exec(note);
    return found === null || DENIED.test(note.slice(0, found.index)) ? [] : [{ outcome, geometry, mode }];
  })[0];
  if (said === undefined) return "its note names no defect";
  const celsius = /_(\d{3})C_/u.exec(cells[columns.file] ?? "")?.[1];
  const text = celsius === undefined ? note : `${note} (nozzle ${celsius} °C)`;
  const id = `octoprint-${hash53(JSON.stringify(cells)).toString(16)}`;
  return { id, material, ...said, ...ROOM, text, source: "ingested", ...printedAt(celsius) };
};

/** The nozzle of the file's name, where it is one: what the print had. */
const printedAt = (celsius: string | undefined): Pick<Lesson, "printed"> => {
  const [, low, high] = PARAMS.nozzle_temp;
  const value = Number(celsius);
  return value >= low && value <= high ? { printed: { nozzleCelsius: value } } : {};
};
