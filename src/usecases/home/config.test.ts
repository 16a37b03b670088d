import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Json } from "../../core/kernel/json.ts";
import { parseTemplate } from "../../core/team/template.ts";
import { type ConfigFault, type ConfigSources, type LoadedConfig, loadConfig } from "./config.ts";
import { type Check, checkValue } from "./config-check.ts";
import { CONFIG_KEYS, type ConfigKey, SEED_KEYS } from "./config-keys.ts";
import { DEFAULT_ROSTER } from "./config-shape.ts";

const user = (value: unknown): ConfigSources => ({
  user: { file: "config.json", text: typeof value === "string" ? value : JSON.stringify(value) },
});
const project = (value: unknown): ConfigSources => ({ project: { file: ".moot/config.json", text: JSON.stringify(value) } });

const load = (...sources: readonly ConfigSources[]): LoadedConfig => {
  const loaded = loadConfig(Object.assign({}, ...sources));
  if (!loaded.ok) throw new Error(`${loaded.fault.message} (${loaded.fault.line}:${loaded.fault.column})`);
  return loaded.value;
};

const faultOf = (...sources: readonly ConfigSources[]): ConfigFault => {
  const loaded = loadConfig(Object.assign({}, ...sources));
  if (loaded.ok) throw new Error("expected a fault");
  return loaded.fault;
};

const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce((node, part) => (node as Record<string, unknown>)[part], value);
const nest = (path: string, value: Json): Json => path.split(".").reduceRight((inner: Json, part) => ({ [part]: inner }), value);

/** Two values that pass the check, neither of them the default; the second is the lower one. */
const samples = ({ check, value }: ConfigKey): readonly [Json, Json] => {
  const pool: Record<Check["kind"], readonly Json[]> = {
    whole: [8, 7, 6],
    amount: [4.5, 2.25],
    switch: [false, true],
    word: check.kind === "word" ? check.words : [],
    id: ["offline", "scripted"],
    address: ["http://127.0.0.1:11434/v1", "https://llm.example/v1"],
    variable: ["AMATELIER_LLM_API_KEY", "MY_KEY"],
    text: ["opus", "gpt-4o"],
    prices: [{ llama: { input: 1, output: 2.5 } }, { "gpt-4o": { input: 0, output: 1, cached: 0.5, written: 0 } }],
  };
  const [first, second] = pool[check.kind].filter((candidate) => candidate !== value);
  return [first ?? null, second ?? first ?? null];
};

describe("the defaults", () => {
  it("are the shape that is documented", () => {
    const own = { haiku: "", flash: "", sonnet: "", opus: "" };
    const unlimited = { concurrency: 0, requestsPerMinute: 0, tokensPerMinute: 0 };
    expect(load().config).toEqual({
      llm: {
        mode: "auto",
        modelMap: own,
        openaiCompat: { baseUrl: "", apiKeyEnv: "", modelMap: own },
        prices: {},
        allowUnknownPrice: false,
        limits: Object.fromEntries(["anthropic-sdk", "openai-compat", "gemini", "claude-code", "codex"].map((id) => [id, unlimited])),
      },
      gemini: { model: "" },
      printer: { protocol: "moonraker", address: "", keyEnv: "" },
      team: { workers: DEFAULT_ROSTER, judge: { model: "sonnet", backend: "auto", effort: "max" } },
      roundtable: { maxRounds: 3, budget: 3, speakerTimeoutSeconds: 200, externalTimeoutSeconds: 3600, judgeTimeoutSeconds: 200 },
      steward: { enabled: true, budget: 3, timeoutSeconds: 120 },
      competition: { entryFees: { haiku: 5, flash: 5, sonnet: 8, opus: 15 } },
      cap: { runUsd: null, dayUsd: null, monthUsd: null },
    });
  });

  it("pass their own checks, and each has an origin", () => {
    for (const { path, check, value } of CONFIG_KEYS) expect([path, checkValue(check, value)]).toEqual([path, undefined]);
    expect(new Set(Object.values(load().origins))).toEqual(new Set(["default"]));
    expect(Object.keys(load().origins)).toEqual(expect.arrayContaining(CONFIG_KEYS.map(({ path }) => path)));
  });

  it("seat the bundled team curated-five", () => {
    const text = readFileSync(join(import.meta.dirname, "../../../assets/teams/curated-five/team.json"), "utf8");
    const template = parseTemplate(text);
    expect(template.ok && Object.fromEntries(template.value.workers.map(({ name, ...worker }) => [name, worker]))).toEqual(DEFAULT_ROSTER);
    expect(template.ok && template.value.workers.map(({ name }) => name)).toEqual(Object.keys(DEFAULT_ROSTER));
  });
});

describe.each(CONFIG_KEYS)("$path", (key) => {
  const { path, check, value, env, flag = path, project: rule } = key;
  const [high, low] = samples(key);
  const asText = (sample: Json): string => (typeof sample === "object" ? JSON.stringify(sample) : String(sample));
  const layers: readonly { readonly name: string; readonly source: (sample: Json) => ConfigSources; readonly origin: string }[] = [
    { name: "user", source: (sample) => user(nest(path, sample)), origin: "user" },
    ...(rule === "never" ? [] : [{ name: "project", source: (sample: Json) => project(nest(path, sample)), origin: "project" }]),
    ...env
      .slice(0, 1)
      .map((name) => ({ name: "env", source: (sample: Json) => ({ env: { [name]: asText(sample) } }), origin: `env ${name}` })),
    { name: "flag", source: (sample) => ({ flags: { [path]: sample as string | number } }), origin: `flag ${flag}` },
  ];

  it("is set by each scope alone, which is then its origin", () => {
    for (const { name, source, origin } of layers) {
      const { config, origins, warnings } = load(source(low));
      expect([name, at(config, path), origins[path], warnings]).toEqual([name, low, origin, []]);
    }
  });

  it("takes the higher of any two scopes", () => {
    layers.forEach((lower, index) => {
      for (const higher of layers.slice(index + 1)) {
        const { config, origins } = load(lower.source(high), higher.source(low));
        expect([lower.name, higher.name, at(config, path), origins[path]]).toEqual([lower.name, higher.name, low, higher.origin]);
      }
    });
  });

  it("is read in the spelling of the systems before Moot", () => {
    const snake = path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    expect(at(load(user(nest(snake, low))).config, path)).toEqual(low);
    if (key.seed !== undefined)
      expect(at(load(user(nest([...path.split(".").slice(0, -1), key.seed].join("."), low))).config, path)).toEqual(low);
  });

  it("is taken from its variables in order, and from no empty one", () => {
    if (env.length === 0) return;
    const all = Object.fromEntries(env.map((name) => [name, asText(low)]));
    const [first = "", second] = env;
    expect(load({ env: { ...all, [first]: "" } }).origins[path]).toBe(second === undefined ? "default" : `env ${second}`);
    expect(load({ env: all }).origins[path]).toBe(`env ${first}`);
  });

  it("is not set by a project that may not", () => {
    const { config, origins, warnings } = load(project(nest(path, low)));
    if (rule !== "never") return;
    expect([at(config, path), origins[path], warnings.length]).toEqual([value, "default", 1]);
    expect(warnings[0]).toMatch(/^.moot\/config.json:1:\d+: a project cannot set .*ignored$/);
  });

  it("refuses a list, an object and a value that is out of range, on the very characters", () => {
    const bad: readonly Json[] = [
      [],
      ...(check.kind === "prices" ? [] : [{}]),
      ...(
        {
          whole: [-1, 1.5, 1e9, "3", null, true],
          amount: [-1, 1e12, "2"],
          switch: ["yes", 1, null],
          word: ["none", 3],
          id: ["No Such", "", 3],
          address: ["localhost:1", "ftp://a", "http://me:secret@host/v1", "http://a\nb", 3],
          variable: ["my-key", "A B", "7UP", "openai", 3],
          text: ["a\nb", 3, null],
          prices: ["free", 3, null],
        } as const
      )[check.kind],
    ];
    for (const wrong of bad) {
      const text = JSON.stringify(nest(path, wrong), null, 2);
      const fault = faultOf(user(text));
      const lines = text.split("\n");
      expect([fault.code, fault.file, fault.text]).toEqual(["CONFIG_INVALID", "config.json", lines[fault.line - 1]]);
      expect(fault.text.slice(fault.column - 1)).toBe(JSON.stringify(wrong));
      expect(fault.message).toContain(`${path} must be`);
      expect(["wrong-type", "out-of-range"]).toContain(fault.kind);
    }
  });
});

describe("a settings file", () => {
  const faults: readonly [name: string, text: string, message: RegExp, shown: readonly string[]][] = [
    [
      "a missing comma",
      '{\n  "cap": { "runUsd": 2 }\n  "llm": {}\n}',
      /comma is missing/,
      ['2:24:  "cap": { "runUsd": 2 }', "                       ^"],
    ],
    ["a trailing comma", '{ "roundtable": {\n\t"budget": 2,\n} }', /comma stands before/, ['2:13:\t"budget": 2,', "\t           ^"]],
    [
      "an open string",
      '{ "llm": { "mode": "offline } }\n',
      /not closed/,
      ['1:20:{ "llm": { "mode": "offline } }', `                   ${"^".repeat(12)}`],
    ],
    ["an open string after a BOM and CRLF", '\ufeff{\r\n"llm: {}}\r\n', /not closed/, ['2:1:"llm: {}}', "^".repeat(9)]],
    [
      "an unknown key",
      '{ "roundtable": { "maxRound": 2 } }',
      /roundtable.maxRound is no setting/,
      ['1:19:{ "roundtable": { "maxRound": 2 } }', `                  ${"^".repeat(10)}`],
    ],
    ["no object", "[]", /the settings must be an object/, ["1:1:[]", "^^"]],
    ["an empty file", "", /text ends/, ["1:1:", "^"]],
  ];

  it.each(faults)("with %s is refused with the line and a caret", (_, text, message, [line, caret]) => {
    const fault = faultOf(user(text));
    expect(`${fault.line}:${fault.column}:${fault.text}`).toBe(line);
    expect(fault.caret).toBe(caret);
    expect(fault.message).toMatch(message);
    expect(fault.hint).not.toBe("");
  });

  it("suggests the key that was meant, and names the known ones where none is near", () => {
    expect(faultOf(user({ roundtable: { max_round: 2 } })).hint).toBe("did you mean maxRounds?");
    expect(faultOf(user({ roundtabel: {} })).hint).toBe("did you mean roundtable?");
    expect(faultOf(user({ team: { workers: { nova: { modle: "opus" } } } })).hint).toBe("did you mean model?");
    expect(faultOf(user({ colour: "red" })).hint).toBe(
      "the known keys are llm, gemini, team, roundtable, steward, competition, cap, printer",
    );
  });

  it("warns of a key that is set twice, and the last one counts", () => {
    const { config, warnings } = load(user('{ "roundtable": { "budget": 1,\n "max_rounds": 2, "maxRounds": 4, "budget": 5 } }'));
    expect([config.roundtable.budget, config.roundtable.maxRounds]).toEqual([5, 4]);
    expect(warnings).toEqual([
      'config.json:1:19: "budget" is set again below; the last one counts',
      'config.json:2:2: "max_rounds" is set again below; the last one counts',
    ]);
  });

  it("may hold comments everywhere: keys that start with _", () => {
    const noted = {
      _: 1,
      $schema: "x",
      roundtable: { _comment: ["any", { thing: 1 }] },
      team: { _note: null, workers: { _comment: "who", nova: { _why: "x", model: "opus" } } },
    };
    const { config, warnings } = load(user(noted));
    expect([Object.keys(config.team.workers), warnings]).toEqual([["nova"], []]);
  });

  it("of the system before Moot loads, with a warning for each key that has no effect here", () => {
    const seed = {
      _comment: "x",
      version: "0.5.0",
      llm: {
        mode: "auto",
        model_map: { sonnet: "claude-sonnet-4-20250514" },
        openai_compat: { base_url: "http://localhost:1/v1", api_key_env: "", model_map: { haiku: "qwen3:8b" } },
      },
      team: {
        admin: { name: "Opus Admin" },
        judge: { name: "Judge", model: "claude-sonnet-4-6", effort: "max", stage: 1, roundtables_judged: 0 },
        workers: {
          _comment: "x",
          elena: { model: "claude-sonnet-4-20250514", backend: "claude", assignments: 3 },
          naomi: { model: "gemini-3-flash-preview", backend: "gemini" },
        },
      },
      roundtable: { max_rounds: 2, context_limit: 8000, token_budget: 15000, db_path: "x" },
      competition: { entry_fees: { haiku: 6 }, gate_bonus: { enabled: true } },
      steward: { enabled: false, budget_per_agent: 1, timeout_seconds: 60, max_response_tokens: 2000 },
      gemini: { model: "gemini-3-flash-preview", api_key_env: "GEMINI_API_KEY", temperature: 1.0 },
    };
    const { config, warnings } = load(user(seed));
    expect(config.team.workers).toEqual({
      elena: { model: "claude-sonnet-4-20250514", backend: "auto", role: "synthesis and architecture" },
      naomi: { model: "gemini-3-flash-preview", backend: "gemini", role: "cross-model blind spots" },
    });
    expect([config.roundtable.maxRounds, config.steward, config.competition.entryFees.haiku]).toEqual([
      2,
      { enabled: false, budget: 1, timeoutSeconds: 60 },
      6,
    ]);
    expect([config.llm.modelMap.sonnet, config.llm.openaiCompat, config.gemini.model]).toEqual([
      "claude-sonnet-4-20250514",
      { baseUrl: "http://localhost:1/v1", apiKeyEnv: "", modelMap: { haiku: "qwen3:8b", flash: "", sonnet: "", opus: "" } },
      "gemini-3-flash-preview",
    ]);
    expect(warnings).toHaveLength(12);
    expect(warnings.every((warning) => /has no effect here; it is ignored$/.test(warning))).toBe(true);
    for (const path of SEED_KEYS) expect([path, load(user(nest(path, {}))).warnings.length]).toEqual([path, 1]);
  });

  it("shows no secret in a fault, and keeps the caret where it was", () => {
    const secret = `sk-ant-api03-${"Ab3dEf6hIj9kLm2n".repeat(5)}-AbCdEfGhAA`;
    const fault = faultOf(user(`{ "apiKey": "${secret}", "cap": { "runUsd": "${secret}" } }`));
    expect(JSON.stringify(fault)).not.toContain(secret.slice(20, 50));
    expect(fault.text.indexOf("apiKey")).toBe(fault.caret.indexOf("^") + 1);
  });
});

describe("the roster", () => {
  it("of a user replaces the default one, and takes what it leaves out from the worker of that name", () => {
    const { config, origins } = load(user({ team: { workers: { nova: {}, elena: { model: "opus" } } } }));
    expect(config.team.workers).toEqual({
      nova: { model: "sonnet", backend: "auto", role: "" },
      elena: { model: "opus", backend: "auto", role: "synthesis and architecture" },
    });
    expect([origins["team.workers"], origins["team.workers.elena.model"], origins["team.workers.elena.role"]]).toEqual([
      "user",
      "user",
      "default",
    ]);
    expect(origins["team.workers.marcus.model"]).toBeUndefined();
    expect(load(user({ team: { workers: {} } })).config.team.workers).toEqual({});
  });

  it("takes roles from a project, and no worker, model or backend", () => {
    const { config, origins, warnings } = load(
      project({ team: { workers: { elena: { role: "law", model: "opus", backend: "openai-compat" }, nova: { role: "x" } } } }),
    );
    expect(config.team.workers).toEqual({ ...DEFAULT_ROSTER, elena: { ...DEFAULT_ROSTER.elena, role: "law" } });
    expect(origins["team.workers.elena.role"]).toBe("project");
    expect(warnings.map((warning) => warning.replace(/^[^ ]* /, ""))).toEqual([
      "a project cannot set team.workers.elena.model; it is ignored",
      "a project cannot set team.workers.elena.backend; it is ignored",
      "a project cannot add the worker nova; it is ignored",
    ]);
  });

  it("holds only worker names", () => {
    for (const name of ["all", "judge", "No", "../x", "a".repeat(41)])
      expect(faultOf(user({ team: { workers: { [name]: {} } } })).message).toContain(JSON.stringify(name));
    expect(load(user('{"team":{"workers":{"constructor":{},"__proto__":{"model":"x"}}}}')).config.team.workers).toEqual({
      constructor: { model: "sonnet", backend: "auto", role: "" },
    });
  });
});

describe("llm.prices", () => {
  it("refuses what is no price of a model", () => {
    for (const wrong of [
      { m: 3 },
      { m: {} },
      { m: { input: 1 } },
      { m: { input: -1, output: 1 } },
      { m: { input: 1, output: 1, extra: 1 } },
    ])
      expect(faultOf(user(JSON.stringify({ llm: { prices: wrong } }))).message).toMatch(/^llm\.prices must be an object of model ids/u);
  });
});

describe("a project", () => {
  it("may lower the cap and never raise or lift it", () => {
    const cap = (of: number | null, asked: Json): readonly unknown[] => {
      const { config, origins, warnings } = load(user({ cap: { runUsd: of } }), project({ cap: { runUsd: asked } }));
      return [config.cap.runUsd, origins["cap.runUsd"], warnings.length];
    };
    expect(cap(5, 2)).toEqual([2, "project", 0]);
    expect(cap(null, 2)).toEqual([2, "project", 0]);
    expect(cap(5, 9)).toEqual([5, "user", 1]);
    expect(cap(5, null)).toEqual([5, "user", 1]);
    expect(
      load(user({ cap: { runUsd: 5 } }), project({ cap: { runUsd: 2 } }), { env: { MOOT_CAP_USD: "none" } }).config.cap.runUsd,
    ).toBeNull();
  });

  it("cannot bring backends, addresses or keys, known or not", () => {
    const wish = {
      llm: { mode: "openai-compat", baseUrl: "http://evil", apiKey: "k", openai_compat: { base_url: "http://evil", api_key_env: "HOME" } },
      baseUrl: "http://evil",
      gemini: { api_key_env: "X" },
      steward: 3,
      competition: [],
      team: { judge: { backend: "x" } },
    };
    const { config, warnings } = load(project(wish));
    expect(config).toEqual(load().config);
    expect(warnings).toHaveLength(6);
  });

  it("is still told of a slip in what it may set", () => {
    expect(faultOf(project({ roundtable: { maxRound: 2 } }))).toMatchObject({ file: ".moot/config.json", hint: "did you mean maxRounds?" });
    expect(faultOf(project({ roundtable: { budget: 99 } })).kind).toBe("out-of-range");
  });
});

describe("variables and flags", () => {
  it.each([
    [{ env: { MOOT_MAX_ROUNDS: "0" } }, "CONFIG_INVALID", "environment variable MOOT_MAX_ROUNDS", "MOOT_MAX_ROUNDS=0", 17],
    [{ env: { MOOT_CAP_USD: "two" } }, "CONFIG_INVALID", "environment variable MOOT_CAP_USD", "MOOT_CAP_USD=two", 14],
    [{ env: { AMATELIER_MODE: "open ai" } }, "CONFIG_INVALID", "environment variable AMATELIER_MODE", "AMATELIER_MODE=open ai", 16],
    [{ flags: { "roundtable.maxRounds": 0 } }, "BAD_LIMIT", "command line", "--max-rounds 0", 14],
    [{ flags: { "roundtable.budget": "many" } }, "USAGE", "command line", "--budget many", 10],
  ] as const)("%j is a fault on its value", (source, code, file, text, column) => {
    expect(faultOf(source)).toMatchObject({ code, file, text, line: 1, column });
  });

  it("reads yes and no, and ignores what is empty or unknown", () => {
    for (const [word, value] of [
      ["1", true],
      ["off", false],
      ["No", false],
      ["TRUE", true],
    ] as const)
      expect(load({ env: { MOOT_STEWARD: word } }).config.steward.enabled).toBe(value);
    expect(load({ env: { MOOT_MODE: " ", MOOT_SOMETHING: "x", PATH: "/" }, flags: { "roundtable.budget": undefined } })).toEqual(load());
  });
});

test("loadConfig is total: any text is settings or a fault with a place in it", () => {
  const names = [
    "llm",
    "mode",
    "team",
    "workers",
    "nova",
    "judge",
    "model",
    "role",
    "roundtable",
    "max_rounds",
    "maxRounds",
    "cap",
    "runUsd",
    "_c",
    "x",
    "gemini",
  ];
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, 1, 3, 2.5, "auto", "opus"),
      fc.dictionary(fc.constantFrom(...names), tie("any"), { maxKeys: 4 }),
      fc.array(tie("any"), { maxLength: 2 }),
    ),
  })).any;
  const text = fc.oneof(
    value.map((drawn) => JSON.stringify(drawn)),
    fc.tuple(value, fc.nat(), fc.string({ unit: "binary", maxLength: 2 })).map(([drawn, where, noise]) => {
      const good = JSON.stringify(drawn, null, 1);
      const place = where % (good.length + 1);
      return good.slice(0, place) + noise + good.slice(place);
    }),
  );
  fc.assert(
    fc.property(text, fc.boolean(), (drawn, mine) => {
      const source = { file: "f", text: drawn };
      const loaded = loadConfig(mine ? { user: source } : { project: source });
      if (loaded.ok) {
        for (const { path, check } of CONFIG_KEYS) expect(checkValue(check, at(loaded.value.config, path) as Json)).toBeUndefined();
        return;
      }
      const { line, column, caret, message, hint } = loaded.fault;
      expect(line).toBeLessThanOrEqual(drawn.split("\n").length);
      expect(column).toBeLessThanOrEqual((drawn.split("\n")[line - 1] ?? "").length + 1);
      expect(caret).toMatch(/\^$/);
      expect(message.length * hint.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});
