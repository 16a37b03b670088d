import { ok } from "../../../core/kernel/result.ts";
import { openTables, statusOf, type TableStatus } from "../../../usecases/seats/status.ts";
import type { Run } from "../answer.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { moment } from "../render/time.ts";
import { wrap } from "../render/wrap.ts";
import { openRun } from "./open-run.ts";

/** `moot roundtable status [run]`: one roundtable, or all that are open. */
export const runStatus: Run = async (context, { args }) => {
  if (args[0] === undefined) {
    const app = await context.open();
    if (!app.ok) return app;
    const open = openTables(app.value.journal);
    const text = (look: Look): readonly string[] =>
      open.length === 0 ? ["No roundtable is open."] : open.flatMap((one) => [...linesOf(one, look), ""]);
    return ok({ schema: "roundtable-status", data: open, text });
  }
  const opened = await openRun(context, args[0]);
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const status = statusOf(app.journal, row);
  if (!status.ok) return status;
  return ok({ schema: "roundtable-status", data: [status.value], text: (look) => linesOf(status.value, look) });
};

const linesOf = (status: TableStatus, look: Look): readonly string[] => {
  const where = status.phase === null ? status.status : `${status.status}, round ${status.round}, ${status.phase}`;
  const carried = status.driven ? "a process carries it" : "nobody carries it";
  return [
    ...wrap([{ text: safeLine(status.topic), paint: look.paint.bold }], look.width),
    ...wrap([{ text: `${status.run}${look.glyphs.join}${where}${look.glyphs.join}${carried}`, paint: look.paint.dim }], look.width),
    ...table(
      look,
      [{ title: "seat" }, { title: "sits" }, { title: "backend" }, { title: "budget", align: "end" }, { title: "turn", grows: "wraps" }],
      status.seats.map(({ seat, sits, backend, budget, due, deadline }) => [
        safeLine(seat),
        sits,
        safeLine(backend),
        String(budget),
        deadline === null ? (due ? "now" : "") : `until ${moment(Date.parse(deadline))}`,
      ]),
    ),
  ];
};
