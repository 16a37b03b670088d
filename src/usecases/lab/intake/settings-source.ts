import { asRecord, asText, type Json } from "../../../core/kernel/json.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../../../core/lab/settings.ts";
import type { StoredEvent } from "../../../ports/journal.ts";

/** Settings as somebody wrote them down, with the material and machine where they name them. */
export type GivenSettings = { readonly settings: Settings; readonly material?: string; readonly machine?: string };

/** Settings that cannot be read. */
export type SettingsFault = { readonly code: "BAD_SETTINGS" | "NO_PLAN"; readonly message: string; readonly hint: string };

const LAYER_HEIGHT_MM = 0.2;

/**
 * Reads one JSON object: the settings themselves, or a row of the lab with `settings` in it; `material` and `machine` may stand
 * beside them. Numbers of any size are taken: whether they are finite and allowed is the Spine's to say.
 */
export const readGivenSettings = (text: string, file: string): Result<GivenSettings, SettingsFault> => {
  const refuse = (message: string): Result<GivenSettings, SettingsFault> =>
    fail({
      code: "BAD_SETTINGS",
      message: `${file}: ${message}`,
      hint: `write {"nozzle_temp": 205, "bed_temp": 60, "retraction_mm": 1, "fan_pct": 100, "first_layer_fan_pct": 0}`,
    });
  const row = parse(text);
  if (row === undefined) return refuse("is no JSON object");
  const inner = row.settings === undefined ? row : asRecord(row.settings);
  if (inner === undefined) return refuse("settings is no object");
  const values: Partial<Record<keyof Settings, number>> = { layerHeightMm: LAYER_HEIGHT_MM };
  for (const setting of SETTINGS) {
    const value = inner[SETTING_NAMES[setting]];
    if (typeof value === "number") values[setting] = value;
    else if (value !== undefined || values[setting] === undefined)
      return refuse(
        `${SETTING_NAMES[setting]} ${value === undefined ? "is missing" : `must be a number but is ${JSON.stringify(value).slice(0, 40)}`}`,
      );
  }
  return ok({ settings: values as Settings, ...namesIn(row) });
};

/** What a run of the lab printed last, or would have: the settings of its newest plan that the Spine let through. */
export const settingsOfRun = (events: readonly StoredEvent[], run: string): Result<GivenSettings, SettingsFault> => {
  const allowed = asRecord(asRecord(events.findLast(({ kind }) => kind === "plan-checked")?.data)?.allowed);
  if (allowed === undefined || SETTINGS.some((setting) => typeof allowed[setting] !== "number"))
    return fail({ code: "NO_PLAN", message: `${run} has no plan that the Spine let through`, hint: "moot runs" });
  const opening = asRecord(events.find(({ kind }) => kind === "lab-opened")?.data);
  const job = asRecord(asRecord(opening?.brief)?.job);
  return ok({
    settings: Object.fromEntries(SETTINGS.map((setting) => [setting, allowed[setting]])) as unknown as Settings,
    ...namesIn(job ?? {}),
  });
};

const namesIn = (row: { readonly [key: string]: Json }): { readonly material?: string; readonly machine?: string } => {
  const [material, machine] = [asText(row.material), asText(row.machine)];
  return { ...(material === undefined ? {} : { material }), ...(machine === undefined ? {} : { machine }) };
};

const parse = (text: string): { readonly [key: string]: Json } | undefined => {
  try {
    return asRecord(JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
};
