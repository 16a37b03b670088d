import { fail, ok, type Result } from "../../../kernel/result.ts";
import type { Written } from "../fact.ts";
import { Gleaner, valueAt } from "../gleaner.ts";
import type { OrcaValues } from "../orca-keys.ts";
import { inheritedOrca, orcaValues } from "../orca-preset.ts";
import { baseNumber, changesTo, firstLayer } from "../overlay.ts";
import { inWholes } from "../wholes.ts";
import type { ProfileChange, ProfileFault, ProfileOrder, ProfileWriter, WrittenProfile } from "../writer.ts";

/** Plates that a nozzle's usual bed temperature is for. */
const PLATES = ["hot_plate_temp", "textured_plate_temp"] as const;

/** OrcaSlicer and Bambu Studio: a user preset that inherits the person's own and holds what differs. */
export const entry: ProfileWriter = {
  id: "orca",
  title: "OrcaSlicer and Bambu Studio: a user preset that inherits the base",
  write: (asked) => {
    const { settings, warnings } = inWholes(asked.settings, "OrcaSlicer");
    const order = { ...asked, settings };
    const base = baseOf(order);
    if (!base.ok) return base;
    const { values, isProcess } = base.value;
    return ok(isProcess ? processOf(order, values, warnings) : filamentOf(order, values, warnings));
  },
};

type Base = { readonly values: OrcaValues; readonly isProcess: boolean };

const baseOf = ({ base }: ProfileOrder): Result<Base, ProfileFault> => {
  if (base === undefined) return ok({ values: new Map(), isProcess: false });
  const gleaner = new Gleaner();
  const own = orcaValues(base, gleaner);
  const values = own && inheritedOrca(base, own, base.neighbours, gleaner);
  if (values?.has("name") !== true) {
    const why = gleaner.reading.skipped[0]?.why ?? "it is no preset with a name";
    return fail({
      code: "BASE_UNREADABLE",
      message: `${base.path}: ${why}`,
      hint: "name a filament or process preset of OrcaSlicer (JSON)",
    });
  }
  return ok({ values, isProcess: values.get("type")?.text === "process" });
};

const filamentOf = (order: ProfileOrder, base: OrcaValues, warnings: readonly string[]): WrittenProfile => {
  const { nozzleCelsius, bedCelsius, retractionMm, fanPercent, firstLayerFanPercent, layerHeightMm } = order.settings;
  const stated = PLATES.filter((plate) => base.has(plate));
  const plates = stated.length === 0 ? PLATES : stated;
  const changes = changesTo(base, [
    ["nozzle_temperature", nozzleCelsius],
    [
      "nozzle_temperature_initial_layer",
      firstLayer("nozzleCelsius", nozzleCelsius, base, ["nozzle_temperature_initial_layer", "nozzle_temperature"], order),
    ],
    ...plates.flatMap((plate) => [
      [plate, bedCelsius] as const,
      [`${plate}_initial_layer`, firstLayer("bedCelsius", bedCelsius, base, [`${plate}_initial_layer`, plate], order)] as const,
    ]),
    ["filament_retraction_length", retractionMm],
    ["fan_max_speed", fanPercent],
    ["fan_min_speed", Math.min(baseNumber(base, "fan_min_speed") ?? fanPercent, fanPercent)],
    ["close_fan_the_first_x_layers", firstLayerFanPercent === 0 ? Math.max(baseNumber(base, "close_fan_the_first_x_layers") ?? 1, 1) : 0],
  ]);
  return {
    files: [
      {
        name: "moot-filament.json",
        text: presetText(order, base, "filament", changes, base.size === 0 ? { filament_type: [order.material.id] } : {}),
      },
    ],
    changes,
    warnings: [
      ...warnings,
      `layer_height ${layerHeightMm} belongs to a process: name a process preset with --base to have it written`,
      ...(base.size === 0 ? ["no base was named: OrcaSlicer wants a user preset to inherit one"] : []),
    ],
  };
};

const processOf = (order: ProfileOrder, base: OrcaValues, warnings: readonly string[]): WrittenProfile => {
  const changes = changesTo(base, [["layer_height", order.settings.layerHeightMm]]);
  return {
    files: [{ name: "moot-process.json", text: presetText(order, base, "process", changes, {}) }],
    changes,
    warnings: [...warnings, "a process holds the layer height alone: name a filament preset with --base for the rest"],
  };
};

/** Values of a filament are lists, one an extruder; those of a process are plain texts. */
const presetText = (
  { name }: ProfileOrder,
  base: ReadonlyMap<string, Written>,
  type: "filament" | "process",
  changes: readonly ProfileChange[],
  more: Readonly<Record<string, readonly string[]>>,
): string => {
  const parent = base.get("name")?.text;
  const version = base.get("version")?.text;
  const preset = {
    type,
    name,
    from: "User",
    ...(parent === undefined ? {} : { inherits: parent }),
    ...(version === undefined ? {} : { version: valueAt(version, 0) }),
    ...(type === "filament" ? { filament_settings_id: [name] } : { print_settings_id: name }),
    ...more,
    ...Object.fromEntries(changes.map(({ key, to }) => [key, type === "filament" ? to.split(",") : to])),
  };
  return `${JSON.stringify(preset, null, 2)}\n`;
};
