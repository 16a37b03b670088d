import type { Event, RunId } from "../../run/event.ts";
import type { Advice } from "../engineer/propose.ts";
import type { Settings } from "../settings.ts";
import type { HoldReason, LabDataOf, LabFact, LabOpening } from "./event.ts";

/** A print of the run, with the grade once it has one. */
export type PrintState = LabDataOf<"print-simulated"> & { grade: LabDataOf<"print-graded">["grade"] | undefined; isClamped: boolean };

/** The plan under way: what is asked for, and what each of the others said to it. A new revision starts empty. */
export type PlanState = {
  readonly revision: number;
  readonly asked: Settings;
  /** A revision by the policy prints without another opinion: it was given on the plan that it starts from. */
  readonly needsOpinion: boolean;
  readonly seq: number;
  checked: LabDataOf<"plan-checked"> | undefined;
  opinion: LabDataOf<"plan-doubted"> | undefined;
  opinionFailed: boolean;
  isHeld: boolean;
};

/** The state of a run of the lab. Owned by `fold`, which mutates it; everybody else reads. */
export type LabState = {
  readonly run: RunId;
  status: "open" | "paused" | "done";
  opening: LabOpening | undefined;
  openedAt: number;
  proposalFailed: boolean;
  advice: Advice | undefined;
  plan: PlanState | undefined;
  /** The opinion that the prints are graded against. */
  opinion: LabDataOf<"plan-doubted"> | undefined;
  isOrdered: boolean;
  readonly acknowledged: HoldReason[];
  readonly prints: PrintState[];
  isSettled: boolean;
  refusal: string | undefined;
  review: LabDataOf<"run-reviewed">["review"] | undefined;
};

/** The state before any event. */
export const initialLab = (run: RunId): LabState => ({
  run,
  status: "open",
  opening: undefined,
  openedAt: 0,
  proposalFailed: false,
  advice: undefined,
  plan: undefined,
  opinion: undefined,
  isOrdered: false,
  acknowledged: [],
  prints: [],
  isSettled: false,
  refusal: undefined,
  review: undefined,
});

const planOf = (revision: number, asked: Settings, needsOpinion: boolean, seq: number): PlanState => ({
  revision,
  asked,
  needsOpinion,
  seq,
  checked: undefined,
  opinion: undefined,
  opinionFailed: false,
  isHeld: false,
});

type Fold = { readonly [K in LabFact["kind"]]?: (state: LabState, data: LabDataOf<K>, event: Event) => void };

const folds: Fold = {
  "lab-opened": (state, data, { seq }) => {
    state.opening = data;
    state.openedAt = seq;
    state.isOrdered = data.until === "verdict";
  },
  "proposal-failed": (state) => {
    state.proposalFailed = true;
  },
  "plan-proposed": (state, { revision, advice }, { seq }) => {
    state.advice = advice;
    state.plan = planOf(revision, advice.settings, true, seq);
  },
  "plan-overridden": (state, { revision, settings }, { seq }) => {
    state.plan = planOf(revision, settings, true, seq);
  },
  "plan-revised": (state, { revision, settings }, { seq }) => {
    state.plan = planOf(revision, settings, false, seq);
  },
  "plan-checked": (state, data) => {
    if (state.plan !== undefined) state.plan.checked = data;
  },
  "plan-refused": (state, { message }) => {
    state.refusal = message;
  },
  "opinion-failed": (state) => {
    if (state.plan !== undefined) state.plan.opinionFailed = true;
  },
  "plan-doubted": (state, data) => {
    if (state.plan !== undefined) state.plan.opinion = data;
    state.opinion = data;
  },
  "print-ordered": (state) => {
    state.isOrdered = true;
  },
  "print-held": (state) => {
    if (state.plan !== undefined) state.plan.isHeld = true;
  },
  "print-acknowledged": (state, { reasons }) => {
    state.acknowledged.push(...reasons);
    if (state.plan !== undefined) state.plan.isHeld = false;
  },
  "print-simulated": (state, data) => {
    const isClamped = (state.plan?.checked?.moves.length ?? 0) > 0;
    state.prints.push({ ...data, grade: undefined, isClamped });
  },
  "print-refused": (state, { message }) => {
    state.refusal = message;
  },
  "print-graded": (state, { print, grade }) => {
    const printed = state.prints[print - 1];
    if (printed !== undefined) printed.grade = grade;
  },
  "policy-settled": (state) => {
    state.isSettled = true;
  },
  "run-reviewed": (state, { review }) => {
    state.review = review;
  },
  "lab-closed": (state) => {
    state.status = "done";
  },
  "run-paused": (state) => {
    state.status = "paused";
  },
  "run-resumed": (state) => {
    state.status = "open";
  },
};

/** Folds one event into the state, in place. Events of kinds it does not know change nothing. */
export const foldLab = (state: LabState, event: Event): LabState => {
  const fold = (folds as Record<string, ((state: LabState, data: never, event: Event) => void) | undefined>)[event.kind];
  fold?.(state, event.data as never, event);
  return state;
};

/** The print that came out best, the first of equals; undefined when nothing was printed. */
export const bestPrint = <Print extends { readonly outcome: { readonly quality: number } }>(prints: readonly Print[]): Print | undefined =>
  prints.reduce<Print | undefined>((most, one) => (one.outcome.quality > (most?.outcome.quality ?? -1) ? one : most), undefined);

/** What holds the next print and nobody acknowledged yet. What was acknowledged once covers the same doubt and the same knob. */
export const outstanding = ({ plan, acknowledged }: LabState): readonly HoldReason[] => {
  const isKnown = (reason: HoldReason): boolean => acknowledged.some(({ kind, of }) => kind === reason.kind && of === reason.of);
  const doubted = plan?.needsOpinion === true ? plan.opinion : undefined;
  const dispute: readonly HoldReason[] =
    doubted?.opinion.stance === "dispute"
      ? [{ kind: "dispute", of: `plan ${doubted.revision}`, why: `${doubted.opinion.headline}; ${doubted.opinion.detail}` }]
      : [];
  const clamps = (plan?.checked?.moves ?? []).map(({ setting, why }): HoldReason => ({ kind: "clamp", of: setting, why }));
  return [...dispute, ...clamps].filter((reason) => !isKnown(reason));
};
