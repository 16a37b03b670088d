import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../settings.ts";
import type { ReferenceFact } from "./fact.ts";

/** The settings that one preset states, under its name; what it does not state is absent. */
export type StatedSettings = { readonly source: string; readonly material: string; readonly settings: Partial<Settings> };

/** The settings of every preset that facts come from, in the order of the facts. The first value of a setting counts. */
export const statedSettings = (facts: readonly ReferenceFact[]): readonly StatedSettings[] => {
  const presets = new Map<string, { source: string; material: string; settings: Partial<Record<Setting, number>> }>();
  for (const { source, material, param, value } of facts) {
    const setting = SETTINGS.find((one) => SETTING_NAMES[one] === param);
    if (setting === undefined) continue;
    const key = JSON.stringify([source, material]);
    const known = presets.get(key) ?? { source, material, settings: {} };
    known.settings[setting] ??= value;
    presets.set(key, known);
  }
  return [...presets.values()];
};
