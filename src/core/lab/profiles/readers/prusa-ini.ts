import { type Bundle, type Preset, placePreset, readBundle } from "../../slicer/bundle.ts";
import type { Written } from "../fact.ts";
import { Gleaner, valueAt } from "../gleaner.ts";
import { extrudersOf, gleanPrusa, type PrusaValues } from "../prusa-keys.ts";
import type { ProfileReader, SourceFile } from "../reader.ts";

/** PrusaSlicer and its kin: bundles with inheritance, flat exports, and the configuration inside a 3mf (`; key = value`). */
export const entry: ProfileReader = {
  id: "prusa-ini",
  title: "PrusaSlicer and SuperSlicer: bundle, exported configuration, configuration of a 3mf",
  recognises: ({ path, text }) =>
    /[.](?:ini|config|txt)$/iu.test(path) &&
    (/^\[(?:filament|print|printer|vendor)(?::[^\]\n]*)?\]/mu.test(text) ||
      /^(?:; )?(?:filament_type|filament_settings_id) *=/mu.test(text)),
  read: (file) => {
    const gleaner = new Gleaner();
    const read = readBundle(uncommented(file.text));
    if (!read.ok) {
      gleaner.skip({ file: file.path, line: read.fault.line ?? 1 }, file.path, read.fault.message);
      return gleaner.reading;
    }
    const bundle = read.value;
    gleanFlat(gleaner, file, bundle[0]);
    for (const preset of bundle) if (preset.kind === "filament" && isConcrete(preset)) gleanPreset(gleaner, file, bundle, preset);
    return gleaner.reading;
  },
};

/** A name in stars is a template that others inherit from. */
const isConcrete = ({ name }: Preset): boolean => name !== "" && !/^[*].*[*]$/u.test(name);

/** The configuration inside a 3mf is a text of comments; anywhere else a comment is none of the values. */
const uncommented = (text: string): string => (/^(?!;|[ \t\r]*$)/mu.test(text) ? text : text.replace(/^;[ ]?/gmu, ""));

const gleanPreset = (gleaner: Gleaner, { path }: SourceFile, bundle: Bundle, preset: Preset): void => {
  const placed = placePreset(bundle, preset);
  const [line = 1] = preset.lines.values();
  if (!placed.ok || !placed.value.has("filament_type")) {
    gleaner.skip({ file: path, line }, preset.name, placed.ok ? "states no filament_type" : placed.fault.message);
    return;
  }
  const values = new Map<string, Written>();
  for (const [key, { text, line }] of placed.value) values.set(key, { text, place: { file: path, line } });
  gleanPrusa(gleaner, values, preset.name);
};

/** A flat configuration: its filaments stand side by side in every value. */
const gleanFlat = (gleaner: Gleaner, { path }: SourceFile, flat: Preset | undefined): void => {
  if (flat === undefined || !flat.values.has("filament_type")) return;
  const values: PrusaValues = new Map(
    [...flat.values].map(([key, text]) => [key, { text, place: { file: path, line: flat.lines.get(key) ?? 1 } }]),
  );
  for (let at = 0; at < extrudersOf(values); at++)
    gleanPrusa(gleaner, values, valueAt(flat.values.get("filament_settings_id") ?? "", at) || path, at);
};
