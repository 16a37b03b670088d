import { deliberate, REFERENCE_JOBS } from "../../core/lab/classic/deliberation.ts";
import { deliberationCard } from "../../core/trace/deliberation-card.ts";
import { deliberationLines } from "../../core/trace/deliberation-row.ts";

/** The files of an export by name, and what they hold. */
export type DeliberationExport = { readonly files: Readonly<Record<string, string>>; readonly turns: number; readonly jobs: number };

/** The names of the rows and of the card. */
export const DELIBERATION_FILES = { rows: "deliberations.jsonl", card: "README.md" } as const;

/** The reference's four jobs argued by the classic edition. Reads nothing, journals nothing; the same bytes every time. */
export const exportDeliberation = (): DeliberationExport => {
  const lines = deliberationLines(REFERENCE_JOBS.map((of) => ({ of, turns: deliberate(of) })));
  const counts = { turns: lines.length, jobs: REFERENCE_JOBS.length };
  return {
    files: { [DELIBERATION_FILES.rows]: `${lines.join("\n")}\n`, [DELIBERATION_FILES.card]: deliberationCard(counts) },
    ...counts,
  };
};
