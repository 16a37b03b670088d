/**
 * The textbook laws of printing. On a grid of every material, printer and class named by a law every step goes the right way
 * and some step moves; on random prints no step goes the wrong way. A world that never complains must fail here.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MACHINES } from "../../machines.ts";
import { type Inputs, inputsOf } from "./inputs.ts";
import { POLYMERS, type Polymer } from "./materials.ts";
import { PRINTERS } from "./printers.ts";
import { FDM_DEFECTS, type Ratios, ratiosOf } from "./ratios.ts";

/** What a step changes before the world fills in the rest. */
type Print = {
  readonly material: string;
  readonly machine: string;
  readonly geometry: string;
  readonly bedPosition?: string;
  readonly settings?: Partial<
    Record<"nozzleCelsius" | "bedCelsius" | "fanPercent" | "firstLayerFanPercent" | "retractionMm" | "layerHeightMm", number>
  >;
  readonly details?: Readonly<Record<string, number | boolean>>;
  readonly room?: readonly [celsius: number, humidity: number];
};
type World = (inputs: Inputs) => Ratios;
type Law = {
  readonly n: number;
  readonly says: string;
  readonly classes: string;
  readonly defect: (typeof FDM_DEFECTS)[number];
  readonly steps: readonly number[];
  readonly at: (print: Print, step: number, polymer: Polymer) => Print;
  /** The ratio rises or falls along the steps. */
  readonly goes: "up" | "down";
  /** Changes the printer itself rather than the print. */
  readonly tune?: (inputs: Inputs, step: number) => Inputs;
};

const set = (print: Print, settings: Print["settings"]): Print => ({ ...print, settings: { ...print.settings, ...settings } });
const detail = (print: Print, details: NonNullable<Print["details"]>): Print => ({ ...print, details: { ...print.details, ...details } });
const open = (print: Print): Print => detail(print, { isEnclosed: false });
const CENTRES = ["center", "edge", "corner"];
const position = (print: Print, step: number): Print => ({ ...print, bedPosition: CENTRES[step] as string });
const FAN = [0, 25, 50, 75, 100];
const CHAMBER = [22, 35, 50, 60];

// biome-ignore format: a table
const LAWS: readonly Law[] = [
  { n: 1, says: "more bridge fan, less bridge sag", classes: "bridge", defect: "sag", goes: "down", steps: FAN, at: (p, x) => detail(p, { bridgeFanPercent: x }) },
  { n: 2, says: "more fan, less overhang sag", classes: "overhang vase", defect: "sag", goes: "down", steps: FAN, at: (p, x) => set(p, { fanPercent: x }) },
  { n: 3, says: "longer span, more sag", classes: "bridge", defect: "sag", goes: "up", steps: [5, 15, 30, 60, 120], at: (p, x) => detail(p, { spanMm: x }) },
  { n: 4, says: "steeper overhang, more sag", classes: "overhang", defect: "sag", goes: "up", steps: [0, 20, 40, 60, 75, 84], at: (p, x) => detail(p, { overhangDegrees: x }) },
  { n: 5, says: "thicker layer of the same width, more overhang sag", classes: "overhang", defect: "sag", goes: "up", steps: [0.1, 0.15, 0.2, 0.25, 0.3], at: (p, x) => set(p, { layerHeightMm: x }) },
  { n: 6, says: "hotter nozzle, more bridge sag", classes: "bridge", defect: "sag", goes: "up", steps: [-20, -10, 0, 10, 20], at: (p, x, m) => set(p, { nozzleCelsius: m.nozzleCelsius + x }) },
  { n: 7, says: "longer layer time, less heat sag", classes: "vase cube", defect: "sag", goes: "down", steps: [2, 4, 8, 16, 32], at: (p, x) => detail(p, { layerSeconds: x }) },
  { n: 8, says: "warmer room, open: not less sag", classes: "bridge overhang", defect: "sag", goes: "up", steps: [10, 18, 26, 34], at: (p, x) => ({ ...open(p), room: [x, 40] }) },
  { n: 9, says: "hotter chamber, not less sag", classes: "bridge vase", defect: "sag", goes: "up", steps: CHAMBER, at: (p, x) => detail(p, { chamberCelsius: x }) },
  { n: 10, says: "hotter nozzle, more stringing", classes: "stringing", defect: "stringing", goes: "up", steps: [-20, -10, 0, 10, 20], at: (p, x, m) => set(p, { nozzleCelsius: m.nozzleCelsius + x }) },
  { n: 11, says: "more retraction, less stringing", classes: "stringing", defect: "stringing", goes: "down", steps: [0, 0.5, 1, 2, 4, 7], at: (p, x) => set(p, { retractionMm: x }) },
  { n: 12, says: "longer travel, more stringing", classes: "stringing", defect: "stringing", goes: "up", steps: [2, 10, 40, 100, 200], at: (p, x) => detail(p, { travelMm: x }) },
  { n: 13, says: "faster travel, not more stringing", classes: "stringing", defect: "stringing", goes: "down", steps: [50, 100, 150, 300, 500], at: (p, x) => detail(p, { travelSpeedMms: x }) },
  { n: 14, says: "higher humidity, more stringing", classes: "stringing", defect: "stringing", goes: "up", steps: [10, 30, 50, 70, 90], at: (p, x) => ({ ...p, room: [22, x] }) },
  { n: 15, says: "longer exposure, more stringing, in air wetter than the spool", classes: "stringing", defect: "stringing", goes: "up", steps: [0, 4, 16, 64, 256], at: (p, x) => detail(p, { exposedHours: x }) },
  { n: 16, says: "warmer bed, better first layer", classes: "adhesion cube", defect: "adhesion", goes: "down", steps: [22, 40, 60, 80, 100], at: (p, x) => set(p, { bedCelsius: x }) },
  { n: 17, says: "first-layer fan, weaker first layer", classes: "adhesion", defect: "adhesion", goes: "up", steps: FAN, at: (p, x) => set(p, { firstLayerFanPercent: x }) },
  { n: 18, says: "brim, less warp", classes: "adhesion cube", defect: "warp", goes: "down", steps: [0, 2, 5, 10], at: (p, x) => detail(p, { brimMm: x }) },
  { n: 19, says: "brim, better first layer", classes: "adhesion", defect: "adhesion", goes: "down", steps: [0, 2, 5, 10], at: (p, x) => detail(p, { brimMm: x }) },
  { n: 20, says: "longer footprint, more warp", classes: "cube overhang", defect: "warp", goes: "up", steps: [10, 30, 60, 120, 200], at: (p, x) => detail(p, { lengthMm: x }) },
  { n: 21, says: "hotter chamber, less warp", classes: "overhang adhesion", defect: "warp", goes: "down", steps: CHAMBER, at: (p, x) => detail(p, { chamberCelsius: x }) },
  { n: 22, says: "enclosure, less warp", classes: "overhang adhesion", defect: "warp", goes: "down", steps: [0, 1], at: (p, x) => detail(p, { isEnclosed: x === 1 }) },
  { n: 23, says: "off centre, more warp", classes: "overhang adhesion", defect: "warp", goes: "up", steps: [0, 1, 2], at: position },
  { n: 24, says: "off centre, weaker first layer", classes: "adhesion", defect: "adhesion", goes: "up", steps: [0, 1, 2], at: position },
  { n: 25, says: "warmer room, open: less warp", classes: "overhang", defect: "warp", goes: "down", steps: [10, 18, 26, 34], at: (p, x) => ({ ...open(p), room: [x, 40] }) },
  { n: 26, says: "more fan, open: more warp", classes: "overhang", defect: "warp", goes: "up", steps: FAN, at: (p, x) => set(open(p), { fanPercent: x }) },
  { n: 27, says: "faster without a cap, more under-extrusion", classes: "cube", defect: "under_extrusion", goes: "up", steps: [20, 50, 100, 200, 400], at: (p, x) => detail(p, { speedMms: x, flowLimitMm3s: 0 }) },
  { n: 28, says: "thicker layer at the same speed, more under-extrusion", classes: "cube", defect: "under_extrusion", goes: "up", steps: [0.1, 0.15, 0.2, 0.25, 0.3], at: (p, x) => detail(set(p, { layerHeightMm: x }), { flowLimitMm3s: 0 }) },
  { n: 29, says: "hotter up to the nominal nozzle, less under-extrusion", classes: "cube", defect: "under_extrusion", goes: "down", steps: [-40, -30, -20, -10, 0], at: (p, x, m) => set(p, { nozzleCelsius: m.nozzleCelsius + x }) },
  { n: 30, says: "longer melt zone, less under-extrusion", classes: "cube", defect: "under_extrusion", goes: "down", steps: [10, 17, 25, 40], at: (p) => p, tune: (i, x) => ({ ...i, printer: { ...i.printer, meltLength: x / 1e3 } }) },
  { n: 31, says: "too much retraction, more jams", classes: "cube", defect: "under_extrusion", goes: "up", steps: [2, 5, 8, 11, 14], at: (p, x) => set(p, { retractionMm: x }) },
  { n: 32, says: "a chamber near the glass transition, more jams", classes: "cube", defect: "under_extrusion", goes: "up", steps: [22, 40, 60, 80, 100], at: (p, x) => detail(p, { chamberCelsius: x }) },
  { n: 33, says: "hotter nozzle, stronger layers", classes: "cube overhang", defect: "delamination", goes: "down", steps: [-20, -10, 0, 10, 20], at: (p, x, m) => set(p, { nozzleCelsius: m.nozzleCelsius + x }) },
  { n: 34, says: "more fan, weaker layers", classes: "cube overhang", defect: "delamination", goes: "up", steps: FAN, at: (p, x) => set(p, { fanPercent: x }) },
  { n: 35, says: "longer layer time, weaker layers", classes: "cube", defect: "delamination", goes: "up", steps: [2, 4, 8, 16, 32], at: (p, x) => detail(p, { layerSeconds: x }) },
  { n: 36, says: "hotter chamber, stronger layers", classes: "overhang", defect: "delamination", goes: "down", steps: CHAMBER, at: (p, x) => detail(p, { chamberCelsius: x }) },
];

const polymerOf = (material: string): Polymer => POLYMERS.get(material) as Polymer;

const fill = ({
  material,
  machine,
  geometry,
  bedPosition = "center",
  settings,
  details = {},
  room: [celsius, humidityPercent] = [22, 40],
}: Print): Inputs => {
  const polymer = polymerOf(material);
  const nominal = {
    nozzleCelsius: polymer.nozzleCelsius,
    bedCelsius: Math.max(polymer.glassCelsius, 45),
    retractionMm: PRINTERS.get(machine)?.retractionMm ?? 1,
    fanPercent: polymer.fanPercent,
    firstLayerFanPercent: 0,
    layerHeightMm: 0.2,
    ...settings,
  };
  return inputsOf(nominal, { material, machine, geometry, bedPosition, details }, { celsius, humidityPercent });
};

/** The ratio of the law's defect along its steps. */
const walk = (law: Law, print: Print, world: World): readonly number[] => {
  const polymer = polymerOf(print.material);
  const index = FDM_DEFECTS.indexOf(law.defect);
  return law.steps.map((step) => {
    const inputs = fill(law.at(print, step, polymer));
    return world(law.tune?.(inputs, step) ?? inputs)[index] as number;
  });
};

/** A ratio that has come to its end moves by rounding alone: of a part in 10⁹ nothing is said. */
const isWrong = ({ goes }: Law, before: number, after: number): boolean => {
  const slack = 1e-9 * Math.max(1, Math.abs(before));
  return goes === "up" ? after < before - slack : after > before + slack;
};

const grid = (classes: string): readonly Print[] =>
  [...POLYMERS.keys()].flatMap((material) =>
    [...PRINTERS.keys()].flatMap((machine) => classes.split(" ").map((geometry) => ({ material, machine, geometry }))),
  );

/** What is wrong with a law on the grid: prints that go the wrong way, or nothing that moves. */
const complaints = (law: Law, world: World): readonly string[] => {
  const wrong: string[] = [];
  let hasMoved = false;
  for (const print of grid(law.classes)) {
    const values = walk(law, print, world);
    if (values.some((value, i) => i > 0 && isWrong(law, values[i - 1] as number, value))) wrong.push(`${Object.values(print)}: ${values}`);
    hasMoved ||= values.some((value) => value !== values[0]);
  }
  return hasMoved ? wrong : [...wrong, "nothing moves"];
};

it("covers every machine of the lab and all 36 laws", () => {
  expect([...PRINTERS.keys()]).toEqual(MACHINES.map(({ id }) => id));
  expect([...PRINTERS].map(([, { isEnclosed, isBowden, retractionMm }]) => [isEnclosed, isBowden, retractionMm])).toEqual(
    MACHINES.map(({ isEnclosed, drive, retractionMm }) => [isEnclosed, drive === "bowden", retractionMm]),
  );
  expect(LAWS.map(({ n }) => n)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
});

describe.each(LAWS)("law $n: $says", (law) => {
  it("holds on the grid, and some step moves", () => {
    expect(complaints(law, ratiosOf)).toEqual([]);
  });

  it("fails for a world that never complains, and for one that has it the wrong way round", () => {
    expect(complaints(law, () => [0.1, 0.1, 0.1, 0.1, 0.1, 0.1])).toEqual(["nothing moves"]);
    const upside: World = (inputs) => ratiosOf(inputs).map((ratio) => 1 / (1e-9 + ratio)) as unknown as Ratios;
    expect(complaints(law, upside).length).toBeGreaterThan(0);
  });
});

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const anyPrint: fc.Arbitrary<Omit<Print, "geometry">> = fc
  .record({
    material: fc.constantFrom(...POLYMERS.keys()),
    machine: fc.constantFrom(...PRINTERS.keys()),
    bedPosition: fc.constantFrom(...CENTRES),
    nozzle: number(-25, 25),
    settings: fc.record({
      bedCelsius: number(20, 115),
      fanPercent: number(0, 100),
      retractionMm: number(0, 8),
      layerHeightMm: number(0.08, 0.32),
      firstLayerFanPercent: number(0, 100),
    }),
    details: fc.record({
      lengthMm: number(10, 220),
      heightMm: number(2, 150),
      layerSeconds: number(3, 60),
      brimMm: number(0, 12),
      travelMm: number(1, 150),
    }),
    room: fc.tuple(number(12, 36), number(15, 90)),
  })
  .map(({ nozzle, settings, material, ...print }) => ({
    ...print,
    material,
    settings: { ...settings, nozzleCelsius: polymerOf(material).nozzleCelsius + nozzle },
  }));

describe.each(LAWS)("law $n on random prints of its classes", (law) => {
  it("no step goes the wrong way", () => {
    fc.assert(
      fc.property(anyPrint, fc.constantFrom(...law.classes.split(" ")), (print, geometry) => {
        const values = walk(law, { ...print, geometry }, ratiosOf);
        expect(values.filter((value, i) => i > 0 && isWrong(law, values[i - 1] as number, value))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
