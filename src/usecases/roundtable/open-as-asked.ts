import { basename, dirname } from "node:path";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { registeredPaths, topicOf } from "../../core/roundtable/briefing.ts";
import type { RunId } from "../../core/run/event.ts";
import type { BackendState } from "../../ports/backend.ts";
import type { HomeFolder, ReadableFolder } from "../../ports/home.ts";
import type { LoadedConfig } from "../home/config.ts";
import { type Estimate, estimate } from "../money/estimate.ts";
import { readPrices } from "../money/price-table.ts";
import { seatPrices } from "../money/seat-prices.ts";
import { type ExternalFault, withExternalSeats } from "../seats/external-plans.ts";
import type { TeamFault } from "../team/fault.ts";
import { type SeatPlans, seatPlans } from "../team/seat-plans.ts";
import { type OpenDeps, type OpenFault, type OpenRequest, openRoundtable } from "./open.ts";

/** Where a table is opened: the home, its team, and the project that registered files may come from. */
export type TableHouse = OpenDeps & {
  readonly home: HomeFolder;
  readonly assets: ReadableFolder;
  readonly backends: readonly BackendState[];
  /** The project's folder, absolute. */
  readonly root: string;
};

/** A briefing that gives no topic, where none was given. */
export type TopicFault = { readonly code: "NO_TOPIC"; readonly message: string; readonly hint: string };

/** What somebody asks for beyond the settings. `seat` are words `name=external`; without a topic the briefing's title is one. */
export type TableWish = {
  readonly topic?: string;
  readonly workers?: readonly string[];
  readonly skipAgent?: readonly string[];
  readonly skipNaomi?: boolean;
  readonly seat?: readonly string[];
  readonly seed?: string;
};

/** A briefing that was read, with the path that its registered files are looked up beside. */
export type BriefingBytes = { readonly path: string; readonly bytes: Uint8Array };

/** What would be opened, what it may cost, how the backend was chosen, and what a person should know. */
export type PlannedTable = {
  readonly request: OpenRequest;
  readonly expected: Estimate;
  readonly why: string;
  readonly notes: readonly string[];
};

/** The bundled briefing that a sample and the demo argue. */
const SAMPLE = "briefings/queue-or-cron/briefing.md";

/** The bundled sample briefing. */
export const sampleBriefing = (assets: ReadableFolder): BriefingBytes => ({
  path: `${assets.root}/${SAMPLE}`,
  bytes: new TextEncoder().encode(assets.read(SAMPLE) ?? ""),
});

/** Plans the seats by team, settings and wish, and what that may cost. Stores nothing. */
export const planAsAsked = (
  house: TableHouse,
  loaded: LoadedConfig,
  wish: TableWish,
  briefing: BriefingBytes,
): Result<PlannedTable, TeamFault | ExternalFault | TopicFault> => {
  const topic = (wish.topic ?? topicOf(new TextDecoder().decode(briefing.bytes)))?.trim();
  if (topic === undefined || topic === "") return fail(noTopic(briefing));
  const plans = planSeats(house, loaded, wish);
  if (!plans.ok) return plans;
  const outside = withExternalSeats(plans.value, wish.seat ?? []);
  if (!outside.ok) return outside;
  const seated = { ...plans.value, ...outside.value };
  const priced = seatPrices(readPrices(house.assets), loaded.config, [...seated.seats, seated.judge], house.backends);
  if (!priced.ok) return priced;
  const { prices, notes } = priced.value;
  const request = { ...requestOf(house.root, loaded, { ...wish, topic }, briefing, seated), prices };
  const expected = estimate({ request, files: filesIn(request), backends: house.backends });
  return ok({ request, expected, why: plans.value.why, notes: [...loaded.warnings, ...plans.value.notes, ...notes] });
};

/** Opens what was planned: a run that nobody carries yet. Nothing is stored when a fault comes back. */
export const openPlanned = (house: TableHouse, { request }: PlannedTable): Result<RunId, OpenFault> => openRoundtable(house, request);

/** The files that a briefing registers, as far as it can be read: opening says what is wrong with it. */
const filesIn = ({ briefing, steward }: OpenRequest): readonly string[] =>
  steward ? registeredPaths(new TextDecoder().decode(briefing.bytes)).map(({ path }) => path) : [];

const planSeats = (house: TableHouse, loaded: LoadedConfig, wish: TableWish): Result<SeatPlans, TeamFault> =>
  seatPlans({
    config: loaded.config,
    home: house.home,
    assets: house.assets,
    journal: house.journal,
    workers: wish.workers,
    skip: wish.skipAgent,
    skipNaomi: wish.skipNaomi,
    backends: house.backends,
    modeFrom: loaded.origins["llm.mode"],
  });

type Titled = TableWish & { readonly topic: string };

const requestOf = (root: string, { config }: LoadedConfig, wish: Titled, briefing: BriefingBytes, plans: SeatPlans): OpenRequest => {
  const { roundtable, steward, cap } = config;
  return {
    topic: wish.topic,
    briefing: { file: basename(briefing.path), bytes: briefing.bytes },
    roots: [dirname(briefing.path), root],
    seats: plans.seats,
    judge: plans.judge,
    mode: plans.mode,
    ...(wish.seed === undefined ? {} : { seed: wish.seed }),
    budget: roundtable.budget,
    limits: {
      maxRounds: roundtable.maxRounds,
      speakerTimeoutMs: roundtable.speakerTimeoutSeconds * 1000,
      ...(wish.seat === undefined ? {} : { externalTimeoutMs: roundtable.externalTimeoutSeconds * 1000 }),
      judgeTimeoutMs: roundtable.judgeTimeoutSeconds * 1000,
      stewardTimeoutMs: steward.timeoutSeconds * 1000,
      stewardBudget: steward.budget,
    },
    fees: config.competition.entryFees,
    ...(cap.runUsd === null ? {} : { capMicroUsd: Math.round(cap.runUsd * 1_000_000) }),
    steward: steward.enabled,
  };
};

const noTopic = ({ path }: BriefingBytes): TopicFault => ({
  code: "NO_TOPIC",
  message: `${basename(path)} has no heading and no line of text to take the topic from`,
  hint: `write "# The question" above it, or give it: moot roundtable --topic "The question" --briefing ${basename(path)}`,
});
