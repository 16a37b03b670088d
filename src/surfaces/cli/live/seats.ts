import type { RoundtableState } from "../../../core/roundtable/state.ts";
import { plainLine } from "../render/inline.ts";
import { type Look, seatPaint } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { cut, pad, wrapText } from "../render/wrap.ts";
import type { View } from "./view.ts";

/** A seat at a glance: what it does, floor turns left, look-ups left, gates. */
type SeatRow = {
  readonly name: string;
  readonly does: string;
  readonly floor: number;
  readonly budget: number;
  readonly lookUps: number;
  readonly gates: number;
};

const rowsOf = (view: View): readonly SeatRow[] =>
  (view.state.opening?.seats ?? []).map(({ name, budget }) => ({
    name,
    does: doesOf(view, name),
    floor: view.state.budgets.get(name) ?? 0,
    budget,
    lookUps: view.state.stewardBudgets.get(name) ?? 0,
    gates: view.state.gateCounts.get(name) ?? 0,
  }));

const doesOf = ({ state, busy, pulse }: View, seat: string): string => {
  const doing = busy.find(({ who }) => who === seat)?.doing;
  if (doing !== undefined) return pulse.isDriven ? doing : "stopped";
  const { phase, health } = state;
  if (phase?.deferred.includes(seat)) return "awaits look-up";
  if (phase?.queue.includes(seat)) return "waits";
  if ((health.failed.get(seat) ?? 0) > 0) return "failed";
  return (phase?.asked.get(seat) ?? 0) > 0 ? "done" : "";
};

/** Columns of the side pane. */
export const SIDE_COLUMNS = 32;

const NAME_COLUMNS = 9;

/** The side pane: seats, stability, the judge's word, gates; at most `height` lines of `SIDE_COLUMNS` columns. */
export const sidePane = (view: View, look: Look, height: number): readonly string[] => {
  const side: Look = { ...look, width: SIDE_COLUMNS };
  const blocks = [seatLines(view, side), stabilityLines(view, side), checkLines(view, side), gateLines(view.state, side)];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ["", ...block]))
    .slice(0, height);
};

const nameOf = (look: Look, name: string): string =>
  seatPaint(look, name)(pad(cut(safeLine(name), NAME_COLUMNS, look.glyphs.cut), NAME_COLUMNS));

const seatLines = (view: View, look: Look): readonly string[] => {
  const { paint, glyphs } = look;
  const rows = rowsOf(view).map((row) => {
    const gates = row.gates > 0 ? paint.yellow(` ${glyphs.star}${row.gates}`) : "";
    return `${nameOf(look, row.name)} ${pad(row.does, 14)} ${row.floor}/${row.budget}${gates}`;
  });
  const judge = view.busy.find(({ who }) => who === (view.state.opening?.judge.name ?? ""));
  const last = judge === undefined ? [] : [`${nameOf(look, judge.who)} ${cut(judge.doing, SIDE_COLUMNS - NAME_COLUMNS - 1, glyphs.cut)}`];
  return [paint.dim(`${pad("SEATS", NAME_COLUMNS)} ${pad("", 14)} floor`), ...rows, ...last];
};

const stabilityLines = ({ stability }: View, look: Look): readonly string[] =>
  stability.length === 0
    ? []
    : [
        look.paint.dim("STABILITY since last round"),
        ...stability.map(({ seat, jaccard }) => `${nameOf(look, seat)} ${jaccard.toFixed(2)}`),
      ];

const checkLines = ({ check }: View, look: Look): readonly string[] =>
  check === undefined
    ? []
    : [
        look.paint.dim("CONVERGENCE"),
        ...wrapText(`round ${check.round}: ${check.verdict}. ${plainLine(check.reason, look)}`, look.width).slice(0, 5),
      ];

const gateLines = ({ log }: RoundtableState, look: Look): readonly string[] => {
  const gates = log.flatMap((item) => (item.kind === "gate" ? [item.gate] : []));
  if (gates.length === 0) return [];
  const lines = gates.map(({ seat, reason }) =>
    cut(`${look.glyphs.star} ${safeLine(seat)}: ${plainLine(reason, look)}`, look.width, look.glyphs.cut),
  );
  return [look.paint.dim("GATES"), ...lines];
};

/** The same in at most two lines, for a screen without a side pane. */
export const seatsInShort = (view: View, look: Look): readonly string[] => {
  const { glyphs } = look;
  const words = rowsOf(view).map(
    ({ name, does, floor, budget, gates }) =>
      `${safeLine(name)}: ${does === "" ? "" : `${does} `}${floor}/${budget}${gates > 0 ? ` ${glyphs.star}${gates}` : ""}`,
  );
  const lines = wrapText(words.join(glyphs.join), look.width);
  return lines.length <= 2 ? lines : [lines[0] as string, cut(lines.slice(1).join(" "), look.width, glyphs.cut)];
};
