import type { Cooling } from "./cooling.ts";
import type { Inputs } from "./inputs.ts";
import type { Polymer } from "./materials.ts";
import { type Melt, shiftOf, thermalThinning } from "./melt.ts";

/** Height over which the warmth of the bed fades, mm; chosen. */
const WARM_MM = 15;
/** Air speed at full fan under which a fan cools a first layer less; chosen. */
const WEAK_FAN = 4;

/**
 * Share of the bond to the plate that holds. Adhesion jumps a little above the glass transition (Spoerk et al. 2018); the
 * sigmoid and its constants are chosen.
 */
export const bondShareOf = ({ polymer, printer, underPart, surface, firstFan, nozzle }: Inputs): number => {
  const warm = polymer.coldBond + (1 - polymer.coldBond) / (1 + Math.exp(-(underPart - polymer.bondCelsius) / polymer.bondSpread));
  const reach = printer.airSpeed < WEAK_FAN ? 0.8 : 1;
  const cold = Math.min(Math.max((polymer.nozzleCelsius - 15 - nozzle) / 40, 0), 1);
  return warm * surface * (1 - 0.35 * (firstFan / 100) * reach) * (1 - 0.25 * cold);
};

/**
 * Load over capacity of lifting: thermal strain × stiffness × length against the bond to the bed. Warpage rises with length
 * and is largest at middle height (Armillotta et al. 2018; Materials 2021, 14(22) 7070). A brim's share is chosen.
 */
export const warpOf = (inputs: Inputs, share: number): number => {
  const { polymer, chamber, underPart, height, length, fan, isEnclosed, offCentre, brim } = inputs;
  const mean = chamber + ((underPart - chamber) * WARM_MM * (1 - Math.exp(-height / WARM_MM))) / height;
  const draught = isEnclosed ? 1 : 1 + 0.25 * (fan / 100) * (1 - polymer.coldBond);
  const stress = polymer.stiffness * polymer.expansion * Math.max(0, polymer.freeCelsius - mean) * draught;
  const lever = (length / 120) ** 0.8 * (1 - Math.exp(-height / 8)) * (1 + 0.25 * offCentre);
  return (stress * lever) / (0.55 * polymer.bond * share * brimFactor(brim));
};

/** Load over capacity of the first layer; chosen. */
export const firstLayerOf = ({ brim, offCentre }: Inputs, share: number): number =>
  (0.42 / share / brimFactor(brim) ** 0.3) * (1 + 0.15 * offCentre);

const brimFactor = (brim: number): number => 1 + 0.1 * Math.min(brim, 10);

/**
 * Logarithm of a weld's strength in units of its own: equivalent weld time (Seppala et al. 2017), healing by a power of time
 * (Wool, O'Connor 1981; McIlroy, Olmsted 2017). The power is 0.15 instead of a quarter, since later layers heat a road again.
 */
export const weldOf = (polymer: Polymer, { exitCelsius }: Melt, { localCelsius, surfaceCelsius, strandSeconds }: Cooling): number => {
  const interfaceCelsius = (exitCelsius + surfaceCelsius) / 2;
  const seconds = strandSeconds / (thermalThinning(polymer, interfaceCelsius) * Math.max(interfaceCelsius - localCelsius, 10));
  return 0.15 * (Math.log(seconds) - Math.log(shiftOf(polymer, interfaceCelsius)));
};

/** Load over capacity between layers: what is needed plus what shrinkage pulls, against a weld and the reference weld. */
export const delaminationOf = (inputs: Inputs, { localCelsius }: Cooling, weld: number, referenceWeld: number): number => {
  const { polymer, length, height } = inputs;
  const strain = (polymer.stiffness * polymer.expansion * Math.max(0, polymer.freeCelsius - localCelsius)) / polymer.strength;
  const need = 0.52 + 0.28 * strain * Math.min((length / 120) ** 0.8, 1.5) * (1 - Math.exp(-height / 40));
  return need * Math.exp(Math.min(referenceWeld - weld, 300));
};
