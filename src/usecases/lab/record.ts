import type { Change, Risk } from "../../core/lab/engineer/propose.ts";
import { castOf } from "../../core/lab/session/cast.ts";
import type { HoldReason, LabDataOf, LabFact, LabOpening, Spoken } from "../../core/lab/session/event.ts";
import { foldLab, initialLab, type LabState, outstanding } from "../../core/lab/session/state.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../../core/lab/settings.ts";
import { envelopeOf } from "../../core/lab/spine.ts";
import type { Verdict } from "../../core/lab/verdict.ts";
import type { Defect, DefectReading, Outcome, Penalties } from "../../core/lab/world.ts";
import type { Journal, RunRow, StoredEvent } from "../../ports/journal.ts";
import { agreement } from "./ledger.ts";

/** One value for each knob, by its name in files. */
export type NamedSettings = Readonly<Record<(typeof SETTING_NAMES)[Setting], number>>;

/** A shift of a knob: the amount, and what made it. */
export type ChangeView = Omit<Change, "setting"> & { readonly setting: string };

/** Who spoke, and whether a rule stood in for a model that gave nothing usable. */
type SpokenView = { readonly by: Spoken["by"]; readonly backend: string; readonly model: string };

/** A print of a run. `changes` are what it differs by from the print before it. */
export type PrintView = {
  readonly print: number;
  readonly settings: NamedSettings;
  readonly outcome: Outcome["class"];
  readonly failure_mode: Outcome["mode"];
  readonly quality: number;
  readonly penalties: Penalties;
  /** The world's own doubt of each cost, its 80 % interval; empty where the world does not say. */
  readonly bands: Readonly<Partial<Record<Defect, DefectReading["band"]>>>;
  /** The world's own chance that it fails; null where the world does not say. */
  readonly failure_chance: number | null;
  readonly clamped: boolean;
  readonly changes: readonly ChangeView[];
  readonly grade: Verdict<"grade"> | null;
};

/** The plan under way: what it started from, what moved it, what the Spine made of it. */
export type PlanView = SpokenView & {
  readonly reasoning: string;
  readonly baseline: NamedSettings;
  readonly changes: readonly ChangeView[];
  readonly risks: readonly Risk[];
  readonly asked: NamedSettings;
  readonly allowed: NamedSettings | null;
  readonly moves: readonly { readonly setting: string; readonly asked: number; readonly allowed: number; readonly why: string }[];
  readonly notes: readonly string[];
};

/** A run of the lab as it stands, for screens and `--json`. Everything in it is in the journal, but for `agreement`. */
export type LabRecord = {
  readonly run: string;
  /** `planned`: waits to be ordered; `held`: waits to be acknowledged; else as the list of runs has it. */
  readonly state: string;
  readonly job: {
    readonly material: string;
    readonly geometry_type: string;
    readonly bed_position: string;
    readonly machine: string;
    readonly env_temp: number;
    readonly env_humidity: number;
  };
  readonly approval: string | null;
  readonly world: string;
  readonly policy: string;
  readonly iterations: number;
  readonly standing: string;
  readonly validation: { readonly state: "unvalidated" };
  /** How often this world had said what real prints of this home came to. */
  readonly agreement: { readonly right: number; readonly count: number };
  readonly envelope: readonly { readonly setting: string; readonly low: number; readonly high: number }[];
  readonly precedents: readonly {
    readonly id: string;
    readonly source: string;
    readonly distance: number;
    readonly outcome: string;
    readonly text: string;
  }[];
  readonly plan: PlanView | null;
  readonly opinion: (SpokenView & Verdict<"opinion"> & { readonly flags: readonly Defect[] }) | null;
  readonly faults: readonly { readonly voice: string; readonly message: string }[];
  readonly held: readonly HoldReason[];
  readonly acknowledged: readonly { readonly revision: number; readonly reason: string }[];
  readonly overrides: readonly { readonly revision: number; readonly reason: string }[];
  readonly prints: readonly PrintView[];
  readonly review: Verdict<"review"> | null;
  readonly outcome: string | null;
  readonly reason: string;
  readonly best: number | null;
};

/** The record of a run of the lab; undefined for any other run. */
export const labRecord = (journal: Journal, row: RunRow): LabRecord | undefined => {
  const events = journal.read(row.run);
  const state = events.reduce((folded: LabState, event) => foldLab(folded, event), initialLab(row.run));
  return state.opening === undefined ? undefined : recordOf(journal, row, events, state, state.opening);
};

const typed = <K extends LabFact["kind"]>(events: readonly StoredEvent[], kind: K): readonly LabDataOf<K>[] =>
  events.filter((event) => event.kind === kind).map(({ data }) => data as unknown as LabDataOf<K>);

const recordOf = (journal: Journal, row: RunRow, events: readonly StoredEvent[], state: LabState, opening: LabOpening): LabRecord => {
  const { brief, world, policy, iterations, approval } = opening;
  const { job, environment } = brief;
  const { material, machine, world: entry } = castOf(opening);
  const closed = typed(events, "lab-closed").at(-1);
  const held = state.plan?.isHeld === true ? outstanding(state) : [];
  return {
    run: row.run,
    state: closed?.outcome ?? (row.status === "paused" ? "paused" : held.length > 0 ? "held" : isPlanned(state) ? "planned" : "open"),
    job: {
      material: job.material,
      geometry_type: job.geometry,
      bed_position: job.bedPosition,
      machine: machine.id,
      env_temp: environment.celsius,
      env_humidity: environment.humidityPercent,
    },
    approval,
    ...{ world, policy, iterations, standing: entry.standing, validation: entry.validation },
    agreement: agreement(journal, world),
    envelope: envelopeOf(material, machine).map(([setting, low, high]) => ({ setting: SETTING_NAMES[setting], low, high })),
    precedents: brief.precedents.map(({ lesson, distance }) => ({
      ...{ id: lesson.id, source: lesson.source, distance, outcome: lesson.outcome, text: lesson.text },
    })),
    plan: planView(state, events),
    opinion: state.opinion === undefined ? null : { ...state.opinion.spoken, ...state.opinion.opinion, flags: state.opinion.flags },
    faults: [
      ...typed(events, "proposal-failed").map(({ fault }) => ({ voice: "obrien", message: fault.message })),
      ...typed(events, "opinion-failed").map(({ fault }) => ({ voice: "laforge", message: fault.message })),
    ],
    held,
    acknowledged: typed(events, "print-acknowledged").map(({ revision, reason }) => ({ revision, reason })),
    overrides: typed(events, "plan-overridden").map(({ revision, reason }) => ({ revision, reason })),
    prints: printViews(state, events),
    review: state.review ?? null,
    outcome: closed?.outcome ?? null,
    reason: closed?.reason ?? "",
    best: closed?.best ?? null,
  };
};

const isPlanned = ({ plan, isOrdered }: LabState): boolean => plan?.opinion !== undefined && !isOrdered;

/** The first plan until somebody overrides it: revisions of the policy stand with their prints. */
const planView = (state: LabState, events: readonly StoredEvent[]): PlanView | null => {
  const proposed = typed(events, "plan-proposed").at(-1);
  if (proposed === undefined) return null;
  const { advice, spoken } = proposed;
  const override = typed(events, "plan-overridden");
  const revision = override.at(-1)?.revision ?? proposed.revision;
  const checked = typed(events, "plan-checked").find((one) => one.revision === revision);
  return {
    ...spoken,
    reasoning: advice.reasoning,
    baseline: namedSettings(advice.baseline),
    changes: [...advice.changes, ...override.flatMap(({ changes }) => changes)].map(changeView),
    risks: advice.risks,
    asked: namedSettings(override.at(-1)?.settings ?? advice.settings),
    allowed: checked === undefined ? null : namedSettings(checked.allowed),
    moves: (checked?.moves ?? []).map((move) => ({ ...move, setting: SETTING_NAMES[move.setting] })),
    notes: checked?.notes ?? (state.refusal === undefined ? [] : [state.refusal]),
  };
};

const printViews = (state: LabState, events: readonly StoredEvent[]): readonly PrintView[] => {
  const revisions = new Map(typed(events, "plan-revised").map(({ revision, changes }) => [revision, changes]));
  return state.prints.map(({ print, revision, settings, outcome, isClamped, grade }) => ({
    print,
    settings: namedSettings(settings),
    outcome: outcome.class,
    failure_mode: outcome.mode,
    quality: outcome.quality,
    penalties: outcome.penalties,
    bands: Object.fromEntries(Object.entries(outcome.assessment?.defects ?? {}).map(([defect, { band }]) => [defect, band])),
    failure_chance: outcome.assessment?.failureChance ?? null,
    clamped: isClamped,
    changes: (revisions.get(revision) ?? []).map(changeView),
    grade: grade ?? null,
  }));
};

const changeView = (change: Change): ChangeView => ({ ...change, setting: SETTING_NAMES[change.setting] });

/** Settings by their names in files. */
export const namedSettings = (settings: Settings): NamedSettings =>
  Object.fromEntries(SETTINGS.map((setting) => [SETTING_NAMES[setting], settings[setting]])) as NamedSettings;
