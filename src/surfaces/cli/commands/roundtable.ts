import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { EXTERNAL } from "../../../core/roundtable/seating.ts";
import type { RunId } from "../../../core/run/event.ts";
import type { Estimate } from "../../../usecases/money/estimate.ts";
import { openPlanned, type PlannedTable, planAsAsked, sampleBriefing, type TableWish } from "../../../usecases/roundtable/open-as-asked.ts";
import type { Answer, Context, OpenHome, Run } from "../answer.ts";
import { carry } from "../carry.ts";
import { type Fault, usageFault } from "../fault.ts";
import { finish } from "../finish.ts";
import { headerLines } from "../render/header.ts";
import { estimateLine, estimateLines } from "../render/money.ts";
import { safeLine } from "../render/safe.ts";
import { typed } from "../render/typed.ts";
import { openFilledHome } from "./open-home.ts";

/** Flags of `moot roundtable` as commander read them; limits are read with the settings. */
export type RoundtableFlags = TableWish & {
  readonly briefing?: string;
  readonly sample?: boolean;
  /** The backend, whatever the settings say: no flag of the command line. */
  readonly mode?: string;
  readonly maxRounds?: string;
  readonly budget?: string;
  readonly speakerTimeout?: string;
  readonly cap?: string;
  readonly allowUnknownPrice?: boolean;
  readonly plan?: boolean;
  readonly isolate?: boolean;
  readonly externalTimeout?: string;
  readonly summary?: boolean;
  readonly notify?: boolean;
  readonly plain?: boolean;
  readonly quiet?: boolean;
};

/** `moot roundtable`: opens a run and carries it to its end. */
export const runRoundtable: Run = (context, { options }) => argue(context, options as RoundtableFlags, {});

/** The whole way from flags to a decision. In a temporary home nothing is kept. */
export const argue = async (context: Context, flags: RoundtableFlags, where: OpenHome): Promise<Result<Answer, Fault>> => {
  const planned = await planTable(context, flags, where);
  if (!planned.ok) return planned;
  const { app } = planned.value;
  const { expected, notes } = planned.value.planned;
  if (flags.plan === true) return ok(planAnswer(expected, notes));
  const run = openTold(context, flags, planned.value);
  if (!run.ok) return run;
  const carried = await carry(context, app, run.value, {
    quiet: flags.quiet === true,
    plain: flags.plain === true,
    isolate: flags.isolate === true,
  });
  const isKept = where.temporary?.keep !== false;
  const finished = finish(context, app, run.value, carried, { summary: flags.summary === true, notify: flags.notify === true, isKept });
  return finished.ok && finished.value.schema === "roundtable"
    ? ok({ ...finished.value, data: { ...(finished.value.data as object), estimate: expected } })
    : finished;
};

/** From flags to a run that nobody carries yet. */
export const openTable = async (
  context: Context,
  flags: RoundtableFlags,
  where: OpenHome,
): Promise<Result<{ readonly app: App; readonly run: RunId }, Fault>> => {
  const planned = await planTable(context, flags, where);
  if (!planned.ok) return planned;
  const run = openTold(context, flags, planned.value);
  return run.ok ? ok({ app: planned.value.app, run: run.value }) : run;
};

type Table = { readonly app: App; readonly planned: PlannedTable; readonly isShared: boolean };

const planTable = async (context: Context, flags: RoundtableFlags, where: OpenHome): Promise<Result<Table, Fault>> => {
  const missing = missingFlag(flags);
  if (missing !== undefined) return fail(missing);
  const opened = await openFilledHome(context, limitFlags(flags), where);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const briefing = flags.sample === true ? ok(sampleBriefing(app.assets)) : await app.readBriefing(flags.briefing as string);
  if (!briefing.ok) return briefing;
  const planned = planAsAsked(app, loaded, flags, briefing.value);
  return planned.ok ? ok({ app, planned: planned.value, isShared: where.temporary === undefined }) : planned;
};

/** Opens what was planned and says so. */
const openTold = (context: Context, flags: RoundtableFlags, table: Table): Result<RunId, Fault> => {
  const { app, planned } = table;
  const run = openPlanned(app, planned);
  if (!run.ok) return run;
  if (flags.quiet !== true) introduce(context, run.value, table);
  for (const note of planned.notes) context.talk(`${context.err.paint.yellow("note")}      ${safeLine(note)}`);
  for (const { name, backend } of [...planned.request.seats, planned.request.judge])
    if (backend === EXTERNAL && flags.quiet !== true)
      context.talk(typed(`${name} waits for somebody: moot roundtable join ${run.value} --as ${name}`, context.err));
  return run;
};

const missingFlag = ({ sample, topic, briefing }: RoundtableFlags): Fault | undefined => {
  const fix = "moot roundtable --briefing notes.md";
  if (sample === true)
    return briefing === undefined ? undefined : usageFault("--sample and --briefing exclude each other", "moot roundtable --sample");
  if (briefing === undefined) return usageFault("--briefing is missing: the file that the team argues over", fix);
  return topic?.trim() === ""
    ? usageFault("--topic is empty: the question, in a line; without it the briefing's title is one", fix)
    : undefined;
};

const limitFlags = ({
  mode,
  maxRounds,
  budget,
  speakerTimeout,
  externalTimeout,
  cap,
  allowUnknownPrice,
}: RoundtableFlags): Readonly<Record<string, string | undefined>> => ({
  "llm.mode": mode,
  "roundtable.maxRounds": maxRounds,
  "roundtable.budget": budget,
  "roundtable.speakerTimeoutSeconds": speakerTimeout,
  "roundtable.externalTimeoutSeconds": externalTimeout,
  "cap.runUsd": cap,
  "llm.allowUnknownPrice": allowUnknownPrice === true ? "true" : undefined,
});

/** What `--plan` says: nothing is opened, nothing is asked. */
const planAnswer = (expected: Estimate, warnings: readonly string[]): Answer => ({
  schema: "roundtable-plan",
  data: { estimate: expected },
  text: (look) => estimateLines(expected, look),
  warnings,
});

const introduce = (context: Context, run: RunId, { app, planned: { why, expected }, isShared }: Table): void => {
  const lines = headerLines({
    estimate: estimateLine(expected),
    look: context.err,
    run,
    events: app.journal.read(run),
    home: app.home.root,
    why,
    isShared,
  });
  for (const line of lines) context.talk(line);
};
