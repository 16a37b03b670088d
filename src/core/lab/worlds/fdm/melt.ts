import type { Inputs } from "./inputs.ts";
import type { Polymer } from "./materials.ts";

/** What happens in the hot end. Flows in mm³/s, force in N. */
export type Melt = {
  /** Flow at which the core of the melt just reaches the flow floor. */
  readonly capacity: number;
  /** Mean temperature at the exit, °C. */
  readonly exitCelsius: number;
  /** Zero-shear viscosity at the exit, Pa s. */
  readonly viscosity: number;
  /** Force on the filament. */
  readonly force: number;
};

/** First eigenvalue squared of the Graetz problem: a rod through a hot tube. */
const GRAETZ = 5.783;
/** Centre-line and mean coefficient of its first term. */
const CENTRE = 1.602;
const MEAN = 0.691;
/** Universal WLF constants (Williams, Landel, Ferry 1955). */
const WLF_1 = 17.44;
const WLF_2 = 51.6;

/**
 * The melt of a print: the Graetz solution for a rod moving through a hot tube (Go, Schiffres, Stevens, Hart 2017; Luo et al.
 * 2020 use the same criterion), Cross viscosity with a WLF shift, and the force through the land of the nozzle
 * (Hagen-Poiseuille, times 3 for entry losses; Bellini 2004). The factor that freezes it near the floor is chosen.
 */
export const meltOf = ({ polymer, printer, nozzle, room, flow, bore }: Inputs): Melt => {
  const graetz = GRAETZ * Math.PI * (polymer.conductivity / (polymer.density * polymer.heat)) * printer.meltLength * 1e9;
  const above = Math.max(nozzle - polymer.flowCelsius, 0.5);
  const heating = Math.max(Math.log((CENTRE * (nozzle - room)) / above), 0.25);
  const capacity = (graetz / (nozzle > room ? heating : 0.25)) * (1 - Math.exp(-above / 10));
  const share = Math.min(Math.max(flow / graetz, 0.05), 3);
  const exitCelsius = nozzle - MEAN * (nozzle - room) * Math.exp(-1 / share);
  const viscosity = polymer.viscosity * shiftOf(polymer, exitCelsius);
  const radius = bore / 2e3;
  const cubicMetres = flow * 1e-9;
  const shear = (4 * cubicMetres) / (Math.PI * radius ** 3);
  const thinned = viscosity / (1 + ((viscosity * shear) / polymer.thinningStress) ** (1 - polymer.thinningIndex));
  const force = (filamentArea(printer.filamentMm) * 1e-6 * 24 * thinned * 1.5 * (bore / 1e3) * cubicMetres) / (Math.PI * radius ** 4);
  return { capacity, exitCelsius, viscosity, force };
};

/** Viscosity at a temperature as a multiple of the one at the nominal nozzle: the WLF shift moved there. */
export const shiftOf = (polymer: Polymer, celsius: number): number => {
  const second = WLF_2 + polymer.nozzleCelsius - polymer.shiftCelsius;
  const first = (WLF_1 * WLF_2) / second;
  const above = celsius - polymer.nozzleCelsius;
  return Math.exp((-Math.LN10 * first * above) / Math.max(second + above, 8));
};

/** How fast the logarithm of the viscosity falls with temperature, 1/K. */
export const thermalThinning = (polymer: Polymer, celsius: number): number => {
  const second = WLF_2 + polymer.nozzleCelsius - polymer.shiftCelsius;
  const x = Math.max(second + celsius - polymer.nozzleCelsius, 8);
  return (Math.LN10 * WLF_1 * WLF_2) / (x * x);
};

/** Cross-section of a filament, mm². */
export const filamentArea = (diameterMm: number): number => (Math.PI * diameterMm * diameterMm) / 4;

/** Air at which filament softens before the melt zone when the polymer is rubber at room temperature, °C; chosen. */
const RUBBER_CREEP = 90;
/** Retraction at which a long Bowden and any other drive jam, mm; chosen. */
const JAM_MM = { long: 11, short: 5 } as const;

/**
 * Load over capacity of the extrusion: melt, push, heat creep, over-retraction and decay joined by a 4-norm. The push ends at
 * the grip of the drive or where the free filament buckles (Euler). The last three are chosen.
 */
export const underExtrusionOf = (inputs: Inputs, { capacity, force }: Melt): number => {
  const { polymer, printer, nozzle, chamber, retraction, flow } = inputs;
  const inertia = (Math.PI * (printer.filamentMm / 1e3) ** 4) / 64;
  const buckling = (4 * Math.PI ** 2 * polymer.filamentModulus * inertia) / printer.gap ** 2;
  const softens = polymer.glassCelsius < 0 ? RUBBER_CREEP : polymer.glassCelsius;
  const jam = printer.isBowden && printer.advanceSeconds > 0.15 ? JAM_MM.long : JAM_MM.short;
  return (
    0.9 *
    norm4(
      flow / capacity,
      force / Math.min(printer.grip, buckling),
      0.5 * Math.exp((chamber - softens - 2) / 5),
      0.5 * Math.exp((retraction - jam) / (0.15 * jam)),
      0.6 * Math.exp((nozzle - polymer.decayCelsius) / 10),
    )
  );
};

/** The 4-norm: close to the largest, and never below it. */
export const norm4 = (a: number, b: number, c: number, d = 0, e = 0): number => {
  const [a2, b2, c2, d2, e2] = [a * a, b * b, c * c, d * d, e * e];
  return Math.sqrt(Math.sqrt(a2 * a2 + b2 * b2 + c2 * c2 + d2 * d2 + e2 * e2));
};
