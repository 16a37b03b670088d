import { readInput } from "../../../compose/read-file.ts";
import { readTree } from "../../../compose/read-tree.ts";
import { writeFiles } from "../../../compose/write-files.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { MACHINES } from "../../../core/lab/machines.ts";
import { type ProfileRequest, writeProfile } from "../../../core/lab/profiles/write-profile.ts";
import type { WrittenProfile } from "../../../core/lab/profiles/writer.ts";
import { LAB_KIND } from "../../../core/lab/session/machine.ts";
import { findMachine } from "../../../usecases/lab/crew.ts";
import { type GivenSettings, readGivenSettings, settingsOfRun } from "../../../usecases/lab/intake/settings-source.ts";
import type { Context, Run } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { openRun } from "./open-run.ts";

type Flags = {
  readonly for?: string;
  readonly settings?: string;
  readonly run?: string;
  readonly base?: string;
  readonly preset?: string;
  readonly material?: string;
  readonly machine?: string;
  readonly name?: string;
  readonly out?: string;
  readonly clamp?: boolean;
};

const EXAMPLE = "moot lab profile --for prusa --settings settings.json --material PLA --base my-filament.ini";

/** `moot lab profile`: settings as a profile of a slicer or start G-code of a firmware; nothing when they are not allowed. */
export const runLabProfile: Run = async (context, { options }) => {
  const flags = options as Flags;
  const given = await givenSettings(context, flags);
  if (!given.ok) return given;
  const request = await requestOf(flags, given.value);
  if (!request.ok) return request;
  const written = writeProfile(request.value);
  if (!written.ok) return written;
  const { files, changes, warnings } = written.value;
  const paths =
    flags.out === undefined ? ok([]) : await writeFiles(flags.out, Object.fromEntries(files.map(({ name, text }) => [name, text])));
  if (!paths.ok) return paths;
  return ok({
    schema: "lab.profile",
    data: { program: request.value.program, files, changes, written: paths.value },
    text: (look) => (flags.out === undefined ? fileLines(written.value) : writtenLines(written.value, paths.value, look)),
    warnings,
  });
};

const givenSettings = async (context: Context, { settings, run }: Flags): Promise<Result<GivenSettings, Fault>> => {
  if ((settings === undefined) === (run === undefined))
    return fail(usageFault("name either --settings, a file, or --run, a run of the lab", EXAMPLE));
  if (settings !== undefined) {
    const text = readInput(settings);
    return text.ok ? readGivenSettings(text.value, settings) : text;
  }
  const opened = await openRun(context, run, { kinds: [LAB_KIND] });
  return opened.ok ? settingsOfRun(opened.value.app.journal.read(opened.value.row.run), opened.value.row.run) : opened;
};

const requestOf = async (flags: Flags, given: GivenSettings): Promise<Result<ProfileRequest, Fault>> => {
  const material = flags.material ?? given.material;
  if (flags.for === undefined) return fail(usageFault("--for is missing: the program that the profile is for", EXAMPLE));
  if (material === undefined) return fail(usageFault("--material is missing: the settings name none", EXAMPLE));
  const machine = findMachine(flags.machine ?? given.machine ?? MACHINES[0].id);
  if (!machine.ok) return machine;
  const base = await baseOf(flags);
  if (!base.ok) return base;
  return ok({
    program: flags.for,
    settings: given.settings,
    material,
    machine: machine.value,
    name: flags.name ?? `Moot ${material.toUpperCase()}`,
    clamps: flags.clamp === true,
    ...(base.value === undefined ? {} : { base: base.value }),
  });
};

const baseOf = async ({ base, preset }: Flags): Promise<Result<ProfileRequest["base"], Fault>> => {
  if (base === undefined) return ok(undefined);
  const tree = await readTree(base);
  if (!tree.ok) return tree;
  const [path, ...others] = tree.value.paths;
  const text = path === undefined || others.length > 0 ? undefined : tree.value.neighbours.read(path);
  if (path === undefined || text === undefined)
    return fail({ code: "BASE_UNREADABLE", message: `${base} is no single text file`, hint: "name the file of your own profile" });
  return ok({ path, text, neighbours: tree.value.neighbours, ...(preset === undefined ? {} : { preset }) });
};

/** The files themselves, for a person or a pipe; a line with the name stands before each when there are several. */
const fileLines = ({ files }: WrittenProfile): readonly string[] =>
  files.flatMap(({ name, text }) => [...(files.length > 1 ? [`; ${name}`] : []), ...text.trimEnd().split("\n").map(keepIndent)]);

const keepIndent = (line: string): string => `${/^ */u.exec(line)?.[0] ?? ""}${safeLine(line.trimStart())}`;

const writtenLines = ({ changes }: WrittenProfile, paths: readonly string[], look: Look): readonly string[] => [
  ...table(
    look,
    [{ title: "key" }, { title: "yours", grows: "cuts" }, { title: "now", grows: "cuts" }],
    changes.map(({ key, from, to }) => [
      safeLine(key),
      from === null ? { text: "not said", paint: look.paint.dim } : safeLine(from),
      safeLine(to),
    ]),
  ),
  "",
  ...paths.flatMap((path) => doneLines(safeLine(path), look)),
];
