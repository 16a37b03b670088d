import type { App } from "../../compose.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Outcome } from "../../ports/engine.ts";
import type { RunRow } from "../../ports/journal.ts";
import { offerControl } from "../../usecases/runs/control.ts";
import type { Context } from "./answer.ts";
import { liveRenderer } from "./render/live.ts";
import { duration } from "./render/time.ts";
import { wrapText } from "./render/wrap.ts";

/** How carrying a run ended, and which signal asked for it. */
export type Carried = { readonly outcome: Outcome; readonly signal: "SIGINT" | "SIGTERM" | undefined };

/** After this long without an event, the person is told that it still goes on. */
const QUIET_MS = 30_000;

/**
 * Carries a run in this process and shows what is stored, as it is stored. Ctrl-C once offers a pause and waits, twice cuts
 * the run; SIGTERM pauses; a third signal lets go at once, and the run can be resumed.
 */
export const carry = async (
  context: Context,
  app: App,
  run: RunId,
  options: { readonly quiet: boolean; readonly isolate?: boolean },
): Promise<Carried> => {
  const render = liveRenderer(context.err, { full: false, research: "collapsed", clock: false, scores: false });
  for (const event of app.journal.read(run)) render(event);
  let heardAt = app.clock.elapsed();
  const signals = listen(context, app, run);
  const stillAlive = setInterval(() => {
    const silent = app.clock.elapsed() - heardAt;
    if (!options.quiet && silent >= QUIET_MS) context.talk(context.err.paint.dim(`waiting for an answer, ${duration(silent)} so far`));
  }, QUIET_MS);
  const engine = await app.engine({ isolate: options.isolate === true });
  const host = (): Promise<Outcome> =>
    engine.host(run, {
      signal: signals.abort(),
      onEvents: (events) => {
        heardAt = app.clock.elapsed();
        if (!options.quiet) for (const line of events.flatMap(render)) context.talk(line);
      },
    });
  try {
    let outcome = await host();
    // A cut that came while the pause let its last calls finish is still to be taken.
    if (outcome.kind === "paused" && signals.isCut()) outcome = await host();
    return { outcome, signal: signals.first() };
  } finally {
    clearInterval(stillAlive);
    signals.stop();
  }
};

type Signals = {
  readonly abort: () => AbortSignal;
  readonly first: () => "SIGINT" | "SIGTERM" | undefined;
  readonly isCut: () => boolean;
  readonly stop: () => void;
};

const listen = (context: Context, app: App, run: RunId): Signals => {
  const heard: ("SIGINT" | "SIGTERM")[] = [];
  let controller = new AbortController();
  const offer = (control: "pause" | "cut", reason: string): void => {
    const row = app.journal.run(run) as RunRow;
    offerControl(app.journal, row, control, reason, app.newKey());
  };
  const on = (signal: "SIGINT" | "SIGTERM"): void => {
    heard.push(signal);
    const key = signal === "SIGINT" ? "Ctrl-C" : signal;
    if (heard.length === 1) {
      const again = signal === "SIGINT" ? "; Ctrl-C again cuts the run for good" : "";
      for (const line of wrapText(`${key}: pausing once the calls in flight are answered${again}`, context.err.width)) context.talk(line);
      offer("pause", key);
    } else if (heard.length === 2) {
      context.talk("cutting the run");
      offer("cut", `cut by ${key}, twice`);
    } else controller.abort();
  };
  const onInterrupt = (): void => on("SIGINT");
  const onTerminate = (): void => on("SIGTERM");
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  return {
    abort: () => {
      controller = new AbortController();
      return controller.signal;
    },
    first: () => heard[0],
    isCut: () => heard.length > 1,
    stop: () => {
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onTerminate);
    },
  };
};
