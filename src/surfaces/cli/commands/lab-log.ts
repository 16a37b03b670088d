import { fail } from "../../../core/kernel/result.ts";
import { type LogWish, openLog } from "../../../usecases/lab/log.ts";
import type { Run } from "../answer.ts";
import { carry } from "../carry.ts";
import { usageFault } from "../fault.ts";
import { finish } from "../finish.ts";
import { configFlags, type LabWishFlags } from "./lab-wish.ts";
import { openFilledHome } from "./open-home.ts";

/** `moot lab log`: a real print goes on the record, with what the world had said, and teaches a lesson. */
export const runLabLog: Run = async (context, { options }) => {
  const flags = options as LogWish & Pick<LabWishFlags, "cap" | "allowUnknownPrice" | "quiet">;
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
