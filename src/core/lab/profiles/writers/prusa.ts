import { fail, ok, type Result } from "../../../kernel/result.ts";
import { placePreset, readBundle } from "../../slicer/bundle.ts";
import type { Written } from "../fact.ts";
import { valueAt } from "../gleaner.ts";
import { type BaseValues, changesTo } from "../overlay.ts";
import { prusaSettings } from "../prusa-settings.ts";
import { inWholes } from "../wholes.ts";
import type { ProfileFault, ProfileOrder, ProfileWriter } from "../writer.ts";

/** PrusaSlicer: the keys that change, to be loaded after the person's own configuration. */
export const entry: ProfileWriter = {
  id: "prusa",
  title: "PrusaSlicer: an ini of the keys that change, loaded after the base",
  write: (asked) => {
    const { settings, warnings } = inWholes(asked.settings, "PrusaSlicer");
    const order = { ...asked, settings };
    const base = baseOf(order);
    if (!base.ok) return base;
    const { name: parent, values } = base.value;
    const identity: readonly (readonly [string, string])[] =
      parent === undefined ? [["filament_type", order.material.id]] : [["inherits", parent]];
    const changes = changesTo(values, prusaSettings(order, values));
    const lines = [
      `# Moot: ${order.material.id} on ${order.machine.title}.`,
      parent === undefined
        ? "# No base was named: load it over your own."
        : `# Only what differs from ${JSON.stringify(parent)}: load it after that.`,
      ...[["filament_settings_id", `"${order.name}"`] as const, ...identity, ...changes.map(({ key, to }) => [key, to] as const)].map(
        ([key, value]) => `${key} = ${value}`,
      ),
    ];
    return ok({ files: [{ name: "moot-prusa.ini", text: `${lines.join("\n")}\n` }], changes, warnings });
  },
};

type Base = { readonly name: string | undefined; readonly values: BaseValues };

/** The person's filament: a flat configuration, or a preset of a bundle by its name. */
const baseOf = ({ base }: ProfileOrder): Result<Base, ProfileFault> => {
  if (base === undefined) return ok({ name: undefined, values: new Map() });
  const refuse = (message: string, hint: string): Result<Base, ProfileFault> =>
    fail({ code: "BASE_UNREADABLE", message: `${base.path}: ${message}`, hint });
  const bundle = readBundle(base.text);
  if (!bundle.ok) return refuse(bundle.fault.message, "export a configuration from PrusaSlicer and name that file");
  const filaments = bundle.value.filter(({ kind, name }) => kind === "filament" && !/^[*].*[*]$/u.test(name));
  const flat = bundle.value[0];
  const isFlat = flat?.values.has("temperature") === true;
  const preset = isFlat
    ? flat
    : base.preset === undefined && filaments.length === 1
      ? filaments[0]
      : filaments.find(({ name }) => name === base.preset);
  if (preset === undefined) {
    const known = filaments.slice(0, 5).map(({ name }) => JSON.stringify(name));
    return known.length === 0
      ? refuse("it holds no filament", "export a configuration from PrusaSlicer and name that file")
      : refuse(`it holds ${filaments.length} filaments, the first are ${known.join(", ")}`, "choose one with --preset");
  }
  // An exported configuration is whole: its `inherits` only says where it came from.
  const placed = placePreset(
    bundle.value,
    isFlat ? { ...preset, values: new Map([...preset.values].filter(([key]) => key !== "inherits")) } : preset,
  );
  if (!placed.ok) return refuse(placed.fault.message, "export the preset from PrusaSlicer, which resolves its parents");
  const values = new Map<string, Written>();
  for (const [key, { text, line }] of placed.value) values.set(key, { text, place: { file: base.path, line } });
  return ok({ name: isFlat ? valueAt(values.get("filament_settings_id")?.text ?? "", 0) || base.path : preset.name, values });
};
