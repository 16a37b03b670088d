import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { untilBell } from "../../../usecases/runs/until-bell.ts";
import { listenTable, type TableMessage } from "../../../usecases/seats/messages.ts";
import { readerOf } from "../../../usecases/seats/table.ts";
import type { Context, Invocation, Run } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";
import { messageLines } from "../render/message.ts";
import { openRun } from "./open-run.ts";
import { givenToken } from "./seat-token.ts";

/** `moot roundtable listen <run>`: what was said after a cursor, and with `--follow` what is said. */
export const runListen: Run = async (context, invocation) => {
  const { args, options } = invocation;
  const opened = await openRun(context, args[0], { kinds: ["roundtable"] });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const reader = readerHere(app, row.run, invocation);
  if (!reader.ok) return reader;
  const follow = options.follow === true;
  const messages: TableMessage[] = [];
  let cursor = (options.since as number | undefined) ?? 0;
  const drain = (): boolean => {
    const heard = listenTable(app.journal, row.run, cursor, reader.value);
    const isMore = heard.cursor > cursor;
    cursor = heard.cursor;
    messages.push(...heard.messages);
    if (follow) show(context, heard.messages);
    return !follow || (heard.status !== "open" && !isMore);
  };
  await untilBell(app.journal, drain);
  const { status } = app.journal.run(row.run) ?? row;
  return ok({
    schema: "roundtable-listen",
    data: { run: row.run, messages, cursor, status },
    text: (look) => (follow ? [] : messages.flatMap((message) => messageLines(message, look))),
    next: follow || status === "done" ? [] : [`moot roundtable listen ${row.run} --since ${cursor}`],
  });
};

/** Who listens: nobody in particular, or a seat whose token was shown. */
const readerHere = (app: App, run: string, invocation: Invocation): Result<string | undefined, Fault> => {
  const seat = (invocation.options.as as string | undefined)?.trim().toLowerCase();
  if (seat === undefined) return ok(undefined);
  const token = givenToken(invocation);
  if (token === undefined) return fail(usageFault("--as needs the token of the seat", `moot roundtable join ${run} --as ${seat}`));
  return readerOf(app, run, seat, token);
};

const show = (context: Context, messages: readonly TableMessage[]): void => {
  if (context.isJson) return;
  for (const line of messages.flatMap((message) => messageLines(message, context.out))) context.say(line);
};
