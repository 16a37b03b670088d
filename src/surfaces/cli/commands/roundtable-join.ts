import { fail, ok } from "../../../core/kernel/result.ts";
import { joinTable, leaveTable } from "../../../usecases/seats/table.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { openRun } from "./open-run.ts";
import { givenToken, seatOf } from "./seat-token.ts";

/** `moot roundtable join <run> --as <name>`: takes a seat; on a terminal, stays and asks for its turns. */
export const runJoin: Run = async (context, invocation) => {
  const { args, options } = invocation;
  const seat = seatOf(invocation, `moot roundtable join ${args[0]} --as clare`);
  if (!seat.ok) return seat;
  const opened = await openRun(context, args[0], { kinds: ["roundtable"] });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const joined = joinTable(app, row.run, seat.value, givenToken(invocation));
  if (!joined.ok) return fail({ ...joined.fault, at: `seat ${seat.value}` });
  const { inline = false, editor = false, leaveIt = false } = options as { inline?: boolean; editor?: boolean; leaveIt?: boolean };
  if (inline || editor || (process.stdin.isTTY === true && !context.isJson && !leaveIt)) {
    const { stayAtTable } = await import("./stay-at-table.ts");
    return stayAtTable(context, app, joined.value, { inline, editor });
  }
  const { token } = joined.value;
  return ok({
    schema: "roundtable-join",
    data: joined.value,
    text: (look) => [...doneLines(`${seat.value} is yours from its next turn on; its token:`, look), token],
    next: [`MOOT_SEAT_TOKEN=${token} moot roundtable speak ${row.run} --as ${seat.value}`, `moot roundtable listen ${row.run}`],
  });
};

/** `moot roundtable leave <run> --as <name>`: its backend speaks again. */
export const runLeave: Run = async (context, invocation) => {
  const { args, options } = invocation;
  const seat = seatOf(invocation, `moot roundtable leave ${args[0]} --as clare`);
  if (!seat.ok) return seat;
  const opened = await openRun(context, args[0], { kinds: ["roundtable"] });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const token = options.force === true ? undefined : givenToken(invocation);
  if (token === undefined && options.force !== true)
    return fail(usageFault("--token is missing", `moot roundtable leave ${row.run} --as ${seat.value} --force`));
  const left = leaveTable(app, row.run, seat.value, token);
  if (!left.ok) return fail({ ...left.fault, at: `seat ${seat.value}` });
  return ok({
    schema: "roundtable-leave",
    data: { run: row.run, seat: seat.value },
    text: (look) => doneLines(`nobody outside sits on ${seat.value} any more`, look),
    next: [`moot roundtable status ${row.run}`],
  });
};
