import type { App } from "../../../compose.ts";
import type { Opening } from "../../../core/roundtable/event.ts";
import type { RunId } from "../../../core/run/event.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { paceOf } from "../../../usecases/runs/pace.ts";
import type { LiveOptions } from "../render/live.ts";
import type { Look } from "../render/look.ts";
import { onlyColours } from "../render/safe.ts";
import { frame } from "./frame.ts";
import { keysOf, press, type Wish } from "./keys.ts";
import { openScreen, type Screen, type Terminal } from "./screen.ts";
import { type News, openView, type Pulse, take, type View } from "./view.ts";

/** A view on a terminal. */
export interface Live {
  tell(news: News): void;
  /** Leaves the screen as it was before. Idempotent. */
  close(): void;
}

/** What a live view is opened on. `onWish` hears what keys ask for; scrolling and the like stay inside. */
export type LiveOpening = {
  readonly app: App;
  readonly run: RunId;
  readonly terminal: Terminal;
  readonly look: Look;
  readonly isCarried: boolean;
  readonly research?: LiveOptions["research"];
  readonly full?: boolean;
  readonly onWish: (wish: Exclude<Wish, "suspend">) => void;
};

/** Frames are at least this far apart, so that a flood of deltas does not draw more than an eye can follow. */
const FRAME_MS = 25;

/** The clock, the money and whether somebody carries the run are looked at this often. */
const PULSE_MS = 1_000;

/** Opens the view with everything that is stored of the run, and draws it. */
export const openLive = (opening: LiveOpening): Live => {
  const { app, run, look, isCarried, onWish } = opening;
  // Whether somebody carries the run is asked of the lock of its process; who just stored something is alive.
  const pulse = (isAlive: boolean): Pulse => pulseOf(app, app.journal.run(run) as RunRow, isAlive || isCarried);
  let view = firstView(opening, pulse(false));
  const draw = (): void => {
    const { lines, scroll } = frame(view, screen.columns, screen.rows, look);
    view = { ...view, scroll };
    screen.draw(lines.map(onlyColours));
  };
  const brush = painter(draw);
  const onKeys = (sent: string): void => {
    for (const key of keysOf(sent)) {
      const pressed = press(view, key, Math.max(1, screen.rows - 8));
      view = pressed.view;
      if (pressed.wish === "suspend") screen.suspend();
      else if (pressed.wish !== undefined) onWish(pressed.wish);
    }
    brush.soon();
  };
  const screen: Screen = openScreen(opening.terminal, { onKeys, onSize: () => brush.now() });
  const ticking = setInterval(() => {
    view = take(view, { kind: "pulse", pulse: pulse(false) });
    brush.soon();
  }, PULSE_MS);
  draw();
  return {
    tell: (news) => {
      view = take(view, news);
      if (news.kind === "events") view = take(view, { kind: "pulse", pulse: pulse(true) });
      brush.soon();
    },
    close: () => {
      clearInterval(ticking);
      brush.stop();
      screen.close();
    },
  };
};

const firstView = ({ app, run, isCarried, research, full }: LiveOpening, pulse: Pulse): View => {
  const row = app.journal.run(run) as RunRow;
  const events = app.journal.read(run);
  const opened = events.find(({ kind }) => kind === "roundtable-opened");
  const pace = opened === undefined ? undefined : paceOf(app.journal, run, opened.data as unknown as Opening);
  const view = openView({
    run,
    title: row.title,
    openedAtMs: row.openedAtMs,
    isCarried,
    pulse,
    pace,
    ...(research === undefined ? {} : { research }),
    ...(full === undefined ? {} : { full }),
  });
  return take(view, { kind: "events", events });
};

const pulseOf = ({ journal, clock }: App, row: RunRow, isAlive: boolean): Pulse => ({
  atMs: clock.now(),
  status: row.status,
  isDriven: isAlive || row.status !== "open" || journal.isHosted(row.run),
  exposureMicroUsd: row.exposureMicroUsd,
  ...(row.capMicroUsd === undefined ? {} : { capMicroUsd: row.capMicroUsd }),
});

/** Draws at once when the last frame is old enough, else as soon as it is. */
const painter = (draw: () => void): { readonly soon: () => void; readonly now: () => void; readonly stop: () => void } => {
  let lastAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    timer = undefined;
    lastAt = performance.now();
    draw();
  };
  return {
    now,
    soon: () => {
      const wait = FRAME_MS - (performance.now() - lastAt);
      if (wait <= 0) now();
      else timer ??= setTimeout(now, wait);
    },
    stop: () => clearTimeout(timer),
  };
};
