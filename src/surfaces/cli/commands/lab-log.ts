import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { SETTING_NAMES, SETTINGS } from "../../../core/lab/settings.ts";
import { type LogWish, openLog } from "../../../usecases/lab/log.ts";
import { type ObservedPrint, observedPrints } from "../../../usecases/lab/observed.ts";
import type { Answer, Context, Run } from "../answer.ts";
import { carry } from "../carry.ts";
import { type Fault, usageFault } from "../fault.ts";
import { finish } from "../finish.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { moment } from "../render/time.ts";
import { wrapText } from "../render/wrap.ts";
import { configFlags, type LabWishFlags } from "./lab-wish.ts";
import { openFilledHome } from "./open-home.ts";

/** `moot lab log`: a real print goes on the record, with what the world had said, and teaches a lesson. */
export const runLabLog: Run = async (context, { options }) => {
  const flags = options as LogWish & Pick<LabWishFlags, "cap" | "allowUnknownPrice" | "quiet"> & { readonly pending?: boolean };
  if (flags.pending === true) return pendingAnswer(context);
  if (flags.outcome === undefined)
    return fail(usageFault("--outcome is missing: what came out", "moot lab log --run latest --outcome clean"));
  const opened = await openFilledHome(context, configFlags(flags));
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const run = openLog(app, loaded, flags);
  if (!run.ok) return run;
  const carried = await carry(context, app, run.value, { quiet: true });
  return finish(context, app, run.value, carried, { summary: false, notify: false, isKept: true });
};

/** Prints that a person has to say something of: what a history tells is a proposal. */
const pendingAnswer = async (context: Context): Promise<Result<Answer, Fault>> => {
  const app = await context.open();
  if (!app.ok) return app;
  const pending = observedPrints(app.value.journal).filter(({ log }) => log === null);
  const [first] = pending;
  return ok({
    schema: "lab.pending",
    data: {
      prints: pending.map(({ host, print: { id, file, ending, startedAtMs }, material, settings }) => ({
        ...{ host, id, file, ending, startedAtMs, material },
        settings: Object.fromEntries(
          SETTINGS.flatMap((knob) => (settings[knob] === undefined ? [] : [[SETTING_NAMES[knob], settings[knob]]])),
        ),
      })),
    },
    text: (look) =>
      first === undefined
        ? ["No kept print waits for a word."]
        : [
            ...table(
              look,
              [
                { title: "print" },
                { title: "started" },
                { title: "ending" },
                { title: "material" },
                { title: "known" },
                { title: "file", grows: "cuts" },
              ],
              pending.map((one) => cellsOf(one)),
            ),
            "",
            ...wrapText("Finished only says that a print came to its end. Until you say how it came out it teaches nothing.", look.width),
          ],
    next:
      first === undefined ? ["moot lab printer history --keep"] : [`moot lab log --observed ${first.print.id} --outcome <what you saw>`],
  });
};

const cellsOf = ({ print, material, settings }: ObservedPrint): readonly string[] => [
  safeLine(print.id),
  print.startedAtMs === null ? "" : moment(print.startedAtMs),
  print.ending,
  material ?? "",
  SETTINGS.flatMap((knob) => (settings[knob] === undefined ? [] : [`${SETTING_NAMES[knob]} ${settings[knob]}`])).join(", "),
  safeLine(print.file),
];
