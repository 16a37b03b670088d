import type { Json } from "../../core/kernel/json.ts";
import { EFFORTS } from "../../core/money/size.ts";
import type { Worker } from "../../core/team/template.ts";
import { TIERS } from "../../core/team/tier.ts";
import type { Check } from "./config-check.ts";

/**
 * A setting. `path` is its one name; `seed` is what the systems before Moot called its last part. `env` variables are read
 * in order, the first that is set wins. `project` says what a project's own file may do: set it, only lower it, or nothing.
 */
export type ConfigKey = {
  readonly path: string;
  readonly check: Check;
  readonly value: Json;
  readonly env: readonly string[];
  readonly flag?: string;
  readonly seed?: string;
  readonly project: "sets" | "lowers" | "never";
};

const text = (most: number): Check => ({ kind: "text", most });
const backend: Check = { kind: "id" };
const effort: Check = { kind: "word", words: EFFORTS };
const seconds: Check = { kind: "whole", least: 1, most: 3600 };
const turns = (least: number): Check => ({ kind: "whole", least, most: 20 });
const fee = (tier: string, value: number): ConfigKey => ({
  path: `competition.entryFees.${tier}`,
  check: { kind: "whole", least: 0, most: 1000 },
  value,
  env: [],
  project: "never",
});

/** The backends whose pace may be limited. */
const LIMITED = ["anthropic-sdk", "openai-compat", "gemini", "claude-code", "codex"] as const;

/** A limit of a backend's pace over all processes of the home; 0 is none. */
const limit = (backend: string, name: string, most: number): ConfigKey => ({
  path: `llm.limits.${backend}.${name}`,
  check: { kind: "whole", least: 0, most },
  value: 0,
  env: [],
  project: "never",
});

/** A cap in US dollars, or null for none. */
const cap = (name: string, env: string, flag?: string): ConfigKey => ({
  path: `cap.${name}`,
  check: { kind: "amount", most: 1_000_000 },
  value: null,
  env: [env],
  ...(flag === undefined ? {} : { flag }),
  project: "lowers",
});

/** A model id for a tier; "" leaves it to the backend. */
const modelOf = (group: string, tier: string, env: readonly string[]): ConfigKey => ({
  path: `${group}.modelMap.${tier}`,
  check: text(200),
  value: "",
  env,
  project: "never",
});

/** Every setting but the roster, with its default. The only table: reading, merging and documentation go through it. */
export const CONFIG_KEYS: readonly ConfigKey[] = [
  { path: "llm.mode", check: backend, value: "auto", env: ["MOOT_MODE", "AMATELIER_MODE"], project: "never" },
  ...TIERS.map((tier) => modelOf("llm", tier, [`MOOT_MODEL_${tier.toUpperCase()}`])),
  {
    path: "llm.openaiCompat.baseUrl",
    check: { kind: "address" },
    value: "",
    env: ["MOOT_OPENAI_BASE_URL", "OPENAI_BASE_URL"],
    project: "never",
  },
  { path: "llm.openaiCompat.apiKeyEnv", check: { kind: "variable" }, value: "", env: ["MOOT_OPENAI_KEY_ENV"], project: "never" },
  ...TIERS.map((tier) => modelOf("llm.openaiCompat", tier, [])),
  { path: "llm.prices", check: { kind: "prices" }, value: {}, env: [], project: "never" },
  {
    path: "llm.allowUnknownPrice",
    check: { kind: "switch" },
    value: false,
    env: ["MOOT_ALLOW_UNKNOWN_PRICE"],
    flag: "--allow-unknown-price",
    project: "never",
  },
  ...LIMITED.flatMap((id) => [
    limit(id, "concurrency", 1_000),
    limit(id, "requestsPerMinute", 1_000_000),
    limit(id, "tokensPerMinute", 100_000_000),
  ]),
  { path: "gemini.model", check: text(200), value: "", env: ["MOOT_GEMINI_MODEL"], project: "never" },
  { path: "team.judge.model", check: text(200), value: "sonnet", env: ["MOOT_JUDGE_MODEL"], project: "never" },
  { path: "team.judge.backend", check: backend, value: "auto", env: ["MOOT_JUDGE_BACKEND"], project: "never" },
  {
    path: "team.judge.effort",
    check: effort,
    value: "max",
    env: ["MOOT_JUDGE_EFFORT"],
    project: "never",
  },
  { path: "roundtable.maxRounds", check: turns(1), value: 3, env: ["MOOT_MAX_ROUNDS"], flag: "--max-rounds", project: "sets" },
  { path: "roundtable.budget", check: turns(0), value: 3, env: ["MOOT_BUDGET"], flag: "--budget", project: "sets" },
  {
    path: "roundtable.speakerTimeoutSeconds",
    check: seconds,
    value: 200,
    env: ["MOOT_SPEAKER_TIMEOUT"],
    flag: "--speaker-timeout",
    seed: "speaker_timeout",
    project: "sets",
  },
  {
    path: "roundtable.externalTimeoutSeconds",
    check: { kind: "whole", least: 1, most: 604_800 },
    value: 3600,
    env: ["MOOT_EXTERNAL_TIMEOUT"],
    flag: "--external-timeout",
    project: "sets",
  },
  {
    path: "roundtable.judgeTimeoutSeconds",
    check: seconds,
    value: 200,
    env: ["MOOT_JUDGE_TIMEOUT"],
    seed: "judge_timeout",
    project: "sets",
  },
  { path: "steward.enabled", check: { kind: "switch" }, value: true, env: ["MOOT_STEWARD"], project: "never" },
  { path: "steward.budget", check: turns(0), value: 3, env: ["MOOT_STEWARD_BUDGET"], seed: "budget_per_agent", project: "never" },
  { path: "steward.timeoutSeconds", check: seconds, value: 120, env: ["MOOT_STEWARD_TIMEOUT"], project: "never" },
  fee("haiku", 5),
  fee("flash", 5),
  fee("sonnet", 8),
  fee("opus", 15),
  cap("runUsd", "MOOT_CAP_USD", "--cap"),
  cap("dayUsd", "MOOT_CAP_DAY_USD"),
  cap("monthUsd", "MOOT_CAP_MONTH_USD"),
  {
    path: "printer.protocol",
    check: { kind: "word", words: ["moonraker", "octoprint"] },
    value: "moonraker",
    env: ["MOOT_PRINTER_PROTOCOL"],
    flag: "--protocol",
    project: "never",
  },
  { path: "printer.address", check: { kind: "address" }, value: "", env: ["MOOT_PRINTER"], flag: "--at", project: "never" },
  { path: "printer.keyEnv", check: { kind: "variable" }, value: "", env: ["MOOT_PRINTER_KEY_ENV"], flag: "--key-env", project: "never" },
];

/** Fields of one worker, `team.workers.<name>.<field>`. */
export const WORKER_FIELDS: Readonly<Record<keyof Worker, Check>> = { model: text(200), backend, role: text(400), effort };

/** The same fields by name, in the order in which they are written. */
export const WORKER_FIELD_NAMES = ["model", "backend", "role", "effort"] as const;

/** Keys of the systems before Moot that change nothing here. A file that has them still loads, with a warning each. */
export const SEED_KEYS: readonly string[] = [
  "version",
  "team.admin",
  "team.therapist",
  "team.judge.name",
  "team.judge.stage",
  "team.judge.roundtables_judged",
  "roundtable.context_limit",
  "roundtable.token_budget",
  "roundtable.db_path",
  "roundtable.gemini_refresh_round",
  "competition.scoring",
  "competition.gate_bonus",
  "competition.penalties",
  "competition.relegation",
  "competition.rt_outcome_bonus",
  "competition.ventures",
  "competition.tier_thresholds",
  "self_determined_thresholds",
  "gemini.api_key_env",
  "gemini.temperature",
  "steward.max_response_tokens",
  "steward.haiku_model",
  "steward.sonnet_model",
];

/** The setting of a path. */
export const configKey = (path: string): ConfigKey | undefined => BY_PATH.get(path);

/** The names that may stand in a group of settings (`""` is the whole file), each with the other spellings that are read. */
export const namesIn = (group: string): ReadonlyMap<string, readonly string[]> => NAMES.get(group) ?? new Map();

const BY_PATH: ReadonlyMap<string, ConfigKey> = new Map(CONFIG_KEYS.map((key) => [key.path, key]));

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const NAMES: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = (() => {
  const groups = new Map<string, Map<string, readonly string[]>>();
  const put = (path: string, seed: readonly string[]): void => {
    const parts = path.split(".");
    parts.forEach((name, index) => {
      const group = parts.slice(0, index).join(".");
      const names = groups.get(group) ?? new Map<string, readonly string[]>();
      groups.set(group, names);
      const spellings = index === parts.length - 1 ? seed : [];
      if (!names.has(name)) names.set(name, [snakeCase(name), ...spellings]);
    });
  };
  for (const { path, seed } of CONFIG_KEYS) put(path, seed === undefined ? [] : [seed]);
  put("team.workers", []);
  return groups;
})();
