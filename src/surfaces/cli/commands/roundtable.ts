import { basename, dirname } from "node:path";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { registeredPaths } from "../../../core/roundtable/briefing.ts";
import { EXTERNAL } from "../../../core/roundtable/seating.ts";
import type { RunId } from "../../../core/run/event.ts";
import { type Estimate, estimate } from "../../../usecases/money/estimate.ts";
import { type OpenRequest, openRoundtable } from "../../../usecases/roundtable/open.ts";
import { withExternalSeats } from "../../../usecases/seats/external-plans.ts";
import { type SeatPlans, seatPlans } from "../../../usecases/team/seat-plans.ts";
import type { Answer, Context, OpenHome, Run } from "../answer.ts";
import { carry } from "../carry.ts";
import { type Fault, usageFault } from "../fault.ts";
import { finish } from "../finish.ts";
import { headerLines } from "../render/header.ts";
import { estimateLine, estimateLines } from "../render/money.ts";
import { safeLine } from "../render/safe.ts";
import { type OpenedHome, openFilledHome } from "./open-home.ts";

/** Flags of `moot roundtable` as commander read them; limits are read with the settings. */
export type RoundtableFlags = {
  readonly topic?: string;
  readonly briefing?: string;
  readonly sample?: boolean;
  /** The backend, whatever the settings say: no flag of the command line. */
  readonly mode?: string;
  readonly workers?: readonly string[];
  readonly skipAgent?: readonly string[];
  readonly skipNaomi?: boolean;
  readonly maxRounds?: string;
  readonly budget?: string;
  readonly speakerTimeout?: string;
  readonly cap?: string;
  readonly allowUnknownPrice?: boolean;
  readonly plan?: boolean;
  readonly isolate?: boolean;
  readonly seat?: readonly string[];
  readonly externalTimeout?: string;
  readonly seed?: string;
  readonly summary?: boolean;
  readonly notify?: boolean;
  readonly plain?: boolean;
  readonly quiet?: boolean;
};

type Briefing = { readonly path: string; readonly bytes: Uint8Array };

/** The bundled briefing that `--sample` and the demo argue. */
const SAMPLE = "briefings/queue-or-cron/briefing.md";

/** `moot roundtable`: opens a run and carries it to its end. */
export const runRoundtable: Run = (context, { options }) => argue(context, options as RoundtableFlags, {});

/** The whole way from flags to a decision. In a temporary home nothing is kept. */
export const argue = async (context: Context, flags: RoundtableFlags, where: OpenHome): Promise<Result<Answer, Fault>> => {
  const planned = await planTable(context, flags, where);
  if (!planned.ok) return planned;
  const { app, expected, notes } = planned.value;
  if (flags.plan === true) return ok(planAnswer(expected, notes));
  const run = openPlanned(context, flags, planned.value);
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
  const run = openPlanned(context, flags, planned.value);
  return run.ok ? ok({ app: planned.value.app, run: run.value }) : run;
};

/** What would be opened, and what it may cost. `why` is how the backend was chosen. */
type Table = {
  readonly app: App;
  readonly request: OpenRequest;
  readonly expected: Estimate;
  readonly why: string;
  readonly notes: readonly string[];
};

const planTable = async (context: Context, flags: RoundtableFlags, where: OpenHome): Promise<Result<Table, Fault>> => {
  const missing = missingFlag(flags);
  if (missing !== undefined) return fail(missing);
  const opened = await openFilledHome(context, limitFlags(flags), where);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const briefing = flags.sample === true ? sampleBriefing(app) : await app.readBriefing(flags.briefing as string);
  if (!briefing.ok) return briefing;
  const plans = planSeats(opened.value, flags);
  if (!plans.ok) return plans;
  const seats = withExternalSeats(plans.value.seats, flags.seat ?? []);
  if (!seats.ok) return seats;
  const request = requestOf(opened.value, flags, briefing.value, { ...plans.value, seats: seats.value });
  const expected = estimate({ request, files: filesIn(request), backends: app.backends });
  return ok({ app, request, expected, why: plans.value.why, notes: [...loaded.warnings, ...plans.value.notes] });
};

/** Opens what was planned and says so. */
const openPlanned = (context: Context, flags: RoundtableFlags, table: Table): Result<RunId, Fault> => {
  const { app, request, expected, why, notes } = table;
  const run = openRoundtable(app, request);
  if (!run.ok) return fail(run.fault);
  if (flags.quiet !== true) introduce(context, app, run.value, why, expected);
  for (const note of notes) context.talk(`${context.err.paint.yellow("note")}      ${safeLine(note)}`);
  for (const { name, backend } of request.seats)
    if (backend === EXTERNAL && flags.quiet !== true)
      context.talk(`${name} waits for somebody: moot roundtable join ${run.value} --as ${name}`);
  return run;
};

const missingFlag = ({ sample, topic, briefing }: RoundtableFlags): Fault | undefined => {
  const fix = 'moot roundtable --topic "Queue or cron?" --briefing notes.md';
  if (sample === true)
    return briefing === undefined ? undefined : usageFault("--sample and --briefing exclude each other", "moot roundtable --sample");
  if (briefing === undefined) return usageFault("--briefing is missing: the file that the team argues over", fix);
  return (topic ?? "").trim() === "" ? usageFault("--topic is missing: the question, in a line", fix) : undefined;
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

const sampleBriefing = ({ assets }: App): Result<Briefing, Fault> =>
  ok({ path: `${assets.root}/${SAMPLE}`, bytes: new TextEncoder().encode(assets.read(SAMPLE) ?? "") });

const planSeats = ({ app, loaded }: OpenedHome, flags: RoundtableFlags): Result<SeatPlans, Fault> =>
  seatPlans({
    config: loaded.config,
    home: app.home,
    assets: app.assets,
    journal: app.journal,
    workers: flags.workers,
    skip: flags.skipAgent,
    skipNaomi: flags.skipNaomi,
    backends: app.backends,
    modeFrom: loaded.origins["llm.mode"],
  });

const requestOf = ({ app, loaded: { config } }: OpenedHome, flags: RoundtableFlags, briefing: Briefing, plans: SeatPlans): OpenRequest => {
  const { roundtable, steward, cap } = config;
  return {
    topic: (flags.topic ?? titleOf(briefing)).trim(),
    briefing: { file: basename(briefing.path), bytes: briefing.bytes },
    roots: [dirname(briefing.path), app.root],
    seats: plans.seats,
    judge: plans.judge,
    mode: plans.mode,
    prices: plans.prices,
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    budget: roundtable.budget,
    limits: {
      maxRounds: roundtable.maxRounds,
      speakerTimeoutMs: roundtable.speakerTimeoutSeconds * 1000,
      ...(flags.seat === undefined ? {} : { externalTimeoutMs: roundtable.externalTimeoutSeconds * 1000 }),
      judgeTimeoutMs: roundtable.judgeTimeoutSeconds * 1000,
      stewardTimeoutMs: steward.timeoutSeconds * 1000,
      stewardBudget: steward.budget,
    },
    fees: config.competition.entryFees,
    ...(cap.runUsd === null ? {} : { capMicroUsd: Math.round(cap.runUsd * 1_000_000) }),
    steward: steward.enabled,
  };
};

/** The files that a briefing registers, as far as it can be read: opening says what is wrong with it. */
const filesIn = ({ briefing, steward }: OpenRequest): readonly string[] =>
  steward ? registeredPaths(new TextDecoder().decode(briefing.bytes)).map(({ path }) => path) : [];

/** What `--plan` says: nothing is opened, nothing is asked. */
const planAnswer = (expected: Estimate, warnings: readonly string[]): Answer => ({
  schema: "roundtable-plan",
  data: { estimate: expected },
  text: (look) => estimateLines(expected, look),
  warnings,
});

/** The first heading of a briefing, else its file name. */
const titleOf = ({ path, bytes }: Briefing): string => /^#\s+(.+)$/mu.exec(new TextDecoder().decode(bytes))?.[1] ?? basename(path);

const introduce = (context: Context, app: App, run: RunId, why: string, expected: Estimate): void => {
  const lines = headerLines({
    estimate: estimateLine(expected),
    look: context.err,
    run,
    events: app.journal.read(run),
    home: app.home.root,
    why,
  });
  for (const line of lines) context.talk(line);
};
