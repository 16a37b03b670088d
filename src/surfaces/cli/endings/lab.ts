import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { LAB_KIND } from "../../../core/lab/session/machine.ts";
import { writeLabDocuments } from "../../../usecases/lab/documents.ts";
import { type LabRecord, labRecord } from "../../../usecases/lab/record.ts";
import type { Answer } from "../answer.ts";
import { cutCode, type Ending, type Rested } from "../ending.ts";
import type { Fault } from "../fault.ts";
import { labLines } from "../render/lab.ts";
import { safeLine } from "../render/safe.ts";

/** Writes the documents of a run of the lab that came to rest and turns how it did into an answer or a fault. */
const end = ({ context, app, row, carried, options }: Rested): Result<Answer, Fault> => {
  const record = labRecord(app.journal, row) as LabRecord;
  const { run } = row;
  const paths = writeLabDocuments(app.journal, app.home, row);
  if (!context.isJson && options.isKept && paths !== undefined)
    context.talk(`${context.err.paint.dim("record")} ${safeLine(paths.record)}`);
  const { outcome, reason } = record;
  if (outcome === "cut") {
    const message = `${run} was cut${reason === "" ? "" : `: ${reason}`}`;
    return fail({ code: cutCode(carried), message, hint: `moot show ${run}`, calm: true });
  }
  if (outcome === "refused")
    return fail({
      code: "PRINT_REFUSED",
      message: `nothing was printed: ${reason}`,
      at: `run ${run}`,
      // An approval lets a material pass the Spine; a world of physics still needs to know what it is.
      hint:
        record.approval === null ? "moot lab materials" : `add --world classic: the ${record.world} world needs a material that it knows`,
    });
  return ok(labAnswer(record));
};

/** The verdict of a run of the lab. */
export const entry: Ending = { kind: LAB_KIND, end };

/** The record of a run as an answer; one that is held waits for a person. */
export const labAnswer = (record: LabRecord): Answer => ({
  schema: "lab.record",
  data: record,
  text: (look) => labLines(record, look),
  next: nextOf(record),
  exit: record.state === "held" ? "partial" : "ok",
});

const nextOf = ({ run, state, opinion, plan, prints }: LabRecord): readonly string[] => {
  const isDoubted = opinion?.stance === "dispute" || (plan?.moves.length ?? 0) > 0;
  if (state === "held" || (state === "planned" && isDoubted)) return [`moot lab print ${run} --acknowledge "why it may print"`];
  if (state === "planned") return [`moot lab print ${run}`];
  if (state === "open" || state === "paused") return [`moot resume ${run}`];
  return prints.length === 0
    ? [`moot why ${run}`]
    : [`moot why print:${run}/${prints.length}`, `moot lab log --run ${run} --outcome clean`];
};
