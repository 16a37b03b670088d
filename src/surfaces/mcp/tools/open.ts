import { z } from "zod";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { Opening } from "../../../core/roundtable/event.ts";
import { EXTERNAL, takeableSeats } from "../../../core/roundtable/seating.ts";
import type { RunId } from "../../../core/run/event.ts";
import type { RunRow, StoredEvent } from "../../../ports/journal.ts";
import { offerControl } from "../../../usecases/runs/control.ts";
import { summariseRun } from "../../../usecases/runs/list.ts";
import { openingOf } from "../../../usecases/seats/table.ts";
import type { ToolFault } from "../fault.ts";
import type { Carried } from "../hosts.ts";
import { quote } from "../quoted.ts";
import { type Tool, type ToolAnswer, type ToolCall, tool } from "../tool.ts";
import { callOf, runInput, runOf } from "./inputs.ts";
import { openFor } from "./table-input.ts";

/** Characters of the longest briefing that comes as an argument; a longer one comes as a file. */
const MAX_BRIEFING_CHARS = 200_000;

const nameList = z.array(z.string().min(1).max(64)).min(1).max(32);

/** What opening a roundtable takes: one of `briefing`, `briefingFile` and `sample`, and the wishes. */
const TABLE_SHAPE = {
  topic: z.string().min(1).max(2_000).optional().describe("the question, in a line; default: the briefing's title, else its first line"),
  briefing: z.string().min(1).max(MAX_BRIEFING_CHARS).optional().describe("the briefing itself, Markdown"),
  briefingFile: z.string().min(1).max(1_000).optional().describe("a Markdown file of the project or of the home's briefings folder"),
  sample: z.boolean().optional().describe("argue the bundled sample briefing"),
  workers: nameList.optional().describe("who takes a seat; default: all of the team"),
  external: nameList
    .optional()
    .describe("seats that are left for whoever joins, such as you; judge among them asks for a judge from outside"),
  maxRounds: z.int().min(1).max(20).optional(),
  budget: z.int().min(0).max(20).optional().describe("floor turns of each seat"),
  externalTimeoutSeconds: z.int().min(1).max(86_400).optional().describe("how long a seat from outside has for a turn"),
  backend: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe("who answers: auto, offline, mcp-sampling (your client's model), or another backend's name"),
  seed: z.string().min(1).max(200).optional().describe("draws the speaking order"),
} as const;

/** `roundtable_start`: opens a roundtable, or takes an open or paused one, and carries it in this process. */
export const start: Tool = tool({
  name: "roundtable_start",
  title: "Start a roundtable",
  description:
    "Lets a team of agents argue a question over a briefing; a judge who did not speak decides. Returns the run's id at once and goes on in the background, until it is decided or this server ends. With `run` it carries on an open or paused one. With `wait` it answers when the run rests, tells progress, and a cancelled call pauses the run.",
  input: z.strictObject({
    ...TABLE_SHAPE,
    run: runInput.optional().describe("carry this open or paused roundtable on, instead of opening one"),
    wait: z.boolean().optional().describe("answer when the run rests; default: at once"),
  }),
  reads: false,
  destroys: false,
  repeats: false,
  reaches: true,
  run: async (call, { run: reference, wait = false, ...input }) => {
    const app = await call.open(true);
    const ready = reference === undefined ? openFor(app, input) : await reopen(call, app, reference, input);
    if (!ready.ok) return ready;
    const { run } = ready.value;
    const carried = await call.hosts.carry(app, app.journal.run(run) as RunRow);
    if (!carried.ok) return carried;
    if (wait) await untilRest(call, run, carried.value);
    return ok(answerOf(app, run, ready.value.notes, wait ? "rests" : "is carried by this server"));
  },
});

/** `roundtable_open`: opens a roundtable that nobody carries yet. */
export const open: Tool = tool({
  name: "roundtable_open",
  title: "Open a roundtable",
  description: "Opens a roundtable that nobody carries yet, so that seats can be taken first. roundtable_start with its run carries it.",
  input: z.strictObject(TABLE_SHAPE),
  reads: false,
  destroys: false,
  repeats: false,
  reaches: false,
  run: async (call, input) => {
    const app = await call.open(true);
    const opened = openFor(app, input);
    return opened.ok ? ok(answerOf(app, opened.value.run, opened.value.notes, "is open; nobody carries it yet")) : opened;
  },
});

type Ready = { readonly run: RunId; readonly notes: readonly string[] };

const reopen = async ({ hosts }: ToolCall, app: App, reference: string, input: object): Promise<Result<Ready, ToolFault>> => {
  if (Object.keys(input).length > 0)
    return fail({ code: "USAGE", message: `run goes with wait alone, not with ${Object.keys(input).join(", ")}`, hint: "leave them out" });
  const named = runOf(app, reference);
  if (!named.ok) return named;
  await hosts.settled(app, named.value.run);
  const row = app.journal.run(named.value.run) as RunRow;
  const { run, kind, status } = row;
  if (kind !== "roundtable") return fail({ code: "NO_TABLE", message: `${run} is a run of kind ${kind}`, hint: "moot runs" });
  if (status === "paused") {
    const resumed = offerControl(app.journal, row, "resume", "resumed over MCP", app.newKey());
    if (!resumed.ok) return resumed;
  }
  return ok({ run, notes: [] });
};

/** Waits for a carried run to rest, and tells progress. The client's cancel pauses it. */
export const untilRest = async ({ signal, progress, hosts }: ToolCall, run: RunId, carried: Carried): Promise<void> => {
  const stop = carried.listen((events) => {
    const last = events.at(-1);
    if (last !== undefined) progress?.(last.seq, lineOf(last));
  });
  const onAbort = (): void => void hosts.pause(run, "the MCP client cancelled");
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  try {
    await carried.rested;
  } finally {
    signal.removeEventListener("abort", onAbort);
    stop();
  }
};

/** What happened, in words of code: no text of a seat is in it. */
const lineOf = ({ seq, kind, step }: StoredEvent): string => `event ${seq}: ${kind} (${step})`;

const answerOf = (app: App, run: RunId, notes: readonly string[], what: string): ToolAnswer => {
  const opening = openingOf(app.journal.read(run)) as Opening;
  const { state } = summariseRun(app.journal, app.journal.run(run) as RunRow);
  const seats = takeableSeats(opening);
  const outside = seats.filter(({ backend }) => backend === EXTERNAL).map(({ name }) => name);
  return {
    data: {
      run,
      topic: quote(opening.topic, 4_000),
      state,
      backend: opening.mode,
      seats: seats.map(({ name, backend }) => ({ seat: name, backend, external: backend === EXTERNAL })),
      notes,
      next: [
        ...outside.map((seat) => callOf("roundtable_join", { run, seat })),
        callOf("roundtable_listen", { run, since: 0, waitMs: 30_000 }),
        callOf("roundtable_review", { run }),
      ],
    },
    text: `${run} ${what}; state: ${state}`,
  };
};
