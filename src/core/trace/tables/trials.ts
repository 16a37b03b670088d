import { column, nullable, type Table } from "../table.ts";
import { SCHEMA_VERSION } from "./turns.ts";

/** A verdict of a night's trial on one candidate, with the evidence it was given on. Means of paired differences are in [-1, 1]. */
export type TrialSource = {
  readonly run: string;
  readonly seq: number;
  readonly candidate: string;
  readonly target: string;
  readonly stage: "screen" | "confirm";
  readonly verdict: "adopt" | "reject" | "keep on trial";
  readonly reason: string;
  readonly pairs: number;
  readonly clusters: number;
  readonly coverage: number;
  readonly effect: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  readonly evidence: number;
  readonly against: number;
};

/** Trials of nights: candidate against incumbent on tasks that neither was written for. */
export const trialsTable: Table<TrialSource> = {
  name: "trials",
  title: "Trials",
  row: "One verdict of a night's trial on one candidate, with the evidence it was given on.",
  columns: [
    column("run_id", "string", "the night", "journal", ({ run }) => run),
    column("candidate_id", "string", "the edit on trial", "verdict", ({ candidate }) => candidate),
    column("target", "string", "what it would change", "verdict", ({ target }) => target),
    column("stage", "string", "screen: may be promoted; confirm: may be adopted", "verdict", ({ stage }) => stage),
    column("verdict", "string", "adopt, reject or keep on trial", "verdict", ({ verdict }) => verdict),
    column("reason", "string", "why, in a sentence", "verdict", ({ reason }) => reason),
    column("pairs", "int64", "pairs of runs compared", "evidence", ({ pairs }) => pairs),
    column("clusters", "int64", "source sessions that the tasks come from", "evidence", ({ clusters }) => clusters),
    column("coverage", "float64", "share of pairs without a fault, 0 to 1", "evidence", ({ coverage }) => coverage),
    nullable("effect", "float64", "mean difference, candidate less incumbent", "evidence", ({ effect }) => effect),
    nullable("interval_low", "float64", "90 % confidence sequence, lower end", "evidence", ({ interval }) => interval?.[0] ?? null),
    nullable("interval_high", "float64", "90 % confidence sequence, upper end", "evidence", ({ interval }) => interval?.[1] ?? null),
    column("evidence", "float64", "e-value for the candidate", "evidence", ({ evidence }) => evidence),
    column("against", "float64", "e-value of the mirrored test", "evidence", ({ against }) => against),
    column("schema_version", "int64", "version of all columns together", "generator", () => SCHEMA_VERSION),
    column("seq", "int64", "the event of the run", "journal", ({ seq }) => seq),
  ],
};
