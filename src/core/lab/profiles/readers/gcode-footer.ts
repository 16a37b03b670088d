import { gleanCura, readCuraIni } from "../cura-keys.ts";
import type { Written } from "../fact.ts";
import { Gleaner, valueAt } from "../gleaner.ts";
import { gleanOrca, orcaExtruders } from "../orca-keys.ts";
import { extrudersOf, gleanPrusa } from "../prusa-keys.ts";
import type { ProfileReader, SourceFile } from "../reader.ts";

/** Characters at the end of a file, and at its beginning, that may hold the configuration; Bambu and Orca write it first. */
const MOST_TAIL = 400_000;
/** Lines of one configuration. */
const MOST_LINES = 5_000;

/** The configuration that slicers leave in their G-code: PrusaSlicer and SuperSlicer, OrcaSlicer and Bambu Studio, Cura. */
export const entry: ProfileReader = {
  id: "gcode-footer",
  title: "G-code of PrusaSlicer, SuperSlicer, OrcaSlicer, Bambu Studio, Cura: the configuration it was sliced with",
  recognises: ({ path }) => /[.](?:gcode|gco|g)$/iu.test(path),
  read: (file) => {
    const gleaner = new Gleaner();
    const values = commentValues(file);
    const cura = values.get("SETTING_3");
    if (cura !== undefined) readSetting3(gleaner, file, cura);
    else if (values.has("nozzle_temperature") && values.has("filament_type")) {
      for (let at = 0; at < orcaExtruders(values); at++) gleanOrca(gleaner, values, nameOf(values, file, at), at);
    } else if (values.has("filament_type")) {
      for (let at = 0; at < extrudersOf(values); at++) gleanPrusa(gleaner, values, nameOf(values, file, at), at);
    } else gleaner.skip({ file: file.path, line: 1 }, file.path, "no slicer left its configuration here");
    return gleaner.reading;
  },
};

const nameOf = (values: ReadonlyMap<string, Written>, { path }: SourceFile, at: number): string =>
  valueAt(values.get("filament_settings_id")?.text ?? "", at) || path;

/** `; key = value` lines of both ends, and Cura's pieces put together under `SETTING_3`. */
const commentValues = ({ path, text }: SourceFile): ReadonlyMap<string, Written> => {
  const values = new Map<string, Written>();
  const read = (piece: string, firstLine: number): void => {
    for (const [index, line] of piece.split("\n").entries()) {
      if (!line.startsWith(";")) continue;
      const place = { file: path, line: firstLine + index };
      if (line.startsWith(";SETTING_3 ")) {
        const known = values.get("SETTING_3");
        values.set("SETTING_3", { text: (known?.text ?? "") + line.slice(11).replace(/\r$/u, ""), place: known?.place ?? place });
        continue;
      }
      const equals = line.indexOf(" = ");
      if (equals > 1 && values.size < MOST_LINES) values.set(line.slice(1, equals).trim(), { text: line.slice(equals + 3).trim(), place });
    }
  };
  const cut = text.length <= 2 * MOST_TAIL ? 0 : text.indexOf("\n", text.length - MOST_TAIL) + 1;
  if (cut > 0) read(text.slice(0, text.lastIndexOf("\n", MOST_TAIL)), 1);
  read(text.slice(cut), 1 + newlines(text, cut));
  return values;
};

const newlines = (text: string, to: number): number => {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
};

/** Cura's JSON of two kinds of ini: what was changed for the whole print, and for each extruder. */
const readSetting3 = (gleaner: Gleaner, { path }: SourceFile, { text, place }: Written): void => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    gleaner.skip(place, "SETTING_3", "is no whole JSON");
    return;
  }
  const { global_quality: whole, extruder_quality: extruders } = (parsed ?? {}) as { global_quality?: unknown; extruder_quality?: unknown };
  const inis = [whole, ...(Array.isArray(extruders) ? extruders : [])].filter((ini): ini is string => typeof ini === "string");
  for (const ini of inis) gleanCura(gleaner, readCuraIni({ path, text: ini }, place.line), path);
};
