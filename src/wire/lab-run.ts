import { z } from "zod";
import { lessonRow } from "./lab-lesson.ts";

const settings = z.strictObject({
  nozzle_temp: z.number(),
  bed_temp: z.number(),
  retraction_mm: z.number(),
  fan_pct: z.number(),
  first_layer_fan_pct: z.number(),
  layer_height: z.number(),
});
const setting = z.enum(["nozzle_temp", "bed_temp", "retraction_mm", "fan_pct", "first_layer_fan_pct", "layer_height"]);
const defect = z.enum(["under_extrusion", "sag", "stringing", "adhesion", "warp", "delamination"]);
const mode = z.union([z.literal("none"), defect]);
const outcome = z.enum(["success", "failed_sag", "failed_stringing"]);
const share = z.number().min(0).max(1);
const validation = z.strictObject({ state: z.literal("unvalidated") });
const agreement = z.strictObject({ right: z.int(), count: z.int() });
const by = z.enum(["model", "offline", "stand-in"]);
const spoken = { by, backend: z.string(), model: z.string() };
const verdict = (...stances: readonly [string, ...string[]]) => ({ stance: z.enum(stances), headline: z.string(), detail: z.string() });

const change = z.strictObject({
  setting,
  by: z.number(),
  cause: z.enum(["profile", "reference", "precedent", "policy", "model", "operator"]),
  of: z.string(),
  why: z.string(),
});

const plan = z.strictObject({
  ...spoken,
  reasoning: z.string(),
  baseline: settings,
  changes: z.array(change),
  risks: z.array(
    z.strictObject({
      location: z.string(),
      risk: z.enum(["sag", "stringing", "adhesion", "warping", "delamination"]),
      why: z.string(),
      anchor: z.string().nullable(),
    }),
  ),
  asked: settings,
  allowed: settings.nullable(),
  moves: z.array(z.strictObject({ setting, asked: z.number(), allowed: z.number(), why: z.string() })),
  notes: z.array(z.string()),
});

const print = z.strictObject({
  print: z.int(),
  settings,
  outcome,
  failure_mode: mode,
  quality: share,
  penalties: z.partialRecord(defect, z.number().positive()),
  bands: z.partialRecord(defect, z.tuple([share, share])),
  failure_chance: share.nullable(),
  clamped: z.boolean(),
  changes: z.array(change),
  grade: z.strictObject(verdict("held", "overcautious", "confirmed", "missed")).nullable(),
});

/** A run of the lab as it stands. */
export const labRecord: z.ZodType = z.strictObject({
  run: z.string(),
  state: z.string(),
  job: z.strictObject({
    material: z.string(),
    geometry_type: z.string(),
    bed_position: z.string(),
    machine: z.string(),
    env_temp: z.number(),
    env_humidity: z.number(),
  }),
  approval: z.string().nullable(),
  world: z.string(),
  policy: z.string(),
  iterations: z.int(),
  standing: z.string(),
  validation,
  agreement,
  envelope: z.array(z.strictObject({ setting, low: z.number(), high: z.number() })),
  precedents: z.array(z.strictObject({ id: z.string(), source: z.string(), distance: z.number(), outcome, text: z.string() })),
  plan: plan.nullable(),
  opinion: z.strictObject({ ...spoken, ...verdict("concur", "caution", "dispute"), flags: z.array(defect) }).nullable(),
  faults: z.array(z.strictObject({ voice: z.string(), message: z.string() })),
  held: z.array(z.strictObject({ kind: z.enum(["dispute", "clamp"]), of: z.string(), why: z.string() })),
  acknowledged: z.array(z.strictObject({ revision: z.int(), reason: z.string() })),
  overrides: z.array(z.strictObject({ revision: z.int(), reason: z.string() })),
  prints: z.array(print),
  review: z.strictObject(verdict("concur", "caution", "dispute", "watch")).nullable(),
  outcome: z.enum(["clean", "not-clean", "refused", "cut"]).nullable(),
  reason: z.string(),
  best: z.int().nullable(),
});

/** Prints of printers' histories that were kept and that nobody logged yet: proposals, which teach nothing. */
export const labPending: z.ZodType = z.strictObject({
  prints: z.array(
    z.strictObject({
      host: z.string(),
      id: z.string(),
      file: z.string(),
      ending: z.enum(["finished", "cancelled", "failed", "running"]),
      startedAtMs: z.int().nullable(),
      material: z.string().nullable(),
      settings: z.partialRecord(setting, z.number()),
    }),
  ),
});

/** A real print with what a world had said of it. */
export const labLog: z.ZodType = z.strictObject({
  run: z.string(),
  state: z.string(),
  of: z.strictObject({ run: z.string(), print: z.int() }).nullable(),
  observed: z.strictObject({ host: z.string(), id: z.string(), file: z.string() }).nullable(),
  job: z.strictObject({ material: z.string(), geometry_type: z.string(), bed_position: z.string() }),
  settings: z.partialRecord(setting, z.number()),
  seen: z.strictObject({ class: outcome, mode, quality: share.nullable(), note: z.string() }),
  predicted: z
    .union([
      z.strictObject({ world: z.string(), outcome, failure_mode: mode, quality: share, failure_chance: share.nullable(), validation }),
      z.strictObject({ world: z.string(), refusal: z.string() }),
    ])
    .nullable(),
  agrees: z.boolean().nullable(),
  agreement: agreement.nullable(),
  lesson: z.strictObject({ id: z.string(), text: z.string(), by }).nullable(),
});

const pair = <T extends z.ZodType>(of: T) => z.strictObject({ a: of, b: of });
const textOrNull = z.string().nullable();
const printResult = z.strictObject({ print: z.int().positive(), quality: share, failure_mode: mode }).nullable();

/** What changed between two runs of the lab; of the first run `a` and the second `b`. */
export const labComparison: z.ZodType = z.strictObject({
  runs: pair(z.string()),
  same: z.boolean(),
  job: pair(z.string()),
  room: pair(z.string()),
  world: pair(z.string()),
  policy: pair(z.string()),
  outcome: pair(z.string()),
  plans: z.array(z.strictObject({ setting, allowed: pair(z.number().nullable()) })),
  opinion: pair(textOrNull),
  prints: pair(z.int()),
  first: pair(printResult),
  best: pair(printResult),
  review: pair(textOrNull),
  spentMicroUsd: pair(z.int()),
  calls: pair(z.int()),
  validation,
  firstDifference: z.strictObject({ seq: pair(z.int().nullable()), step: pair(textOrNull), kind: pair(textOrNull) }).nullable(),
});

const source = z.enum(["seed", "ingested", "earned", "sim"]);

/** Lessons of the home, newest first. `counts` are of all, `found` of those that fit. */
export const labLessons: z.ZodType = z.strictObject({
  counts: z.record(source, z.int()),
  found: z.int(),
  lessons: z.array(
    lessonRow.extend({
      validation: validation.nullable(),
      run: z.string().nullable(),
      seq: z.int().nullable(),
    }),
  ),
});

const cell = z.strictObject({
  trials: z.int(),
  successes: z.int(),
  success_rate: share.nullable(),
  offsets: z.partialRecord(setting, z.number()),
});

/** A cell of simulated prints, before the last run that printed in it and after. */
export const policyCell: z.ZodType = z.strictObject({
  key: z.string(),
  world: z.string(),
  last_run: z.string(),
  before: cell,
  after: cell,
  qualities: z.array(share),
  validation,
});
