import type { Inputs } from "./inputs.ts";
import { type Melt, thermalThinning } from "./melt.ts";

/** How a print cools. Temperatures in °C, times in s. */
export type Cooling = {
  /** Air round the top of the part, and the surface that the next layer meets. */
  readonly localCelsius: number;
  readonly surfaceCelsius: number;
  /** Until a strand under the bridge fan is set, and how long it flows. */
  readonly setSeconds: number;
  readonly fluidSeconds: number;
  /** Time constant of a strand under the part fan. */
  readonly strandSeconds: number;
};

/** Air that moves without a fan, m/s; chosen. */
const STILL_AIR = 0.15;
/** Kinematic viscosity in m²/s, conductivity in W/(m K) and Prandtl number of warm air. */
const AIR = { viscosity: 2.3e-5, conductivity: 0.031, prandtl: 0.7 } as const;
/** Radiation and natural convection of a strand, W/(m² K). */
const STILL = 8;
/** Height over which the warmth of the bed fades, mm; chosen. */
const WARM_MM = 15;
/** Conductivity of a solid filament, W/(m K): between 0.13 of PLA and 0.29 of PETG; chosen. */
const SOLID_CONDUCTIVITY = 0.2;

/**
 * Cooling of a strand and of the top surface. A strand is a lumped capacity (Biot 0.1 to 0.2; Zhang et al. 2022, T4F3) in
 * cross flow (Churchill, Bernstein 1977); the top is the energy balance of one layer, its heat transfer chosen: over its footprint, or
 * of a lone wall over what that wall cools by. The fluid
 * time is the Laplace value of the integral of dt over the viscosity.
 */
export const coolingOf = (inputs: Inputs, { exitCelsius }: Melt): Cooling => {
  const { polymer, printer, chamber, underPart, layer, width, fill, layerSeconds, height, fan, bridgeFan } = inputs;
  const diameter = Math.sqrt((4 * width * layer) / Math.PI) / 1e3;
  const capacity = polymer.density * polymer.heat;
  const air = (percent: number): number => STILL_AIR + (percent / 100) * printer.airSpeed;
  const strand = (percent: number): number => (capacity * diameter) / (4 * strandTransfer(air(percent), diameter));
  const top = 22 + 55 * (air(fan) / 5) ** 0.6;
  const localCelsius = chamber + Math.max(0, underPart - chamber) * Math.exp(-height / WARM_MM);
  const stored = (capacity * (layer / 1e3) * Math.max(fill, wallShare(width / 1e3, top))) / (top * layerSeconds);
  const tau = strand(bridgeFan);
  const span = 1 + (exitCelsius - polymer.setCelsius) / Math.max(polymer.setCelsius - chamber, 4);
  return {
    localCelsius,
    surfaceCelsius: localCelsius + ((exitCelsius - localCelsius) * stored) / (1 + stored),
    setSeconds: tau * Math.log(Math.max(span, 1.05)),
    fluidSeconds: tau / (thermalThinning(polymer, exitCelsius) * Math.max(exitCelsius - chamber, 1)),
    strandSeconds: bridgeFan === fan ? tau : strand(fan),
  };
};

/**
 * The share of the area that a lone wall cools by which its top is: besides it both sides, as deep as they feel the top, which of a
 * fin is the root of k w / (2 h) (Incropera, DeWitt: extended surfaces). `width` in m, `transfer` in W/(m² K).
 */
const wallShare = (width: number, transfer: number): number =>
  width / (width + 2 * Math.sqrt((SOLID_CONDUCTIVITY * width) / (2 * transfer)));

const PRANDTL_TERM = (1 + (0.4 / AIR.prandtl) ** (2 / 3)) ** 0.25;
const PRANDTL_ROOT = Math.cbrt(AIR.prandtl);

/** Heat transfer of a cylinder in cross flow, W/(m² K). */
const strandTransfer = (airSpeed: number, diameter: number): number => {
  const reynolds = (airSpeed * diameter) / AIR.viscosity;
  const forced = ((0.62 * Math.sqrt(reynolds) * PRANDTL_ROOT) / PRANDTL_TERM) * (1 + (reynolds / 282000) ** 0.625) ** 0.8;
  return STILL + (AIR.conductivity / diameter) * (0.3 + forced);
};
