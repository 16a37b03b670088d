/**
 * @module A run of the lab: one plan flows from the proposal over the Spine, the second opinion and the operator to the prints,
 * their grades and revisions, and a verdict. Owns the events, the state folded from them and the plan of steps; prompts live
 * beside the use case. Spine and world are pure, so they are notes; only voices are performed. Entry: `labMachine`.
 */
import type { ModelPrice } from "../../money/model-price.ts";
import type { ModelFault } from "../../run/fault.ts";
import type { Advice, Brief, Change } from "../engineer/propose.ts";
import type { Setting, Settings } from "../settings.ts";
import type { SpineFault } from "../spine.ts";
import type { Verdict } from "../verdict.ts";
import type { Defect, Outcome, Validation } from "../world.ts";

/** Who speaks in a run of the lab by a model or a rule. */
export const VOICES = ["obrien", "laforge"] as const;
export type VoiceName = (typeof VOICES)[number];

/** A voice as it was configured at the opening. Never more than `timeoutMs` for an answer. */
export type Voice = {
  readonly backend: string;
  readonly tier: string;
  readonly model: string | null;
  readonly timeoutMs: number;
};

/** Everything that a run reads of the outside, as of its opening. `brief.job.machine` names the printer. */
export type LabOpening = {
  readonly brief: Brief;
  readonly world: string;
  readonly policy: string;
  /** Prints at most, 1 to 1000. */
  readonly iterations: number;
  /** `plan`: nothing is printed before a person orders it. */
  readonly until: "plan" | "verdict";
  /** Why a material that no table knows may be printed; null where the material is known. */
  readonly approval: string | null;
  readonly voices: Readonly<Record<VoiceName, Voice>>;
  /** What the models cost that are paid for; absent where nothing is billed. */
  readonly prices?: readonly ModelPrice[];
};

/** Who really spoke: a backend's model, the offline voice that was asked for, or the one that stands in after a fault. */
export type Spoken = { readonly by: "model" | "offline" | "stand-in"; readonly backend: string; readonly model: string };

/** What the Spine moved, and why it says so. */
export type Move = { readonly setting: Setting; readonly asked: number; readonly allowed: number; readonly why: string };

/** Why a print is held. */
export type HoldReason = { readonly kind: "dispute" | "clamp"; readonly of: string; readonly why: string };

/** How a run ended. `clean`: a print left no defect that shows; `refused`: Spine or world let nothing through. */
export type LabOutcome = "clean" | "not-clean" | "refused" | "cut";

/** Where a copy was cut, and whether it may take the answers that its original got. */
export type ForkedFrom = { readonly from: string; readonly at: number; readonly reuse: boolean };

type FactOf<K extends string, D> = { readonly kind: K; readonly data: D };

/** All events of a run of the lab, a closed set. `revision` counts plans from 1; `print` counts prints from 1. */
export type LabFact =
  | FactOf<"lab-opened", LabOpening>
  | FactOf<"proposal-failed", { readonly fault: ModelFault }>
  | FactOf<"plan-proposed", { readonly revision: number; readonly spoken: Spoken; readonly advice: Advice }>
  | FactOf<
      "plan-overridden",
      { readonly revision: number; readonly settings: Settings; readonly changes: readonly Change[]; readonly reason: string }
    >
  | FactOf<
      "plan-revised",
      { readonly revision: number; readonly after: number; readonly settings: Settings; readonly changes: readonly Change[] }
    >
  | FactOf<
      "plan-checked",
      {
        readonly revision: number;
        readonly asked: Settings;
        readonly allowed: Settings;
        readonly moves: readonly Move[];
        /** What is unusual and allowed. */
        readonly notes: readonly string[];
      }
    >
  | FactOf<"plan-refused", { readonly revision: number; readonly kind: SpineFault["kind"]; readonly message: string }>
  | FactOf<"opinion-failed", { readonly revision: number; readonly fault: ModelFault }>
  | FactOf<
      "plan-doubted",
      { readonly revision: number; readonly spoken: Spoken; readonly opinion: Verdict<"opinion">; readonly flags: readonly Defect[] }
    >
  | FactOf<"print-ordered", { readonly reason: string }>
  | FactOf<"print-held", { readonly revision: number; readonly reasons: readonly HoldReason[] }>
  | FactOf<"print-acknowledged", { readonly revision: number; readonly reason: string; readonly reasons: readonly HoldReason[] }>
  | FactOf<
      "print-simulated",
      {
        readonly print: number;
        readonly revision: number;
        readonly settings: Settings;
        readonly outcome: Outcome;
        readonly world: string;
        readonly validation: Validation;
      }
    >
  | FactOf<"print-refused", { readonly revision: number; readonly message: string }>
  | FactOf<"print-graded", { readonly print: number; readonly grade: Verdict<"grade"> }>
  | FactOf<"policy-settled", { readonly after: number; readonly why: string }>
  | FactOf<"run-reviewed", { readonly review: Verdict<"review"> }>
  | FactOf<"lab-closed", { readonly outcome: LabOutcome; readonly reason: string; readonly prints: number; readonly best: number | null }>
  | FactOf<"run-forked", ForkedFrom>
  | FactOf<"run-paused", { readonly reason: string }>
  | FactOf<"run-resumed", { readonly by: string }>;

/** The data of one kind of fact. */
export type LabDataOf<K extends LabFact["kind"]> = Extract<LabFact, { kind: K }>["data"];

/** Builds a fact; the compiler checks its data against its kind. */
export const labFact = <K extends LabFact["kind"]>(kind: K, data: LabDataOf<K>): Extract<LabFact, { kind: K }> =>
  ({ kind, data }) as unknown as Extract<LabFact, { kind: K }>;
