import { latinBytes } from "../../kernel/byte-lines.ts";
import { invariant } from "../../kernel/invariant.ts";
import { roundTo } from "../../kernel/python-number.ts";
import { factsOfGcode } from "../gcode/facts.ts";
import { lintGcode } from "../gcode/lint.ts";
import { motionOf } from "../motion.ts";
import type { Tower, TowerStep } from "./plan.ts";

/** A tower as G-code, and the filament that it takes, mm, as it was read again from the text. */
export type TowerGcode = { readonly text: string; readonly filamentMm: number };

/** Sizes in mm, speeds in mm/s. The tower is two posts on a plate, so that every layer has a travel between them. */
const PLATE = { width: 60, depth: 20, marginMm: 2 } as const;
const POST = { side: 12, gapMm: 30 } as const;
const SPEED = { print: 30, first: 20, travel: 120, retract: 35, lift: 10 } as const;
/** Layers of plate under the posts. */
const PLATE_LAYERS = 3;
const WALLS = 2;

/**
 * The tower as G-code with relative extrusion: a plate, then two hollow posts with walls of two lines, and a step of the knob
 * every so many millimetres. Every value is read again from the text; one that is outside the envelope is a bug and throws.
 */
export const towerGcode = (tower: Tower): TowerGcode => {
  const { settings, material, machine, kind, steps, unit } = tower;
  const out = new Extruder(tower);
  out.say(`; Moot: ${kind} tower, ${material.id} on ${machine.title}`);
  for (const { number, value, fromMm, toMm } of steps)
    out.say(`; step ${number}: ${value} ${unit}, ${fromMm} to ${toMm} mm above the plate`);
  const [hottest] = steps;
  const nozzle = kind === "temperature" && hottest !== undefined ? hottest.value : settings.nozzleCelsius;
  for (const line of [
    "G21",
    "G90",
    "M83",
    `M140 S${settings.bedCelsius}`,
    "G28",
    "G0 Z10 F600",
    `M190 S${settings.bedCelsius}`,
    `M109 S${nozzle}`,
    "G92 E0",
    "M106 S0",
  ])
    out.say(line);
  for (let layer = 1; layer <= PLATE_LAYERS; layer++) plateLayer(out, layer);
  out.say(`M106 S${Math.round(settings.fanPercent * 2.55)}`);
  for (const step of steps) postLayers(out, tower, step);
  out.retract();
  for (const line of ["M104 S0", "M140 S0", "M107", `G0 Z${out.lifted()} F${SPEED.lift * 60}`, "M84"]) out.say(line);
  const text = `${out.lines.join("\n")}\n`;
  const bytes = latinBytes(text);
  const motion = motionOf(material, machine);
  const [issue] = lintGcode(bytes, { material, machine, motion, prints: true });
  invariant(issue === undefined, `tower: line ${issue?.line}: ${issue?.message}`);
  return { text, filamentMm: factsOfGcode(bytes, { filamentMm: motion.filamentMm, footprintMm2: PLATE.width * PLATE.depth }).filamentMm };
};

/** A layer of the plate: its outline, then lines along it. */
const plateLayer = (out: Extruder, layer: number): void => {
  out.layer(layer);
  const speed = layer === 1 ? SPEED.first : SPEED.print;
  const { left, front } = out.origin;
  out.loop(left, front, PLATE.width, PLATE.depth, speed);
  const inset = out.lineMm;
  const rows = Math.floor((PLATE.depth - 2 * inset) / out.lineMm);
  for (let row = 0; row < rows; row++) {
    const y = front + inset + (row + 0.5) * ((PLATE.depth - 2 * inset) / rows);
    const [from, to] = [left + inset, left + PLATE.width - inset];
    const [start, end] = row % 2 === 0 ? [from, to] : [to, from];
    if (row === 0) out.travel(start, y);
    else out.hop(start, y);
    out.line(end, y, speed);
  }
};

const postLayers = (out: Extruder, tower: Tower, step: TowerStep): void => {
  const layers = Math.round((step.toMm - step.fromMm) / tower.settings.layerHeightMm);
  const first = PLATE_LAYERS + 1 + Math.round(step.fromMm / tower.settings.layerHeightMm);
  out.say(`; step ${step.number}: ${step.value} ${tower.unit}`);
  if (tower.kind === "temperature") out.say(`M104 S${step.value}`);
  if (tower.kind === "retraction") out.retractionMm = step.value;
  if (tower.kind === "flow") out.flow = step.value / 100;
  for (let layer = first; layer < first + layers; layer++) {
    out.layer(layer);
    for (const post of [0, 1]) {
      const left = out.origin.left + PLATE.marginMm + post * (POST.side + POST.gapMm);
      const front = out.origin.front + (PLATE.depth - POST.side) / 2;
      for (let wall = 0; wall < WALLS; wall++)
        out.loop(
          left + wall * out.lineMm,
          front + wall * out.lineMm,
          POST.side - 2 * wall * out.lineMm,
          POST.side - 2 * wall * out.lineMm,
          SPEED.print,
        );
    }
  }
};

/** Writes moves and keeps where the nozzle is. Lengths in mm, speeds in mm/s. */
class Extruder {
  readonly lines: string[] = [];
  readonly lineMm: number;
  readonly origin: { readonly left: number; readonly front: number };
  retractionMm: number;
  flow = 1;
  readonly #layerMm: number;
  readonly #filamentMm2: number;
  readonly #topMm: number;
  #at = { x: 0, y: 0, z: 0 };
  #pulled = 0;
  #hasPrinted = false;

  constructor({ settings, material, machine }: Tower) {
    this.#filamentMm2 = Math.PI * (motionOf(material, machine).filamentMm / 2) ** 2;
    this.lineMm = roundTo(1.125 * machine.nozzleDiameterMm, 3);
    this.#layerMm = settings.layerHeightMm;
    this.retractionMm = settings.retractionMm;
    const [width, depth, height] = machine.buildMm;
    this.origin = { left: (width - PLATE.width) / 2, front: (depth - PLATE.depth) / 2 };
    this.#topMm = height;
  }

  say(line: string): void {
    this.lines.push(line);
  }

  /** Up to a layer, counted from 1. */
  layer(number: number): void {
    const z = roundTo(number * this.#layerMm, 3);
    this.retract();
    this.#at = { ...this.#at, z };
    this.say(`G0 Z${z} F${SPEED.lift * 60}`);
  }

  /** A closed rectangle. */
  loop(left: number, front: number, width: number, depth: number, speed: number): void {
    this.travel(left, front);
    this.line(left + width, front, speed);
    this.line(left + width, front + depth, speed);
    this.line(left, front + depth, speed);
    this.line(left, front, speed);
  }

  /** Moves without printing, with the filament pulled back. */
  travel(x: number, y: number): void {
    this.retract();
    this.hop(x, y);
    if (this.#pulled > 0) this.say(`G1 E${this.#pulled} F${SPEED.retract * 60}`);
    this.#pulled = 0;
  }

  /** Moves without printing over what is printed anyway. */
  hop(x: number, y: number): void {
    this.#at = { ...this.#at, x: roundTo(x, 3), y: roundTo(y, 3) };
    this.say(`G0 X${this.#at.x} Y${this.#at.y} F${SPEED.travel * 60}`);
  }

  /** Prints a straight line: its volume is length × width × height, as filament of the machine's bore. */
  line(toX: number, toY: number, speed: number): void {
    const [x, y] = [roundTo(toX, 3), roundTo(toY, 3)];
    const length = Math.hypot(x - this.#at.x, y - this.#at.y);
    const filament = (this.flow * length * this.lineMm * this.#layerMm) / this.#filamentMm2;
    this.#at = { ...this.#at, x, y };
    this.#hasPrinted = true;
    this.say(`G1 X${x} Y${y} E${roundTo(filament, 5)} F${speed * 60}`);
  }

  retract(): void {
    if (this.#pulled > 0 || this.retractionMm === 0 || !this.#hasPrinted) return;
    this.#pulled = this.retractionMm;
    this.say(`G1 E-${this.#pulled} F${SPEED.retract * 60}`);
  }

  /** A height above the part that the machine reaches. */
  lifted(): number {
    return Math.min(roundTo(this.#at.z + 10, 3), this.#topMm);
  }
}
