import type { Json } from "../../core/kernel/json.ts";
import { DEFAULT_WORKER, type Worker } from "../../core/team/template.ts";
import { checkValue } from "./config-check.ts";
import { type ConfigFault, type ConfigText, faultAt, shownValue } from "./config-fault.ts";
import { CONFIG_KEYS, type ConfigKey, WORKER_FIELD_NAMES } from "./config-keys.ts";
import type { Layer } from "./config-layer.ts";
import { type Config, DEFAULT_ROSTER, type LoadedConfig } from "./config-shape.ts";

/** Settings in the making: starts with the defaults, takes one source after the other, lowest first. */
export class Merger {
  readonly #values = new Map<string, Json>(CONFIG_KEYS.map(({ path, value }) => [path, value]));
  readonly #origins = new Map<string, string>(CONFIG_KEYS.map(({ path }) => [path, "default"]));
  readonly #warnings: string[] = [];
  #workers = new Map<string, Worker>(Object.entries(DEFAULT_ROSTER));

  constructor() {
    this.#origins.set("team.workers", "default");
    for (const name of this.#workers.keys()) this.#markWorker(name, {}, "default");
  }

  take({ values, workers, warnings }: Layer, scope: "user" | "project", file: string): void {
    this.#warnings.push(...warnings);
    for (const { path, project } of CONFIG_KEYS) {
      const value = values.get(path);
      if (value === undefined) continue;
      if (scope === "project" && project === "lowers" && !this.#isLower(path, value)) {
        this.#warnings.push(`${file}: a project may only lower ${path}; ${shownValue(value)} is ignored`);
        continue;
      }
      this.#values.set(path, value);
      this.#origins.set(path, scope);
    }
    if (workers !== undefined && scope === "user") this.#replaceRoster(workers);
    if (workers !== undefined && scope === "project") this.#takeRoles(workers, file);
  }

  /** Sets a value of a variable or a flag; `at` is where it starts in the line that stands for it. */
  set(key: ConfigKey, value: Json, origin: string, source: ConfigText, at: number): ConfigFault | undefined {
    const issue = checkValue(key.check, value);
    if (issue === undefined) {
      this.#values.set(key.path, value);
      this.#origins.set(key.path, origin);
      return undefined;
    }
    const name = source.text.slice(0, at - 1);
    const isFlag = origin.startsWith("flag");
    return faultAt(source, at, source.text.length, {
      code: !isFlag ? "CONFIG_INVALID" : issue.kind === "out-of-range" ? "BAD_LIMIT" : "USAGE",
      kind: issue.kind,
      message: `${name} must be ${issue.expected} but is ${shownValue(value)}`,
      hint: isFlag ? `pass ${name} ${issue.example}` : `set ${name}=${issue.example}, or unset it`,
    });
  }

  result(): LoadedConfig {
    const workers = Object.fromEntries(this.#workers);
    const config: Record<string, unknown> = {};
    for (const [path, value] of this.#values) {
      const parts = path.split(".");
      const last = parts.pop() as string;
      let group = config;
      for (const part of parts) {
        group[part] = group[part] ?? {};
        group = group[part] as Record<string, unknown>;
      }
      group[last] = value;
    }
    (config.team as Record<string, unknown>).workers = workers;
    return { config: config as Config, origins: Object.fromEntries(this.#origins), warnings: this.#warnings };
  }

  #isLower(path: string, value: Json): boolean {
    const current = this.#values.get(path);
    return typeof value === "number" && (typeof current !== "number" || value <= current);
  }

  #replaceRoster(workers: ReadonlyMap<string, Partial<Worker>>): void {
    for (const path of [...this.#origins.keys()].filter((key) => key.startsWith("team.workers."))) this.#origins.delete(path);
    this.#origins.set("team.workers", "user");
    this.#workers = new Map();
    for (const [name, fields] of workers) {
      const known = Object.hasOwn(DEFAULT_ROSTER, name) ? DEFAULT_ROSTER[name] : undefined;
      this.#workers.set(name, { ...DEFAULT_WORKER, ...known, ...fields });
      this.#markWorker(name, fields, "user");
    }
  }

  #takeRoles(workers: ReadonlyMap<string, Partial<Worker>>, file: string): void {
    for (const [name, { role }] of workers) {
      const worker = this.#workers.get(name);
      if (worker === undefined) this.#warnings.push(`${file}: a project cannot add the worker ${name}; it is ignored`);
      if (worker === undefined || role === undefined) continue;
      this.#workers.set(name, { ...worker, role });
      this.#origins.set(`team.workers.${name}.role`, "project");
    }
  }

  #markWorker(name: string, fields: Partial<Worker>, origin: string): void {
    for (const field of WORKER_FIELD_NAMES) {
      if (field === "effort" && fields.effort === undefined) continue;
      this.#origins.set(`team.workers.${name}.${field}`, fields[field] === undefined ? "default" : origin);
    }
  }
}
