import { invariant } from "../../../kernel/invariant.ts";
import type { Environment, Job } from "../../job.ts";
import { DETAILS, type Detail, type PrintDetails } from "../../print-details.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../../settings.ts";
import { POLYMERS, type Polymer } from "./materials.ts";
import { PRINTERS, type Printer } from "./printers.ts";

/** A print with nothing left open. °C, %, mm, mm/s, s, h; flow in mm³/s. */
export type Inputs = {
  readonly polymer: Polymer;
  readonly printer: Printer;
  readonly room: number;
  readonly humidity: number;
  /** 0 at the centre of the bed, 0.5 at an edge, 1 in a corner. */
  readonly offCentre: number;
  readonly isEnclosed: boolean;
  readonly nozzle: number;
  readonly bed: number;
  /** Surface of the bed under the part, and air round the part. */
  readonly underPart: number;
  readonly chamber: number;
  readonly fan: number;
  readonly bridgeFan: number;
  readonly firstFan: number;
  readonly retraction: number;
  readonly layer: number;
  readonly width: number;
  readonly bore: number;
  readonly speed: number;
  readonly flow: number;
  readonly bridgeSpeed: number;
  readonly travelSpeed: number;
  readonly brim: number;
  readonly surface: number;
  readonly length: number;
  readonly height: number;
  readonly overhang: number;
  readonly span: number;
  readonly travel: number;
  readonly fill: number;
  readonly layerSeconds: number;
  readonly exposedHours: number;
  /** Water at the start, % of mass. */
  readonly dryWater: number;
};

/** The machine of a job that names none. */
const MACHINE = "ender-3-v2";
/** Bore of the nozzle and width of a line when nobody says, mm. */
const BORE_MM = 0.4;
const LINE_MM = 0.45;
/** Fastest bridge that a slicer's bridge speed stands for, mm/s. */
const BRIDGE_SPEED = 30;
/** Hours since a spool was opened when nobody says; chosen. */
const EXPOSED_HOURS = 8;
/** Water of a fresh spool as a share of saturation; chosen. */
const FRESH_WATER = 0.04;
/** Share of the rise of the bed over the room that reaches the air; chosen: 45-55 °C in passive enclosures at 100-110 °C. */
const CHAMBER_SHARE = { open: 0.03, enclosed: 0.32 } as const;
/** Share of that rise that a corner of the bed lacks; chosen. */
const COLD_CORNER = { open: 0.08, enclosed: 0.04 } as const;
/** What no printer exceeds: numbers outside read as the nearer end, so that no input overflows. */
const PHYSICAL = {
  nozzle: [0, 600],
  bed: [-50, 300],
  room: [-60, 100],
  percent: [0, 100],
  retraction: [0, 100],
  layer: [0.01, 5],
} as const;

/** What a class of part is like when no mesh was measured; chosen. */
type Shape = readonly [length: number, height: number, overhang: number, span: number, travel: number, layerSeconds: number, fill: number];
const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ["cube", [20, 20, 0, 0, 10, 12, 0.45]],
  ["overhang", [60, 40, 55, 0, 10, 15, 0.45]],
  ["bridge", [60, 40, 0, 30, 10, 15, 0.45]],
  ["stringing", [60, 40, 0, 0, 40, 12, 0.45]],
  ["adhesion", [120, 6, 0, 0, 10, 40, 0.6]],
  ["vase", [40, 80, 15, 0, 2, 10, 0.25]],
]);
const POSITIONS: ReadonlyMap<string, number> = new Map([
  ["center", 0],
  ["edge", 0.5],
  ["corner", 1],
]);

/** Why a print cannot be worked out; nothing when it can. Every number must be finite, every word known. */
export const refusalOf = (settings: Settings, job: Job, { celsius, humidityPercent }: Environment): string | undefined => {
  const odd = SETTINGS.find((setting) => !Number.isFinite(settings[setting]));
  if (odd !== undefined) return `${SETTING_NAMES[odd]} must be a finite number but is ${settings[odd]}`;
  if (!Number.isFinite(celsius)) return `env_temp must be a finite number but is ${celsius}`;
  if (!Number.isFinite(humidityPercent)) return `env_humidity must be a finite number but is ${humidityPercent}`;
  return (
    unknown("material", job.material.toUpperCase(), POLYMERS) ??
    unknown("machine", job.machine ?? MACHINE, PRINTERS) ??
    unknown("geometry_type", job.geometry, SHAPES) ??
    unknown("bed_position", job.bedPosition, POSITIONS) ??
    oddDetail(job.details)
  );
};

/** Fills in what a print leaves open. To ask for one with words that are refused is a bug. */
export const inputsOf = (settings: Settings, job: Job, environment: Environment): Inputs => {
  const polymer = POLYMERS.get(job.material.toUpperCase());
  const printer = PRINTERS.get(job.machine ?? MACHINE);
  const shape = SHAPES.get(job.geometry);
  const offCentre = POSITIONS.get(job.bedPosition);
  invariant(polymer && printer && shape && offCentre !== undefined, "the fdm world was asked for a print that it refuses");
  const { details = NO_DETAILS } = job;
  const room = within(PHYSICAL.room, environment.celsius);
  const bed = Math.max(within(PHYSICAL.bed, settings.bedCelsius), room);
  const isEnclosed = details.isEnclosed ?? printer.isEnclosed;
  const air = isEnclosed ? "enclosed" : "open";
  const layer = within(PHYSICAL.layer, settings.layerHeightMm);
  const fan = within(PHYSICAL.percent, settings.fanPercent);
  // Named one by one: spreading the two costs twice as much as all the rest of this function.
  const motion = motionOf(layer, details, polymer, printer);
  const form = shapeOf(shape, details);
  return {
    polymer,
    printer,
    room,
    humidity: within(PHYSICAL.percent, environment.humidityPercent),
    offCentre,
    isEnclosed,
    nozzle: within(PHYSICAL.nozzle, settings.nozzleCelsius),
    bed,
    underPart: bed - offCentre * COLD_CORNER[air] * (bed - room),
    chamber: details.chamberCelsius ?? room + CHAMBER_SHARE[air] * (bed - room),
    fan,
    bridgeFan: details.bridgeFanPercent ?? fan,
    firstFan: within(PHYSICAL.percent, settings.firstLayerFanPercent),
    retraction: within(PHYSICAL.retraction, settings.retractionMm),
    layer,
    bore: details.nozzleDiameterMm ?? BORE_MM,
    width: motion.width,
    speed: motion.speed,
    flow: motion.flow,
    bridgeSpeed: motion.bridgeSpeed,
    travelSpeed: motion.travelSpeed,
    length: form.length,
    height: form.height,
    overhang: form.overhang,
    span: form.span,
    travel: form.travel,
    layerSeconds: form.layerSeconds,
    fill: form.fill,
    brim: details.brimMm ?? 0,
    surface: details.surfaceFactor ?? 1,
    exposedHours: details.exposedHours ?? EXPOSED_HOURS,
    dryWater: details.moisturePercent ?? FRESH_WATER * polymer.saturation,
  };
};

type Motion = Pick<Inputs, "width" | "speed" | "flow" | "bridgeSpeed" | "travelSpeed">;

/** Speeds and flow: a cap of the flow holds the speed back, as a slicer does. */
const motionOf = (layer: number, details: PrintDetails, polymer: Polymer, printer: Printer): Motion => {
  const width = details.lineWidthMm ?? LINE_MM;
  const wanted = details.speedMms ?? printer.speed;
  const cap = details.flowLimitMm3s ?? polymer.flowLimit;
  const speed = cap > 0 ? Math.min(wanted, cap / (width * layer)) : wanted;
  return {
    width,
    speed,
    flow: speed * width * layer,
    bridgeSpeed: Math.min(speed, details.bridgeSpeedMms ?? BRIDGE_SPEED, BRIDGE_SPEED),
    travelSpeed: details.travelSpeedMms ?? printer.travelSpeed,
  };
};

type Form = Pick<Inputs, "length" | "height" | "overhang" | "span" | "travel" | "layerSeconds" | "fill">;

const shapeOf = ([length, height, overhang, span, travel, layerSeconds, fill]: Shape, details: PrintDetails): Form => ({
  length: details.lengthMm ?? length,
  height: details.heightMm ?? height,
  overhang: details.overhangDegrees ?? overhang,
  span: details.spanMm ?? span,
  travel: details.travelMm ?? travel,
  fill: details.fillShare ?? fill,
  layerSeconds: details.layerSeconds ?? layerSeconds,
});

const NO_DETAILS: PrintDetails = {};

const within = ([low, high]: readonly [number, number], value: number): number => (value < low ? low : value > high ? high : value);

const unknown = (name: string, word: string, known: ReadonlyMap<string, unknown>): string | undefined =>
  known.has(word) ? undefined : `there is no ${name} ${JSON.stringify(word.slice(0, 40))}; known are ${[...known.keys()].join(", ")}`;

const oddDetail = (details: PrintDetails | undefined): string | undefined => {
  if (details === undefined) return undefined;
  for (const detail of Object.keys(DETAILS) as Detail[]) {
    const value = details[detail];
    const [name, low, high] = DETAILS[detail];
    if (value !== undefined && !(value >= low && value <= high)) return `${name} must be from ${low} to ${high} but is ${value}`;
  }
  return undefined;
};
