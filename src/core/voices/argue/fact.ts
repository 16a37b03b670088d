import type { LimitState, Place } from "../types.ts";

/**
 * @module What is known and what it says: facts built from the evidence, the checks of limits, the graph that sets claims
 * aside, the matrix that scores options, and what would flip it. No fact, no sentence. Entry: `ledgerOf`.
 */

/** Kinds of fact, by how they are built (guides/offline-voices.md §4). */
export type FactKind = "data" | "stated" | "text" | "check" | "conflict" | "confirm" | "fragile" | "log" | "votes" | "claim";

/** How far a fact speaks for (1) or against (-1) an option. */
export type Stance = { readonly option: number; readonly value: number };

/** Why a claim is open to a critical question. */
export type Scheme = "interest" | "opinion" | "unnamed-study" | "absolute";

/** One item of a fact's evidence: `value` stands verbatim in the cited lines unless `derived`. */
export type Figure = { readonly option: number; readonly label: string; readonly value: string };

/**
 * One thing that the sources say. `figures` or `quote` is its evidence; `note` is a localised remark of a known key.
 * `strength` is 1–3, `quality` 0–1; `criterion` indexes `Evidence.criteria` or is -1 (beyond the criteria).
 */
export type Fact = {
  readonly id: string;
  readonly kind: FactKind;
  readonly criterion: number;
  readonly stances: readonly Stance[];
  readonly strength: number;
  readonly quality: number;
  readonly places: readonly Place[];
  /** What it is about, ready for Markdown (`p99_ms` in code, a criterion in quotation marks); "" for a bare quotation. */
  readonly subject: string;
  readonly figures: readonly Figure[];
  /** A verbatim passage of the source. */
  readonly quote?: string;
  readonly note?: Note;
  /** Dimension of the quantity behind it. */
  readonly dim?: string;
  readonly limit?: number;
  readonly state?: LimitState;
  readonly scheme?: Scheme;
  /** Id of the fact that this one refutes. */
  readonly against?: string;
  /** Rests on counting, measuring or recomputing rather than on words. */
  readonly computed: boolean;
};

/** A remark in words, rendered by the frames of a language. Numbers are already formatted. */
export type Note = { readonly key: string; readonly values: readonly string[] };

/** The value a fact gives an option; 0 when it is silent. */
export const stanceOf = (fact: Fact, option: number): number => fact.stances.find((each) => each.option === option)?.value ?? 0;

/** True when the fact moves some option by more than a trace. */
export const bears = (fact: Fact): boolean => fact.stances.some((each) => Math.abs(each.value) > 0.05);

/** `file:line` pairs, for ids. */
export const placeKey = (places: readonly Place[]): string => places.map((place) => `${place.file}:${place.line}`).join(",");

/** Most rows whose places are kept one by one. */
const MANY_ROWS = 400;

/** Where rows stand: each, or, of more than 400, one place a file from its first to its last line. In order of first mention. */
export const placesOfRows = (rows: readonly { readonly place: Place; readonly also?: readonly Place[] }[]): readonly Place[] => {
  if (rows.length <= MANY_ROWS) return rows.flatMap(({ place, also = [] }) => [place, ...also]);
  const spans = new Map<string, { line: number; endLine: number }>();
  for (const { place } of rows) {
    const span = spans.get(place.file) ?? { line: place.line, endLine: place.endLine };
    spans.set(place.file, { line: Math.min(span.line, place.line), endLine: Math.max(span.endLine, place.endLine) });
  }
  return [...spans].map(([file, span]) => ({ file, ...span }));
};
