import type { Place } from "../types.ts";

/** One value of one option. `shown` is the number in the metric's unit, `raw` the cell as written. */
export type Sample = {
  readonly option: number;
  readonly value: number;
  readonly shown: number;
  readonly raw: string;
  readonly place: Place;
  /** Where else a figure of the formula in `raw` stands. */
  readonly also?: readonly Place[];
  /** Both ends of a range, of which `value` is the middle: a limit is kept only where the worse one keeps it. */
  readonly ends?: readonly [number, number];
  /** A remark in the same row that says the value was not measured like the others. */
  readonly flag?: string;
  /** The words of the row, folded, for conditions (`2x`, `winter`). */
  readonly row: string;
};

/**
 * A quantity known for options in comparable form: a column of a table whose rows belong to options, a key of a
 * configuration, or amounts stated in sentences.
 */
export type Metric = {
  readonly id: string;
  readonly label: string;
  readonly code: boolean;
  readonly origin: "column" | "config" | "stated";
  readonly terms: readonly string[];
  /** Terms of sentences that explain the name. */
  readonly gloss: readonly string[];
  readonly dim: string;
  readonly unit: string;
  readonly per: readonly string[];
  readonly samples: readonly Sample[];
  /** The period of a row (`month`) when the rows follow one another in time, the same for every option. */
  readonly period?: string;
  /** The rows of an option are parts of a whole ("hardware", "training", several of one day) rather than repeated measurements. */
  readonly parts?: true;
  /** The criterion that it was worked out for. */
  readonly serves?: number;
  /** What a row of it is one of ("Sunday", "evening"), in stems: the name of a column no value of which an option has twice. */
  readonly rowOf?: readonly string[];
  /** Rows are yes or no, as 100 and 0: their mean is the share of yes in per cent. */
  readonly share?: boolean;
};
