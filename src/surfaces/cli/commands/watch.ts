import type { App } from "../../../compose.ts";
import { asRecord, asText } from "../../../core/kernel/json.ts";
import { ok } from "../../../core/kernel/result.ts";
import type { RunRow, StoredEvent } from "../../../ports/journal.ts";
import type { Run } from "../answer.ts";
import { liveRenderer } from "../render/live.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { counted, duration } from "../render/time.ts";
import { wrap } from "../render/wrap.ts";
import { openRun } from "./open-run.ts";

/** `moot watch [run]`: what was, then what comes, until the run is done. Reads only. */
export const runWatch: Run = async (context, { args, options }) => {
  const opened = await openRun(context, args[0] ?? (options.rt as string | undefined));
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const render = liveRenderer(context.out, {
    full: options.full === true,
    research: (options.research as "collapsed" | "preview" | "full" | undefined) ?? "collapsed",
    clock: true,
    scores: true,
  });
  if (!context.isJson) for (const line of headLines(row, context.out)) context.say(line);
  const events = await follow(app, row.run, (fresh) => {
    if (!context.isJson) for (const line of fresh.flatMap(render)) context.say(line);
  });
  return ok({ schema: "watch", data: { run: row.run, events }, text: (look) => footLines(row, events, look) });
};

/** Reads a run to its end. Resolves when it is done or paused. */
const follow = async (
  { journal }: App,
  run: string,
  onFresh: (events: readonly StoredEvent[]) => void,
): Promise<readonly StoredEvent[]> => {
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
  // A subscription alone keeps no process alive.
  const alive = setInterval(() => undefined, 1 << 30);
  let stop = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        try {
          if (drain()) resolve();
        } catch (error) {
          reject(error);
        }
      };
      stop = journal.subscribe(look);
      look();
    });
  } finally {
    stop();
    clearInterval(alive);
  }
  return events;
};

const headLines = (row: RunRow, look: Look): readonly string[] => [
  ...wrap([{ text: safeLine(row.title), paint: look.paint.bold }], look.width),
  look.paint.dim(`${row.run} ${look.glyphs.dot} ${row.status}`),
];

/** Id, outcome, counts, duration, and how often each seat spoke. */
const footLines = (row: RunRow, events: readonly StoredEvent[], look: Look): readonly string[] => {
  const spoke = new Map<string, number>();
  for (const { kind, data } of events) {
    const seat = kind === "turn-spoken" ? (asText(asRecord(data)?.seat) ?? "") : undefined;
    if (seat !== undefined) spoke.set(seat, (spoke.get(seat) ?? 0) + 1);
  }
  const gates = events.filter(({ kind }) => kind === "gate-awarded").length;
  const lookUps = events.filter(({ kind }) => kind === "request-answered").length;
  const turns = [...spoke.values()].reduce((sum, count) => sum + count, 0);
  const took = (events.at(-1)?.atMs ?? row.openedAtMs) - row.openedAtMs;
  const counts = [...spoke].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
  const dot = ` ${look.glyphs.dot} `;
  return [
    "",
    ...dimly([row.run, counted(turns, "turn"), counted(gates, "gate"), counted(lookUps, "look-up"), duration(took)].join(dot), look),
    ...dimly(counts.map(([seat, count]) => `${safeLine(seat)} ${count}`).join(dot), look),
  ];
};

const dimly = (text: string, look: Look): readonly string[] => wrap([{ text, paint: look.paint.dim }], look.width);
