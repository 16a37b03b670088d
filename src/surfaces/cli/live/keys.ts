import { nextFilter } from "./filter.ts";
import type { View } from "./view.ts";

/** A key: a printable character, or the name of another. */
export type Key = string;

/** What a key asks of whoever opened the view. `leave` ends the view and nothing else. */
export type Wish = "leave" | "pause" | "cut" | "interrupt" | "suspend";

/** Keys that a terminal sends as more than one byte, or as a control. */
const NAMED: Readonly<Record<string, Key>> = {
  "\u001b[A": "up",
  "\u001bOA": "up",
  "\u001b[B": "down",
  "\u001bOB": "down",
  "\u001b[5~": "page-up",
  "\u001b[6~": "page-down",
  "\u001b[H": "home",
  "\u001b[1~": "home",
  "\u001bOH": "home",
  "\u001b[F": "end",
  "\u001b[4~": "end",
  "\u001bOF": "end",
  "\u001b": "escape",
  "\u0003": "ctrl-c",
  "\u001a": "ctrl-z",
  " ": "page-down",
};

/** The keys of what a terminal sent at once, at most 16. A text of several characters is a paste: only its first one counts. */
export const keysOf = (sent: string): readonly Key[] => {
  const tokens = sent.match(/\u001b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])?|[^\u001b]/gu) ?? [];
  const keys = tokens.slice(0, 16).map((token) => NAMED[token] ?? token);
  return keys.every((key) => key.length > 1) ? keys : keys.slice(0, 1);
};

/** What the keys do, for the help on the screen. */
export const KEY_HELP: readonly (readonly [keys: string, what: string])[] = [
  ["Up Down  j k", "scroll a line"],
  ["PgUp PgDn  b space", "scroll a page"],
  ["Home End  g G", "to the beginning; to the end, and follow"],
  ["f", "filter: everything, turns, the judge, look-ups"],
  ["1 to 9, 0", "only one seat, everybody"],
  ["t", "whole turns, or their first lines"],
  ["r", "look-ups: collapsed, preview, full"],
  ["p", "pause the run (where it is carried)"],
  ["c", "cut the run (where it is carried); asks first"],
  ["q", "leave the view; the run goes on"],
  ["?", "these keys"],
];

/** More lines than any transcript has; the frame brings it down to what there is. */
const TOP = Number.MAX_SAFE_INTEGER;

/** What a key does to the view, and what it asks for. `page` is a page in lines. */
export const press = (view: View, key: Key, page: number): { readonly view: View; readonly wish?: Wish } => {
  if (key === "ctrl-c") return { view, wish: "interrupt" };
  if (key === "ctrl-z") return { view, wish: "suspend" };
  if (view.overlay === "cut")
    return key === "y" ? { view: { ...view, overlay: "none" }, wish: "cut" } : { view: { ...view, overlay: "none" } };
  if (view.overlay === "keys") return { view: { ...view, overlay: "none" } };
  if (key === "q") return { view, wish: "leave" };
  if (key === "p" && view.isCarried) return { view, wish: "pause" };
  return { view: { ...view, notice: "", ...changed(view, key, page) } };
};

const changed = (view: View, key: Key, page: number): Partial<View> => {
  const research = { collapsed: "preview", preview: "full", full: "collapsed" } as const;
  switch (key) {
    case "?":
      return { overlay: "keys" };
    case "c":
      return view.isCarried ? { overlay: "cut" } : { notice: `only where it is carried; from here: moot cut ${view.run}` };
    case "p":
      return { notice: `only where it is carried; from here: moot pause ${view.run}` };
    case "f":
      return { filter: nextFilter(view.filter), scroll: 0 };
    case "t":
      return { full: !view.full, scroll: 0 };
    case "r":
      return { research: research[view.research], scroll: 0 };
    default:
      return /^\d$/u.test(key) ? bySeat(view, Number(key)) : scrolled(view, key, page);
  }
};

const bySeat = (view: View, nth: number): Partial<View> => {
  const seat = view.state.opening?.seats[nth - 1]?.name;
  return nth === 0 ? { filter: { name: "all" }, scroll: 0 } : seat === undefined ? {} : { filter: { name: "seat", seat }, scroll: 0 };
};

const LINES: Readonly<Record<string, (page: number) => number>> = {
  up: () => 1,
  k: () => 1,
  down: () => -1,
  j: () => -1,
  "page-up": (page) => page,
  b: (page) => page,
  "page-down": (page) => -page,
  home: () => TOP,
  g: () => TOP,
  end: () => -TOP,
  G: () => -TOP,
};

/** Scrolling up pins the view to the events of this moment, so that new ones do not move it. */
const scrolled = (view: View, key: Key, page: number): Partial<View> => {
  const lines = LINES[key]?.(page);
  if (lines === undefined) return {};
  const scroll = Math.max(0, view.scroll + lines);
  return { scroll, pinned: view.scroll === 0 ? view.events.length : view.pinned };
};
