import type { Machine } from "../machines.ts";
import type { Material } from "../materials.ts";
import type { Motion } from "../motion.ts";
import type { Setting } from "../settings.ts";
import { envelopeOf } from "../spine.ts";
import { type GcodeEvent, walkGcode } from "./walk.ts";

/** A line outside the limits: which rule, what is wrong, and in how many lines in all. `line` is the first of them, from 1. */
export type GcodeFinding = { readonly rule: Rule; readonly line: number; readonly message: string; readonly lines: number };

/** What G-code is held to. */
export type Rule =
  | "unchecked"
  | "nozzle"
  | "cold-nozzle"
  | "bed"
  | "cold-bed"
  | "fan"
  | "retraction"
  | "layer-height"
  | "outside"
  | "speed"
  | "flow"
  | "nothing-printed";

/**
 * Whose limits hold: those of the Spine for the pair, and what its motion and melt zone allow. G-code that `prints` lays down
 * filament; any other, such as what is run before a print, warms to what the material needs wherever it warms at all.
 */
export type GcodeLimits = {
  readonly material: Material;
  readonly machine: Machine;
  readonly motion: Motion;
  readonly prints: boolean;
};

/** Numbers of G-code are rounded: to a thousandth of a mm, and flow by that over a short line. */
const SLACK_MM = 0.01;
const FLOW_SLACK = 1.05;
const SPEED_SLACK_MMS = 0.5;
/** Moves under this length say nothing of the flow, mm. */
const FLOW_MM = 1;

/**
 * Holds G-code to the Spine's limits and to the machine: temperatures, fan, retraction, layers, the room over the bed, speed, flow,
 * and that every line could be checked. In order of the first line of each rule; empty means that all of it is inside.
 */
export const lintGcode = (bytes: Uint8Array, limits: GcodeLimits): readonly GcodeFinding[] => {
  const linter = new Linter(limits);
  walkGcode(bytes, (event) => {
    linter.take(event);
    return true;
  });
  return linter.finish();
};

class Linter {
  private readonly found = new Map<Rule, GcodeFinding>();
  private readonly limits: GcodeLimits;
  private readonly bounds: Readonly<Record<Setting, readonly [low: number, high: number]>>;
  private nozzle = 0;
  private bed = 0;
  private pulled = 0;
  private layer = 0;
  private hasPrinted = false;

  constructor(limits: GcodeLimits) {
    this.limits = limits;
    this.bounds = Object.fromEntries(
      envelopeOf(limits.material, limits.machine).map(([setting, low, high]) => [setting, [low, high]]),
    ) as unknown as Linter["bounds"];
  }

  take(event: GcodeEvent): void {
    if (event.kind === "odd") this.report("unchecked", event.line, event.message);
    if (event.kind === "heat") this.heat(event);
    if (event.kind === "fan" && !(event.percent >= 0 && event.percent <= 100))
      this.report("fan", event.line, `a fan of ${show(event.percent)} % is none`);
    if (event.kind === "firmware-retraction") this.retract(event.line, event.lengthMm);
    if (event.kind === "move") this.move(event);
  }

  finish(): readonly GcodeFinding[] {
    if (this.limits.prints && !this.hasPrinted) this.report("nothing-printed", 1, "no line lays down any filament");
    return [...this.found.values()].sort((a, b) => a.line - b.line);
  }

  private heat({ line, what, celsius }: GcodeEvent & { readonly kind: "heat" }): void {
    const setting = what === "nozzle" ? "nozzleCelsius" : "bedCelsius";
    if (what === "nozzle") this.nozzle = celsius;
    else this.bed = celsius;
    const [low, high] = this.bounds[setting];
    if (celsius < 0 || celsius > high) this.report(what, line, `${what} ${show(celsius)} °C; at most ${show(high)} is safe${this.pair()}`);
    if (!this.limits.prints && celsius > 0 && celsius < low)
      this.report(`cold-${what}`, line, `${what} ${show(celsius)} °C; at least ${show(low)}${this.pair()}`);
  }

  private retract(line: number, lengthMm: number): void {
    const [, most] = this.bounds.retractionMm;
    if (lengthMm < 0 || lengthMm > most + SLACK_MM)
      this.report("retraction", line, `${show(lengthMm)} mm pulled back; at most ${show(most)}`);
  }

  private move({ line, from, to, filamentMm, speedMms }: GcodeEvent & { readonly kind: "move" }): void {
    const { machine, motion } = this.limits;
    to.forEach((value, axis) => {
      if (value < -SLACK_MM || value > (machine.buildMm[axis] as number) + SLACK_MM)
        this.report("outside", line, `${"XYZ"[axis]}${show(value)} lies outside the ${machine.buildMm.join(" × ")} mm of ${machine.id}`);
    });
    this.pulled = Math.max(0, this.pulled - filamentMm);
    this.retract(line, this.pulled);
    if (speedMms > motion.travelSpeed + SPEED_SLACK_MMS)
      this.report("speed", line, `${show(speedMms)} mm/s; at most ${show(motion.travelSpeed)} on ${machine.id}`);
    const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    if (filamentMm <= 0) return;
    this.warmEnough(line);
    if (length > 0) this.print(line, to[2], length, filamentMm / (length / speedMms));
  }

  private warmEnough(line: number): void {
    for (const [rule, setting, celsius] of [
      ["cold-nozzle", "nozzleCelsius", this.nozzle],
      ["cold-bed", "bedCelsius", this.bed],
    ] as const) {
      const [low] = this.bounds[setting];
      if (celsius < low) this.report(rule, line, `filament at ${rule.slice(5)} ${show(celsius)} °C; at least ${show(low)}${this.pair()}`);
    }
  }

  private print(line: number, height: number, length: number, filamentMms: number): void {
    const [low, high] = this.bounds.layerHeightMm;
    if (height > this.layer + SLACK_MM) {
      const step = height - this.layer;
      if (step > high + SLACK_MM || (this.hasPrinted && step < low - SLACK_MM))
        this.report("layer-height", line, `a layer of ${show(step)} mm; ${show(low)} to ${show(high)} with this nozzle`);
      this.layer = height;
    }
    this.hasPrinted = true;
    const flow = filamentMms * Math.PI * (this.limits.motion.filamentMm / 2) ** 2;
    const { flowMm3s } = this.limits.motion;
    if (length >= FLOW_MM && flow > flowMm3s * FLOW_SLACK)
      this.report("flow", line, `${flow.toFixed(1)} mm³/s; at most ${show(flowMm3s)}${this.pair()}`);
  }

  private report(rule: Rule, line: number, message: string): void {
    const before = this.found.get(rule);
    this.found.set(rule, before === undefined ? { rule, line, message, lines: 1 } : { ...before, lines: before.lines + 1 });
  }

  private pair(): string {
    return ` for ${this.limits.material.id} on ${this.limits.machine.id}`;
  }
}

const show = (value: number): string => String(Math.round(value * 1000) / 1000);
