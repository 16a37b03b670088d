import { latinBytes } from "../../kernel/byte-lines.ts";
import { invariant } from "../../kernel/invariant.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { lintGcode } from "../gcode/lint.ts";
import type { Machine } from "../machines.ts";
import { materialOf } from "../materials.ts";
import { motionOf } from "../motion.ts";
import type { Setting, Settings } from "../settings.ts";
import { checkSettings, envelopeOf } from "../spine.ts";
import { readProfile } from "./read-profile.ts";
import type { ProfileFault, ProfileOrder, WrittenProfile } from "./writer.ts";
import { registry } from "./writers/_registry.ts";

/** What is asked for: settings as somebody proposes them, before any check. */
export type ProfileRequest = {
  readonly program: string;
  readonly settings: Settings;
  readonly material: string;
  readonly machine: Machine;
  readonly name: string;
  readonly base?: ProfileOrder["base"];
  /** Write the nearest settings that are allowed where these are not. */
  readonly clamps: boolean;
};

/** Knobs by the parameter that a profile says them with. */
const KNOBS: Readonly<Record<string, Setting>> = {
  nozzle_temp: "nozzleCelsius",
  first_layer_nozzle_temp: "nozzleCelsius",
  bed_temp: "bedCelsius",
  first_layer_bed_temp: "bedCelsius",
  retraction_mm: "retractionMm",
  fan_pct: "fanPercent",
  first_layer_fan_pct: "firstLayerFanPercent",
  layer_height: "layerHeightMm",
};

/**
 * Writes a profile for a program. The Spine is the last step before: settings that are not finite or not allowed are refused, or
 * clamped where a person says so, and what was written is read again and held against the envelope.
 */
export const writeProfile = (request: ProfileRequest): Result<WrittenProfile, ProfileFault> => {
  const writer = registry.find(({ id }) => id === request.program);
  if (writer === undefined)
    return fail({
      code: "UNKNOWN_ID",
      message: `there is no program ${JSON.stringify(request.program)}; known are ${registry.map(({ id }) => id).join(", ")}`,
      hint: "add --for prusa",
    });
  const checked = checkSettings(request.settings, request.material, request.machine);
  if (!checked.ok) return fail({ code: "OUTSIDE", message: checked.fault.message, hint: "moot lab materials" });
  const { settings, vetoes } = checked.value;
  if (vetoes.length > 0 && !request.clamps)
    return fail({
      code: "OUTSIDE",
      message: vetoes.map((veto) => veto.replace(/: clamped to .*$/u, "")).join("; "),
      hint: "ask for what the machine allows, or let the limit be written with --clamp",
    });
  const material = materialOf(request.material);
  invariant(material !== undefined, "the Spine passed a material that is not known");
  const { machine, name, base } = request;
  const order: ProfileOrder = { settings, material, machine, name, ...(base === undefined ? {} : { base }) };
  const written = writer.write(order);
  if (written.ok) demandInside(written.value, order);
  return written.ok ? ok({ ...written.value, warnings: [...vetoes, ...written.value.warnings] }) : written;
};

/** Reads again what was written. A value outside is a bug of a writer. */
const demandInside = ({ files }: WrittenProfile, { material, machine }: ProfileOrder): void => {
  const bounds = envelopeOf(material, machine);
  for (const { name, text } of files) {
    if (name.endsWith(".gcode")) {
      const limits = { material, machine, motion: motionOf(material, machine), prints: false };
      const [issue] = lintGcode(latinBytes(text), limits);
      invariant(issue === undefined, `${name}:${issue?.line}: ${issue?.message}`);
      continue;
    }
    // A profile that inherits leaves the material to its parent.
    const stated = name.endsWith(".ini")
      ? `filament_type = ${material.id}\n${text}`
      : text.replace("{", `{"filament_type":["${material.id}"],`);
    for (const { param, value } of readProfile({ path: name, text: stated }, { paths: [], read: () => undefined })?.facts ?? []) {
      const bound = bounds.find(([knob]) => knob === KNOBS[param]);
      invariant(bound === undefined || (value >= bound[1] && value <= bound[2]), `${name}: ${param} ${value} is outside the envelope`);
    }
  }
};
