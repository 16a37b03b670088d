import type { Written } from "./fact.ts";
import type { Gleaner } from "./gleaner.ts";
import { dropComments, readIni } from "./ini.ts";
import { materialNameOf } from "./material-name.ts";
import type { SourceFile } from "./reader.ts";

/** A Cura container: its sections by title, each value with its place. */
export type CuraIni = ReadonlyMap<string, ReadonlyMap<string, Written>>;

const KEYS = [
  ["nozzle_temp", "material_print_temperature"],
  ["first_layer_nozzle_temp", "material_print_temperature_layer_0"],
  ["bed_temp", "material_bed_temperature"],
  ["first_layer_bed_temp", "material_bed_temperature_layer_0"],
  ["retraction_mm", "retraction_amount"],
  ["fan_pct", "cool_fan_speed"],
  ["first_layer_fan_pct", "cool_fan_speed_0"],
  ["bridge_fan_pct", "bridge_fan_speed"],
  ["layer_height", "layer_height"],
] as const;

/** Reads a Cura container (`.inst.cfg`, the text inside a `.curaprofile`). `line` is where it stands, when it is no file of its own. */
export const readCuraIni = (file: SourceFile, line?: number): CuraIni =>
  new Map(
    readIni(file, dropComments).map(({ title, values }) => [
      title,
      line === undefined ? values : new Map([...values].map(([key, { text }]) => [key, { text, place: { file: file.path, line } }])),
    ]),
  );

/**
 * Takes the values that are numbers; a formula of Cura is skipped. Cura names the material in `[metadata]`, and a profile of
 * quality names none: then nothing but a skip comes out.
 */
export const gleanCura = (gleaner: Gleaner, ini: CuraIni, source: string): void => {
  const values = ini.get("values") ?? new Map<string, Written>();
  const [first] = values.values();
  if (first === undefined) return;
  const named = ini.get("metadata")?.get("material")?.text ?? "";
  const material = named
    .split(/[_ ]/u)
    .map((word) => materialNameOf(word))
    .find((name) => name !== undefined);
  if (material === undefined) {
    gleaner.skip(first.place, source, "Cura names no material here");
    return;
  }
  for (const [param, key] of KEYS) {
    const written = values.get(key);
    if (written?.text.startsWith("=")) gleaner.skip(written.place, key, "is a formula of Cura");
    else gleaner.take(param, written, { material, source });
  }
};
