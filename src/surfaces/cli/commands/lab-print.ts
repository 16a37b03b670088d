import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { LAB_KIND } from "../../../core/lab/session/machine.ts";
import { SETTING_NAMES, SETTINGS } from "../../../core/lab/settings.ts";
import type { Input } from "../../../core/run/machine.ts";
import { openLab } from "../../../usecases/lab/open.ts";
import { readSettingPairs } from "../../../usecases/lab/wish.ts";
import type { Answer, Context, OpenHome, Run } from "../answer.ts";
import { type Carried, carry } from "../carry.ts";
import { type Fault, usageFault } from "../fault.ts";
import { finish } from "../finish.ts";
import { safeLine } from "../render/safe.ts";
import { configFlags, type LabWishFlags, wishOf } from "./lab-wish.ts";
import { openFilledHome } from "./open-home.ts";
import { openRun } from "./open-run.ts";

/** `moot lab plan`: proposal, Spine and second opinion; nothing is printed before a person orders it. */
export const runLabPlan: Run = (context, { options }) => planAndPrint(context, options as LabWishFlags, "plan", {});

/** `moot lab print [run]`: a planned run, or a new one, to its verdict; a hold needs `--acknowledge`. */
export const runLabPrint: Run = async (context, { args, options }) => {
  const flags = options as LabWishFlags;
  if (args[0] === undefined && flags.set !== undefined)
    return fail(
      usageFault("--set overrides a plan that is there", "moot lab plan, then moot lab print RUN --set fan_pct=80 --because REASON"),
    );
  if (args[0] === undefined) return planAndPrint(context, flags, "verdict", {});
  const opened = await openRun(context, args[0], { kinds: [LAB_KIND] });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  if (row.kind !== LAB_KIND)
    return fail({ code: "BAD_REF", message: `${row.run} is a run of kind ${row.kind}, not of the lab`, hint: "moot lab plan --help" });
  if (row.status === "done")
    return fail({ code: "RUN_DONE", message: `${row.run} is closed`, at: `run ${row.run}`, hint: `moot show ${row.run}` });
  if (row.status === "paused") app.journal.offer(row.run, { key: `resume/${app.newKey()}`, kind: "resume", data: {} }, "operator");
  return goOn(context, app, row.run, flags, true, true);
};

/** From flags to a rest: a plan that waits for its order, a print that is held, or a verdict. */
export const planAndPrint = async (
  context: Context,
  flags: LabWishFlags,
  until: "plan" | "verdict",
  where: OpenHome,
): Promise<Result<Answer, Fault>> => {
  const wish = await wishOf(flags);
  if (!wish.ok) return wish;
  const opened = await openFilledHome(context, configFlags(flags), where);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const run = openLab(app, loaded, wish.value.wish, until);
  if (!run.ok) return run;
  for (const note of [...wish.value.notes, ...run.value.notes]) context.talk(`${context.err.paint.yellow("note")}  ${safeLine(note)}`);
  return goOn(context, app, run.value.run, flags, false, where.temporary?.keep !== false);
};

/** Carries a run to its next rest, answers what it waits for where the person said so, and so on. */
const goOn = async (
  context: Context,
  app: App,
  run: string,
  flags: LabWishFlags,
  orders: boolean,
  isKept: boolean,
): Promise<Result<Answer, Fault>> => {
  if (flags.acknowledge?.trim() === "")
    return fail(usageFault("--acknowledge needs a reason for the record", 'add --acknowledge "why it may print"'));
  const overridden = override(app, run, flags);
  if (!overridden.ok) return overridden;
  const quiet = flags.quiet === true || context.isJson;
  let carried: Carried = await carry(context, app, run, { quiet });
  for (let said = inputsFor(carried, flags, orders); said.length > 0; said = inputsFor(carried, flags, orders)) {
    const offered = said.filter((input) => {
      const fresh = app.journal.offer(run, input, "operator");
      return fresh.ok && fresh.value;
    });
    // What was said before and refused is not said again.
    if (offered.length === 0) break;
    carried = await carry(context, app, run, { quiet });
  }
  const refusal = app.journal.inputs(run).findLast(({ refused }) => refused !== undefined)?.refused;
  const finished = finish(context, app, run, carried, { summary: false, notify: false, isKept });
  return finished.ok && refusal !== undefined
    ? ok({ ...finished.value, warnings: [...(finished.value.warnings ?? []), refusal] })
    : finished;
};

/** What the flags answer of the steps that wait. An acknowledgement covers every hold of this call. */
const inputsFor = ({ outcome }: Carried, { acknowledge }: LabWishFlags, orders: boolean): readonly Input[] =>
  outcome.kind !== "awaiting"
    ? []
    : outcome.steps.flatMap(({ key }): readonly Input[] => {
        if (key === "order") return orders ? [{ key: `step:${key}`, kind: "order", data: { reason: "moot lab print" } }] : [];
        return acknowledge === undefined ? [] : [{ key: `step:${key}`, kind: "acknowledge", data: { reason: acknowledge } }];
      });

/** The operator's own values, before anything is printed. */
const override = (app: App, run: string, { set, because }: LabWishFlags): Result<void, Fault> => {
  if (set === undefined || set.length === 0) return ok(undefined);
  const settings = readSettingPairs("--set", set);
  if (!settings.ok) return settings;
  if ((because ?? "").trim() === "") return fail(usageFault("--set needs a reason for the record", 'add --because "the spool is wet"'));
  const named = Object.fromEntries(
    SETTINGS.flatMap((knob) => (settings.value[knob] === undefined ? [] : [[SETTING_NAMES[knob], settings.value[knob]]])),
  );
  app.journal.offer(
    run,
    { key: `override/${app.newKey()}`, kind: "override", data: { settings: named, reason: because as string } },
    "operator",
  );
  return ok(undefined);
};
