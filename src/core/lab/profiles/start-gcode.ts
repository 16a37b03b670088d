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
  /** °C that a target stays under a limit of its configuration: where the firmware stops at the limit itself. */
  readonly headroom?: { readonly nozzle: number; readonly bed: number };
};

/**
 * Start G-code, and what the fan does after the first layer. A base is the firmware's configuration: settings over its limits
 * are refused.
 */
export const startGcode = (
  { settings, material, machine, base }: ProfileOrder,
  { program, retraction, needs, headroom = { nozzle: 0, bed: 0 } }: Dialect,
): Result<WrittenProfile, ProfileFault> => {
  const limited =
    base === undefined ? undefined : overLimit(settings, readProfile(base, base.neighbours)?.facts ?? [], base.path, headroom);
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
    "G1 Z10 F600 ; off the plate while it heats",
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
  headroom: { readonly nozzle: number; readonly bed: number },
): ProfileFault | undefined => {
  const limits = facts.filter(({ param }) => param === "max_temp" || param === "bed_max_temp");
  if (limits.length === 0)
    return {
      code: "BASE_UNREADABLE",
      message: `${path} states no limit of a heater`,
      hint: "name printer.cfg or Configuration.h, or leave --base out",
    };
  const heaters = {
    max_temp: { knob: "nozzle_temp", asked: nozzleCelsius, margin: headroom.nozzle },
    bed_max_temp: { knob: "bed_temp", asked: bedCelsius, margin: headroom.bed },
  };
  const heaterOf = (param: string) => heaters[param === "max_temp" ? "max_temp" : "bed_max_temp"];
  const over = limits.find(({ param, value }) => heaterOf(param).asked > value - heaterOf(param).margin);
  if (over === undefined) return undefined;
  const { knob, asked, margin } = heaterOf(over.param);
  const kept = margin === 0 ? "" : ` less the ${margin} °C that the firmware keeps of it`;
  return {
    code: "OUTSIDE",
    message: `${knob} ${asked} is over the limit ${over.value} of ${over.place.file}:${over.place.line}${kept}`,
    hint: "ask for less heat",
  };
};
