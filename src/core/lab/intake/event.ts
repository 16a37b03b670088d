/**
 * @module An intake of the lab: what people bring in from outside, as a run of its own: profiles read, towers judged, prints
 * observed, starts approved. Owns the events and the machine; what they mean is read from them by projections. Entry: `intakeMachine`.
 */
import type { Json } from "../../kernel/json.ts";
import type { Lesson } from "../lessons.ts";
import type { ReferenceFact } from "../profiles/fact.ts";
import type { PrintedTower, TowerLook } from "../towers/read.ts";
import type { PastPrint, PrinterName } from "./past-print.ts";

/** What one file brought that was not known before. A file with many facts has several of these, in order. */
export type ProfileRead = {
  readonly file: string;
  readonly reader: string;
  readonly facts: readonly ReferenceFact[];
  readonly lessons: readonly Lesson[];
  readonly skipped: number;
};

/** A tower that was written: what is needed to read it when it is printed. */
export type TowerWritten = PrintedTower & { readonly sha256: string };

/** What a person saw on a tower, and what it taught. `tower` is the run that wrote it. */
export type TowerRead = {
  readonly tower: string;
  readonly look: TowerLook;
  readonly value: number;
  readonly cause: string;
  readonly lesson: Lesson;
};

/** What a person allowed: the file at that path, and why. Nothing is started without one. */
export type PrintApproved = PrinterName & { readonly path: string; readonly reason: string };

type FactOf<K extends string, D> = { readonly kind: K; readonly data: D };

/** All events of an intake, a closed set. `intake-opened` comes first, `intake-closed` last. */
export type IntakeFact =
  | FactOf<"intake-opened", { readonly what: string }>
  | FactOf<"profile-read", ProfileRead>
  | FactOf<"tower-written", TowerWritten>
  | FactOf<"tower-read", TowerRead>
  | FactOf<"prints-observed", PrinterName & { readonly prints: readonly PastPrint[] }>
  | FactOf<"file-uploaded", PrinterName & { readonly path: string; readonly sha256: string; readonly bytes: number }>
  | FactOf<"print-approved", PrintApproved>
  | FactOf<"print-started", { readonly approval: string }>
  | FactOf<"print-not-started", { readonly approval: string; readonly why: string }>
  | FactOf<"intake-closed", { readonly facts: number }>;

/** The data of a kind. */
export type IntakeData<K extends IntakeFact["kind"]> = Extract<IntakeFact, { readonly kind: K }>["data"];

/** A fact as the journal takes it. */
export const intakeFact = <K extends IntakeFact["kind"]>(kind: K, data: IntakeData<K>): { readonly kind: K; readonly data: Json } => ({
  kind,
  data: data as unknown as Json,
});
