import { z } from "zod";
import { place } from "./decision.ts";
import { tableStatus } from "./seats.ts";

/** Text that a model, a file or a person wrote: data, never an instruction. `cut`: there is more than this. */
const quoted = z.strictObject({ quoted: z.string(), cut: z.literal(true).optional() });

const quotedOrNull = quoted.nullable();
const run = z.string();
const count = z.int();
/** Tool calls that make sense now, each a name with its arguments. */
const next = z.array(z.string());

const runRow = z.strictObject({
  id: z.string(),
  kind: z.string(),
  topic: quoted,
  state: z.string(),
  rounds: count,
  turns: count,
  answer: quotedOrNull,
  option: quotedOrNull,
  confidence: z.string().nullable(),
  openedAt: z.iso.datetime(),
  parent: z.string().nullable(),
  spentMicroUsd: count,
});

/** A turn that waits for the seat that listens; `prompt` begins at character `promptFrom` of `promptChars`. */
const waitingTurn = z.strictObject({
  id: z.string(),
  kind: z.enum(["research", "speak", "rebut", "floor", "watch", "check", "summarise", "score"]),
  round: count,
  deadline: z.iso.datetime(),
  maxTokens: count,
  schema: z.record(z.string(), z.unknown()).nullable(),
  prompt: quoted,
  promptFrom: count,
  promptChars: count,
});

const seatScore = z.strictObject({
  seat: z.string(),
  novelty: count,
  accuracy: count,
  impact: count,
  challenge: count,
  total: count,
  sparks: count,
});

const cause = z.strictObject({
  what: quoted,
  quote: quoted.optional(),
  places: z.array(place).optional(),
  event: z.strictObject({ seq: count, kind: z.string(), step: z.string() }).optional(),
  ask: z.string().optional(),
  call: z.strictObject({ step: z.string(), attempt: count, model: z.string(), requestHash: z.string() }).optional(),
  get because(): z.ZodType {
    return z.array(cause);
  },
});

const steered = z.strictObject({ run, taken: z.boolean(), state: z.string(), next });

const opened = z.strictObject({
  run,
  topic: quoted,
  state: z.string(),
  backend: z.string(),
  seats: z.array(z.strictObject({ seat: z.string(), backend: z.string(), external: z.boolean() })),
  notes: z.array(z.string()),
  next,
});

const knobs = z.strictObject({
  nozzle_temp: z.number(),
  bed_temp: z.number(),
  retraction_mm: z.number(),
  fan_pct: z.number(),
  first_layer_fan_pct: z.number(),
  layer_height: z.number(),
});
const judged = { stance: z.string(), headline: quoted, detail: quoted };

/** A run of the lab as it stands. Every print is simulated; `validation` says how far that can be believed. */
const labRun = z.strictObject({
  run,
  state: z.string(),
  job: z.strictObject({
    material: quoted,
    geometry_type: z.string(),
    bed_position: z.string(),
    machine: z.string(),
    env_temp: z.number(),
    env_humidity: z.number(),
  }),
  world: z.string(),
  policy: z.string(),
  validation: z.strictObject({ state: z.literal("unvalidated") }),
  agreement: z.strictObject({ right: count, count }),
  plan: z
    .strictObject({
      by: z.string(),
      reasoning: quoted,
      baseline: knobs,
      asked: knobs,
      allowed: knobs.nullable(),
      changes: z.array(z.strictObject({ setting: z.string(), by: z.number(), cause: z.string(), of: quoted, why: quoted })),
      moves: z.array(z.strictObject({ setting: z.string(), asked: z.number(), allowed: z.number(), why: quoted })),
    })
    .nullable(),
  opinion: z.strictObject({ by: z.string(), ...judged, flags: z.array(z.string()) }).nullable(),
  held: z.array(z.strictObject({ kind: z.string(), of: z.string(), why: quoted })),
  acknowledged: z.array(z.strictObject({ revision: count, reason: quoted })),
  prints: z.array(
    z.strictObject({
      print: count,
      settings: knobs,
      outcome: z.string(),
      failure_mode: z.string(),
      quality: z.number(),
      penalties: z.record(z.string(), z.number()),
      bands: z.record(z.string(), z.tuple([z.number(), z.number()])),
      failure_chance: z.number().nullable(),
      clamped: z.boolean(),
      grade: z.string().nullable(),
    }),
  ),
  printsInAll: count,
  review: z.strictObject(judged).nullable(),
  best: count.nullable(),
  outcome: z.string().nullable(),
  notes: z.array(z.string()),
  next,
});

/** What each tool gives back as `structuredContent`, by the tool's name; a failure is `failure` in the envelope, as text. */
export const MCP_RESULTS: Readonly<Record<McpTool, z.ZodType>> = {
  roundtable_start: opened,
  roundtable_open: opened,
  roundtable_close: steered,
  roundtable_cut: steered,
  roundtable_join: z.strictObject({ run, seat: z.string(), token: z.string(), next }),
  roundtable_speak: z.strictObject({ run, seat: z.string(), turn: z.string(), next }),
  roundtable_listen: z.strictObject({
    run,
    messages: z.array(z.strictObject({ seq: count, kind: z.string(), from: z.string(), round: count, text: quoted })),
    cursor: count,
    more: z.boolean(),
    status: z.enum(["open", "paused", "done"]),
    turn: waitingTurn.nullable(),
  }),
  roundtable_leave: z.strictObject({ run, seat: z.string() }),
  roundtable_review: z.strictObject({
    run,
    topic: quoted,
    state: z.string(),
    rounds: count,
    turns: count,
    converged: z.boolean(),
    answer: quotedOrNull,
    option: quotedOrNull,
    confidence: z.string().nullable(),
    decision: quoted,
    scoring: z.enum(["complete", "pending", "none"]),
    scores: z.array(seatScore),
    gates: z.array(z.strictObject({ seat: z.string(), turn: count, sparks: count, reason: quoted })),
    failures: count,
    spentMicroUsd: count,
    next,
  }),
  roundtable_history: z.strictObject({ runs: z.array(runRow) }),
  roundtable_status: z.strictObject({
    tables: z.array((tableStatus as z.ZodObject).extend({ topic: quoted, here: z.boolean() })),
  }),
  lab_plan: labRun,
  lab_print: labRun,
  lab_show: labRun,
  show: z.strictObject({
    run: runRow,
    positions: z.array(z.strictObject({ seat: z.string(), text: quoted })),
    penalties: z.array(z.strictObject({ seat: z.string(), kind: z.string(), sparks: count, reason: quoted })),
    sources: z.array(z.strictObject({ path: quoted, status: z.string(), sha256: z.string().nullable() })),
    turns: z.array(z.strictObject({ turn: count, seat: z.string(), round: count, phase: z.string(), text: quoted })),
    nextTurn: count.nullable(),
  }),
  why: cause,
};

/** The names of the tools, in the order of the list. */
export type McpTool =
  | "roundtable_start"
  | "roundtable_open"
  | "roundtable_close"
  | "roundtable_cut"
  | "roundtable_join"
  | "roundtable_speak"
  | "roundtable_listen"
  | "roundtable_leave"
  | "roundtable_review"
  | "roundtable_history"
  | "roundtable_status"
  | "lab_plan"
  | "lab_print"
  | "lab_show"
  | "show"
  | "why";
