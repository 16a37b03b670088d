import { OFFLINE } from "../../../usecases/team/backend.ts";
import type { Run } from "../answer.ts";
import { typed } from "../render/typed.ts";
import { argue } from "./roundtable.ts";

/** `moot demo`: the bundled briefing in a temporary home, always with the offline voices: nobody has agreed to anything yet. */
export const runDemo: Run = async (context, { options }) => {
  const keep = options.keep === true;
  const answer = await argue(context, { sample: true, mode: OFFLINE, plain: true, quiet: options.quiet === true }, { temporary: { keep } });
  if (!context.isJson && !keep)
    context.talk(context.err.paint.dim(typed("The home was temporary and is gone: moot demo --keep keeps it.", context.err)));
  return answer;
};
