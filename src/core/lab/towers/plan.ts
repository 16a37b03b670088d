/**
 * @module Towers: small prints that vary one knob by height, and what a person reads from a finished one. Owns geometry,
 * extrusion and the steps; refuses any value that the Spine does not let through. Entry: `towerGcode`, `readTower`.
 */
import { roundTo } from "../../kernel/python-number.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { Machine } from "../machines.ts";
import { type Material, materialOf } from "../materials.ts";
import type { Settings } from "../settings.ts";
import { checkSettings, envelopeOf } from "../spine.ts";

/** What a tower varies. */
export type TowerKind = "temperature" | "retraction" | "flow";

/** A step of a tower, from the plate up: its number from 1, its value, and the heights between which it stands, in mm. */
export type TowerStep = { readonly number: number; readonly value: number; readonly fromMm: number; readonly toMm: number };

/** A tower as it is to be printed. `settings` hold for what it does not vary; `unit` is that of the values. */
export type Tower = {
  readonly kind: TowerKind;
  readonly material: Material;
  readonly machine: Machine;
  readonly settings: Settings;
  readonly unit: "°C" | "mm" | "%";
  readonly steps: readonly TowerStep[];
};

/** Which values a person wants, both ends included; what is absent is usual for the material. */
export type TowerRange = { readonly from?: number; readonly to?: number; readonly steps?: number };

/** Why there is no tower. */
export type TowerFault = { readonly code: "OUTSIDE" | "BAD_RANGE" | "UNKNOWN_ID"; readonly message: string; readonly hint: string };

const LAYER_MM = 0.2;
const STEP_MM = 5;
const MOST_STEPS = 15;
/** Percents of flow that a tower may ask for. */
const FLOW_PERCENT = [80, 120] as const;

/** Plans a tower. Every step's settings pass the Spine as they are, and it fits the machine; else it is refused. */
export const planTower = (kind: TowerKind, materialId: string, machine: Machine, range: TowerRange = {}): Result<Tower, TowerFault> => {
  const material = materialOf(materialId);
  const settings = usualSettings(material, machine);
  const possible = checkSettings(settings, materialId, machine);
  if (material === undefined || !possible.ok)
    return fail({
      code: "OUTSIDE",
      message: possible.ok ? `there is no material ${materialId}` : possible.fault.message,
      hint: "moot lab materials",
    });
  const [low, high, step] = usualRange(kind, material, machine);
  const { from = high, to = low, steps = Math.min(MOST_STEPS, Math.round(Math.abs(from - to) / step) + 1) } = range;
  if (!Number.isInteger(steps) || steps < 2 || steps > MOST_STEPS || !Number.isFinite(from) || !Number.isFinite(to) || from === to)
    return fail({
      code: "BAD_RANGE",
      message: `a tower has 2 to ${MOST_STEPS} steps between two values, not ${steps} from ${from} to ${to}`,
      hint: "leave --from, --to and --steps out for what is usual",
    });
  const values = Array.from({ length: steps }, (_, index) =>
    roundTo(from + ((to - from) * index) / (steps - 1), kind === "retraction" ? 2 : 0),
  );
  const outside = values.find((value) => !isAllowed(kind, value, settings, material, machine));
  if (outside !== undefined) {
    const [least, most] = limitsOf(kind, material, machine);
    return fail({
      code: "OUTSIDE",
      message: `${kind} ${outside} is outside ${least} to ${most} for ${material.id} on ${machine.title}`,
      hint: "leave --from and --to out for what is usual",
    });
  }
  const placed = values.map((value, index) => ({ number: index + 1, value, fromMm: STEP_MM * index, toMm: STEP_MM * (index + 1) }));
  return ok({ kind, material, machine, settings, unit: kind === "temperature" ? "°C" : kind === "retraction" ? "mm" : "%", steps: placed });
};

/** The middle of what vendors ship, inside the envelope; a fan as on bridges. */
const usualSettings = (material: Material | undefined, machine: Machine): Settings => {
  const wanted = {
    nozzleCelsius: middle(material?.nozzle.usual ?? [200, 200]),
    bedCelsius: middle(material?.bed.usual ?? [60, 60]),
    retractionMm: machine.retractionMm,
    fanPercent: material?.bridgeFan[0] ?? 100,
    firstLayerFanPercent: 0,
    layerHeightMm: LAYER_MM,
  };
  const checked = material === undefined ? undefined : checkSettings(wanted, material.id, machine);
  return checked?.ok === true ? checked.value.settings : wanted;
};

const middle = ([low, high]: readonly [number, number]): number => Math.round((low + high) / 2);

/** From, to and step of a tower that nobody named a range for: hot below and cold above, long retractions above. */
const usualRange = (kind: TowerKind, material: Material, machine: Machine): readonly [low: number, high: number, step: number] => {
  if (kind === "temperature") {
    const [least, most] = limitsOf(kind, material, machine);
    const high = Math.floor(Math.min(material.nozzle.usual[1], most) / 5) * 5;
    return [Math.max(Math.min(Math.ceil(material.nozzle.usual[0] / 5) * 5, high - 15), least), high, 5];
  }
  if (kind === "retraction") return machine.drive === "direct" ? [2, 0.2, 0.2] : [8, 2, 1];
  return [90, 110, 5];
};

const limitsOf = (kind: TowerKind, material: Material, machine: Machine): readonly [number, number] => {
  if (kind === "flow") return FLOW_PERCENT;
  const bound = envelopeOf(material, machine).find(([setting]) => setting === (kind === "temperature" ? "nozzleCelsius" : "retractionMm"));
  return bound === undefined ? [0, 0] : [bound[1], bound[2]];
};

const isAllowed = (kind: TowerKind, value: number, settings: Settings, material: Material, machine: Machine): boolean => {
  const [low, high] = limitsOf(kind, material, machine);
  if (!(value >= low && value <= high)) return false;
  const at =
    kind === "temperature"
      ? { ...settings, nozzleCelsius: value }
      : kind === "retraction"
        ? { ...settings, retractionMm: value }
        : settings;
  const checked = checkSettings(at, material.id, machine);
  return checked.ok && !checked.value.requiresApproval;
};
