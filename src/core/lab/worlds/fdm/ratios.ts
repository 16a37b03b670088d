import { bondShareOf, delaminationOf, firstLayerOf, warpOf, weldOf } from "./bond.ts";
import { type Cooling, coolingOf } from "./cooling.ts";
import { type Inputs, inputsOf } from "./inputs.ts";
import { POLYMERS } from "./materials.ts";
import { type Melt, meltOf, underExtrusionOf } from "./melt.ts";
import { sagOf, stringingOf } from "./surface.ts";

/** The defects of this world; the order breaks ties. */
export const FDM_DEFECTS = ["sag", "stringing", "warp", "adhesion", "under_extrusion", "delamination"] as const;

/** Load over capacity of each defect, in the order of `FDM_DEFECTS`; 1 is as likely as not to fail. */
export type Ratios = readonly [
  sag: number,
  stringing: number,
  warp: number,
  adhesion: number,
  underExtrusion: number,
  delamination: number,
];

/** From here on a print is as ruined as it can be; keeps every ratio finite. */
const MOST = 1e6;

/** The six ratios of a print. Finite and not negative. */
export const ratiosOf = (inputs: Inputs): Ratios => {
  const melt = meltOf(inputs);
  const cooling = coolingOf(inputs, melt);
  const share = bondShareOf(inputs);
  return [
    Math.min(sagOf(inputs, melt, cooling), MOST),
    Math.min(stringingOf(inputs, melt), MOST),
    Math.min(warpOf(inputs, share), MOST),
    Math.min(firstLayerOf(inputs, share), MOST),
    Math.min(underExtrusionOf(inputs, melt), MOST),
    Math.min(delaminationOf(inputs, cooling, weldOf(inputs.polymer, melt, cooling), referenceWeld(inputs.polymer)), MOST),
  ];
};

/** The weld that others are measured against: a cube at the nominal settings on a Prusa MK3S in a room of 22 °C. */
const REFERENCE_WELDS: ReadonlyMap<Inputs["polymer"], number> = new Map(
  [...POLYMERS].map(([material, polymer]) => {
    const inputs = inputsOf(
      {
        nozzleCelsius: polymer.nozzleCelsius,
        bedCelsius: Math.max(polymer.glassCelsius, 45),
        retractionMm: 0.8,
        fanPercent: polymer.fanPercent,
        firstLayerFanPercent: 0,
        layerHeightMm: 0.2,
      },
      { material, geometry: "cube", bedPosition: "center", machine: "prusa-mk3s" },
      { celsius: 22, humidityPercent: 40 },
    );
    const melt: Melt = meltOf(inputs);
    const cooling: Cooling = coolingOf(inputs, melt);
    return [polymer, weldOf(polymer, melt, cooling)];
  }),
);

const referenceWeld = (polymer: Inputs["polymer"]): number => REFERENCE_WELDS.get(polymer) as number;
