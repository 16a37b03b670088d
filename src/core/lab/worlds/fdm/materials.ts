/**
 * Material constants of the fdm world. Densities, heat capacities, glass transitions, moduli, expansion and strength come
 * from supplier sheets and handbooks: NatureWorks Ingeo, Eastman, INEOS and SABIC ABS, Covestro, UltiMaker and Prusament
 * sheets; Farah et al. 2016 for PLA; Polymaker TPU-2000 for TPU. Viscosity level of PLA: Materials 2023, 16(24) 7664, table 1.
 * `freeCelsius`, `setCelsius`, `flowCelsius`, the bond and moisture columns and `stickiness` are chosen, informed by these.
 */
export type Polymer = {
  /** kg/m³ */
  readonly density: number;
  /** J/(kg K) */
  readonly heat: number;
  /** W/(m K) */
  readonly conductivity: number;
  /** Glass transition, °C. */
  readonly glassCelsius: number;
  /** Free of stress above it, °C. */
  readonly freeCelsius: number;
  /** A bead no longer flows below it, °C. */
  readonly setCelsius: number;
  /** Reference of the WLF shift, °C. */
  readonly shiftCelsius: number;
  /** Flow floor that the core of the melt must reach, °C. */
  readonly flowCelsius: number;
  /** Nominal nozzle, °C. */
  readonly nozzleCelsius: number;
  /** Onset of decay, °C. */
  readonly decayCelsius: number;
  /** Zero-shear viscosity at the nominal nozzle, Pa s. */
  readonly viscosity: number;
  /** Stress of the Cross law at which shear thins the melt, Pa. */
  readonly thinningStress: number;
  readonly thinningIndex: number;
  /** Thermal expansion, 1/K. */
  readonly expansion: number;
  /** Modulus half way between the glass transition and the room, MPa. */
  readonly stiffness: number;
  /** Strength, MPa. */
  readonly strength: number;
  /** Bond to the plate when all of it holds, MPa. */
  readonly bond: number;
  /** Bed °C at which half of the heat-driven bond holds, and how sharply. */
  readonly bondCelsius: number;
  readonly bondSpread: number;
  /** Share of the bond that needs no heat. */
  readonly coldBond: number;
  /** Usual cap of the flow, mm³/s. */
  readonly flowLimit: number;
  /** Water at saturation, and from which on it is visible, % of mass. */
  readonly saturation: number;
  readonly visibleWater: number;
  /** Time constant of the uptake, h. */
  readonly uptakeHours: number;
  readonly stickiness: number;
  /** Usual fan, %. */
  readonly fanPercent: number;
  /** Modulus of the cold filament, Pa. */
  readonly filamentModulus: number;
};

type Row = readonly [
  id: string,
  flow: readonly [density: number, heat: number, k: number, glass: number, free: number, set: number, shift: number, floor: number],
  melt: readonly [nozzle: number, decay: number, viscosity: number, stress10k: number, index: number],
  solid: readonly [expansion: number, stiffnessGpa: number, strength: number, bond: number, at: number, spread: number, cold: number],
  rest: readonly [limit: number, saturation: number, visible: number, hours: number, stickiness: number, fan: number, filamentGpa: number],
];

const ROWS: readonly Row[] = [
  [
    "PLA",
    [1240, 1800, 0.16, 60, 60, 70, 60, 160],
    [210, 258, 2000, 10, 0.3],
    [68, 3, 50, 14, 40, 7, 0.25],
    [15, 0.8, 0.3, 60, 0.8, 100, 3.3],
  ],
  [
    "PETG",
    [1270, 1750, 0.2, 80, 78, 90, 80, 178],
    [245, 290, 1400, 12, 0.38],
    [68, 1.8, 45, 14, 58, 7, 0.3],
    [10, 0.45, 0.15, 48, 1.05, 50, 2],
  ],
  [
    "ABS",
    [1040, 2080, 0.18, 105, 105, 115, 105, 190],
    [250, 295, 3500, 4, 0.3],
    [90, 1.9, 38, 12.5, 82, 6, 0.08],
    [11, 1, 0.4, 48, 0.7, 10, 2.1],
  ],
  [
    "ASA",
    [1070, 2000, 0.18, 100, 100, 112, 100, 190],
    [255, 295, 3500, 4, 0.3],
    [95, 1.9, 40, 12.5, 80, 7, 0.1],
    [11, 1, 0.4, 48, 0.7, 20, 2],
  ],
  [
    "TPU",
    [1210, 1900, 0.2, -25, 60, 120, 70, 180],
    [235, 268, 1500, 8, 0.4],
    [150, 0.03, 35, 14, 10, 12, 0.5],
    [3.5, 1.2, 0.4, 20, 1.1, 60, 0.026],
  ],
  [
    "PC",
    [1200, 1900, 0.2, 113, 113, 128, 113, 215],
    [275, 318, 3000, 15, 0.3],
    [68, 2, 60, 12, 86, 8, 0.08],
    [10, 0.35, 0.08, 40, 0.9, 20, 2.2],
  ],
  ["PA", [1130, 2500, 0.24, 50, 140, 165, 26, 205], [260, 312, 1600, 15, 0.45], [85, 0.9, 55, 10, 45, 12, 0.2], [8, 8, 1, 60, 1, 15, 1.8]],
  ["PVA", [1230, 1900, 0.2, 70, 70, 90, 70, 165], [205, 226, 2500, 9, 0.4], [80, 1.5, 40, 12, 42, 7, 0.25], [6, 30, 2.5, 40, 1.15, 100, 3]],
  [
    "PLA-CF",
    [1290, 1650, 0.3, 60, 60, 70, 60, 160],
    [220, 262, 3000, 9, 0.35],
    [40, 5, 45, 14, 40, 7, 0.25],
    [12, 0.7, 0.3, 60, 0.6, 90, 5.5],
  ],
  [
    "PA-CF",
    [1170, 2100, 0.4, 55, 140, 165, 26, 210],
    [275, 318, 2200, 14, 0.45],
    [30, 1.4, 80, 10, 45, 12, 0.2],
    [8, 5, 1, 60, 0.8, 15, 6],
  ],
];

const polymerOf = ([, flow, melt, solid, rest]: Row): Polymer => {
  const [density, heat, conductivity, glassCelsius, freeCelsius, setCelsius, shiftCelsius, flowCelsius] = flow;
  const [nozzleCelsius, decayCelsius, viscosity, stress10k, thinningIndex] = melt;
  const [expansion, stiffnessGpa, strength, bond, bondCelsius, bondSpread, coldBond] = solid;
  const [flowLimit, saturation, visibleWater, uptakeHours, stickiness, fanPercent, filamentGpa] = rest;
  return {
    density,
    heat,
    conductivity,
    glassCelsius,
    freeCelsius,
    setCelsius,
    shiftCelsius,
    flowCelsius,
    nozzleCelsius,
    decayCelsius,
    viscosity,
    thinningStress: stress10k * 1e4,
    thinningIndex,
    expansion: expansion * 1e-6,
    stiffness: stiffnessGpa * 1e3,
    strength,
    bond,
    bondCelsius,
    bondSpread,
    coldBond,
    flowLimit,
    saturation,
    visibleWater,
    uptakeHours,
    stickiness,
    fanPercent,
    filamentModulus: filamentGpa * 1e9,
  };
};

/** Every polymer by the id of its material. TPU is the 95A grade, PC an easy-print blend. */
export const POLYMERS: ReadonlyMap<string, Polymer> = new Map(ROWS.map((row) => [row[0], polymerOf(row)]));
