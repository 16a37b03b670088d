import { ok } from "../../../core/kernel/result.ts";
import type { Opening } from "../../../core/roundtable/event.ts";
import { EXTERNAL, takeableSeats } from "../../../core/roundtable/seating.ts";
import { type Joined, joinTable, openingOf } from "../../../usecases/seats/table.ts";
import type { Run } from "../answer.ts";
import { doneLines } from "../render/done.ts";
import { openTable, type RoundtableFlags } from "./roundtable.ts";

/** `moot roundtable open`: a run that nobody carries yet, and the tokens of its seats from outside. */
export const runOpen: Run = async (context, { options }) => {
  const opened = await openTable(context, { ...(options as RoundtableFlags), quiet: true }, {});
  if (!opened.ok) return opened;
  const { app, run } = opened.value;
  const outside = takeableSeats(openingOf(app.journal.read(run)) as Opening).filter(({ backend }) => backend === EXTERNAL);
  const seats: Joined[] = [];
  for (const { name } of outside) {
    const joined = joinTable(app, run, name);
    if (!joined.ok) return joined;
    seats.push(joined.value);
  }
  return ok({
    schema: "roundtable-open",
    data: { run, seats: seats.map(({ seat, token }) => ({ seat, token })) },
    text: (look) => [...doneLines(`${run} is open; nobody carries it yet`, look), ...seats.map(({ seat, token }) => `${seat} ${token}`)],
    next: [`moot resume ${run}`, `moot roundtable status ${run}`],
  });
};
