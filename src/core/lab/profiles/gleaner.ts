import type { Lesson } from "../lessons.ts";
import type { Place, Reading, ReferenceFact, Skipped, Written } from "./fact.ts";
import { materialNameOf } from "./material-name.ts";
import { PARAMS, type Param } from "./param.ts";

/** Facts of one file; more are left out, and the reading says so. */
const MOST_FACTS = 50_000;
/** Reasons that one file may give. */
const MOST_SKIPPED = 10_000;
/** Materials that no vendor prints without a fan: a 0 there is a gap in the profile, not a setting. */
const COOLED: readonly string[] = ["PLA", "PLA-CF"];

/** Who states a value. */
export type Statement = { readonly material: string; readonly source: string };

/** Collects what a reader finds in one file. A value that is absent or `nil` says nothing and is no skip. */
export class Gleaner {
  readonly #facts: ReferenceFact[] = [];
  readonly #lessons: Lesson[] = [];
  readonly #skipped: Skipped[] = [];

  /** Takes a value when it is a finite number in the sane range of its parameter. `at` chooses among values per extruder. */
  take(param: Param, written: Written | undefined, { material, source }: Statement, at = 0): void {
    const text = written === undefined ? "" : valueAt(written.text, at);
    if (written === undefined || text === "" || text === "nil") return;
    const value = numberOf(text);
    const why = value === undefined ? "is no finite number" : insane(param, value, material);
    if (value === undefined || why !== undefined) {
      this.skip(written.place, `${source}: ${param} ${text.slice(0, 40)}`, why ?? "is no number");
      return;
    }
    if (this.#facts.length === MOST_FACTS) this.skip(written.place, source, `more than ${MOST_FACTS} facts in one file`);
    else if (this.#facts.length < MOST_FACTS)
      this.#facts.push({ material, param, value, unit: PARAMS[param][0], source, place: written.place });
  }

  /** Who states the values of a preset, by the type that it gives; undefined, and a skip, for no material that is known. */
  statement(type: Written, source: string, at = 0): Statement | undefined {
    const stated = valueAt(type.text, at);
    const material = materialNameOf(stated, source);
    if (material !== undefined) return { material, source };
    this.skip(type.place, source || type.place.file, `${JSON.stringify(stated.slice(0, 40))} is no material that is known here`);
    return undefined;
  }

  /** Takes the value of a filament, and the printer's where the filament leaves it to the printer. */
  takeOwn(param: Param, own: Written | undefined, printers: Written | undefined, said: Statement, at: number): void {
    const isOwn = own !== undefined && !["", "nil"].includes(valueAt(own.text, at));
    this.take(param, isOwn ? own : printers, said, at);
  }

  lesson(lesson: Lesson): void {
    this.#lessons.push(lesson);
  }

  skip(place: Place, what: string, why: string): void {
    if (this.#skipped.length < MOST_SKIPPED) this.#skipped.push({ place, what, why });
  }

  get reading(): Reading {
    return { facts: this.#facts, lessons: this.#lessons, skipped: this.#skipped };
  }
}

/** One of the values that a preset has per extruder; the first where it has fewer. Quotes are taken off. */
export const valueAt = (text: string, at: number): string => {
  const values = text.split(/[,;]/u);
  return (values[at] ?? values[0] ?? "").trim().replace(/^"|"$/gu, "");
};

/** A finite number, perhaps with a percent sign behind it. */
export const numberOf = (text: string): number | undefined => {
  const plain = text.trim().replace(/%$/u, "");
  const value = /^[-+]?(?:\d+[.]?\d*|[.]\d+)(?:[eE][-+]?\d+)?$/u.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
};

const insane = (param: Param, value: number, material: string): string | undefined => {
  const [unit, low, high] = PARAMS[param];
  if (value < low || value > high) return `is outside ${low} to ${high}${unit === "" ? "" : ` ${unit}`}`;
  const isTrap = value === 0 && (param === "fan_pct" || param === "bridge_fan_pct") && COOLED.includes(material);
  return isTrap ? `a fan of 0 is a gap in a profile for ${material}, not a setting` : undefined;
};
