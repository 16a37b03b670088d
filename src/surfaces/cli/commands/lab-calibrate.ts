import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { MACHINES } from "../../../core/lab/machines.ts";
import type { World } from "../../../core/lab/world.ts";
import { type Calibration, calibrate } from "../../../usecases/lab/calibrate.ts";
import { findWorld } from "../../../usecases/lab/crew.ts";
import { loggedRows } from "../../../usecases/lab/logged-rows.ts";
import { type ObservedRow, type RowFile, readObservedRows } from "../../../usecases/lab/rows.ts";
import type { Context, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { wrapText } from "../render/wrap.ts";
import { type LabFlags, readLabInput, unreadLines } from "./lab-rows.ts";

/** `moot lab calibrate`: real prints against a world's predictions, beside what no knowledge of printing reaches. */
export const runLabCalibrate: Run = async (context, { options }) => {
  const flags = options as LabFlags;
  const prints = flags.in === undefined ? await printsOfHome(context, flags) : printsOfFile(flags);
  if (!prints.ok) return prints;
  const { rows, world, source, warnings } = prints.value;
  const found = calibrate(rows, world, source);
  if (!found.ok) return found;
  const { machine_assumed: assumed } = found.value;
  return ok({
    schema: "lab.calibrate",
    data: found.value,
    text: (look) => calibrationLines(found.value, look),
    warnings: [
      ...warnings,
      ...(assumed > 0 ? [`${assumed} rows name no machine and were read as ${flags.machine ?? USUAL}: the score may hang on that`] : []),
    ],
  });
};

/** The printer of rows that name none. */
const [{ id: USUAL }] = MACHINES;

/** Real prints, the world that they are held against, and what should be said of them. */
type RealPrints = {
  readonly rows: readonly ObservedRow[];
  readonly world: World;
  readonly source: RowFile;
  readonly warnings: readonly string[];
};

const printsOfFile = (flags: LabFlags): Result<RealPrints, Fault> => {
  const input = readLabInput(flags, "moot lab calibrate");
  if (!input.ok) return input;
  const { world, machine, source } = input.value;
  const rows = readObservedRows(source, machine);
  return rows.ok ? ok({ rows: rows.value.rows, world, source, warnings: unreadLines(rows.value.unread) }) : rows;
};

/** What `moot lab log` put on the record. */
const printsOfHome = async (context: Context, { world = "fdm" }: LabFlags): Promise<Result<RealPrints, Fault>> => {
  const found = findWorld({ world });
  if (!found.ok) return found;
  const app = await context.open();
  if (!app.ok) return app;
  const { rows, incomplete } = loggedRows(app.value.journal);
  if (rows.length === 0)
    return fail({
      code: "NO_ROWS",
      message: `this home has no real print with all its settings${incomplete === 0 ? "" : `, and ${incomplete} without`}`,
      hint: "moot lab log --run latest --outcome clean, or name a file with --in",
    });
  const warnings = incomplete === 0 ? [] : [`left out: ${incomplete} of which not all settings are known`];
  return ok({ rows, world: found.value.world, source: { file: "moot lab log", text: "" }, warnings });
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
