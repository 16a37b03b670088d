import { general } from "../../kernel/python-number.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { readProfile } from "./read-profile.ts";
import type { ProfileFault, ProfileOrder, WrittenProfile } from "./writer.ts";

/** How a firmware says what the others say in the same words. */
export type Dialect = {
  readonly program: string;
  /** The line that sets the length of a firmware retraction. */
  readonly retraction: (lengthMm: string) => string;
  /** What must be in its configuration for that line to mean anything. */
  readonly needs: string;
};

/**
 * Start G-code, and what the fan does after the first layer. A base is the firmware's configuration: settings over its limits
 * are refused.
 */
export const startGcode = (
  { settings, material, machine, base }: ProfileOrder,
  { program, retraction, needs }: Dialect,
): Result<WrittenProfile, ProfileFault> => {
  const limited = base === undefined ? undefined : overLimit(settings, readProfile(base, base.neighbours)?.facts ?? [], base.path);
  if (limited !== undefined) return fail(limited);
  const { nozzleCelsius, bedCelsius, retractionMm, fanPercent, firstLayerFanPercent, layerHeightMm } = settings;
  const duty = (percent: number): string => String(Math.round(percent * 2.55));
  const start = [
    `; Moot: ${material.id} on ${machine.title}, ${program}; layers of ${general(layerHeightMm)} mm are for the slicer to make`,
    "G21 ; millimetres",
    "G90 ; positions from the origin",
    "M83 ; extrusion from where it stands",
    `M140 S${general(bedCelsius)} ; the bed begins to heat`,
    "G28 ; home",
    `M190 S${general(bedCelsius)} ; wait for the bed`,
    `M109 S${general(nozzleCelsius)} ; wait for the nozzle`,
    "G92 E0",
    `M106 S${duty(firstLayerFanPercent)} ; fan of the first layer: ${general(firstLayerFanPercent)} %`,
    `${retraction(general(retractionMm))} ; ${needs}`,
  ];
  const after = ["; Moot: to be run once, before the second layer", `M106 S${duty(fanPercent)} ; fan: ${general(fanPercent)} %`];
  return ok({
    files: [
      { name: "moot-start.gcode", text: `${start.join("\n")}\n` },
      { name: "moot-second-layer.gcode", text: `${after.join("\n")}\n` },
    ],
    changes: [],
    warnings: [],
  });
};

/** The first temperature that a firmware's configuration does not allow. */
const overLimit = (
  { nozzleCelsius, bedCelsius }: ProfileOrder["settings"],
  facts: readonly { readonly param: string; readonly value: number; readonly place: { readonly file: string; readonly line: number } }[],
  path: string,
): ProfileFault | undefined => {
  const limits = facts.filter(({ param }) => param === "max_temp" || param === "bed_max_temp");
  if (limits.length === 0)
    return {
      code: "BASE_UNREADABLE",
      message: `${path} states no limit of a heater`,
      hint: "name printer.cfg or Configuration.h, or leave --base out",
    };
  const over = limits.find(({ param, value }) => (param === "max_temp" ? nozzleCelsius : bedCelsius) > value);
  if (over === undefined) return undefined;
  const asked = over.param === "max_temp" ? `nozzle_temp ${nozzleCelsius}` : `bed_temp ${bedCelsius}`;
  return {
    code: "OUTSIDE",
    message: `${asked} is over the limit ${over.value} of ${over.place.file}:${over.place.line}`,
    hint: "ask for less heat",
  };
};
