import { asText, type Json } from "../../core/kernel/json.ts";
import { type JsonMember, type JsonNode, jsonValue, parseJson } from "../../core/kernel/json-source.ts";
import { lineOf } from "../../core/kernel/line-of.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { workerNameIssue } from "../../core/team/persona.ts";
import type { Worker } from "../../core/team/template.ts";
import { type Check, checkValue, valueOfText } from "./config-check.ts";
import { type ConfigFault, type ConfigText, faultAt, shownValue } from "./config-fault.ts";
import { CONFIG_KEYS, type ConfigKey, configKey, namesIn, SEED_KEYS, WORKER_FIELDS } from "./config-keys.ts";
import { nearest } from "./nearest.ts";

/** Whose file it is. A project's may set less: it comes with somebody else's code. */
export type LayerScope = "user" | "project";

/** What one file sets: values by path, fields of workers by name (in file order), and what was read but has no effect. */
export type Layer = {
  readonly values: ReadonlyMap<string, Json>;
  readonly workers: ReadonlyMap<string, Partial<Worker>> | undefined;
  readonly warnings: readonly string[];
};

/** Characters of the largest file. */
const MAX_CHARS = 1024 * 1024;

/** Reads a settings file. The first thing that is wrong in reading order is the fault. */
export const readLayer = (source: ConfigText, scope: LayerScope): Result<Layer, ConfigFault> => {
  if (source.text.length > MAX_CHARS) {
    const message = `a settings file has at most ${MAX_CHARS} characters but this one has ${source.text.length}`;
    return fail(
      faultAt({ ...source, text: source.text.slice(0, 80) }, 0, 1, { kind: "out-of-range", message, hint: "keep only settings in it" }),
    );
  }
  const parsed = parseJson(source.text);
  if (!parsed.ok) {
    const { offset, length, message, hint } = parsed.fault;
    return fail(faultAt(source, offset, offset + length, { kind: "syntax", message, hint }));
  }
  const reader = new LayerReader(source, scope);
  const fault = reader.readGroup(parsed.value, "");
  return fault === undefined ? ok({ values: reader.values, workers: reader.workers, warnings: reader.warnings }) : fail(fault);
};

/** Keys at any place that are for people and editors. */
const isComment = (key: string): boolean => key.startsWith("_") || key === "$schema";

/** The seed's word for a seat on the main backend. */
const SEED_BACKENDS: ReadonlyMap<string, string> = new Map([["claude", "auto"]]);

class LayerReader {
  readonly values = new Map<string, Json>();
  readonly warnings: string[] = [];
  workers: Map<string, Partial<Worker>> | undefined;
  readonly #source: ConfigText;
  readonly #scope: LayerScope;

  constructor(source: ConfigText, scope: LayerScope) {
    this.#source = source;
    this.#scope = scope;
  }

  /** Reads the members of a group of settings; `""` is the whole file. */
  readGroup(node: JsonNode, group: string): ConfigFault | undefined {
    if (node.kind !== "object") return this.#expectObject(node, group === "" ? "the settings" : group);
    const names = namesIn(group);
    return this.#eachMember(
      node.members,
      (key) => canonical(names, key),
      (member, name) => {
        const path = group === "" ? name : `${group}.${name}`;
        if (this.#isBarred(path)) return this.#ignore(member, `a project cannot set ${path}`);
        if (path === "team.workers") return this.#readWorkers(member.node);
        const setting = configKey(path);
        if (setting !== undefined) return this.#readSetting(setting, member);
        if (names.has(name)) return this.readGroup(member.node, path);
        if (SEED_KEYS.includes(path)) return this.#ignore(member, `${path} has no effect here`);
        return this.#unknown(member, path, names.keys());
      },
    );
  }

  #readSetting({ path, check }: ConfigKey, { node }: JsonMember): ConfigFault | undefined {
    const value = jsonValue(node);
    const fault = this.#check(path, check, value, node);
    if (fault === undefined) this.values.set(path, value);
    return fault;
  }

  #readWorkers(node: JsonNode): ConfigFault | undefined {
    if (node.kind !== "object") return this.#expectObject(node, "team.workers");
    const workers = new Map<string, Partial<Worker>>();
    this.workers = workers;
    return this.#eachMember(
      node.members,
      (key) => key,
      (member, name) => {
        const issue = workerNameIssue(name);
        if (issue !== undefined) {
          const message = `the worker name ${shownValue(name)} ${issue}`;
          return this.#fault(member.start, member.start + name.length + 2, { kind: "out-of-range", message, hint: "moot team new <name>" });
        }
        return this.#readWorker(member.node, name, workers);
      },
    );
  }

  #readWorker(node: JsonNode, name: string, workers: Map<string, Partial<Worker>>): ConfigFault | undefined {
    const path = `team.workers.${name}`;
    if (node.kind !== "object") return this.#expectObject(node, path);
    const fields: Record<string, string> = {};
    workers.set(name, fields);
    return this.#eachMember(
      node.members,
      (key) => key,
      (member, field) => {
        if (field === "assignments") return undefined;
        if (this.#scope === "project" && field !== "role") return this.#ignore(member, `a project cannot set ${path}.${field}`);
        const check = Object.hasOwn(WORKER_FIELDS, field) ? WORKER_FIELDS[field as keyof Worker] : undefined;
        if (check === undefined) return this.#unknown(member, `${path}.${field}`, Object.keys(WORKER_FIELDS));
        const value = jsonValue(member.node);
        const fault = this.#check(`${path}.${field}`, check, value, member.node);
        const text = asText(value) ?? "";
        if (fault === undefined) fields[field] = field === "backend" ? (SEED_BACKENDS.get(text) ?? text) : text;
        return fault;
      },
    );
  }

  /** Reads members in file order and stops at the first fault. Of a name that is set twice the last counts, as for `JSON.parse`. */
  #eachMember(
    members: readonly JsonMember[],
    nameOf: (key: string) => string,
    read: (member: JsonMember, name: string) => ConfigFault | undefined,
  ): ConfigFault | undefined {
    const named = members.filter(({ key }) => !isComment(key)).map((member) => ({ member, name: nameOf(member.key) }));
    const counting = new Map(named.map(({ member, name }) => [name, member]));
    for (const { member, name } of named) {
      if (counting.get(name) !== member) {
        this.#warn(member, `${shownValue(member.key)} is set again below; the last one counts`);
        continue;
      }
      const fault = read(member, name);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  #check(path: string, check: Check, value: Json, node: JsonNode): ConfigFault | undefined {
    const issue = checkValue(check, value);
    if (issue === undefined) return undefined;
    const message = `${path} must be ${issue.expected} but is ${shownValue(value)}`;
    return this.#fault(node.start, node.end, {
      kind: issue.kind,
      message,
      hint: `write ${JSON.stringify(valueOfText(check, issue.example))} here, or remove the key`,
    });
  }

  /** A path that this file may not set, and that holds nothing it may set. */
  #isBarred(path: string): boolean {
    if (this.#scope !== "project" || path === "team.workers") return false;
    const inside = CONFIG_KEYS.filter((key) => key.path === path || key.path.startsWith(`${path}.`));
    return inside.length > 0 ? path !== "team" && inside.every(({ project }) => project === "never") : SEED_KEYS.includes(path);
  }

  #unknown(member: JsonMember, path: string, known: Iterable<string>): ConfigFault | undefined {
    const names = [...known];
    const meant = nearest(member.key, names);
    if (this.#scope === "project" && meant === undefined) return this.#ignore(member, `a project cannot set ${path}`);
    const hint = meant === undefined ? `the known keys are ${names.join(", ")}` : `did you mean ${meant}?`;
    const message = `${path} is no setting`;
    return this.#fault(member.start, member.start + member.key.length + 2, { kind: "unknown-key", message, hint });
  }

  #expectObject(node: JsonNode, path: string): ConfigFault {
    const message = `${path} must be an object but is ${node.kind === "list" ? "a list" : shownValue(jsonValue(node))}`;
    return this.#fault(node.start, node.end, { kind: "wrong-type", message, hint: "write { … } with its keys here" });
  }

  #fault(start: number, end: number, what: Parameters<typeof faultAt>[3]): ConfigFault {
    return faultAt(this.#source, start, end, what);
  }

  #ignore(member: JsonMember, why: string): undefined {
    this.#warn(member, `${why}; it is ignored`);
  }

  #warn(member: JsonMember, what: string): void {
    const { line, column } = lineOf(this.#source.text, member.start);
    this.warnings.push(`${this.#source.file}:${line}:${column}: ${what}`);
  }
}

const canonical = (names: ReadonlyMap<string, readonly string[]>, key: string): string =>
  names.has(key) ? key : ([...names].find(([, spellings]) => spellings.includes(key))?.[0] ?? key);
