import { Gleaner, valueAt } from "../gleaner.ts";
import { gleanOrca, type OrcaValues, orcaExtruders } from "../orca-keys.ts";
import { inheritedOrca, orcaValues } from "../orca-preset.ts";
import type { ProfileReader, SourceFile } from "../reader.ts";

/** OrcaSlicer and Bambu Studio: presets that inherit by name, and the project configuration inside a 3mf. */
export const entry: ProfileReader = {
  id: "orca-json",
  title: "OrcaSlicer and Bambu Studio: presets (JSON), configuration of a 3mf",
  recognises: ({ path, text }) => /[.](?:json|config)$/iu.test(path) && /^\uFEFF?\s*\{/u.test(text),
  read: (file, neighbours) => {
    const gleaner = new Gleaner();
    const own = orcaValues(file, gleaner);
    if (own === undefined) return gleaner.reading;
    const name = stated(own, "name") ?? stated(own, "filament_settings_id") ?? file.path;
    const type = stated(own, "type");
    if (stated(own, "instantiation") === "false") return gleaner.reading;
    if (type === "machine" || type === "machine_model" || type === "process")
      gleaner.skip({ file: file.path, line: 1 }, name, `a ${type} preset says nothing of a material`);
    else gleanAll(gleaner, inheritedOrca(file, own, neighbours, gleaner), name, file);
    return gleaner.reading;
  },
};

const gleanAll = (gleaner: Gleaner, values: OrcaValues, name: string, { path }: SourceFile): void => {
  if (!values.has("filament_type")) gleaner.skip({ file: path, line: 1 }, name, "states no filament_type");
  for (let at = 0; values.has("filament_type") && at < orcaExtruders(values); at++) {
    const ids = values.get("filament_settings_id")?.text;
    gleanOrca(gleaner, values, (values.has("name") || ids === undefined ? "" : valueAt(ids, at)) || name, at);
  }
};

const stated = (values: OrcaValues, key: string): string | undefined => values.get(key)?.text;
