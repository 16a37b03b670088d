import type { RunKind } from "../../core/run/event.ts";
import type { StoredEvent } from "../../ports/journal.ts";

/** What a run says of itself in a list, from its events. Each member is null until there is one. */
export type OwnSummary = {
  /** How it ended. */
  readonly outcome: string | null;
  /** The word for a run that rests until a person acts. */
  readonly waits: string | null;
  readonly rounds: number;
  /** Turns, prints: what the kind counts by. */
  readonly turns: number;
  readonly answer: string | null;
  readonly option: string | null;
  readonly confidence: string | null;
};

/** What a kind of run brings to lists. One file of `kinds/` each; `unit` is the singular of what `turns` counts. */
export type RunKindEntry = {
  readonly kind: RunKind;
  readonly unit: string;
  readonly summarise: (events: readonly StoredEvent[]) => OwnSummary;
};

/** A run of which nothing can be said but its state. */
export const NOTHING_SAID: OwnSummary = { outcome: null, waits: null, rounds: 0, turns: 0, answer: null, option: null, confidence: null };

/** The data of the last event of a kind; the caller knows its shape. */
export const lastData = <T>(events: readonly StoredEvent[], kind: string): T | undefined =>
  events.findLast((event) => event.kind === kind)?.data as unknown as T | undefined;

/** How many events of a kind there are. */
export const countOf = (events: readonly StoredEvent[], kind: string): number => events.filter((event) => event.kind === kind).length;
