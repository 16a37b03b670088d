import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { canonicalJson, type Json } from "../core/kernel/json.ts";
import { type JsonMember, type JsonNode, jsonValue, parseJson } from "../core/kernel/json-source.ts";
import { lineOf } from "../core/kernel/line-of.ts";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { ModelRequest } from "../ports/model.ts";

/** What a script says to one request: text, text with a parsed object, or a fault. */
export type ScriptedLine = { readonly text: string; readonly parsed?: Json } | { readonly fault: ModelFault };

/** A script: a function of the request, so that equal requests get equal answers. `latencyMs` 0 answers in the same turn. */
export type Script = { readonly say: (request: ModelRequest) => ScriptedLine; readonly latencyMs?: (request: ModelRequest) => number };

/** Bytes of the largest script, and rules in it. */
const MAX_BYTES = 1024 * 1024;
const MAX_RULES = 1_000;
const MAX_LATENCY_MS = 600_000;

/** What a rule may match on; all that it names must hold. `seat` and `round` are those of the typed task. */
type When = {
  readonly kind?: string;
  readonly seat?: string;
  readonly round?: number;
  readonly tier?: string;
  readonly contains?: string;
};

type Rule = { readonly when: When; readonly line: ScriptedLine; readonly latencyMs: number };

/** Reads a script file. The fault is for people: the place, the line, a caret under it, and what is wrong. */
export const readScriptFile = (path: string): Result<Script, string> => {
  const text = readText(path);
  if (!text.ok) return text;
  const parsed = parseJson(text.value);
  if (!parsed.ok) return fail(pointAt(path, text.value, parsed.fault.offset, parsed.fault.length, parsed.fault.message));
  const reader = new ScriptReader(path, text.value);
  const rules = reader.script(parsed.value);
  return rules === undefined ? fail(reader.fault as string) : ok(scriptOf(rules));
};

const readText = (path: string): Result<string, string> => {
  try {
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile() || stats.size > MAX_BYTES) return fail(`${path} is no file of at most ${MAX_BYTES} bytes`);
      return ok(readFileSync(fd, "utf8"));
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return fail(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** The first rule that holds speaks; a request that none fits is a fault of the script. */
const scriptOf = (rules: readonly Rule[]): Script => {
  const ruleFor = (request: ModelRequest): Rule | undefined => rules.find(({ when }) => holds(when, request));
  return {
    say: (request) => ruleFor(request)?.line ?? { fault: { kind: "malformed", message: `the script has no rule for ${shown(request)}` } },
    latencyMs: (request) => ruleFor(request)?.latencyMs ?? 0,
  };
};

const holds = (when: When, { task, tier, messages }: ModelRequest): boolean =>
  (when.kind === undefined || when.kind === task?.kind) &&
  (when.seat === undefined || when.seat === task?.seat) &&
  (when.round === undefined || when.round === task?.round) &&
  (when.tier === undefined || when.tier === tier) &&
  (when.contains === undefined || messages.some(({ text }) => text.includes(when.contains as string)));

const shown = ({ task, tier }: ModelRequest): string =>
  task === undefined
    ? `a request without a task, tier ${tier}`
    : `${task.kind}, seat ${task.seat || "none"}, round ${task.round}, tier ${tier}`;

/** The fields of each object of a script, and what each holds. */
const SCRIPT = { rules: "list" } as const;
const RULE = { when: "object", text: "string", parsed: "any", fault: "object", latencyMs: "number" } as const;
const WHEN = { kind: "string", seat: "string", round: "number", tier: "string", contains: "string" } as const;
const FAULT = { kind: "string", message: "string", retryAfterMs: "number" } as const;

const FAULTS: readonly ModelFault["kind"][] = [
  ...(["rate-limited", "overloaded", "timeout", "refused", "malformed", "too-long", "auth", "unavailable", "cap-reached"] as const),
];

type Fields = Readonly<Record<string, "list" | "object" | "string" | "number" | "any">>;
type Members = ReadonlyMap<string, JsonNode>;

/** Reads from left to right. A method that fails leaves a fault and returns undefined. */
class ScriptReader {
  fault: string | undefined;
  readonly #path: string;
  readonly #text: string;

  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
  }

  script(node: JsonNode): readonly Rule[] | undefined {
    const list = this.#fields(node, SCRIPT)?.get("rules");
    if (list?.kind !== "list")
      return list === undefined && this.fault === undefined ? this.#refuse(node, "a script needs rules") : undefined;
    if (list.items.length > MAX_RULES) return this.#refuse(list, `a script has at most ${MAX_RULES} rules`);
    const rules: Rule[] = [];
    for (const item of list.items) {
      const rule = this.#rule(item);
      if (rule === undefined) return undefined;
      rules.push(rule);
    }
    return rules;
  }

  #rule(node: JsonNode): Rule | undefined {
    const fields = this.#fields(node, RULE);
    if (fields === undefined) return undefined;
    const when = fields.get("when");
    if (when !== undefined && this.#fields(when, WHEN) === undefined) return undefined;
    const text = fields.get("text");
    const fault = fields.get("fault");
    const parsed = fields.get("parsed");
    if ((text === undefined && parsed === undefined) === (fault === undefined))
      return this.#refuse(node, "a rule says text or parsed, or it has a fault, and not both");
    const latency = fields.get("latencyMs");
    const latencyMs = latency === undefined ? 0 : (jsonValue(latency) as number);
    if (latency !== undefined && !(latencyMs >= 0 && latencyMs <= MAX_LATENCY_MS))
      return this.#refuse(latency, `expected 0 to ${MAX_LATENCY_MS} ms`);
    const line = fault === undefined ? spoken(text, parsed) : this.#faultLine(fault);
    return line === undefined ? undefined : { when: (when === undefined ? {} : jsonValue(when)) as When, line, latencyMs };
  }

  #faultLine(node: JsonNode): ScriptedLine | undefined {
    const fields = this.#fields(node, FAULT);
    if (fields === undefined) return undefined;
    const kind = fields.get("kind");
    if (kind === undefined || !FAULTS.includes(jsonValue(kind) as ModelFault["kind"]))
      return this.#refuse(kind ?? node, `a fault's kind is one of ${FAULTS.join(", ")}`);
    return { fault: { message: "the script says so", ...(jsonValue(node) as object) } as ModelFault };
  }

  /** The members of an object, when each is known and of its kind. */
  #fields(node: JsonNode, known: Fields): Members | undefined {
    if (node.kind !== "object") return this.#refuse(node, "expected an object");
    for (const member of node.members) {
      const kind = known[member.key];
      if (kind === undefined || !Object.hasOwn(known, member.key))
        return this.#refuseKey(member, `unknown field; known are ${Object.keys(known).join(", ")}`);
      if (kind !== "any" && kindOf(member.node) !== kind)
        return this.#refuse(member.node, `expected ${kind === "object" ? "an" : "a"} ${kind}`);
    }
    return new Map(node.members.map(({ key, node: value }) => [key, value]));
  }

  #refuse(node: JsonNode, message: string): undefined {
    this.fault = pointAt(this.#path, this.#text, node.start, node.end - node.start, message);
  }

  #refuseKey({ start, node }: JsonMember, message: string): undefined {
    this.fault = pointAt(this.#path, this.#text, start, node.start - start, message);
  }
}

const kindOf = (node: JsonNode): string => (node.kind === "scalar" ? typeof node.value : node.kind);

const spoken = (text: JsonNode | undefined, parsed: JsonNode | undefined): ScriptedLine => {
  const object: Json | undefined = parsed === undefined ? undefined : jsonValue(parsed);
  const said = text === undefined ? canonicalJson(object ?? null) : (jsonValue(text) as string);
  return { text: said, ...(object === undefined ? {} : { parsed: object }) };
};

const pointAt = (path: string, text: string, offset: number, length: number, message: string): string => {
  const { line, column, from, to } = lineOf(text, offset);
  const shownLine = text.slice(from, to).slice(0, 200);
  const marks = "^".repeat(Math.max(1, Math.min(length, shownLine.length - column + 1)));
  return `${path}:${line}:${column}: ${message}\n${shownLine}\n${" ".repeat(column - 1)}${marks}`;
};
