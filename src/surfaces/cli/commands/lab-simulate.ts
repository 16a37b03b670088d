import { ok } from "../../../core/kernel/result.ts";
import { type PrintedRow, simulateRows } from "../../../usecases/lab/print-rows.ts";
import { readPrintRows } from "../../../usecases/lab/rows.ts";
import type { Run } from "../answer.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { type LabFlags, readLabInput, readLabPart, unreadLines } from "./lab-rows.ts";

/** `moot lab simulate`: one row out for each row in, in order; a bad row and nothing comes out. */
export const runLabSimulate: Run = async (_context, { options }) => {
  const input = readLabInput(options as LabFlags, "moot lab simulate");
  if (!input.ok) return input;
  const { edition, machine, source } = input.value;
  const part = await readLabPart((options as LabFlags).part, machine);
  if (!part.ok) return part;
  const rows = readPrintRows(source, { vocabulary: edition.vocabulary, machine, part: part.value });
  if (!rows.ok) return rows;
  const printed = simulateRows(rows.value.rows, input.value);
  if (!printed.ok) return printed;
  return ok({
    warnings: unreadLines(rows.value.unread),
    schema: "lab.simulate",
    data: printed.value,
    text: (look) => [
      ...printedLines(
        rows.value.rows.map(({ job }) => safeLine(`${job.material} ${job.geometry}`)),
        printed.value,
        look,
      ),
      "",
      `Simulated in the ${input.value.world.id} world; ${input.value.world.standing}.`,
    ],
  });
};

const printedLines = (names: readonly string[], rows: readonly PrintedRow[], look: Look): readonly string[] =>
  table(
    look,
    [
      { title: "job", grows: "cuts" },
      { title: "outcome" },
      { title: "mode" },
      { title: "quality", align: "end" },
      { title: "Spine", grows: "wraps" },
    ],
    rows.map(({ outcome, failure_mode: mode, quality, spine }, index) => [
      names[index] ?? "",
      outcome,
      mode,
      quality.toFixed(3),
      spine.vetoes.length === 0 ? "clear" : safeLine(spine.vetoes.join(" ")),
    ]),
  );
