import type { App } from "../../compose.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { RunRow } from "../../ports/journal.ts";
import { writeLabDocuments } from "../../usecases/lab/documents.ts";
import { type LabRecord, labRecord } from "../../usecases/lab/record.ts";
import type { Answer, Context } from "./answer.ts";
import type { Carried } from "./carry.ts";
import type { Fault } from "./fault.ts";
import { labLines } from "./render/lab.ts";
import { safeLine } from "./render/safe.ts";

/** Writes the documents of a run of the lab that came to rest and turns how it did into an answer or a fault. */
export const finishLab = (
  context: Context,
  app: App,
  run: string,
  { signal }: Pick<Carried, "signal">,
  isKept: boolean,
): Result<Answer, Fault> => {
  const row = app.journal.run(run) as RunRow;
  const record = labRecord(app.journal, row) as LabRecord;
  const paths = writeLabDocuments(app.journal, app.home, row);
  if (!context.isJson && isKept && paths !== undefined) context.talk(`${context.err.paint.dim("record")} ${safeLine(paths.record)}`);
  const { outcome, reason } = record;
  if (outcome === "cut") {
    const code = signal === "SIGTERM" ? "TERMINATED" : signal === "SIGINT" ? "INTERRUPTED" : "CANCELLED";
    return fail({ code, message: `${run} was cut${reason === "" ? "" : `: ${reason}`}`, hint: `moot show ${run}`, calm: true });
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
