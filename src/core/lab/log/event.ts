/**
 * @module A real print on the record: what a person saw, what a world had said, and the lesson drawn from it. Owns the events and
 * the machine; refuses to print anything itself. Entry: `logMachine`.
 */
import type { ModelPrice } from "../../money/model-price.ts";
import type { ModelFault } from "../../run/fault.ts";
import type { Environment, Job } from "../job.ts";
import type { Lesson } from "../lessons.ts";
import type { Spoken, Voice } from "../session/event.ts";
import type { Settings } from "../settings.ts";
import type { Outcome, Validation } from "../world.ts";

/** What a world had said of the print, or why it could not. */
export type Prediction =
  | {
      readonly world: string;
      readonly class: Outcome["class"];
      readonly mode: Outcome["mode"];
      readonly quality: number;
      readonly failureChance: number | null;
      readonly validation: Validation;
    }
  | { readonly world: string; readonly refusal: string };

/** A real print as a person reports it, as of the moment of the report. `of` names the print of a run whose settings it had. */
export type LogOpening = {
  /** The id of the lesson: `earned-<12 hex>`. */
  readonly id: string;
  readonly job: Job;
  readonly environment: Environment;
  /** What is known of the settings. */
  readonly settings: Partial<Settings>;
  readonly seen: {
    readonly class: Outcome["class"];
    readonly mode: Outcome["mode"];
    readonly quality: number | null;
    readonly note: string;
  };
  readonly of: { readonly run: string; readonly print: number } | null;
  /** The print of a printer's history that it is; absent where no history told of it. */
  readonly observed?: { readonly host: string; readonly id: string; readonly file: string };
  readonly predicted: Prediction | null;
  readonly voice: Voice;
  readonly prices?: readonly ModelPrice[];
};

type FactOf<K extends string, D> = { readonly kind: K; readonly data: D };

/** All events of a logged print. `agrees`: whether the world had said the outcome; null where it had said none. */
export type LogFact =
  | FactOf<"print-logged", LogOpening>
  | FactOf<"reflection-failed", { readonly fault: ModelFault }>
  | FactOf<"lesson-earned", { readonly lesson: Lesson; readonly spoken: Spoken }>
  | FactOf<"log-closed", { readonly outcome: "logged" | "cut"; readonly agrees: boolean | null; readonly reason: string }>
  | FactOf<"run-paused", { readonly reason: string }>
  | FactOf<"run-resumed", { readonly by: string }>;

/** The data of one kind of fact. */
export type LogDataOf<K extends LogFact["kind"]> = Extract<LogFact, { kind: K }>["data"];

/** Builds a fact; the compiler checks its data against its kind. */
export const logFact = <K extends LogFact["kind"]>(kind: K, data: LogDataOf<K>): Extract<LogFact, { kind: K }> =>
  ({ kind, data }) as unknown as Extract<LogFact, { kind: K }>;
