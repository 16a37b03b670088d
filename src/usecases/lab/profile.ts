import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Profile } from "../../core/lab/engineer/propose.ts";
import { readBundle, resolvePreset } from "../../core/lab/slicer/bundle.ts";
import { planOfFilament } from "../../core/lab/slicer/filament.ts";
import type { WishFault } from "./wish.ts";

/** The layer time in s at which a profile's fan is read. */
const LAYER_SECONDS = 12;
const MOST_NAMES = 8;

/**
 * The user's own settings for a material, out of a slicer's profile: the preset that is named, else the only one that fits. A preset
 * of another material does not fit.
 */
export const readProfile = (file: string, text: string, material: string, preset?: string): Result<Profile, WishFault> => {
  const bundle = readBundle(text);
  if (!bundle.ok) return fail(bad(`${file}${bundle.fault.line === undefined ? "" : `:${bundle.fault.line}`}: ${bundle.fault.message}`));
  const plans = bundle.value
    .filter(({ kind, values }) => kind === "filament" || (kind === "" && values.size > 0))
    .flatMap((one) => {
      const values = resolvePreset(bundle.value, one);
      const plan = values.ok ? planOfFilament(one.name, values.value, LAYER_SECONDS) : undefined;
      return plan === undefined || plan.material !== material ? [] : [{ name: one.name === "" ? file : one.name, settings: plan.settings }];
    });
  const named = preset === undefined ? plans : plans.filter(({ name }) => name === preset);
  const [only, ...others] = named;
  const names = plans.map(({ name }) => JSON.stringify(name));
  const known =
    names.length === 0
      ? "none"
      : `${names.slice(0, MOST_NAMES).join(", ")}${names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ""}`;
  if (only === undefined)
    return fail(bad(`${file} has no profile ${preset === undefined ? "" : `${JSON.stringify(preset)} `}for ${material}; it has ${known}`));
  if (others.length > 0) return fail(bad(`${file} has ${named.length} profiles for ${material}: ${known}`));
  return ok(only);
};

const bad = (message: string): WishFault => ({ code: "BAD_VALUE", message, hint: 'name one: --profile my.ini --preset "My PETG"' });
