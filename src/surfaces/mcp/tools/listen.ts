import { z } from "zod";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { untilBell } from "../../../usecases/runs/until-bell.ts";
import { type Heard, listenTable } from "../../../usecases/seats/messages.ts";
import { readerOf } from "../../../usecases/seats/table.ts";
import { type WaitingTurn, waitingTurns } from "../../../usecases/seats/turns.ts";
import type { ToolFault } from "../fault.ts";
import { firstThatFit, fits, MAX_BYTES, quote, sizeOf } from "../quoted.ts";
import { type Tool, type ToolAnswer, tool } from "../tool.ts";
import { runInput, runOf, seatInput, tokenInput } from "./inputs.ts";

/** Bytes that a waiting turn's prompt may take of an answer, and room for what stands around messages. */
const PROMPT_BYTES = 14_000;
const ROOM_BYTES = 1_500;

/** Bytes of the text of one message; a longer turn is read whole with `show`. */
const MESSAGE_BYTES = 8_000;

/** Messages of one answer. */
const MOST_MESSAGES = 200;

/** `roundtable_listen`: what was said after a cursor, and the turn that waits for the seat that listens. */
export const listen: Tool = tool({
  name: "roundtable_listen",
  title: "Listen",
  description:
    "What was said after the event `since`, in order, at most 25 kB; ask again with the `cursor` that it returns. With your seat and its token it also returns the turn that waits for you, with its prompt; `promptFrom` reads a long prompt on. `waitMs` waits for something new.",
  input: z.strictObject({
    run: runInput,
    since: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional().describe("the cursor; default 0"),
    seat: seatInput.optional(),
    token: tokenInput.optional(),
    promptFrom: z.int().min(0).max(100_000_000).optional().describe("where the prompt of the waiting turn begins; default 0"),
    waitMs: z.int().min(0).max(30_000).optional().describe("how long to wait for something new; default 0"),
  }),
  reads: true,
  destroys: false,
  repeats: true,
  reaches: false,
  run: async (call, { run: reference, since = 0, seat, token, promptFrom = 0, waitMs = 0 }) => {
    const app = await call.open();
    const row = runOf(app, reference);
    if (!row.ok) return row;
    const { run } = row.value;
    const reader = readerHere(app, run, seat, token);
    if (!reader.ok) return reader;
    const look = (): { readonly heard: Heard; readonly turn: WaitingTurn | undefined } => ({
      heard: listenTable(app.journal, run, since, reader.value, MOST_MESSAGES),
      turn: reader.value === undefined ? undefined : waitingTurns(app.journal, run, reader.value)[0],
    });
    if (waitMs > 0) {
      const isNew = (): boolean => {
        const { heard, turn } = look();
        return heard.messages.length > 0 || turn !== undefined || heard.status !== "open";
      };
      await untilBell(app.journal, isNew, AbortSignal.any([call.signal, AbortSignal.timeout(waitMs)]));
    }
    const { heard, turn } = look();
    return ok(answerOf(run, since, heard, turn === undefined ? null : turnOf(turn, promptFrom)));
  },
});

/** Nobody in particular, or the seat whose token was shown. */
const readerHere = (app: App, run: string, seat: string | undefined, token: string | undefined): Result<string | undefined, ToolFault> => {
  if (seat === undefined && token === undefined) return ok(undefined);
  if (seat === undefined || token === undefined)
    return fail({ code: "USAGE", message: "seat and token go together", hint: "pass both, or neither; roundtable_join gives a token" });
  return readerOf(app, run, seat, token);
};

const turnOf = (turn: WaitingTurn, from: number) => {
  const prompt = [turn.system, ...turn.messages.map(({ text }) => text)].join("\n\n");
  const promptFrom = Math.min(from, prompt.length);
  const end = promptFrom === prompt.length ? promptFrom : fits(prompt, promptFrom, PROMPT_BYTES);
  const { id, kind, round, deadline, maxTokens, schema } = turn;
  const part = { quoted: prompt.slice(promptFrom, end).toWellFormed(), ...(end < prompt.length ? { cut: true as const } : {}) };
  return { id, kind, round, deadline, maxTokens, schema, prompt: part, promptFrom, promptChars: prompt.length };
};

const answerOf = (run: string, since: number, heard: Heard, turn: ReturnType<typeof turnOf> | null): ToolAnswer => {
  const all = heard.messages.map(({ text, ...message }) => ({ ...message, text: quote(text, MESSAGE_BYTES) }));
  const messages = firstThatFit(all, MAX_BYTES - ROOM_BYTES - sizeOf(turn));
  const isCut = messages.length < all.length;
  const cursor = isCut ? (messages.at(-1)?.seq ?? since) : heard.cursor;
  const more = isCut || all.length >= MOST_MESSAGES;
  const said = `${messages.length} ${messages.length === 1 ? "message" : "messages"} of ${run}, ${heard.status}; cursor ${cursor}`;
  const due = turn === null ? "" : `; it is your turn: ${turn.kind} in round ${turn.round}, until ${turn.deadline}, turn ${turn.id}`;
  return { data: { run, messages, cursor, more, status: heard.status, turn }, text: `${said}${more ? ", and more" : ""}${due}` };
};
