import { canonicalJson } from "../../core/kernel/json.ts";
import type { Digest } from "../../core/roundtable/digest.ts";
import type { Journal, RunRow, StoredEvent } from "../../ports/journal.ts";
import { readDigest } from "../roundtable/documents.ts";

/** A pair of values, of the first run and of the second. */
export type Pair<T> = { readonly a: T; readonly b: T };

/** A seat in both runs; null where it did not sit, or has no score. Positions are its last words that were no pass. */
export type SeatComparison = {
  readonly seat: string;
  readonly score: Pair<number | null>;
  readonly gates: Pair<number>;
  readonly position: Pair<string | null>;
};

/** What changed between two roundtables. `same` is true when their events are the same. */
export type Comparison = {
  readonly runs: Pair<string>;
  readonly same: boolean;
  readonly outcome: Pair<string>;
  readonly answer: Pair<string | null>;
  readonly option: Pair<string | null>;
  readonly confidence: Pair<string | null>;
  readonly rounds: Pair<number>;
  readonly spentMicroUsd: Pair<number>;
  /** Calls after the cut, those included that were answered from the original, unpaid. */
  readonly calls: Pair<number>;
  readonly seats: readonly SeatComparison[];
  /** The first event that differs, by its step in either run; null when none does. The fact of a fork itself is passed over. */
  readonly firstDifference: {
    readonly seq: Pair<number | null>;
    readonly step: Pair<string | null>;
    readonly kind: Pair<string | null>;
  } | null;
};

/** Compares two roundtables; undefined when one of them is a run of another kind. Reads only. */
export const compareRuns = (journal: Journal, a: RunRow, b: RunRow): Comparison | undefined => {
  const digests = { a: readDigest(journal, a.run), b: readDigest(journal, b.run) };
  if (digests.a === undefined || digests.b === undefined) return undefined;
  const both = { a: digests.a, b: digests.b };
  const of = <T>(read: (digest: Digest) => T): Pair<T> => ({ a: read(both.a), b: read(both.b) });
  const firstDifference = firstDifferenceOf(journal.read(a.run), journal.read(b.run));
  return {
    runs: { a: a.run, b: b.run },
    same: firstDifference === null,
    outcome: of(({ outcome }) => outcome),
    answer: of(({ decision }) => decision?.answer ?? null),
    option: of(({ decision }) => decision?.option ?? null),
    confidence: of(({ decision }) => decision?.confidence.word ?? null),
    rounds: of(({ rounds }) => rounds),
    spentMicroUsd: { a: a.exposureMicroUsd, b: b.exposureMicroUsd },
    calls: { a: journal.calls(a.run).length, b: journal.calls(b.run).length },
    seats: seatsOf(both, of),
    firstDifference,
  };
};

const seatsOf = ({ a, b }: Pair<Digest>, of: <T>(read: (digest: Digest) => T) => Pair<T>): readonly SeatComparison[] => {
  const names = [...new Set([...Object.keys(a.entry_fees), ...Object.keys(b.entry_fees)])];
  return names.map((seat) => ({
    seat,
    score: of(({ scoring }) => scoring.scores.find(({ agent }) => agent === seat)?.score ?? null),
    gates: of(({ gate_bonuses }) => gate_bonuses.filter(({ agent }) => agent === seat).length),
    position: of(({ final_positions }) => final_positions[seat] ?? null),
  }));
};

/** The first event that differs between two runs, by its step in either; null when none does. The fact of a fork itself is passed over. */
export const firstDifferenceOf = (left: readonly StoredEvent[], right: readonly StoredEvent[]): Comparison["firstDifference"] => {
  const [a, b] = [left, right].map((events) => events.filter(({ step }) => !step.startsWith("fork/"))) as [StoredEvent[], StoredEvent[]];
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const pair = { a: a[at], b: b[at] };
    if (pair.a !== undefined && pair.b !== undefined && textOf(pair.a) === textOf(pair.b)) continue;
    const of = <T>(read: (event: StoredEvent) => T): Pair<T | null> => ({
      a: pair.a === undefined ? null : read(pair.a),
      b: pair.b === undefined ? null : read(pair.b),
    });
    return { seq: of(({ seq }) => seq), step: of(({ step }) => step), kind: of(({ kind }) => kind) };
  }
  return null;
};

const textOf = ({ kind, step, data }: StoredEvent): string => canonicalJson({ kind, step, data });
