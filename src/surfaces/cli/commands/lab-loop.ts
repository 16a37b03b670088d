import { fail, ok } from "../../../core/kernel/result.ts";
import { findPolicy } from "../../../usecases/lab/crew.ts";
import { type LoopRow, loopRows } from "../../../usecases/lab/print-rows.ts";
import { readJobRows } from "../../../usecases/lab/rows.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { type LabFlags, readLabInput, readLabPart, unreadLines } from "./lab-rows.ts";

const DEFAULT_ITERATIONS = 8;
const MOST_ITERATIONS = 1000;

/** `moot lab loop`: one run for each job, in order; a bad row and nothing comes out. */
export const runLabLoop: Run = async (_context, { options }) => {
  const {
    policy: id = "classic",
    iterations = DEFAULT_ITERATIONS,
    ...flags
  } = options as LabFlags & { policy?: string; iterations?: number };
  if (iterations < 1 || iterations > MOST_ITERATIONS)
    return fail(usageFault(`--iterations must be from 1 to ${MOST_ITERATIONS} but is ${iterations}`, "moot lab loop --help"));
  const policy = findPolicy(id);
  if (!policy.ok) return policy;
  const input = readLabInput(flags, "moot lab loop");
  if (!input.ok) return input;
  const { world, edition, machine, source } = input.value;
  const part = await readLabPart(flags.part, machine);
  if (!part.ok) return part;
  const rows = readJobRows(source, { vocabulary: edition.vocabulary, machine, part: part.value });
  if (!rows.ok) return rows;
  const runs = loopRows(rows.value.rows, { crew: { world, policy: policy.value, edition }, iterations, source });
  if (!runs.ok) return runs;
  return ok({
    warnings: unreadLines(rows.value.unread),
    schema: "lab.loop",
    data: runs.value,
    text: (look) => [
      ...runLines(
        rows.value.rows.map(({ job }) => safeLine(`${job.material} ${job.geometry}`)),
        runs.value,
        look,
      ),
      "",
      `Simulated in the ${world.id} world; ${world.standing}.`,
    ],
  });
};

const runLines = (names: readonly string[], runs: readonly LoopRow[], look: Look): readonly string[] =>
  table(
    look,
    [{ title: "job", grows: "cuts" }, { title: "verdict" }, { title: "quality by iteration", grows: "wraps" }, { title: "last mode" }],
    runs.map(({ quality, failure_mode: modes, verdict }, index) => [
      names[index] ?? "",
      verdict,
      quality.map((value) => value.toFixed(2)).join(" "),
      modes.at(-1) ?? "",
    ]),
  );
