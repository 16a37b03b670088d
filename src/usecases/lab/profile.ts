import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Profile } from "../../core/lab/engineer/propose.ts";
import { ANY_MATERIAL } from "../../core/lab/profiles/param.ts";
import { readProfile as readFacts } from "../../core/lab/profiles/read-profile.ts";
import type { Neighbours } from "../../core/lab/profiles/reader.ts";
import { type StatedSettings, statedSettings } from "../../core/lab/profiles/settings-of.ts";
import { readBundle, resolvePreset } from "../../core/lab/slicer/bundle.ts";
import { planOfFilament } from "../../core/lab/slicer/filament.ts";
import type { WishFault } from "./wish.ts";

/** The layer time in s at which a profile's fan is read. */
const LAYER_SECONDS = 12;
const MOST_NAMES = 8;
/** A profile that a person names stands alone: nothing of its folder is read with it. */
const ALONE: Neighbours = { paths: [], read: () => undefined };

/** A profile of a file with the material that it is for. */
type Found = Profile & { readonly material: string };

/**
 * The user's own settings for a material, out of a profile of any program that `lab ingest` reads: the preset that is named, else the
 * only one that fits. A preset of another material does not fit.
 */
export const readProfile = (file: string, text: string, material: string, preset?: string): Result<Profile, WishFault> => {
  const read = readFacts({ path: file.replaceAll("\\", "/").split("/").at(-1) ?? file, text }, ALONE);
  const stated = statedSettings((read?.facts ?? []).filter((fact) => fact.material !== ANY_MATERIAL));
  const presets = read !== undefined && read.reader !== "prusa-ini" ? ok(stated.map(named)) : presetsOf(file, text, stated);
  if (!presets.ok) return presets;
  const fitting = presets.value.filter((one) => one.material === material);
  const chosen = preset === undefined ? fitting : fitting.filter(({ name }) => name === preset);
  const [only, ...others] = chosen;
  if (only === undefined) {
    const [skipped] = read?.skipped ?? [];
    const why = presets.value.length === 0 && skipped !== undefined ? ` (line ${skipped.place.line}: ${skipped.why})` : "";
    const wanted = preset === undefined ? "" : `${JSON.stringify(preset)} `;
    return fail(bad(`${file} has no profile ${wanted}for ${material}; it has ${listed(presets.value, material)}${why}`));
  }
  if (others.length > 0) return fail(bad(`${file} has ${chosen.length} profiles for ${material}: ${listed(chosen, material)}`));
  return ok({ name: only.name, settings: only.settings });
};

const named = ({ source, material, settings }: StatedSettings): Found => ({ name: source, material, settings });

/** The filaments of a PrusaSlicer file with the fan that the slicer would set, templates apart. What the file states outright counts. */
const presetsOf = (file: string, text: string, stated: readonly StatedSettings[]): Result<readonly Found[], WishFault> => {
  const bundle = readBundle(text);
  if (!bundle.ok) return fail(bad(`${file}${bundle.fault.line === undefined ? "" : `:${bundle.fault.line}`}: ${bundle.fault.message}`));
  return ok(
    bundle.value
      .filter(({ kind, name, values }) => (kind === "filament" && !/^[*].*[*]$/u.test(name)) || (kind === "" && values.size > 0))
      .flatMap((one) => {
        const values = resolvePreset(bundle.value, one);
        const plan = values.ok ? planOfFilament(one.name, values.value, LAYER_SECONDS) : undefined;
        if (plan === undefined) return [];
        const said = stated.find(({ source, material }) => material === plan.material && (one.name === "" || source === one.name));
        return [{ name: one.name === "" ? file : one.name, material: plan.material, settings: { ...plan.settings, ...outright(said) } }];
      }),
  );
};

/** A retraction and a layer height are the printer's and the process's, and stand in an exported configuration beside the filament. */
const outright = (said: StatedSettings | undefined): Profile["settings"] => {
  const { retractionMm, layerHeightMm } = said?.settings ?? {};
  return { ...(retractionMm === undefined ? {} : { retractionMm }), ...(layerHeightMm === undefined ? {} : { layerHeightMm }) };
};

const listed = (presets: readonly Found[], material: string): string => {
  const names = presets.map((one) => `${JSON.stringify(one.name)}${one.material === material ? "" : ` (${one.material})`}`);
  if (names.length === 0) return "none";
  return `${names.slice(0, MOST_NAMES).join(", ")}${names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ""}`;
};

const bad = (message: string): WishFault => ({ code: "BAD_VALUE", message, hint: 'name one: --profile my.ini --preset "My PETG"' });
