import type { Json } from "../../kernel/json.ts";
import type { CallStep, NoteStep, Step } from "../../run/machine.ts";
import { reviewClassic } from "../classic/inspector.ts";
import type { Change } from "../engineer/propose.ts";
import { gradePrint } from "../inspector.ts";
import type { IterationRecord } from "../record.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../settings.ts";
import { checkWithin, unusual } from "../spine.ts";
import { castOf, flagsOn } from "./cast.ts";
import { type LabFact, type LabOpening, labFact, type Move, type Voice } from "./event.ts";
import { bestPrint, type LabState, outstanding, type PlanState, type PrintState } from "./state.ts";
import { doubtByRule, proposeByRule } from "./voices.ts";

/** What a call of the lab is about: the `what` of its steps. */
export type LabAsk = { readonly ask: "propose" } | { readonly ask: "doubt"; readonly revision: number };

/** The awaited words of the operator: to print what was planned, and to print in spite of a dispute or a clamp. */
export const ORDER_STEP = "order";
export const acknowledgeStep = (revision: number): string => `acknowledge/${revision}`;

/**
 * The plan of a run of the lab, at most `limit` steps. Each step needs what the one before it decided, so there is never more than
 * one: proposal, Spine, second opinion, the operator where one is due, then print, grade and revision in turn, and the verdict.
 */
export const planLab = (state: LabState, limit: number): readonly Step[] => {
  if (state.opening === undefined || state.status !== "open" || limit < 1) return [];
  return [nextStep(state, state.opening)];
};

const nextStep = (state: LabState, opening: LabOpening): Step => {
  if (state.refusal !== undefined || state.review !== undefined) return note("close", closingFacts(state));
  const { plan } = state;
  if (plan === undefined) return planProposal(state, opening);
  if (plan.checked === undefined) return note(`spine/${plan.revision}`, [spineFact(opening, plan)]);
  if (plan.needsOpinion && plan.opinion === undefined) return planOpinion(state, opening, plan);
  if (!state.isOrdered) return { kind: "await", key: ORDER_STEP, from: "operator", what: { revision: plan.revision } };
  const printed = state.prints.at(-1);
  if (printed !== undefined && printed.grade === undefined) return note(`grade/${printed.print}`, [gradeFact(state, opening, printed)]);
  if (state.isSettled || state.prints.length >= opening.iterations) return note("verdict", [reviewFact(state, opening)]);
  if (printed?.revision === plan.revision) return note(`revise/${printed.print}`, [revisionFact(state, opening, printed)]);
  return planPrint(state, opening, plan);
};

const planProposal = (state: LabState, opening: LabOpening): Step => {
  const ask: LabAsk = { ask: "propose" };
  if (!state.proposalFailed) return call("propose", state.openedAt, opening.voices.obrien, ask);
  return note("propose/stand-in", [
    labFact("plan-proposed", {
      revision: 1,
      spoken: { by: "stand-in", backend: "offline", model: "rule" },
      advice: proposeByRule(opening),
    }),
  ]);
};

const planOpinion = (state: LabState, opening: LabOpening, plan: PlanState): Step => {
  const { revision } = plan;
  const key = `opinion/${revision}`;
  if (!plan.opinionFailed) return call(key, plan.seq, opening.voices.laforge, { ask: "doubt", revision });
  const doubt = doubtByRule(opening, plan.checked?.allowed ?? plan.asked, state.advice?.risks ?? []);
  return note(`${key}/stand-in`, [
    labFact("plan-doubted", { revision, spoken: { by: "stand-in", backend: "offline", model: "rule" }, ...doubt }),
  ]);
};

/** The hold comes before the world is asked, in the machine: no surface can print around it. */
const planPrint = (state: LabState, opening: LabOpening, plan: PlanState): Step => {
  const { revision } = plan;
  const reasons = outstanding(state);
  if (reasons.length > 0 && !plan.isHeld) return note(`hold/${revision}`, [labFact("print-held", { revision, reasons })]);
  if (reasons.length > 0)
    return { kind: "await", key: acknowledgeStep(revision), from: "operator", what: { revision, reasons } as unknown as Json };
  return note(`print/${state.prints.length + 1}`, [printFact(state, opening, plan)]);
};

const spineFact = (opening: LabOpening, { revision, asked }: PlanState): LabFact => {
  const { material, machine } = castOf(opening);
  const checked = checkWithin(asked, material, machine);
  if (!checked.ok) return labFact("plan-refused", { revision, kind: checked.fault.kind, message: checked.fault.message });
  const { settings: allowed, vetoes } = checked.value;
  // A veto names its knob first; the Spine gives one for each knob that it moved, and no other.
  const moves = SETTINGS.filter((setting) => asked[setting] !== allowed[setting]).map((setting): Move => {
    const why = vetoes.find((veto) => veto.startsWith(`${SETTING_NAMES[setting]} `)) ?? "outside the envelope";
    return { setting, asked: asked[setting], allowed: allowed[setting], why };
  });
  return labFact("plan-checked", { revision, asked, allowed, moves, notes: unusual(allowed, material) });
};

const printFact = (state: LabState, opening: LabOpening, { revision, checked, asked }: PlanState): LabFact => {
  const { world } = castOf(opening);
  const { job, environment } = opening.brief;
  const settings = checked?.allowed ?? asked;
  const refusal = world.refusal(settings, job, environment);
  if (refusal !== undefined) return labFact("print-refused", { revision, message: refusal });
  const outcome = world.simulate(settings, job, environment);
  return labFact("print-simulated", {
    print: state.prints.length + 1,
    revision,
    settings,
    outcome,
    world: world.id,
    validation: world.validation,
  });
};

/** Graded against what was doubted: by rule of the very settings, and by the opinion on the plan where it was of this one. */
const gradeFact = (state: LabState, opening: LabOpening, { print, revision, settings, outcome }: PrintState): LabFact => {
  const flags = flagsOn(opening, settings);
  const said = state.opinion?.revision === revision ? state.opinion.flags : [];
  const more = said.filter((defect) => !flags.some((flag) => flag.defect === defect)).map((defect) => ({ defect, why: "second opinion" }));
  return labFact("print-graded", { print, grade: gradePrint([...flags, ...more], outcome) });
};

/** What the policy prints next; after a clean print that it would only repeat there is nothing left to learn. */
const revisionFact = (state: LabState, opening: LabOpening, { print, revision, settings, outcome }: PrintState): LabFact => {
  const { reviser } = castOf(opening);
  const { job, environment } = opening.brief;
  const next = reviser.next(state.prints, job, environment, opening.iterations - print);
  const changes = changesBetween(settings, next.settings, reviser.id, next.why);
  if (changes.length === 0 && outcome.mode === "none") return labFact("policy-settled", { after: print, why: next.why });
  return labFact("plan-revised", { revision: revision + 1, after: print, settings: next.settings, changes });
};

const changesBetween = (from: Settings, to: Settings, policy: string, why: string): readonly Change[] =>
  SETTINGS.filter((setting) => from[setting] !== to[setting]).map((setting) => ({
    setting,
    by: to[setting] - from[setting],
    cause: "policy" as const,
    of: policy,
    why,
  }));

const reviewFact = (state: LabState, { brief: { job } }: LabOpening): LabFact =>
  labFact("run-reviewed", { review: reviewClassic(recordsOf(state), job) });

/** Clean is a print without a defect that shows: one with a blemish counts as not there yet. */
const recordsOf = ({ prints }: LabState): readonly IterationRecord[] =>
  prints.map(({ print, settings, outcome, isClamped }) => {
    const seen = outcome.class === "success" && outcome.mode !== "none" ? { ...outcome, class: "failed_sag" as const } : outcome;
    return { n: print, settings, outcome: seen, learned: "", isClamped };
  });

/** The facts that end a run that came to its own end. */
const closingFacts = (state: LabState): readonly LabFact[] => {
  const { prints, refusal } = state;
  const isClean = prints.some(({ outcome }) => outcome.mode === "none");
  const outcome = refusal !== undefined ? "refused" : isClean ? "clean" : "not-clean";
  const reason = refusal ?? state.review?.headline ?? "";
  return [labFact("lab-closed", { outcome, reason, prints: prints.length, best: bestPrint(prints)?.print ?? null })];
};

const note = (key: string, facts: readonly LabFact[]): NoteStep => ({ kind: "note", key, facts: facts as unknown as NoteStep["facts"] });

const call = (key: string, sees: number, { timeoutMs }: Voice, what: LabAsk): CallStep => ({
  kind: "call",
  key,
  sees,
  op: "ask",
  worstMicroUsd: 0,
  timeoutMs,
  what: what as Json,
});
