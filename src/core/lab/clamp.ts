import { general } from "../kernel/python-number.ts";
import { SETTING_NAMES, type Setting, type Settings } from "./settings.ts";

/** A closed range of one knob. */
export type Bound = readonly [setting: Setting, low: number, high: number];

/** Settings inside their bounds, and one line for each knob that was moved, in the order of the bounds. */
export type Clamped = { readonly settings: Settings; readonly clamps: readonly string[] };

/** Moves each knob to the nearer end of its range when it lies outside. NaN lies nowhere and stays. Idempotent. */
export const clampTo = (settings: Settings, bounds: readonly Bound[], material: string): Clamped => {
  let inside = settings;
  const clamps: string[] = [];
  for (const [setting, low, high] of bounds) {
    const value = settings[setting];
    if (!(value < low) && !(value > high)) continue;
    const limit = value < low ? low : high;
    inside = { ...inside, [setting]: limit };
    clamps.push(
      `${SETTING_NAMES[setting]} ${general(value)} is ${value < low ? "under" : "over"} the safe limit ${general(limit)} for ${material}: clamped to ${general(limit)}.`,
    );
  }
  return { settings: inside, clamps };
};
