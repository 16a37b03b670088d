import { ok } from "../../../core/kernel/result.ts";
import type { LabRecord } from "../../../usecases/lab/record.ts";
import { OFFLINE } from "../../../usecases/team/backend.ts";
import type { Answer, Context, Run } from "../answer.ts";
import { labLines } from "../render/lab.ts";
import { rule } from "../render/rule.ts";
import { typed } from "../render/typed.ts";
import { planAndPrint } from "./lab-print.ts";
import { argue } from "./roundtable.ts";

/** What the lab of the demo prints: a first print that is not clean, so that a revision can be seen. */
const PRINT = { material: "ABS", geometry: "vase", position: "center", temp: "26", humidity: "60" } as const;

/**
 * `moot demo`: the bundled briefing, then a print in the lab, in a temporary home and always with the offline voices: nobody has
 * agreed to anything yet.
 */
export const runDemo: Run = async (context, { options }) => {
  const keep = options.keep === true;
  const quiet = options.quiet === true;
  const where = { temporary: { keep } };
  const answer = await argue(context, { sample: true, mode: OFFLINE, plain: true, quiet }, where);
  const whole = answer.ok ? await withLab(context, answer.value, quiet, where) : answer;
  if (!context.isJson && !keep)
    context.talk(context.err.paint.dim(typed("The home was temporary and is gone: moot demo --keep keeps it.", context.err)));
  return whole;
};

const withLab = async (context: Context, argued: Answer, quiet: boolean, where: { readonly temporary: { readonly keep: boolean } }) => {
  if (!quiet && !context.isJson) context.talk(rule(context.err, "The lab"));
  const printed = await planAndPrint(context, { ...PRINT, backend: [OFFLINE], quiet }, "verdict", where);
  if (!printed.ok) return printed;
  const record = printed.value.data as LabRecord;
  return ok({
    ...argued,
    data: { ...(argued.data as object), lab: record },
    text: (look) => [...argued.text(look), "", rule(look, "The lab"), ...labLines(record, look)],
    next: [...(argued.next ?? []), "moot lab plan"],
  } satisfies Answer);
};
