import type { Settings } from "../settings.ts";

/**
 * Settings as slicers take them: whole degrees and percents, which stay inside an envelope of whole numbers, and a fan of the
 * first layer that is off or as on the others. Every value that had to move is a warning.
 */
export const inWholes = (settings: Settings, program: string): { readonly settings: Settings; readonly warnings: readonly string[] } => {
  const fanPercent = Math.round(settings.fanPercent);
  const isQuiet = settings.firstLayerFanPercent < fanPercent / 2 || fanPercent === 0;
  const whole = {
    ...settings,
    nozzleCelsius: Math.round(settings.nozzleCelsius),
    bedCelsius: Math.round(settings.bedCelsius),
    fanPercent,
    firstLayerFanPercent: isQuiet ? 0 : fanPercent,
  };
  const moved = [
    ["nozzle_temp", settings.nozzleCelsius, whole.nozzleCelsius],
    ["bed_temp", settings.bedCelsius, whole.bedCelsius],
    ["fan_pct", settings.fanPercent, whole.fanPercent],
    ["first_layer_fan_pct", settings.firstLayerFanPercent, whole.firstLayerFanPercent],
  ] as const;
  const warnings = moved
    .filter(([, from, to]) => from !== to)
    .map(([name, from, to]) => `${program} cannot say ${name} ${from}: ${to} is written`);
  return { settings: whole, warnings };
};
