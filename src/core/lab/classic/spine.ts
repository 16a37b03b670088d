import { type Bound, clampTo } from "../clamp.ts";
import type { Settings } from "../settings.ts";
import type { Checked } from "../spine.ts";

const COMMON: readonly Bound[] = [
  ["retractionMm", 0.5, 8],
  ["fanPercent", 0, 100],
  ["firstLayerFanPercent", 0, 30],
  ["layerHeightMm", 0.08, 0.6],
];

const envelope = (nozzleLow: number, nozzleHigh: number, bedLow: number, bedHigh: number): readonly Bound[] => [
  ...COMMON,
  ["nozzleCelsius", nozzleLow, nozzleHigh],
  ["bedCelsius", bedLow, bedHigh],
];

const ENVELOPES: ReadonlyMap<string, readonly Bound[]> = new Map([
  ["PLA", envelope(190, 220, 45, 65)],
  ["PETG", envelope(220, 245, 70, 90)],
  ["ABS", envelope(230, 260, 95, 110)],
  ["TPU", envelope(220, 235, 35, 60)],
]);

/**
 * The reference's Spine, with its two holes: NaN passes, and an unknown material keeps any nozzle and bed temperature and
 * asks nobody. Total.
 */
export const classicSpine = (settings: Settings, material: string): Checked => {
  const known = ENVELOPES.get(material.toUpperCase());
  const { settings: inside, clamps } = clampTo(settings, known ?? COMMON, material);
  const unknown = known === undefined ? [`The material ${material} is unknown: only the limits common to all hold.`] : [];
  return { settings: inside, vetoes: [...unknown, ...clamps], requiresApproval: clamps.length > 0 };
};
