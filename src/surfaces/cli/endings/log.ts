import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { LOG_KIND } from "../../../core/lab/log/machine.ts";
import { type LogView, logView } from "../../../usecases/lab/log.ts";
import type { Answer } from "../answer.ts";
import type { Ending, Rested } from "../ending.ts";
import type { Fault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { wrapText } from "../render/wrap.ts";

const end = ({ app, row: { run } }: Rested): Result<Answer, Fault> => {
  const view = logView(app.journal, run);
  if (view === undefined || view.state !== "logged")
    return fail({ code: "CANCELLED", message: `${run} was cut: it taught nothing`, hint: "moot lab log --help", calm: true });
  return ok(logAnswer(view));
};

/** What a real print taught. */
export const entry: Ending = { kind: LOG_KIND, end };

/** A real print with what the world had said. */
export const logAnswer = (view: LogView): Answer => ({
  schema: "lab.log",
  data: view,
  text: (look) => logLines(view, look),
  next: ["moot lab lessons --source earned"],
});

const logLines = (view: LogView, look: Look): readonly string[] => {
  const { job, seen, lesson, agrees, agreement, observed } = view;
  const line = (text: string): readonly string[] => wrapText(safeLine(text), look.width);
  const settings = Object.entries(view.settings).map(([name, value]) => `${name} ${value}`);
  return [
    ...doneLines(`a real print is on the record: ${view.run}`, look),
    ...line(`${job.material} ${job.geometry_type}, ${job.bed_position}: ${settings.join(", ")}`),
    ...(observed === null ? [] : line(`printed:   ${observed.file}, print ${observed.id} of ${observed.host}`)),
    ...line(
      `seen:      ${seen.mode === "none" ? "clean" : seen.mode}${seen.quality === null ? "" : `, quality ${seen.quality.toFixed(2)}`}${seen.note === "" ? "" : ` (${seen.note})`}`,
    ),
    ...line(`predicted: ${predictedText(view)}`),
    ...(agreement === null || agrees === null
      ? []
      : line(
          `${agrees ? "The world had said so" : "The world had said otherwise"}; in all it had said ${agreement.right} of ${agreement.count} real prints of this home.`,
        )),
    ...(lesson === null ? [] : line(`lesson:    ${lesson.text}`)),
  ];
};

const predictedText = ({ predicted }: LogView): string => {
  if (predicted === null) return "nothing: not all settings are known";
  if ("refusal" in predicted) return `nothing: ${predicted.refusal}`;
  const { world, failure_mode: mode, quality, failure_chance: failureChance, validation } = predicted;
  const chance = failureChance === null ? "" : `, chance to fail ${failureChance.toFixed(2)}`;
  return `${mode === "none" ? "clean" : mode}, quality ${quality.toFixed(2)}${chance} (simulated in the ${world} world, ${validation.state})`;
};
