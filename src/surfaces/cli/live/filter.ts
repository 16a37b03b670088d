import { asRecord } from "../../../core/kernel/json.ts";
import type { LiveEvent } from "../render/live.ts";

/** Which events are shown; round and phase lines stand in each. */
export type Filter = { readonly name: "all" | "turns" | "judge" | "look-ups" } | { readonly name: "seat"; readonly seat: string };

const FRAME: readonly string[] = ["round-opened", "phase-opened", "debate-ended", "roundtable-closed", "run-paused", "run-resumed"];

const KINDS = {
  turns: ["turn-spoken", "turn-passed", "turn-failed"],
  judge: [
    "gate-awarded",
    "gate-refused",
    "judge-intervened",
    "judge-failed",
    "convergence-checked",
    "stability-measured",
    "seat-scored",
    "penalty-imposed",
  ],
  "look-ups": ["request-made", "request-refused", "request-answered", "intermission-opened"],
} as const;

/** True when the filter lets an event through. */
export const passes = (filter: Filter, { kind, data }: LiveEvent): boolean => {
  if (filter.name === "all" || FRAME.includes(kind)) return true;
  if (filter.name === "seat") return asRecord(data)?.seat === filter.seat;
  return (KINDS[filter.name] as readonly string[]).includes(kind);
};

/** The filter after this one: all, turns, judge, look-ups, and round again. */
export const nextFilter = ({ name }: Filter): Filter => ({ name: NEXT[name] });

const NEXT = { all: "turns", turns: "judge", judge: "look-ups", "look-ups": "all", seat: "all" } as const;

/** What a person reads. */
export const filterText = (filter: Filter): string =>
  filter.name === "all"
    ? "everything"
    : filter.name === "seat"
      ? `only ${filter.seat}`
      : `only ${filter.name === "judge" ? "the judge" : filter.name}`;
