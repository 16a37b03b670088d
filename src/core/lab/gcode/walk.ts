/**
 * @module G-code as a list of what a printer would do, what it says of a print, and what in it lies outside the limits of a material
 * and a machine. Pure. Start at `walk.ts`, `lint.ts`, `facts.ts`.
 */
import { eachLine } from "../../kernel/byte-lines.ts";

type Point = readonly [x: number, y: number, z: number];

/**
 * One thing that a line does. Lines count from 1; mm, mm/s, °C, percent. `filamentMm` is under 0 when filament is pulled back.
 * `firmware-retraction` sets how much the firmware pulls back when it is asked to. `odd` is a line that cannot be checked, and why.
 */
export type GcodeEvent =
  | {
      readonly kind: "move";
      readonly line: number;
      readonly from: Point;
      readonly to: Point;
      readonly filamentMm: number;
      readonly speedMms: number;
    }
  | { readonly kind: "heat"; readonly line: number; readonly what: "nozzle" | "bed"; readonly celsius: number }
  | { readonly kind: "fan"; readonly line: number; readonly percent: number }
  | { readonly kind: "firmware-retraction"; readonly line: number; readonly lengthMm: number }
  | { readonly kind: "comment"; readonly line: number; readonly text: string }
  | { readonly kind: "odd"; readonly line: number; readonly message: string };

type Words = ReadonlyMap<string, number>;

const MOST_LINE_BYTES = 4096;
/** Lines that say nothing of heat, motion or filament: labels, progress, waiting, units in mm, levelling, versions. */
const HARMLESS: ReadonlySet<string> = new Set(
  "G4 G21 G29 G80 M73 M84 M18 M17 M105 M110 M115 M117 M118 M201 M203 M204 M205 M400 M486 M900 M572 M862.1 M862.3 M862.6 T0".split(" "),
);
const HEATERS: ReadonlyMap<string, "nozzle" | "bed"> = new Map([
  ["M104", "nozzle"],
  ["M109", "nozzle"],
  ["M140", "bed"],
  ["M190", "bed"],
]);
const SCALES: ReadonlySet<string> = new Set(["M220", "M221"]);
const AXES = ["X", "Y", "Z"] as const;
const KLIPPER_RETRACTION = /^SET_RETRACTION\s+RETRACT_LENGTH=(\S+)$/iu;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/u;
const WORD = /([A-Za-z])([^\sA-Za-z]*)/gu;
const FAN_FULL = 255;
const FIRST_SPEED = 50;

/**
 * Tells of every line in order what it does. A line whose numbers cannot be read, in inches, an arc, a move of the origin, or a
 * command that is not known is told as `odd`: nothing passes unseen. Stops when `tell` answers false.
 */
export const walkGcode = (bytes: Uint8Array, tell: (event: GcodeEvent) => boolean): void => {
  const printer = new Printer(tell);
  const long = eachLine(bytes, MOST_LINE_BYTES, (text, line) => printer.take(text, line));
  if (long !== undefined) tell({ kind: "odd", line: long.line, message: `is longer than ${MOST_LINE_BYTES} bytes` });
};

/** What a printer knows while it reads. */
class Printer {
  private at: Point = [0, 0, 0];
  private filament = 0;
  private speed = FIRST_SPEED;
  private isRelative = false;
  private isFilamentRelative = false;
  private readonly tell: (event: GcodeEvent) => boolean;

  constructor(tell: (event: GcodeEvent) => boolean) {
    this.tell = tell;
  }

  take(text: string, line: number): boolean {
    const semicolon = text.indexOf(";");
    const code = (semicolon < 0 ? text : text.slice(0, semicolon)).trim();
    if (semicolon >= 0 && !this.tell({ kind: "comment", line, text: text.slice(semicolon + 1) })) return false;
    if (code === "") return true;
    const space = code.search(/\s/u);
    const command = (space < 0 ? code : code.slice(0, space)).toUpperCase();
    // The words of a message are no numbers.
    if (HARMLESS.has(command)) return true;
    const length = KLIPPER_RETRACTION.exec(code)?.[1];
    if (length !== undefined && NUMBER.test(length)) return this.tell({ kind: "firmware-retraction", line, lengthMm: Number(length) });
    const words = wordsOf(space < 0 ? "" : code.slice(space));
    if (typeof words === "string") return this.odd(line, words);
    const bare = command === "G28" ? undefined : [...words].find(([, value]) => Number.isNaN(value))?.[0];
    if (bare !== undefined) return this.odd(line, `${bare} is no finite number: it has no digits`);
    return this.obey(command, words, line);
  }

  private obey(command: string, words: Words, line: number): boolean {
    if (command === "G0" || command === "G1") return this.move(words, line);
    const heats = HEATERS.get(command);
    if (heats !== undefined) return this.heat(command, heats, words, line);
    if (command === "M106") return this.tell({ kind: "fan", line, percent: ((words.get("S") ?? FAN_FULL) / FAN_FULL) * 100 });
    if (command === "M107") return this.tell({ kind: "fan", line, percent: 0 });
    const length = command === "M207" ? words.get("S") : undefined;
    if (length !== undefined) return this.tell({ kind: "firmware-retraction", line, lengthMm: length });
    const known = this.setMode(command) || this.setPlace(command, words);
    if (known) return true;
    if (command === "G92") return this.odd(line, "G92 moves the origin: where the head is cannot be checked");
    const scale = SCALES.has(command) ? (words.get("S") ?? 100) : undefined;
    if (scale === 100) return true;
    if (scale !== undefined) return this.odd(line, `${command} scales speed or flow to ${scale} %`);
    return this.odd(line, `${JSON.stringify(command.slice(0, 20))} is not known: what it does was not checked`);
  }

  private heat(command: string, what: "nozzle" | "bed", words: Words, line: number): boolean {
    const [odd] = [...words].find(([letter, value]) => !"SRT".includes(letter) || (letter === "T" && value !== 0)) ?? [];
    if (odd !== undefined) return this.odd(line, `${command} says ${odd}${words.get(odd)}: only the first tool's heat is checked`);
    const celsius = words.get("S") ?? words.get("R");
    return celsius === undefined ? this.odd(line, `${command} names no temperature`) : this.tell({ kind: "heat", line, what, celsius });
  }

  private setMode(command: string): boolean {
    if (command === "G90" || command === "G91") {
      this.isRelative = command === "G91";
      this.isFilamentRelative = command === "G91";
    } else if (command === "M82" || command === "M83") this.isFilamentRelative = command === "M83";
    else return false;
    return true;
  }

  /** Homing, and counting the filament anew. */
  private setPlace(command: string, words: Words): boolean {
    const axes = AXES.filter((axis) => words.has(axis));
    if (command === "G28") {
      const [x, y, z] = AXES.map((axis, index) => (axes.length === 0 || words.has(axis) ? 0 : (this.at[index] as number)));
      this.at = [x as number, y as number, z as number];
      return true;
    }
    if (command !== "G92" || axes.length > 0) return false;
    this.filament = words.get("E") ?? 0;
    return true;
  }

  private move(words: Words, line: number): boolean {
    const axis = (name: string, index: 0 | 1 | 2): number => {
      const value = words.get(name);
      return value === undefined ? this.at[index] : this.isRelative ? this.at[index] + value : value;
    };
    const to: Point = [axis("X", 0), axis("Y", 1), axis("Z", 2)];
    const asked = words.get("E");
    const filamentMm = asked === undefined ? 0 : this.isFilamentRelative ? asked : asked - this.filament;
    this.filament += filamentMm;
    const feed = words.get("F");
    if (feed !== undefined) this.speed = feed / 60;
    if (!(this.speed > 0)) return this.odd(line, `a speed of ${this.speed} mm/s`);
    const from = this.at;
    this.at = to;
    return this.tell({ kind: "move", line, from, to, filamentMm, speedMms: this.speed });
  }

  private odd(line: number, message: string): boolean {
    return this.tell({ kind: "odd", line, message });
  }
}

/** The words of a line: a letter and a number each, NaN for a letter alone. Text when one is no number, or is given twice. */
const wordsOf = (text: string): Words | string => {
  const words = new Map<string, number>();
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const [, letter = "", digits = ""] = match;
    if (digits !== "" && !NUMBER.test(digits))
      return `${letter.toUpperCase()} is no finite number: ${JSON.stringify(match[0].slice(0, 40))}`;
    if (text.slice(end, match.index).trim() !== "") break;
    if (words.has(letter.toUpperCase())) return `${letter.toUpperCase()} is given twice`;
    words.set(letter.toUpperCase(), digits === "" ? Number.NaN : Number(digits));
    end = match.index + match[0].length;
  }
  const left = text.slice(end).trim();
  return left === "" ? words : `${JSON.stringify(left.slice(0, 40))} is no word of a command`;
};
