import { asRecord, asText, type Json } from "../../../core/kernel/json.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Environment } from "../../../core/lab/job.ts";
import { castOf } from "../../../core/lab/session/cast.ts";
import { bestPrint, foldLab, initialLab, type LabState, outstanding } from "../../../core/lab/session/state.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../../../core/lab/settings.ts";
import type { StoredEvent } from "../../../ports/journal.ts";

/** Settings as somebody wrote them down, with the material and machine where they name them. */
export type GivenSettings = { readonly settings: Settings; readonly material?: string; readonly machine?: string };

/** Settings of a run, with its job and its room. */
export type RunSettings = Required<GivenSettings> & { readonly environment: Environment };

/** Settings that cannot be read. */
export type SettingsFault = { readonly code: "BAD_SETTINGS" | "NO_PLAN" | "HELD"; readonly message: string; readonly hint: string };

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

/**
 * What a run of the lab stands for: the settings of its best print; of a run that printed nothing yet those of its plan, unless a
 * clamp or a dispute holds it.
 */
export const settingsOfRun = (events: readonly StoredEvent[], run: string): Result<RunSettings, SettingsFault> => {
  const state = events.reduce((folded: LabState, event) => foldLab(folded, event), initialLab(run));
  const { opening, plan, prints } = state;
  const settings = bestPrint(prints)?.settings ?? plan?.checked?.allowed;
  if (opening === undefined || settings === undefined)
    return fail({ code: "NO_PLAN", message: `${run} has no plan that the Spine let through`, hint: "moot runs" });
  const held = prints.length === 0 ? outstanding(state) : [];
  if (held.length > 0)
    return fail({
      code: "HELD",
      message: `nothing was printed, for the plan of ${run} is held: ${held.map(({ kind, why }) => `${kind}: ${why}`).join("; ")}`,
      hint: `moot lab print ${run} --acknowledge "why it may print"`,
    });
  const { job, environment } = opening.brief;
  const { machine } = castOf(opening);
  return ok({ settings, material: job.material, machine: machine.id, environment });
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
