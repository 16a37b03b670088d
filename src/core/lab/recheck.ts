/**
 * The last look at G-code before it leaves: every value is read again from the text and held against the envelope. It knows few
 * commands and refuses the others, so that nothing passes that it does not understand.
 */
import type { Machine } from "./machines.ts";
import type { Material } from "./materials.ts";
import type { Setting } from "./settings.ts";
import { envelopeOf } from "./spine.ts";

/** Something in a G-code that must not leave. `line` counts from 1. */
export type GcodeIssue = { readonly line: number; readonly message: string };

/** What a G-code does, as it was read again: filament in mm, levels and positions that it reaches. */
export type GcodeFacts = {
  readonly filamentMm: number;
  readonly nozzleCelsius: readonly number[];
  readonly bedCelsius: readonly number[];
  readonly highestMm: number;
  readonly fastestFlowMm3s: number;
  readonly longestRetractionMm: number;
};

/** What moves may do at most: mm/s, and mm³/s of molten filament. */
const FASTEST_MMS = 250;
const FILAMENT_AREA_MM2 = Math.PI * 0.875 ** 2;
const MOST_FLOW_MM3S = 15;
/** Rounding of written numbers. */
const SLACK = 1e-6;
const MOST_ISSUES = 50;
/** Commands that set nothing which is checked here: units, modes, home, waiting for moves. */
const PLAIN: readonly string[] = ["G21", "G90", "M83", "G28", "G92", "M400", "M84"];

/** Reads a G-code as a printer would, relative extrusion and absolute moves, and lists what is outside the envelope. */
export const recheck = (
  text: string,
  material: Material,
  machine: Machine,
): { readonly issues: readonly GcodeIssue[]; readonly facts: GcodeFacts } => {
  const reader = new Rechecker(material, machine);
  for (const [index, line] of text.split("\n").entries()) reader.line(line, index + 1);
  return { issues: reader.issues, facts: reader.facts };
};

type Words = ReadonlyMap<string, number>;

class Rechecker {
  readonly issues: GcodeIssue[] = [];
  readonly #material: Material;
  readonly #machine: Machine;
  readonly #at = { X: 0, Y: 0, Z: 0, F: 0 };
  readonly #seen = { filamentMm: 0, highestMm: 0, flow: 0, retraction: 0 };
  readonly #nozzle: number[] = [];
  readonly #bed: number[] = [];
  #line = 0;

  constructor(material: Material, machine: Machine) {
    this.#material = material;
    this.#machine = machine;
  }

  get facts(): GcodeFacts {
    const { filamentMm, highestMm, flow, retraction } = this.#seen;
    return {
      filamentMm,
      nozzleCelsius: this.#nozzle,
      bedCelsius: this.#bed,
      highestMm,
      fastestFlowMm3s: flow,
      longestRetractionMm: retraction,
    };
  }

  line(raw: string, number: number): void {
    this.#line = number;
    const [command = "", ...rest] = (raw.split(";")[0] ?? "").trim().split(/\s+/u);
    if (command === "" || PLAIN.includes(command)) return;
    const words = this.#words(rest);
    if (words === undefined) return;
    if (command === "G0" || command === "G1") this.#move(words);
    else if (command === "M104" || command === "M109") this.#heat("nozzleCelsius", words.get("S"), this.#nozzle);
    else if (command === "M140" || command === "M190") this.#heat("bedCelsius", words.get("S"), this.#bed);
    else if (command === "M106") this.#within("the fan", words.get("S"), 0, 255);
    else if (command === "M107") return;
    else if (command === "M207" || command === "SET_RETRACTION")
      this.#retract(words.get(command === "M207" ? "S" : "RETRACT_LENGTH") ?? Number.NaN);
    else this.#refuse(`the command ${JSON.stringify(command.slice(0, 40))} is none that is checked`);
  }

  #words(rest: readonly string[]): Words | undefined {
    const words = new Map<string, number>();
    for (const word of rest) {
      const found = /^(?:([A-Z_]+)=|([A-Z]))(-?\d+(?:[.]\d+)?)$/u.exec(word);
      const value = Number(found?.[3] ?? Number.NaN);
      if (found === null || !Number.isFinite(value)) {
        this.#refuse(`${JSON.stringify(word.slice(0, 40))} is no letter with a number`);
        return undefined;
      }
      words.set((found[1] ?? found[2]) as string, value);
    }
    return words;
  }

  #move(words: Words): void {
    const to = { X: words.get("X") ?? this.#at.X, Y: words.get("Y") ?? this.#at.Y, Z: words.get("Z") ?? this.#at.Z };
    const speed = words.get("F") ?? this.#at.F;
    const [width, depth, height] = this.#machine.buildMm;
    this.#within("X", to.X, 0, width);
    this.#within("Y", to.Y, 0, depth);
    this.#within("Z", to.Z, 0, height);
    this.#within("the speed in mm/min", speed, 1, FASTEST_MMS * 60);
    const pushed = words.get("E") ?? 0;
    const length = Math.hypot(to.X - this.#at.X, to.Y - this.#at.Y, to.Z - this.#at.Z);
    if (pushed < 0) this.#retract(-pushed);
    if (pushed > 0 && length > 0) {
      const flow = (pushed * FILAMENT_AREA_MM2 * speed) / (60 * length);
      this.#within("the flow in mm³/s", flow, 0, MOST_FLOW_MM3S);
      this.#seen.flow = Math.max(this.#seen.flow, flow);
      this.#seen.highestMm = Math.max(this.#seen.highestMm, to.Z);
      if (this.#nozzle.length === 0) this.#refuse("it extrudes before the nozzle was heated");
    }
    this.#seen.filamentMm += pushed;
    Object.assign(this.#at, to, { F: speed });
  }

  #heat(setting: Setting, value: number | undefined, seen: number[]): void {
    if (value === 0) return;
    this.#inEnvelope(setting, value ?? Number.NaN);
    if (value !== undefined && seen.at(-1) !== value) seen.push(value);
  }

  #retract(length: number): void {
    this.#inEnvelope("retractionMm", length);
    this.#seen.retraction = Math.max(this.#seen.retraction, length);
  }

  #inEnvelope(setting: Setting, value: number): void {
    const bound = envelopeOf(this.#material, this.#machine).find(([name]) => name === setting);
    if (bound !== undefined) this.#within(setting, value, bound[1], bound[2]);
  }

  #within(what: string, value: number | undefined, low: number, high: number): void {
    if (value === undefined || !(value >= low - SLACK && value <= high + SLACK))
      this.#refuse(`${what} is ${value}, outside ${low} to ${high}`);
  }

  #refuse(message: string): void {
    if (this.issues.length < MOST_ISSUES) this.issues.push({ line: this.#line, message });
  }
}
