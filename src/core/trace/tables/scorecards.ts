import { AXES } from "../../judging/axes.ts";
import type { Scorecard } from "../../judging/scorecard.ts";
import { column, nullable, type Table } from "../table.ts";
import { SCHEMA_VERSION } from "./turns.ts";

/** A seat's marks with what they came to in sparks; `settled` is null where a run was not settled. */
export type ScorecardSource = {
  readonly run: string;
  readonly seq: number;
  readonly card: Scorecard;
  readonly settled: {
    readonly gross: number;
    readonly penalty: number;
    readonly gates: number;
    readonly net: number;
    readonly fee: number;
  } | null;
  /** Backend and model of the judge. */
  readonly judge: { readonly backend: string; readonly model: string | null };
};

/** Marks that the judge gave; a judge never speaks for a seat. */
export const scorecardsTable: Table<ScorecardSource> = {
  name: "scorecards",
  title: "Scorecards",
  row: "One seat of one roundtable: its marks on the four axes, why, and what they came to in sparks.",
  columns: [
    column("run_id", "string", "the roundtable; as session_id in turns", "journal", ({ run }) => run),
    column("seat", "string", "who was marked", "event seat-scored", ({ card }) => card.seat),
    ...AXES.map((axis) => column<ScorecardSource>(axis, "int64", "0, 1, 2, 3 or 10", "event seat-scored", ({ card }) => card[axis])),
    column("total", "int64", "sum of the axes", "event seat-scored", ({ card }) => card.total),
    column("reasoning", "string", "why, in the judge's words", "event seat-scored", ({ card }) => card.reasoning),
    nullable("insight_quote", "string", "verbatim words behind a 10", "event seat-scored", ({ card }) => card.grandInsight?.quote ?? null),
    nullable(
      "insight_before",
      "string",
      "what the room held before it",
      "event seat-scored",
      ({ card }) => card.grandInsight?.before ?? null,
    ),
    nullable("insight_after", "string", "what the room held after it", "event seat-scored", ({ card }) => card.grandInsight?.after ?? null),
    nullable("gross", "int64", "sparks before fines", "event seat-settled", ({ settled }) => settled?.gross ?? null),
    nullable("penalty", "int64", "sparks of fines", "event seat-settled", ({ settled }) => settled?.penalty ?? null),
    nullable("gates", "int64", "sparks of gate awards", "event seat-settled", ({ settled }) => settled?.gates ?? null),
    nullable("fee", "int64", "sparks of the entry fee", "event seat-settled", ({ settled }) => settled?.fee ?? null),
    nullable("net", "int64", "sparks earned in the end", "event seat-settled", ({ settled }) => settled?.net ?? null),
    column("judge_backend", "string", "way to the model of the judge, or offline", "opening", ({ judge }) => judge.backend),
    nullable("judge_model", "string", "model named for the judge, when one was", "opening", ({ judge }) => judge.model),
    column("schema_version", "int64", "version of all columns together", "generator", () => SCHEMA_VERSION),
    column("seq", "int64", "the event of the run", "journal", ({ seq }) => seq),
  ],
};
