import { ok, type Result } from "../../../core/kernel/result.ts";
import { type Calibration, calibrate, calibrateOnRecord } from "../../../usecases/lab/calibrate.ts";
import { findWorld } from "../../../usecases/lab/crew.ts";
import { readObservedRows } from "../../../usecases/lab/rows.ts";
import type { Context, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { wrapText } from "../render/wrap.ts";
import { type LabFlags, readLabInput } from "./lab-rows.ts";

/** `moot lab calibrate`: real prints, of a file or of the record, against a world's predictions, beside what no knowledge of printing reaches. */
export const runLabCalibrate: Run = async (context, { options }) => {
  const flags = options as LabFlags;
  const found = flags.in === undefined ? await onRecord(context, flags) : onFile(flags);
  if (!found.ok) return found;
  const { machine_assumed: assumed } = found.value;
  return ok({
    schema: "lab.calibrate",
    data: found.value,
    text: (look) => calibrationLines(found.value, look),
    warnings: assumed > 0 ? [`${assumed} prints name no machine and were read as the usual one: the score may hang on that`] : [],
  });
};

const onFile = (flags: LabFlags): Result<Calibration, Fault> => {
  const input = readLabInput(flags, "moot lab calibrate");
  if (!input.ok) return input;
  const { world, machine, source } = input.value;
  const rows = readObservedRows(source, machine);
  return rows.ok ? calibrate(rows.value, world, source) : rows;
};

const onRecord = async (context: Context, { world = "fdm", machine }: LabFlags): Promise<Result<Calibration, Fault>> => {
  const found = findWorld({ world, machine, edition: undefined });
  if (!found.ok) return found;
  const app = await context.open();
  return app.ok ? calibrateOnRecord(app.value.journal, found.value.world) : app;
};

const VERDICTS: Readonly<Record<Calibration["verdict"], string>> = {
  skill: "The whole interval lies above every baseline on this file.",
  "no-skill": "Not better than every baseline with its whole interval: this file shows no skill.",
  "too-few": "Fewer than 20 groups of relatives: too few to show skill or its absence.",
};

const calibrationLines = (found: Calibration, look: Look): readonly string[] => {
  const { balanced_accuracy: score, baselines, left_out: leftOut, fit, rows, groups } = found;
  return [
    ...table(
      look,
      [{ title: "predictor" }, { title: "balanced accuracy", align: "end" }, { title: "95 % interval" }],
      [
        [
          { text: `the ${found.world} world`, paint: look.paint.bold },
          score.value.toFixed(3),
          `${score.low.toFixed(3)} to ${score.high.toFixed(3)}`,
        ],
        ["the class of the part alone", baselines.class_only.toFixed(3), ""],
        ["always success", baselines.always_success.toFixed(3), ""],
        ["chance", baselines.chance.toFixed(3), ""],
      ],
    ),
    "",
    ...wrapText(
      `${rows} prints in ${groups} groups of relatives; left out: ${leftOut.refused} that the world refuses, ${leftOut.unknown_outcome} with an unknown outcome.`,
      look.width,
    ),
    VERDICTS[found.verdict],
    ...fitLines(fit, look),
    `The ${found.world} world stays ${found.validation.state}.`,
  ];
};

const fitLines = (fit: Calibration["fit"], look: Look): readonly string[] => {
  if (fit.state === "refused") return wrapText(safeLine(`Fit refused: ${fit.reason}.`), look.width);
  return [
    "",
    ...table(
      look,
      [{ title: "defect" }, { title: "fit" }, { title: "why", grows: "wraps" }],
      fit.defects.map((one) => [
        one.defect,
        one.state,
        one.state === "refused"
          ? one.reason
          : `bias ${one.bias.toFixed(2)}, spread ${one.spread.toFixed(2)}; held-out log-loss ${one.gain.toFixed(3)} ± ${one.standard_error.toFixed(3)} better on ${one.held_out} prints`,
      ]),
    ),
    "A proposal is not applied.",
  ];
};
