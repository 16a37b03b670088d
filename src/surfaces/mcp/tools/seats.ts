import { z } from "zod";
import { ok } from "../../../core/kernel/result.ts";
import { joinTable, leaveTable, tokenHash } from "../../../usecases/seats/table.ts";
import { answerTurn, MAX_ANSWER_CHARS } from "../../../usecases/seats/turns.ts";
import { type Tool, tool } from "../tool.ts";
import { callOf, runInput, runOf, seatInput, tokenInput } from "./inputs.ts";

const seatOf = (name: string): string => name.trim().toLowerCase();

/** `roundtable_join`: takes a seat. */
export const join: Tool = tool({
  name: "roundtable_join",
  title: "Take a seat",
  description: "Takes a seat of a roundtable from its next turn on. Returns the token that speaks for it, this once: keep it.",
  input: z.strictObject({
    run: runInput,
    seat: seatInput,
    token: tokenInput.optional().describe("a token that you have already; default: a new one"),
  }),
  reads: false,
  destroys: false,
  repeats: false,
  reaches: false,
  run: async (call, { run: reference, seat, token }) => {
    const app = await call.open();
    const row = runOf(app, reference);
    if (!row.ok) return row;
    const joined = joinTable(app, row.value.run, seat, token);
    if (!joined.ok) return joined;
    const { run } = row.value;
    const args = { run, seat: joined.value.seat, token: joined.value.token };
    return ok({
      data: { ...joined.value, next: [callOf("roundtable_listen", { ...args, waitMs: 30_000 })] },
      text: `${joined.value.seat} in ${run} is yours; roundtable_listen with the token tells you when it is your turn`,
    });
  },
});

/** `roundtable_speak`: answers the turn of a seat, once. */
export const speak: Tool = tool({
  name: "roundtable_speak",
  title: "Speak",
  description: "Answers the turn of your seat, once. PASS passes; [[request: …]] asks the steward to look something up.",
  input: z.strictObject({
    run: runInput,
    seat: seatInput,
    token: tokenInput,
    text: z.string().min(1).max(MAX_ANSWER_CHARS).describe("what to say"),
    turn: z.string().min(1).max(300).optional().describe("answer this turn and no other"),
  }),
  reads: false,
  destroys: false,
  repeats: false,
  reaches: false,
  run: async (call, { run: reference, seat, token, text, turn }) => {
    const app = await call.open();
    const row = runOf(app, reference);
    if (!row.ok) return row;
    const { run } = row.value;
    const speaker = { run, seat: seatOf(seat), tokenHash: tokenHash(app, token) };
    const answered = answerTurn(app.journal, speaker, text, turn);
    if (!answered.ok) return answered;
    return ok({
      data: {
        run,
        seat: speaker.seat,
        turn: answered.value,
        next: [callOf("roundtable_listen", { run, seat: speaker.seat, waitMs: 30_000 })],
      },
      text: `${speaker.seat} has spoken: ${answered.value}`,
    });
  },
});

/** `roundtable_leave`: gives a seat back. */
export const leave: Tool = tool({
  name: "roundtable_leave",
  title: "Leave a seat",
  description: "Gives your seat back: its own backend speaks from the turn under way on.",
  input: z.strictObject({ run: runInput, seat: seatInput, token: tokenInput }),
  reads: false,
  destroys: true,
  repeats: true,
  reaches: false,
  run: async (call, { run: reference, seat, token }) => {
    const app = await call.open();
    const row = runOf(app, reference);
    if (!row.ok) return row;
    const { run } = row.value;
    const left = leaveTable(app, run, seat, token);
    if (!left.ok) return left;
    return ok({ data: { run, seat: seatOf(seat) }, text: `nobody outside sits on ${seatOf(seat)} any more` });
  },
});
