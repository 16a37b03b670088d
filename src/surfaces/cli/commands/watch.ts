import type { App } from "../../../compose.ts";
import { asRecord, asText } from "../../../core/kernel/json.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import type { RunRow, StoredEvent } from "../../../ports/journal.ts";
import { labRecord } from "../../../usecases/lab/record.ts";
import type { Answer, Context, Invocation, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import type { Terminal } from "../live/screen.ts";
import { type LiveOptions, liveRenderer } from "../render/live.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { counted, duration } from "../render/time.ts";
import { wrap } from "../render/wrap.ts";
import { openRun } from "./open-run.ts";

/** `moot watch [run]`: what was, then what comes, until the run is done or paused. Reads only. */
export const runWatch: Run = async (context, { args, options }) => {
  const opened = await openRun(context, args[0] ?? (options.rt as string | undefined));
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const isPlain = options.plain === true || options.rich === false || row.status !== "open";
  const terminal = isPlain || row.kind !== "roundtable" ? undefined : context.terminal("out");
  return terminal === undefined ? watchLines(context, app, row, options) : watchScreen(context, app, row, options, terminal);
};

type Options = Invocation["options"];

const shownOf = (options: Options): Pick<LiveOptions, "full" | "research"> => ({
  full: options.full === true,
  research: (options.research as LiveOptions["research"] | undefined) ?? "collapsed",
});

const answerOf = (row: RunRow, events: readonly StoredEvent[]): Result<Answer, Fault> =>
  ok({ schema: "watch", data: { run: row.run, events }, text: (look) => footLines(row, events, look) });

/** One line after the other. */
const watchLines = async (context: Context, app: App, row: RunRow, options: Options): Promise<Result<Answer, Fault>> => {
  const render = liveRenderer(context.out, { ...shownOf(options), clock: true, scores: true });
  if (!context.isJson) for (const line of headLines(row, context.out)) context.say(line);
  const { warn } = context.out.glyphs;
  const events = await follow(app, row.run, {
    onFresh: (fresh) => {
      if (!context.isJson) for (const line of fresh.flatMap(render)) context.say(line);
    },
    onInterrupted: () => {
      if (context.isJson) return;
      const state = labRecord(app.journal, row)?.state;
      const waits = state === "held" || state === "planned";
      context.say(
        waits
          ? `${warn} it waits for the operator: ${context.out.program} show ${row.run}`
          : `${warn} interrupted: nobody carries it. To go on: ${context.out.program} resume ${row.run}`,
      );
    },
  });
  return answerOf(row, events);
};

/** The live view, until the run is over or the person leaves. */
const watchScreen = async (
  context: Context,
  app: App,
  row: RunRow,
  options: Options,
  terminal: Terminal,
): Promise<Result<Answer, Fault>> => {
  const { openLive } = await import("../live/live.ts");
  const left = new AbortController();
  let isInterrupt = false;
  const live = openLive({
    app,
    run: row.run,
    terminal,
    look: context.out,
    isCarried: false,
    ...shownOf(options),
    onWish: (wish) => {
      isInterrupt = wish === "interrupt";
      left.abort();
    },
  });
  const stopText = app.liveText.follow(row.run, (step, delta) => live.tell({ kind: "text", step, delta }));
  let events: readonly StoredEvent[];
  try {
    const onFresh = (fresh: readonly StoredEvent[]): void => live.tell({ kind: "events", events: fresh });
    events = await follow(app, row.run, { onFresh, signal: left.signal });
  } finally {
    stopText();
    live.close();
  }
  if (isInterrupt) process.kill(process.pid, "SIGINT");
  return answerOf(row, events);
};

type Follow = {
  readonly onFresh: (events: readonly StoredEvent[]) => void;
  /** Told once each time that the process which carried the run is found gone. */
  readonly onInterrupted?: () => void;
  readonly signal?: AbortSignal;
};

/** Whether the run is still carried is looked at this often: a process that dies rings no bell. */
const LOOK_MS = 1_000;

/** Reads a run to its end. Resolves when it is done or paused, or at the signal. */
const follow = async ({ journal }: App, run: string, { onFresh, onInterrupted, signal }: Follow): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  // The status is read first: what is stored before the run closed is then among the events.
  const drain = (): boolean => {
    const isOver = journal.run(run)?.status !== "open";
    const fresh = journal.read(run, events.at(-1)?.seq ?? 0);
    events.push(...fresh);
    if (fresh.length > 0) onFresh(fresh);
    return isOver;
  };
  if (drain()) return events;
  let wasDriven = true;
  let stop = (): void => undefined;
  let looking: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        try {
          if (drain()) resolve();
        } catch (error) {
          reject(error);
        }
      };
      looking = setInterval(() => {
        const isDriven = journal.isHosted(run);
        if (wasDriven && !isDriven && journal.run(run)?.status === "open") onInterrupted?.();
        wasDriven = isDriven;
      }, LOOK_MS);
      signal?.addEventListener("abort", () => resolve());
      stop = journal.subscribe(look);
      look();
    });
  } finally {
    stop();
    clearInterval(looking);
  }
  return events;
};
const headLines = (row: RunRow, look: Look): readonly string[] => [
  ...wrap([{ text: safeLine(row.title), paint: look.paint.bold }], look.width),
  look.paint.dim(`${row.run}${look.glyphs.join}${row.status}`),
];

/** Id, outcome, counts, duration, and how often each seat spoke. */
const footLines = (row: RunRow, events: readonly StoredEvent[], look: Look): readonly string[] => {
  const spoke = new Map<string, number>();
  for (const { kind, data } of events) {
    const seat = kind === "turn-spoken" ? (asText(asRecord(data)?.seat) ?? "") : undefined;
    if (seat !== undefined) spoke.set(seat, (spoke.get(seat) ?? 0) + 1);
  }
  const dot = look.glyphs.join;
  const took = (events.at(-1)?.atMs ?? row.openedAtMs) - row.openedAtMs;
  if (row.kind !== "roundtable") return ["", ...dimly([row.run, counted(events.length, "event"), duration(took)].join(dot), look)];
  const gates = events.filter(({ kind }) => kind === "gate-awarded").length;
  const lookUps = events.filter(({ kind }) => kind === "request-answered").length;
  const turns = [...spoke.values()].reduce((sum, count) => sum + count, 0);
  const counts = [...spoke].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
  return [
    "",
    ...dimly([row.run, counted(turns, "turn"), counted(gates, "gate"), counted(lookUps, "look-up"), duration(took)].join(dot), look),
    ...dimly(counts.map(([seat, count]) => `${safeLine(seat)} ${count}`).join(dot), look),
  ];
};

const dimly = (text: string, look: Look): readonly string[] => wrap([{ text, paint: look.paint.dim }], look.width);
