import { readPartFile } from "../../../compose/read-file.ts";
import { slicePart } from "../../../compose/slice.ts";
import { writeOneFile } from "../../../compose/write-files.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Environment } from "../../../core/lab/job.ts";
import { LAB_KIND } from "../../../core/lab/session/machine.ts";
import { findMachine, WORLDS } from "../../../usecases/lab/crew.ts";
import { type RunSettings, settingsOfRun } from "../../../usecases/lab/intake/settings-source.ts";
import { inspectGcode, prepareSlice, type SlicedPart, type SliceRequest } from "../../../usecases/lab/slice-part.ts";
import type { Context, Run } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { type Cell, table } from "../render/table.ts";
import { duration } from "../render/time.ts";
import { wrapText } from "../render/wrap.ts";
import { openRun } from "./open-run.ts";

const ROOM: Environment = { celsius: 22, humidityPercent: 40 };
const TIMEOUT_S = 120;
const MOST_TIMEOUT_S = 3600;

type SliceFlags = {
  readonly run?: string;
  readonly material?: string;
  readonly machine?: string;
  readonly settings?: string;
  readonly env?: string;
  readonly out?: string;
  readonly timeout?: number;
};

/** `moot lab slice`: a part through the real slicer, its G-code read back line by line; writes it only when all of it is inside. */
export const runLabSlice: Run = async (context, { args, options }) => {
  const flags = options as SliceFlags;
  const { out, timeout = TIMEOUT_S } = flags;
  const [file] = args;
  if (file === undefined) return fail(usageFault("the file of the part is missing", "moot lab slice part.stl --material PLA"));
  if (timeout < 1 || timeout > MOST_TIMEOUT_S)
    return fail(usageFault(`--timeout must be from 1 to ${MOST_TIMEOUT_S} seconds but is ${timeout}`, "moot lab slice --help"));
  const asked = await askedPrint(context, flags);
  if (!asked.ok) return asked;
  const mesh = await readPartFile(file);
  if (!mesh.ok) return mesh;
  const prepared = prepareSlice({ mesh: mesh.value, ...asked.value });
  if (!prepared.ok) return prepared;
  const gcode = await slicePart(prepared.value, timeout * 1000);
  if (!gcode.ok) return gcode;
  const sliced = inspectGcode(gcode.value, prepared.value);
  if (!sliced.ok) return sliced;
  if (out !== undefined) {
    const written = await writeOneFile(out, gcode.value);
    if (!written.ok) return written;
  }
  return ok({
    schema: "lab.slice",
    data: { ...sliced.value, gcode: out ?? null },
    text: (look) => [...sliceLines(sliced.value, look), ...(out === undefined ? [] : doneLines(out, look))],
    warnings: prepared.value.warnings,
    next: out === undefined ? [`${againLine(file, flags, asked.value)} --out part.gcode`] : [],
  });
};

/** What is printed, on what, in which room: the run's where one is named, and what the flags say over it. */
const askedPrint = async (
  context: Context,
  { run, material, machine, settings, env }: SliceFlags,
): Promise<Result<Omit<SliceRequest, "mesh">, Fault>> => {
  const known = run === undefined ? ok(undefined) : await runSettings(context, run);
  if (!known.ok) return known;
  const name = material ?? known.value?.material;
  if (name === undefined) return fail(usageFault("--material or --run is missing", "moot lab slice part.stl --material PLA"));
  const room = env === undefined && known.value !== undefined ? ok(known.value.environment) : readRoom(env);
  if (!room.ok) return room;
  const found = findMachine(machine ?? known.value?.machine);
  return found.ok ? ok({ material: name, machine: found.value, settings, base: known.value?.settings, environment: room.value }) : found;
};

const runSettings = async (context: Context, run: string): Promise<Result<RunSettings, Fault>> => {
  const opened = await openRun(context, run, { kinds: [LAB_KIND] });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  return settingsOfRun(app.journal.read(row.run), row.run);
};

const againLine = (file: string, { run, settings }: SliceFlags, { material, machine }: Omit<SliceRequest, "mesh">): string =>
  [
    `moot lab slice ${shellWord(file)}`,
    run === undefined ? `--material ${material} --machine ${machine.id}` : `--run ${run}`,
    ...(settings === undefined ? [] : [`--settings ${shellWord(settings)}`]),
  ].join(" ");

/** A word of a command line, so that a shell reads it as it is. */
const shellWord = (text: string): string => (/^[\w./@%+=:,-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

const readRoom = (text: string | undefined): Result<Environment, Fault> => {
  if (text === undefined) return ok(ROOM);
  const [celsius = Number.NaN, humidityPercent = Number.NaN, ...more] = text
    .split(",")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const isRoom = more.length === 0 && celsius >= -60 && celsius <= 100 && humidityPercent >= 0 && humidityPercent <= 100;
  return isRoom
    ? ok({ celsius, humidityPercent })
    : fail(
        usageFault(
          `--env must be °C and % of humidity, such as 22,40, but is ${JSON.stringify(text.slice(0, 40))}`,
          "moot lab slice --help",
        ),
      );
};

const sliceLines = (sliced: SlicedPart, look: Look): readonly string[] => {
  const { part, settings, outcome, row: given } = sliced;
  const row = (name: string, value: string): readonly Cell[] => [{ text: name, paint: look.paint.bold }, safeLine(value)];
  const standing = WORLDS.find(({ id }) => id === "fdm")?.standing ?? "";
  return [
    ...table(
      look,
      [{ title: "print" }, { title: "value", grows: "wraps" }],
      [
        row("part", `${part.size_mm.join(" × ")} mm; ${part.geometry_type}: ${part.reason}`),
        row(
          "settings",
          Object.entries(settings)
            .map(([name, value]) => `${name} ${Math.round(value * 100) / 100}`)
            .join(", "),
        ),
        row("sliced by", sliced.slicer),
        row("layers", `${sliced.layers} in ${duration(sliced.print_s * 1000)}, the quickest ${given.layer_time_s ?? "?"} s`),
        row("filament", `${(sliced.filament_mm / 1000).toFixed(2)} m`),
        row("travel", `at most ${given.travel_mm ?? 0} mm in the open`),
        row("G-code", `${sliced.gcode_lines} lines, all read and inside the limits`),
        row("expected", expected(outcome)),
      ],
    ),
    "",
    ...wrapText(`Simulated in the fdm world; ${standing}.`, look.width),
  ];
};

const expected = ({ class: sort, outcome, failure_mode: mode, quality }: SlicedPart["outcome"]): string =>
  `${sort ?? outcome}${mode === "none" ? "" : `, most of it ${mode}`}; quality ${quality.toFixed(3)}`;
