import { readInput } from "../../../compose/read-file.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Edition } from "../../../core/lab/edition.ts";
import type { World } from "../../../core/lab/world.ts";
import { findWorld } from "../../../usecases/lab/crew.ts";
import type { RowFile } from "../../../usecases/lab/rows.ts";
import { type Fault, usageFault } from "../fault.ts";

/** Flags that the lab's commands share, as commander read them. */
export type LabFlags = { readonly in?: string; readonly world?: string; readonly edition?: string; readonly machine?: string };

/** Who prints by which rules, and the file of rows. */
export type LabInput = { readonly world: World; readonly edition: Edition; readonly source: RowFile };

/** The world that prints when none is named. */
const WORLD = "classic";

/** Finds the world and the rules, then reads the file. `command` is what the fault shows. */
export const readLabInput = (flags: LabFlags, command: string): Result<LabInput, Fault> => {
  const { in: file, world = WORLD, edition, machine } = flags;
  if (file === undefined) return fail(usageFault("--in is missing: the file of rows", `${command} --in rows.jsonl`));
  const found = findWorld({ world, edition, machine });
  if (!found.ok) return found;
  const text = readInput(file);
  return text.ok ? ok({ ...found.value, source: { file, text: text.value } }) : text;
};
