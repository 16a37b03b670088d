import { z } from "zod";

const names = z.array(z.string());
const worker = { model: z.string(), backend: z.string(), role: z.string(), effort: z.enum(["low", "medium", "high", "max"]).optional() };
const tier = z.enum(["haiku", "flash", "sonnet", "opus"]);

/** A worker in its place of the roster. */
export const teamRow: z.ZodType = z.strictObject({ name: z.string(), ...worker, tier, persona: z.enum(["home", "bundled", "missing"]) });

/** A worker as it was added. */
export const newWorker: z.ZodType = z.strictObject({ name: z.string(), worker: z.strictObject(worker), created: names, kept: names });

/** What an import did. */
export const importedTeam: z.ZodType = z.strictObject({ template: z.string(), added: names, kept: names, removed: names, created: names });

/** A bundled team. */
export const template: z.ZodType = z.strictObject({
  name: z.string(),
  description: z.string(),
  workers: z.array(z.strictObject({ name: z.string(), ...worker })),
});

const issues = z.array(z.strictObject({ agent: z.string(), message: z.string(), hint: z.string() }));

/** What is wrong with the team. */
export const teamCheck: z.ZodType = z.strictObject({ errors: issues, warnings: issues });

/** A line of the leaderboard; `roundtables` is the n of the mean. */
export const standing: z.ZodType = z.strictObject({
  agent: z.string(),
  roundtables: z.int(),
  totalScore: z.int(),
  avgScore: z.number(),
  sparks: z.int(),
  rank: z.int(),
  sevenDayAvg: z.number().optional(),
});

/** One agent: its seat, its card, how it did. */
export const agentView: z.ZodType = z.strictObject({
  name: z.string(),
  seat: teamRow.nullable(),
  identity: z.string().nullable(),
  standing: standing.nullable(),
  scores: z.array(
    z.strictObject({ run: z.string(), novelty: z.int(), accuracy: z.int(), impact: z.int(), challenge: z.int(), total: z.int() }),
  ),
});

/** What became of each persona file. */
export const refreshed: z.ZodType = z.strictObject({
  rows: z.array(
    z.strictObject({
      agent: z.string(),
      file: z.string(),
      action: z.enum(["write", "skip"]),
      why: z.enum(["missing", "forced", "already current", "user-modified"]),
    }),
  ),
  written: z.int(),
  skipped: z.int(),
  dryRun: z.boolean(),
});

/** A backend as it stands here. `setup` is there for one that cannot answer. */
const backendState = z.strictObject({
  id: z.string(),
  aliases: names,
  title: z.string(),
  sends: z.boolean(),
  available: z.boolean(),
  why: z.string(),
  setup: names.optional(),
  models: z.record(tier, z.string()).optional(),
  isLocal: z.boolean().optional(),
  /** The backend whose prices hold, where that is another one: a cassette that records, a coding agent with a key. */
  billedAs: z.string().optional(),
});

/** The home after `init`, and what will answer. */
export const initReport: z.ZodType = z.strictObject({
  home: z.string(),
  homeFrom: z.string(),
  fresh: z.boolean(),
  created: names,
  team: z.array(teamRow),
  mode: z.string(),
  why: z.string(),
  backends: z.array(backendState),
});

/** What the doctor looked at. */
export const doctorReport: z.ZodType = z.strictObject({
  failed: z.int(),
  warned: z.int(),
  checks: z.array(
    z.strictObject({ check: z.string(), state: z.enum(["ok", "off", "warn", "fail"]), text: z.string(), fix: z.string().optional() }),
  ),
});

/** The merged settings, where each value came from, and which keys are set; never a key. */
export const configView: z.ZodType = z.strictObject({
  version: z.string(),
  config: z.record(z.string(), z.json()),
  origins: z.record(z.string(), z.string()),
  mode: z.string(),
  why: z.string(),
  backends: z.array(backendState),
  /** For scripts of the system before Moot: by backend id, and the two names of the mode. */
  llm: z
    .object({ active_mode: z.string(), explicit_override: z.string().nullable() })
    .catchall(z.strictObject({ available: z.boolean(), detected_via: z.string() })),
  paths: z.strictObject({
    home: z.string(),
    homeFrom: z.string(),
    project: z.string(),
    assets: z.string(),
    bundled_assets_dir: z.string(),
    bundled_docs_dir: z.string(),
    user_data_dir: z.string(),
    user_db_path: z.string(),
    AMATELIER_WORKSPACE: z.string().nullable(),
  }),
  env: z.record(z.string(), z.boolean()),
});
