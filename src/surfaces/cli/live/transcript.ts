import type { DataOf } from "../../../core/roundtable/event.ts";
import { plainLine } from "../render/inline.ts";
import { type LiveEvent, liveRenderer } from "../render/live.ts";
import { type Look, seatPaint } from "../render/look.ts";
import { safe, safeLine } from "../render/safe.ts";
import { counted } from "../render/time.ts";
import { wrapText } from "../render/wrap.ts";
import { passes } from "./filter.ts";
import { panel } from "./panel.ts";
import type { View } from "./view.ts";

/** A window on the transcript: its lines, how far it is scrolled up in fact, and events that came since it was pinned. */
export type Window = { readonly lines: readonly string[]; readonly scroll: number; readonly unseen: number };

/** Lines that an answer takes while it is being written. */
const WRITING_LINES = 6;

/** The lines that fit into `height`, newest last, `view.scroll` lines up from the end. Only events in sight are laid out. */
export const transcriptWindow = (view: View, look: Look, height: number): Window => {
  const end = view.scroll === 0 ? view.events.length : Math.min(view.pinned, view.events.length);
  const render = rendererOf(view, look);
  const wanted = view.scroll + height;
  const found: (readonly string[])[] = view.scroll === 0 ? [writingLines(view, look)] : [];
  let count = found[0]?.length ?? 0;
  for (let at = end - 1; at >= 0 && count < wanted; at--) {
    const event = view.events[at] as LiveEvent;
    if (!passes(view.filter, event)) continue;
    const lines = render(event);
    found.push(lines);
    count += lines.length;
  }
  const scroll = Math.min(view.scroll, Math.max(0, count - height));
  const lines = found.reverse().flat();
  const to = lines.length - scroll;
  return { lines: lines.slice(Math.max(0, to - height), to), scroll, unseen: view.events.length - end };
};

type Laid = { readonly layout: string; readonly lines: readonly string[] };

/** Lines of events by how they were last laid out: a frame draws the same ones again and again. */
const laid = new WeakMap<LiveEvent, Laid>();

const rendererOf = (view: View, look: Look): ((event: LiveEvent) => readonly string[]) => {
  const { full, research } = view;
  const lines = liveRenderer(look, { full, research, clock: true, scores: true });
  const opening = view.events[0];
  if (opening !== undefined) lines(opening);
  const layout = [look.width, full, research, look.glyphs.star, look.paint.isColorSupported].join();
  return (event) => {
    const known = laid.get(event);
    if (known?.layout === layout) return known.lines;
    const made = event.kind === "gate-awarded" ? gatePanel(view, look, event.data as unknown as DataOf<"gate-awarded">) : lines(event);
    laid.set(event, { layout, lines: made });
    return made;
  };
};

const gatePanel = ({ state }: View, look: Look, { seat, number, reason }: DataOf<"gate-awarded">): readonly string[] => {
  const limits = state.opening?.limits;
  const title = `${look.glyphs.star} GATE ${number}/${limits?.maxGates ?? number} ${safeLine(seat)} +${limits?.sparksPerGate ?? 0}`;
  return panel(look, look.width, title, wrapText(plainLine(reason, look), look.width - 4), look.paint.yellow);
};

/** The last lines of every answer that is being written. */
const writingLines = (view: View, look: Look): readonly string[] =>
  view.busy.flatMap(({ step, who }) => {
    const text = view.writing.get(step);
    if (text === undefined || (view.filter.name === "seat" && view.filter.seat !== who)) return [];
    const lines = wrapText(safe(text).trim(), look.width - 2);
    const left = lines.length - WRITING_LINES;
    return [
      `${seatPaint(look, who)(safeLine(who))} ${look.paint.dim(`is writing${left > 0 ? `, ${counted(left, "line")} above` : ""}`)}`,
      ...lines.slice(-WRITING_LINES).map((line) => `  ${look.paint.dim(line)}`),
    ];
  });
