/**
 * The Spine: what no proposer can move. A total function of settings, material and machine: whatever comes in, what goes
 * out is finite and inside the envelope, or nothing goes out. Numbers are looked at first, the clamp is the last step.
 */
import { roundTo } from "../kernel/python-number.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import { type Bound, clampTo } from "./clamp.ts";
import type { Machine } from "./machines.ts";
import { MATERIALS, type Material, materialOf } from "./materials.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "./settings.ts";

/** Settings that may leave the lab. Each veto says what was moved; a clamp asks a person. */
export type Checked = { readonly settings: Settings; readonly vetoes: readonly string[]; readonly requiresApproval: boolean };

/** Why nothing leaves the lab. */
export type SpineFault = {
  readonly kind: "not-finite" | "unknown-material" | "unknown-machine" | "impossible-pair";
  readonly message: string;
};

/** Degrees that a set-point keeps below the limit at which a firmware stops the machine. */
const FIRMWARE_MARGIN = 5;
/** Millimetres of filament that each kind of drive may pull back. */
const RETRACTION_MAX_MM = { direct: 5, bowden: 11 } as const;

/** Checks settings: finite first, a known material, a machine that can print it, and the clamp last. Idempotent. */
export const checkSettings = (settings: Settings, materialId: string, machine: Machine): Result<Checked, SpineFault> => {
  const odd = notFinite(settings);
  if (odd !== undefined) return fail(odd);
  const material = materialOf(materialId);
  if (material === undefined) return fail({ kind: "unknown-material", message: unknownMaterial(materialId) });
  return checkWithin(settings, material, machine);
};

const notFinite = (settings: Settings): SpineFault | undefined => {
  const odd = SETTINGS.find((setting) => !Number.isFinite(settings[setting]));
  return odd === undefined
    ? undefined
    : { kind: "not-finite", message: `${SETTING_NAMES[odd]} must be a finite number but is ${settings[odd]}` };
};

/** As `checkSettings`, of a material by its limits: also of one that no table knows and a person approved. */
export const checkWithin = (settings: Settings, material: Material, machine: Machine): Result<Checked, SpineFault> => {
  const odd = notFinite(settings);
  if (odd !== undefined) return fail(odd);
  const bounds = envelopeOf(material, machine);
  const empty = bounds.find(([, low, high]) => low > high);
  if (empty !== undefined) {
    const message = `${machine.title} cannot print ${material.id}: ${SETTING_NAMES[empty[0]]} must be ${empty[1]} or more and the machine allows ${empty[2]}`;
    return fail({ kind: "impossible-pair", message });
  }
  const { settings: inside, clamps } = clampTo(settings, bounds, material.id);
  return ok({ settings: inside, vetoes: clamps, requiresApproval: clamps.length > 0 });
};

/** The hard limits of a material on a machine, one for each knob. A range that is empty means that the pair is impossible. */
export const envelopeOf = (material: Material, machine: Machine): readonly Bound[] => [
  ["retractionMm", 0, RETRACTION_MAX_MM[machine.drive]],
  ["fanPercent", 0, 100],
  ["firstLayerFanPercent", 0, 100],
  ["layerHeightMm", roundTo(0.2 * machine.nozzleDiameterMm, 3), roundTo(0.8 * machine.nozzleDiameterMm, 3)],
  [
    "nozzleCelsius",
    material.nozzle.hard[0],
    Math.min(material.nozzle.hard[1], machine.nozzleMaxCelsius - FIRMWARE_MARGIN, machine.linerMaxCelsius ?? Number.POSITIVE_INFINITY),
  ],
  ["bedCelsius", material.bed.hard[0], Math.min(material.bed.hard[1], machine.bedMaxCelsius)],
];

/** What settings inside the envelope are unusual in: notes, never a clamp. In the order nozzle, bed, first-layer fan. */
export const unusual = ({ nozzleCelsius, bedCelsius, firstLayerFanPercent }: Settings, material: Material): readonly string[] => {
  const outside = (name: string, value: number, [low, high]: readonly [number, number]): readonly string[] =>
    value < low || value > high ? [`${name} ${value} is outside what vendors ship for ${material.id} (${low} to ${high}).`] : [];
  return [
    ...outside("nozzle_temp", nozzleCelsius, material.nozzle.usual),
    ...outside("bed_temp", bedCelsius, material.bed.usual),
    ...(firstLayerFanPercent > 0 ? [`first_layer_fan_pct ${firstLayerFanPercent}: a first layer holds better without a fan.`] : []),
  ];
};

const unknownMaterial = (id: string): string =>
  `there is no material ${JSON.stringify(id.slice(0, 40))}; known are ${MATERIALS.map((material) => material.id).join(", ")}`;
