import { fail, ok } from "../../../core/kernel/result.ts";
import { tokenHash } from "../../../usecases/seats/table.ts";
import { answerTurn, MAX_ANSWER_CHARS } from "../../../usecases/seats/turns.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { readText } from "./bounded-input.ts";
import { openRun } from "./open-run.ts";
import { givenToken, seatOf } from "./seat-token.ts";

/** `moot roundtable speak <run> [text]`: answers the turn of a seat, once. */
export const runSpeak: Run = async (context, invocation) => {
  const { args, options } = invocation;
  const seat = seatOf(invocation, `moot roundtable speak ${args[0]} --as clare`);
  if (!seat.ok) return seat;
  const opened = await openRun(context, args[0], { kinds: ["roundtable"] });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const token = givenToken(invocation);
  if (token === undefined) return fail(usageFault("--token is missing", `moot roundtable join ${row.run} --as ${seat.value}`));
  const said = args[1] ?? (await readText(process.stdin, 4 * MAX_ANSWER_CHARS))?.trimEnd();
  if (said === undefined)
    return fail({ code: "BAD_ANSWER", message: `an answer has at most ${MAX_ANSWER_CHARS} characters`, hint: "send a shorter one" });
  const speaker = { run: row.run, seat: seat.value, tokenHash: tokenHash(app, token) };
  const answered = answerTurn(app.journal, speaker, said, options.turn as string | undefined);
  if (!answered.ok) return fail({ ...answered.fault, at: `seat ${seat.value}` });
  return ok({
    schema: "roundtable-speak",
    data: { run: row.run, seat: seat.value, turn: answered.value },
    text: (look) => doneLines(`${seat.value} has spoken: ${answered.value}`, look),
    next: [`moot roundtable listen ${row.run}`],
  });
};
