import { readInput, readPartFile } from "../../../compose/read-file.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Edition } from "../../../core/lab/edition.ts";
import type { World } from "../../../core/lab/world.ts";
import { findMachine, findWorld } from "../../../usecases/lab/crew.ts";
import { measurePart } from "../../../usecases/lab/measure-part.ts";
import type { RowFile, RowPart } from "../../../usecases/lab/rows.ts";
import { type Fault, usageFault } from "../fault.ts";
import { safeLine } from "../render/safe.ts";

/** Flags that the lab's commands share, as commander read them. */
export type LabFlags = {
  readonly in?: string;
  readonly world?: string;
  readonly edition?: string;
  readonly machine?: string;
  readonly part?: string;
};

/** Who prints by which rules, and the file of rows. */
export type LabInput = { readonly world: World; readonly edition: Edition; readonly machine: string; readonly source: RowFile };

/** The world that prints when none is named. */
const WORLD = "fdm";

/** Finds the world and the rules, then reads the file. `command` is what the fault shows. */
export const readLabInput = (flags: LabFlags, command: string): Result<LabInput, Fault> => {
  const { in: file, world = WORLD, edition, machine } = flags;
  if (file === undefined) return fail(usageFault("--in is missing: the file of rows", `${command} --in rows.jsonl`));
  const found = findWorld({ world, edition, machine });
  if (!found.ok) return found;
  const text = readInput(file);
  return text.ok ? ok({ ...found.value, source: { file, text: text.value } }) : text;
};

/** The measured part that `--part` names; nothing when it names none. Whether it fits the bed is for `lab measure` to say. */
export const readLabPart = async (file: string | undefined, machine: string): Promise<Result<RowPart | undefined, Fault>> => {
  if (file === undefined) return ok(undefined);
  const printer = findMachine(machine);
  if (!printer.ok) return printer;
  const mesh = await readPartFile(file);
  if (!mesh.ok) return mesh;
  const { part, details } = measurePart(mesh.value, printer.value);
  return ok({ geometry: part.geometry_type, details });
};

/** What should be said of members of rows that nobody reads: a slip of the pen would else change nothing, and silently. */
export const unreadLines = (names: readonly string[]): readonly string[] =>
  names.length === 0
    ? []
    : [safeLine(`rows have members that nobody reads: ${names.map((name) => JSON.stringify(name.slice(0, 40))).join(", ")}`)];
