import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { factsOfGcode, type GcodeFacts } from "../../core/lab/gcode/facts.ts";
import { lintGcode } from "../../core/lab/gcode/lint.ts";
import type { Environment, Job } from "../../core/lab/job.ts";
import type { Machine } from "../../core/lab/machines.ts";
import { type Material, materialOf } from "../../core/lab/materials.ts";
import type { Mesh } from "../../core/lab/mesh/mesh.ts";
import { writeStl } from "../../core/lab/mesh/stl.ts";
import { motionOf } from "../../core/lab/motion.ts";
import { searchPolicy } from "../../core/lab/policies/search.ts";
import { inWholes } from "../../core/lab/profiles/wholes.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../../core/lab/settings.ts";
import { prusaIni } from "../../core/lab/slicer/prusa-ini.ts";
import { checkSettings } from "../../core/lab/spine.ts";
import { findWorld } from "./crew.ts";
import { type MeasuredPart, measurePart, namedDetails, type PartReading } from "./measure-part.ts";
import { type PrintedRow, simulateRows } from "./print-rows.ts";

/** Why a part is not sliced, or its G-code not let out. */
export type SliceFault = {
  readonly code: "BAD_SETTINGS" | "UNKNOWN_MATERIAL" | "REFUSED_SETTINGS" | "PART_TOO_LARGE" | "GCODE_REFUSED" | "UNKNOWN_ID";
  readonly message: string;
  readonly hint: string;
};

/**
 * What is asked for: `settings` is JSON of the knobs to set, by their names in files; the others are those of `base`, or what vendors
 * ship.
 */
export type SliceRequest = {
  readonly mesh: Mesh;
  readonly material: string;
  readonly machine: Machine;
  readonly settings?: string | undefined;
  readonly base?: Settings | undefined;
  readonly environment: Environment;
};

/** A part that is ready for the slicer: what goes in, all that is known of it, and what the slicer cannot say as it was asked for. */
export type PreparedSlice = {
  readonly stl: Uint8Array;
  readonly ini: string;
  readonly reading: PartReading;
  readonly material: Material;
  readonly settings: Settings;
  readonly warnings: readonly string[];
  readonly request: SliceRequest;
};

/** What came of it. `row` is a whole row for `lab simulate`; `outcome` is what the fdm world says of it. */
export type SlicedPart = {
  readonly part: MeasuredPart;
  readonly settings: Readonly<Record<string, number>>;
  readonly slicer: string;
  readonly gcode_lines: number;
  readonly layers: number;
  readonly print_s: number;
  readonly filament_mm: number;
  readonly row: Readonly<Record<string, unknown>>;
  readonly outcome: PrintedRow;
};

/** Measures the part, chooses its settings and lets the Spine clamp them last, before anything is written for a slicer. */
export const prepareSlice = (request: SliceRequest): Result<PreparedSlice, SliceFault> => {
  const material = materialOf(request.material);
  if (material === undefined)
    return fail({
      code: "UNKNOWN_MATERIAL",
      message: `there is no material ${JSON.stringify(request.material.slice(0, 40))} to slice for`,
      hint: "moot lab materials",
    });
  const reading = measurePart(request.mesh, request.machine);
  const { fits, over } = reading.part.bed;
  if (!fits) return fail({ code: "PART_TOO_LARGE", message: `the part does not fit: ${over.join(", ")}`, hint: "moot lab machines" });
  const job = jobOf(request, material, reading);
  const settings = readSettings(request.settings, request.base ?? searchPolicy.propose(searchPolicy.start, job, request.environment));
  if (!settings.ok) return settings;
  const checked = checkSettings(settings.value, material.id, request.machine);
  if (!checked.ok) return fail({ code: "REFUSED_SETTINGS", message: checked.fault.message, hint: "moot lab materials" });
  // What leaves the lab passed the clamp. A person who asked for something else is told, rather than given another print.
  if (checked.value.requiresApproval)
    return fail(outsideFault(settings.value, checked.value.settings, `${material.id} on ${request.machine.id}`));
  const [width, depth] = reading.measures.sizeMm;
  const whole = inWholes(checked.value.settings, "PrusaSlicer");
  const ini = prusaIni({ settings: whole.settings, material, machine: request.machine, planMm: [width, depth] });
  const warnings = [...reading.warnings, ...whole.warnings];
  return ok({ stl: writeStl(request.mesh), ini, reading, material, settings: whole.settings, warnings, request });
};

const outsideFault = (asked: Settings, safe: Settings, pair: string): SliceFault => {
  const moved = SETTINGS.filter((setting) => asked[setting] !== safe[setting]);
  const told = moved.map(
    (setting) => `${SETTING_NAMES[setting]} ${asked[setting]} is outside what ${pair} allows; the nearest that is safe is ${safe[setting]}`,
  );
  const nearest = Object.fromEntries(moved.map((setting) => [SETTING_NAMES[setting], safe[setting]]));
  return { code: "REFUSED_SETTINGS", message: `${told.join("; ")}; nothing was written`, hint: `--settings '${JSON.stringify(nearest)}'` };
};

const jobOf = ({ machine }: SliceRequest, material: Material, { part, details }: PartReading): Job => ({
  material: material.id,
  geometry: part.geometry_type,
  bedPosition: "center",
  machine: machine.id,
  details,
});

const EXAMPLE = `{"nozzle_temp":210}`;

/** Reads the knobs that a person sets over those that hold otherwise. */
const readSettings = (text: string | undefined, usual: Settings): Result<Settings, SliceFault> => {
  const bad = (message: string): Result<never, SliceFault> => fail({ code: "BAD_SETTINGS", message, hint: `--settings '${EXAMPLE}'` });
  if (text === undefined) return ok(usual);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return bad("--settings is no JSON");
  }
  if (typeof given !== "object" || given === null || Array.isArray(given)) return bad("--settings must be an object");
  const set: Partial<Record<Setting, number>> = {};
  for (const [name, value] of Object.entries(given)) {
    const setting = SETTINGS.find((one) => SETTING_NAMES[one] === name);
    if (setting === undefined)
      return bad(`there is no setting ${JSON.stringify(name.slice(0, 40))}; known are ${Object.values(SETTING_NAMES).join(", ")}`);
    if (typeof value !== "number" || !Number.isFinite(value))
      return bad(`${name} must be a finite number but is ${JSON.stringify(value)?.slice(0, 40)}`);
    set[setting] = value;
  }
  return ok({ ...usual, ...set });
};

/** Findings that a refusal tells one by one. */
const MOST_TOLD = 5;

/** Reads the G-code back. One line outside the limits, or one that cannot be checked, and nothing is let out. */
export const inspectGcode = (gcode: Uint8Array, prepared: PreparedSlice): Result<SlicedPart, SliceFault> => {
  const { material, request, reading, settings } = prepared;
  const { machine, environment } = request;
  const motion = motionOf(material, machine);
  const findings = lintGcode(gcode, { material, machine, motion, prints: true });
  if (findings.length > 0) {
    const told = findings
      .slice(0, MOST_TOLD)
      .map(({ line, message, lines }) => `line ${line}: ${message}${lines > 1 ? ` (and ${lines - 1} more lines)` : ""}`);
    const message = `the G-code breaks ${findings.length} of the rules and was not written: ${told.join("; ")}`;
    return fail({ code: "GCODE_REFUSED", message, hint: "report this: the profile that it was sliced with is inside the limits" });
  }
  const facts = factsOfGcode(gcode, { filamentMm: motion.filamentMm, footprintMm2: reading.measures.footprintMm2 });
  const job: Job = { ...jobOf(request, material, reading), details: { ...reading.details, ...facts.details } };
  const outcome = predicted(job, settings, environment);
  return outcome.ok ? ok(reportOf(prepared, facts, job, outcome.value)) : outcome;
};

const predicted = (job: Job, settings: Settings, environment: Environment): Result<PrintedRow, SliceFault> => {
  const found = findWorld({ world: "fdm", machine: job.machine });
  if (!found.ok) return found;
  const { world, edition } = found.value;
  const rows = simulateRows([{ line: 1, job, environment, settings }], { world, edition, source: { file: "the part", text: "" } });
  if (!rows.ok) return fail({ code: "REFUSED_SETTINGS", message: rows.fault.message, hint: rows.fault.hint });
  return ok(rows.value[0] as PrintedRow);
};

const reportOf = ({ reading, settings: safe, request }: PreparedSlice, facts: GcodeFacts, job: Job, outcome: PrintedRow): SlicedPart => {
  const settings = Object.fromEntries(SETTINGS.map((setting) => [SETTING_NAMES[setting], safe[setting]]));
  return {
    part: reading.part,
    settings,
    slicer: facts.slicer,
    gcode_lines: facts.lines,
    layers: facts.layers,
    print_s: Math.round(facts.seconds),
    filament_mm: Math.round(facts.filamentMm),
    row: {
      material: job.material,
      geometry_type: job.geometry,
      bed_position: job.bedPosition,
      machine: request.machine.id,
      env_temp: request.environment.celsius,
      env_humidity: request.environment.humidityPercent,
      ...namedDetails(job.details ?? {}),
      settings,
    },
    outcome,
  };
};
