import type { App } from "../../compose.ts";
import type { RunId } from "../../core/run/event.ts";
import type { HostOptions, Outcome } from "../../ports/engine.ts";
import type { RunRow } from "../../ports/journal.ts";
import { offerControl } from "../../usecases/runs/control.ts";
import type { Context } from "./answer.ts";
import type { Live } from "./live/live.ts";
import { liveRenderer } from "./render/live.ts";
import { duration } from "./render/time.ts";
import { wrapText } from "./render/wrap.ts";

/** How carrying a run ended, and which signal asked for it. */
export type Carried = { readonly outcome: Outcome; readonly signal: "SIGINT" | "SIGTERM" | undefined };

/** What is shown meanwhile: nothing, lines, or (neither) the live view where there is a terminal for it. */
export type CarryOptions = { readonly quiet: boolean; readonly plain?: boolean; readonly isolate?: boolean };

/** After this long without an event, the person is told that it still goes on. */
const QUIET_MS = 30_000;

/**
 * Carries a run in this process and shows what is stored, as it is stored. Ctrl-C once offers a pause and waits, twice cuts
 * the run; SIGTERM pauses; a third signal lets go at once, and the run can be resumed.
 */
export const carry = async (context: Context, app: App, run: RunId, options: CarryOptions): Promise<Carried> => {
  let show = silent(context);
  let stopText = (): void => undefined;
  const signals = listen(app, run, (text) => show.say(text));
  const showAsLines = (): void => {
    show.close();
    show = showLines(context, app, run);
  };
  const hasSeats = app.journal.run(run)?.kind === "roundtable";
  const terminal = options.quiet || options.plain === true || !hasSeats ? undefined : context.terminal("err");
  if (terminal !== undefined) {
    const { openLive } = await import("./live/live.ts");
    const onWish = (wish: "leave" | "pause" | "cut" | "interrupt"): void => {
      if (wish !== "leave") {
        signals.wish(wish);
        return;
      }
      showAsLines();
      show.say("The run goes on here; Ctrl-C pauses it.");
    };
    show = showLive(openLive({ app, run, terminal, look: context.err, isCarried: true, onWish }));
    // Seats in processes of their own tell this one nothing but their answers.
    if (options.isolate === true) stopText = app.liveText.follow(run, (step, delta) => show.onText(step, delta));
  } else if (!options.quiet) showAsLines();
  const engine = await app.engine({ isolate: options.isolate === true });
  const host = (): Promise<Outcome> =>
    engine.host(run, {
      signal: signals.abort(),
      onEvents: (events) => show.onEvents(events),
      onText: (step, delta) => show.onText(step, delta),
    });
  try {
    let outcome = await host();
    await heardAll();
    // What was pressed in the last moment is still to be taken: a cut while the pause let its last calls finish, a pause while the run came to wait.
    if ((outcome.kind === "paused" && signals.isCut()) || (outcome.kind === "awaiting" && signals.first() !== undefined))
      outcome = await host();
    return { outcome, signal: signals.first() };
  } finally {
    stopText();
    show.close();
    signals.stop();
  }
};

/** A signal that is under way is heard in the second turn of the loop at the latest; one that nobody listens to any more is lost. */
const heardAll = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** How a run under way is shown. `say` is for words to the person. */
type Show = Required<Pick<HostOptions, "onEvents" | "onText">> & { readonly say: (line: string) => void; readonly close: () => void };

/** What a terminal writes where the cursor stands when Ctrl-C is pressed. */
const ECHO = "^C";

/** Nothing of the run; what the person did is answered. */
const silent = (context: Context): Show => ({
  onEvents: () => undefined,
  onText: () => undefined,
  say: (text) => wrapText(text, context.err.width - ECHO.length).forEach(context.talk),
  close: () => undefined,
});

/** One line after the other on stderr; text that is being written is left out. */
const showLines = (context: Context, app: App, run: RunId): Show => {
  const render = liveRenderer(context.err, { full: false, research: "collapsed", clock: false, scores: false });
  for (const event of app.journal.read(run)) render(event);
  let heardAt = app.clock.elapsed();
  const stillAlive = setInterval(() => {
    const silent = app.clock.elapsed() - heardAt;
    if (silent >= QUIET_MS) context.talk(context.err.paint.dim(`waiting for an answer, ${duration(silent)} so far`));
  }, QUIET_MS);
  return {
    ...silent(context),
    onEvents: (events) => {
      heardAt = app.clock.elapsed();
      for (const line of events.flatMap(render)) context.talk(line);
    },
    close: () => clearInterval(stillAlive),
  };
};

const showLive = (live: Live): Show => ({
  onEvents: (events) => live.tell({ kind: "events", events }),
  onText: (step, delta) => live.tell({ kind: "text", step, delta }),
  say: (text) => live.tell({ kind: "notice", text }),
  close: () => live.close(),
});

type Signals = {
  readonly abort: () => AbortSignal;
  readonly first: () => "SIGINT" | "SIGTERM" | undefined;
  readonly isCut: () => boolean;
  /** What a key of the live view asks for. */
  readonly wish: (wish: "pause" | "cut" | "interrupt") => void;
  readonly stop: () => void;
};

const listen = (app: App, run: RunId, say: (text: string) => void): Signals => {
  const heard: ("SIGINT" | "SIGTERM")[] = [];
  let controller = new AbortController();
  let wasCut = false;
  const offer = (control: "pause" | "cut", reason: string): void => {
    wasCut ||= control === "cut";
    const row = app.journal.run(run) as RunRow;
    offerControl(app.journal, row, control, reason, app.newKey());
  };
  const on = (signal: "SIGINT" | "SIGTERM"): void => {
    heard.push(signal);
    const key = signal === "SIGINT" ? "Ctrl-C" : signal;
    if (heard.length === 1) {
      const again = signal === "SIGINT" ? "; Ctrl-C again cuts the run for good" : "";
      say(`${key}: pausing once the calls in flight are answered${again}`);
      offer("pause", key);
    } else if (heard.length === 2) {
      say("cutting the run");
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
    isCut: () => wasCut,
    wish: (wish) => {
      if (wish === "interrupt") {
        onInterrupt();
        return;
      }
      say(wish === "pause" ? "pausing once the calls in flight are answered" : "cutting the run");
      offer(wish, `${wish === "pause" ? "paused" : "cut"} in the live view`);
    },
    stop: () => {
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onTerminate);
    },
  };
};
