import { type DeliberatedJob, deliberate, REFERENCE_JOBS } from "../../core/lab/classic/deliberation.ts";
import type { Event } from "../../core/run/event.ts";
import { type CurrentEdition, deliberationCard } from "../../core/trace/deliberation-card.ts";
import { deliberationLines } from "../../core/trace/deliberation-row.ts";
import { labTurns } from "../../core/trace/lab-turns.ts";

/** The files of an export by name, and what they hold. */
export type DeliberationExport = { readonly files: Readonly<Record<string, string>>; readonly turns: number; readonly jobs: number };

/** The names of the rows and of the card. */
export const DELIBERATION_FILES = { rows: "deliberations.jsonl", card: "README.md" } as const;

/** The reference's four jobs as runs of the lab argued them: the turns of each, in their order. */
export const exportLabDeliberation = (
  argued: readonly { readonly of: DeliberatedJob; readonly events: readonly Event[] }[],
  current: CurrentEdition,
): DeliberationExport => {
  const deliberations = argued.map(({ of, events }) => ({ of, turns: (labTurns(events)?.turns ?? []).map(({ turn }) => turn) }));
  return filesOf(deliberationLines(deliberations), deliberations.length, current);
};

const filesOf = (lines: readonly string[], jobs: number, current?: CurrentEdition): DeliberationExport => {
  const counts = { turns: lines.length, jobs };
  const card = deliberationCard({ ...counts, ...(current === undefined ? {} : { current }) });
  return { files: { [DELIBERATION_FILES.rows]: `${lines.join("\n")}\n`, [DELIBERATION_FILES.card]: card }, ...counts };
};

/** The reference's four jobs argued by the classic edition. Reads nothing, journals nothing; the same bytes every time. */
export const exportDeliberation = (): DeliberationExport =>
  filesOf(deliberationLines(REFERENCE_JOBS.map((of) => ({ of, turns: deliberate(of) }))), REFERENCE_JOBS.length);
