import type { Journal, RunRow } from "../../ports/journal.ts";
import { type Comparison, firstDifferenceOf, type Pair } from "../runs/compare.ts";
import { type LabRecord, labRecord, type PrintView } from "./record.ts";

/** What changed between two runs of the lab; null where a run has none of it. `plans` are the settings that the Spine let through. */
export type LabComparison = Pick<Comparison, "runs" | "same" | "spentMicroUsd" | "calls" | "firstDifference"> & {
  readonly job: Pair<string>;
  readonly room: Pair<string>;
  readonly world: Pair<string>;
  readonly policy: Pair<string>;
  readonly outcome: Pair<string>;
  readonly plans: readonly { readonly setting: string; readonly allowed: Pair<number | null> }[];
  readonly opinion: Pair<string | null>;
  readonly prints: Pair<number>;
  readonly first: Pair<PrintResult | null>;
  readonly best: Pair<PrintResult | null>;
  readonly review: Pair<string | null>;
  readonly validation: { readonly state: "unvalidated" };
};

/** A simulated print in short. */
export type PrintResult = { readonly print: number; readonly quality: number; readonly failure_mode: string };

/** Compares two runs of the lab; undefined when one of them is a run of another kind. Reads only. */
export const compareLab = (journal: Journal, a: RunRow, b: RunRow): LabComparison | undefined => {
  const records = { a: labRecord(journal, a), b: labRecord(journal, b) };
  if (records.a === undefined || records.b === undefined) return undefined;
  const both = { a: records.a, b: records.b };
  const of = <T>(read: (record: LabRecord) => T): Pair<T> => ({ a: read(both.a), b: read(both.b) });
  const firstDifference = firstDifferenceOf(journal.read(a.run), journal.read(b.run));
  return {
    runs: { a: a.run, b: b.run },
    same: firstDifference === null,
    job: of(({ job }) => `${job.material} ${job.geometry_type}, ${job.bed_position}, on ${job.machine}`),
    room: of(({ job }) => `${job.env_temp} °C, ${job.env_humidity} %`),
    world: of(({ world }) => world),
    policy: of(({ policy }) => policy),
    outcome: of(({ state }) => state),
    plans: both.a.envelope.map(({ setting }) => ({
      setting,
      allowed: of(({ plan }) => plan?.allowed?.[setting as keyof typeof plan.allowed] ?? null),
    })),
    opinion: of(({ opinion }) => opinion?.stance ?? null),
    prints: of(({ prints }) => prints.length),
    first: of(({ prints }) => resultOf(prints[0])),
    best: of(({ prints, best }) => resultOf(prints.find(({ print }) => print === best))),
    review: of(({ review }) => review?.stance ?? null),
    spentMicroUsd: { a: a.exposureMicroUsd, b: b.exposureMicroUsd },
    calls: { a: journal.calls(a.run).length, b: journal.calls(b.run).length },
    validation: both.a.validation,
    firstDifference,
  };
};

const resultOf = (print: PrintView | undefined): PrintResult | null =>
  print === undefined ? null : { print: print.print, quality: print.quality, failure_mode: print.failure_mode };
