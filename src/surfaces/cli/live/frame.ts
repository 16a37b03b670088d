import { EXTERNAL } from "../../../core/roundtable/seating.ts";
import { type Pace, timeLeft } from "../../../usecases/runs/pace.ts";
import type { Look } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { duration, money } from "../render/time.ts";
import { columnsOf, cut, pad, wrapText } from "../render/wrap.ts";
import { filterText } from "./filter.ts";
import { KEY_HELP } from "./keys.ts";
import { panel } from "./panel.ts";
import { SIDE_COLUMNS, seatsInShort, sidePane } from "./seats.ts";
import { transcriptWindow, type Window } from "./transcript.ts";
import type { View } from "./view.ts";

/** What is drawn: exactly `rows` lines of at most `columns` columns, and how far up the transcript is scrolled in fact. */
export type Frame = { readonly lines: readonly string[]; readonly scroll: number };

/** From this width on the seats have a pane of their own. */
const WIDE = 100;

/** Columns of a transcript line at most: longer ones are hard to read. */
const MOST_TEXT = 120;

/** The screen of a view. Pure: the same view, size and look give the same lines. */
export const frame = (view: View, columns: number, rows: number, look: Look): Frame => {
  const wide = { ...look, width: columns };
  const head = headLines(view, wide, columns < WIDE && rows >= 16);
  const notice = noticeLines(view, wide);
  const body = bodyLines(view, wide, Math.max(0, rows - head.length - notice.length - 2));
  const foot = [
    look.paint.dim(look.glyphs.rule.repeat(columns)),
    ...notice,
    look.paint.dim(cut(standing(view, body, look), columns, look.glyphs.cut)),
  ];
  const lines = [...head, ...body.lines, ...foot].slice(0, rows);
  return { lines: lines.map((line) => fitted(line, columns, look)), scroll: body.scroll };
};

/** A last guard: no line may be wider than the screen, whatever was in it. One that would be loses its colours. */
const fitted = (line: string, columns: number, look: Look): string =>
  columnsOf(line) <= columns ? line : cut(line.replace(/\u001b\[[0-9;]*m/gu, ""), columns, look.glyphs.cut);

const headLines = (view: View, look: Look, hasSeats: boolean): readonly string[] => {
  const { paint, glyphs, width } = look;
  return [
    paint.bold(cut(safeLine(view.title), width, glyphs.cut)),
    cut(statusOf(view, look), width, glyphs.cut),
    paint.dim(cut(phasesOf(view), width, glyphs.cut)),
    ...(hasSeats ? seatsInShort(view, look) : []),
    paint.dim(glyphs.rule.repeat(width)),
  ];
};

/** Round, phase, who is at work and for how long, money, time left: what matters first stands first, for a narrow screen. */
const statusOf = (view: View, look: Look): string => {
  const { state, pulse } = view;
  const limits = state.opening?.limits;
  const round = limits === undefined ? "opening" : state.round === 0 ? "before round 1" : `round ${state.round}/${limits.maxRounds}`;
  return [round, stateOf(view), moneyOf(view), ...(pulse.status === "open" ? [etaOf(view)] : [])].join(look.glyphs.join);
};

const stateOf = ({ pulse, busy, outcome }: View): string => {
  if (outcome !== undefined) return `closed: ${outcome}`;
  if (pulse.status === "paused") return "PAUSED";
  if (!pulse.isDriven) return "INTERRUPTED: nobody carries it";
  const first = busy[0];
  if (first === undefined) return "starting";
  const others = busy.length > 1 ? ` +${busy.length - 1}` : "";
  return `${safeLine(first.who)} ${first.doing} ${clock(pulse.atMs - first.sinceMs)}${others}`;
};

const clock = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
};

const moneyOf = ({ pulse }: View): string =>
  `${money(pulse.exposureMicroUsd)}${pulse.capMicroUsd === undefined ? "" : ` of ${money(pulse.capMicroUsd)}`}`;

const etaOf = (view: View): string => {
  const { pace, state, pulse, openedAtMs } = view;
  const outside = awaitedOutside(view);
  if (outside !== undefined) return `ETA as long as ${safeLine(outside)} takes`;
  if (pace === undefined || state.opening === undefined) return "ETA unknown: no run like this one yet";
  return `ETA ${spanOf(pace, timeLeft(pace, state.opening, state.round, pulse.atMs - openedAtMs))}`;
};

const spanOf = ({ runs }: Pace, [best, worst]: readonly [number, number]): string => {
  const [from, to] = [duration(best), duration(worst)];
  return `${from === to ? from : `${from} to ${to}`} (from ${runs})`;
};

const PHASES = ["research", "speak", "rebut", "check", "floor", "scoring"] as const;

const phasesOf = ({ state, outcome }: View): string => {
  const now = outcome !== undefined ? undefined : state.ended !== undefined ? "scoring" : state.phase?.name;
  return PHASES.map((phase) => (phase === now ? `[${phase.toUpperCase()}]` : phase)).join(" ");
};

const bodyLines = (view: View, look: Look, height: number): Window => {
  if (view.overlay === "keys") return { ...padded(helpLines(look), height), scroll: view.scroll, unseen: 0 };
  const hasSide = look.width >= WIDE;
  const width = Math.min(MOST_TEXT, hasSide ? look.width - SIDE_COLUMNS - 3 : look.width);
  const window = transcriptWindow(view, { ...look, width }, height);
  if (!hasSide) return { ...window, ...padded(window.lines, height) };
  const side = sidePane(view, look, height);
  const lines = Array.from({ length: height }, (_, at) =>
    `${pad(side[at] ?? "", SIDE_COLUMNS)} ${look.paint.dim(look.glyphs.bar)} ${window.lines[at] ?? ""}`.trimEnd(),
  );
  return { ...window, lines };
};

const padded = (lines: readonly string[], height: number): { readonly lines: readonly string[] } => ({
  lines: Array.from({ length: height }, (_, at) => lines[at] ?? ""),
});

const helpLines = (look: Look): readonly string[] => {
  const width = Math.min(look.width, 72);
  return panel(
    look,
    width,
    "Keys",
    KEY_HELP.map(([keys, what]) => `${pad(keys, 18)} ${what}`),
  );
};

/** The seat whose turn it is, when somebody outside answers for it. */
const awaitedOutside = ({ busy, state }: View): string | undefined => {
  const outside = new Set(state.opening?.seats.flatMap(({ name, backend }) => (backend === EXTERNAL ? [name] : [])));
  return busy.find(({ who }) => outside.has(who))?.who;
};

/** What was just said to the person, a question to them, or what to do about a run that stands still. */
const noticeLines = (view: View, look: Look): readonly string[] => {
  const outside = view.pulse.isDriven && view.pulse.status === "open" ? awaitedOutside(view) : undefined;
  const isInterrupted = view.pulse.status === "open" && !view.pulse.isDriven && view.events.length > 0;
  const said =
    view.overlay === "cut"
      ? "Cut this run for good and give every fee back? y cuts, any other key does not"
      : view.notice === "" && isInterrupted
        ? `Its process is gone and nothing stored is lost. To go on: ${look.program} resume ${view.run}`
        : view.notice === "" && outside !== undefined
          ? `${outside} is answered from outside. To sit there: ${look.program} roundtable join ${view.run} --as ${outside}`
          : view.notice;
  if (said === "") return [];
  return wrapText(safeLine(said), look.width)
    .slice(0, 2)
    .map((line) => look.paint.bold(line));
};

const standing = (view: View, { scroll, unseen }: Window, look: Look): string => {
  const where = scroll === 0 ? "following" : `${scroll} lines up${unseen > 0 ? `, ${unseen} new` : ""}, G follows`;
  const steer = view.isCarried ? ["p pause", "c cut"] : [];
  return [where, filterText(view.filter), ...steer, "f filter", "t turns", "r look-ups", "? keys", "q leave"].join(look.glyphs.join);
};
