/**
 * @module The lab's use cases: rows of a file in, what became of them out. Journals nothing, writes nothing; one bad row and
 * nothing comes out. Names in what comes out are those of the reference's files.
 */
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Edition } from "../../core/lab/edition.ts";
import { type Crew, runLoop } from "../../core/lab/loop.ts";
import type { IterationRecord } from "../../core/lab/record.ts";
import { SETTING_NAMES, SETTINGS, type Setting } from "../../core/lab/settings.ts";
import type { Verdict } from "../../core/lab/verdict.ts";
import type { Outcome, World } from "../../core/lab/world.ts";
import { type JobRow, type PrintRow, type RowFault, type RowFile, rowFault } from "./rows.ts";

/** One value for each knob, by its name in files. */
type Named<T> = Readonly<Record<(typeof SETTING_NAMES)[Setting], T>>;

/** A print of given settings, and what the Spine says to them. The print is of the settings as given. */
export type PrintedRow = {
  readonly outcome: Outcome["class"];
  readonly failure_mode: Outcome["mode"];
  readonly quality: number;
  readonly penalties: Outcome["penalties"];
  readonly spine: { readonly settings: Named<number>; readonly vetoes: readonly string[]; readonly requires_approval: boolean };
};

/** A run: a list for each column, one item an iteration; the settings are what the Spine let through. */
export type LoopRow = Named<readonly number[]> & {
  readonly quality: readonly number[];
  readonly failure_mode: readonly Outcome["mode"][];
  readonly clamped: readonly boolean[];
  readonly grade: readonly Verdict<"grade">["stance"][];
  readonly verdict: Verdict<"review">["stance"];
};

/** Prints that one call may ask for: rows times iterations. */
const MOST_PRINTS = 1_000_000;

/** Prints every row as it is given, in order. */
export const simulateRows = (
  rows: readonly PrintRow[],
  { world, edition, source }: { readonly world: World; readonly edition: Edition; readonly source: RowFile },
): Result<readonly PrintedRow[], RowFault> => {
  const printed: PrintedRow[] = [];
  for (const { line, job, environment, settings } of rows) {
    const checked = edition.check(settings, job);
    if (!checked.ok) return fail(rowFault(source, line, checked.fault.message, "moot lab materials"));
    const { class: outcome, mode, quality, penalties } = world.simulate(settings, job, environment);
    const { settings: inside, vetoes, requiresApproval } = checked.value;
    printed.push({
      outcome,
      failure_mode: mode,
      quality,
      penalties,
      spine: { settings: named((setting) => inside[setting]), vetoes, requires_approval: requiresApproval },
    });
  }
  return ok(printed);
};

/** Prints every job so many times, each with a policy that starts knowing nothing, in order. */
export const loopRows = (
  rows: readonly JobRow[],
  { crew, iterations, source }: { readonly crew: Crew<unknown>; readonly iterations: number; readonly source: RowFile },
): Result<readonly LoopRow[], RowFault> => {
  if (rows.length * iterations > MOST_PRINTS) {
    const message = `${rows.length} jobs of ${iterations} iterations are more than ${MOST_PRINTS} prints`;
    return fail({ code: "TOO_MANY_ROWS", message, hint: "split the file, or ask for fewer iterations" });
  }
  const runs: LoopRow[] = [];
  for (const row of rows) {
    const run = runLoop(crew, row.job, row.environment, iterations);
    if (!run.ok) return fail(rowFault(source, row.line, run.fault.message, "moot lab materials"));
    runs.push(loopRow(row, run.value, crew.edition));
  }
  return ok(runs);
};

const loopRow = ({ job, environment }: JobRow, records: readonly IterationRecord[], edition: Edition): LoopRow => ({
  quality: records.map(({ outcome }) => outcome.quality),
  failure_mode: records.map(({ outcome }) => outcome.mode),
  ...named((setting) => records.map(({ settings }) => settings[setting])),
  clamped: records.map(({ isClamped }) => isClamped),
  grade: records.map(({ settings, outcome }) => edition.grade(job, environment, settings, outcome).stance),
  verdict: edition.review(records, job).stance,
});

const named = <T>(read: (setting: Setting) => T): Named<T> =>
  Object.fromEntries(SETTINGS.map((setting) => [SETTING_NAMES[setting], read(setting)])) as Named<T>;
