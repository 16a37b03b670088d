import { asRecord, type Json, MAX_JSON_DEPTH } from "./json.ts";
import { fail, ok, type Result } from "./result.ts";

/** Characters of the longest answer that is read, and places in it at which a value is looked for. */
const MAX_CHARS = 1024 * 1024;
const MAX_PLACES = 64;

/**
 * Reads the one JSON object (or, with `wants` "array", the one list) in what a model wrote: bare, in a fenced block, or with
 * talk around it. Takes a trailing comma, and single-quoted text whose first quote inside also ends it. Changes no value: what is
 * not JSON otherwise, two different values, and numbers that are not finite are a fault, which says what is wrong in a sentence.
 */
export const readJsonAnswer = (text: string, wants: "object" | "array" = "object"): Result<Json, string> => {
  if (text.length > MAX_CHARS) return fail(`the answer has ${text.length} characters; at most ${MAX_CHARS} are read`);
  const open = wants === "object" ? "{" : "[";
  const fenced = [...text.matchAll(/^[ \t]*```[^\n`]*\n(.*?)^[ \t]*```/gmsu)]
    .slice(0, MAX_PLACES)
    .map(([, body]) => (body as string).trim());
  const inFences = fenced.filter((body) => body.startsWith(open)).map((body) => readWhole(body));
  const found = inFences.some(({ ok: isRead }) => isRead) ? inFences : valuesIn(text, open);
  const values = new Map(found.flatMap((read) => (read.ok ? [[JSON.stringify(read.value), read.value] as const] : [])));
  if (values.size > 1) return fail(`the answer holds ${values.size} different JSON values; give one`);
  const [value] = values.values();
  if (value !== undefined) return ok(value);
  const why = found.flatMap((read) => (read.ok ? [] : [read.fault]))[0];
  return fail(why === undefined ? `the answer holds no JSON ${wants}` : `the answer's JSON ${wants} cannot be read: ${why}`);
};

/** Reads the one value that fits the schema's type and has its required members; the members themselves are for the asker to judge. */
export const readBySchema = (text: string, schema: Json): Result<Json, string> => {
  const { type, required } = asRecord(schema) ?? {};
  const read = readJsonAnswer(text, type === "array" ? "array" : "object");
  if (!read.ok) return read;
  const members = asRecord(read.value) ?? {};
  const missing = (Array.isArray(required) ? (required as readonly string[]) : []).filter((name) => !Object.hasOwn(members, name));
  return missing.length === 0 ? read : fail(`the answer's JSON object has no ${missing.join(", ")}`);
};

const readWhole = (text: string): Result<Json, string> => {
  const reader = new Reader(text, 0);
  const value = reader.value(0);
  if (value === undefined) return fail(reader.problem);
  return reader.rest() === "" ? ok(value) : fail(`text follows it: ${JSON.stringify(reader.rest().slice(0, 20))}`);
};

/** Every value that begins with `open`, outermost first; what stands inside one of them is not looked at again. */
const valuesIn = (text: string, open: string): readonly Result<Json, string>[] => {
  const found: Result<Json, string>[] = [];
  let at = text.indexOf(open);
  while (at >= 0 && found.length < MAX_PLACES) {
    const reader = new Reader(text, at);
    const value = reader.value(0);
    found.push(value === undefined ? fail(reader.problem) : ok(value));
    at = text.indexOf(open, value === undefined ? at + 1 : reader.at);
  }
  return found;
};

/** Reads one value. Undefined means that `problem` says why there is none. */
class Reader {
  at: number;
  problem = "";
  readonly #text: string;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  rest(): string {
    return this.#text.slice(this.at).trim();
  }

  value(depth: number): Json | undefined {
    if (depth > MAX_JSON_DEPTH) return this.#stop(`it is nested deeper than ${MAX_JSON_DEPTH}`);
    const next = this.#peek();
    if (next === "{") return this.#record(depth);
    if (next === "[") return this.#list(depth);
    if (next === '"' || next === "'") return this.#quoted(next);
    return this.#word();
  }

  #record(depth: number): Json | undefined {
    const members: [string, Json][] = [];
    const ended = this.#members("}", () => {
      const quote = this.#peek();
      const name = quote === '"' || quote === "'" ? this.#quoted(quote) : this.#stop("a member has no quoted name");
      if (name === undefined) return false;
      if (this.#peek() !== ":") return this.#stop("a name is not followed by a colon") ?? false;
      this.at += 1;
      const value = this.value(depth + 1);
      if (value !== undefined) members.push([name, value]);
      return value !== undefined;
    });
    return ended ? Object.fromEntries(members) : undefined;
  }

  #list(depth: number): Json | undefined {
    const items: Json[] = [];
    const ended = this.#members("]", () => {
      const value = this.value(depth + 1);
      if (value !== undefined) items.push(value);
      return value !== undefined;
    });
    return ended ? items : undefined;
  }

  /** Reads members up to `close`; a comma may stand before it. */
  #members(close: string, read: () => boolean): boolean {
    this.at += 1;
    while (this.#peek() !== close) {
      if (!read()) return false;
      if (this.#peek() === ",") this.at += 1;
      else if (this.#peek() !== close) return this.#stop(`a comma or ${close} is missing`) ?? false;
    }
    this.at += 1;
    return true;
  }

  #quoted(quote: '"' | "'"): string | undefined {
    const pattern = quote === '"' ? /"((?:[^"\\\n\r]|\\.)*)"/uy : /'((?:[^'\\\n\r]|\\.)*)'(?=\s*[,:}\]])/uy;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found === null) return this.#stop(quote === '"' ? "a text does not end" : "a single quote may or may not end a text");
    const inner = found[1] as string;
    try {
      const text = JSON.parse(`"${quote === '"' ? inner : inner.replaceAll("\\'", "'").replaceAll(/(?<!\\)"/gu, '\\"')}"`) as string;
      this.at = pattern.lastIndex;
      return text;
    } catch {
      return this.#stop("a text holds a character or an escape that JSON does not have");
    }
  }

  #word(): Json | undefined {
    const pattern = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
    pattern.lastIndex = this.at;
    const word = pattern.exec(this.#text)?.[0];
    if (word === undefined || /^[\w.+-]/u.test(this.#text.slice(pattern.lastIndex, pattern.lastIndex + 1)))
      return this.#stop(`${JSON.stringify(this.#text.slice(this.at, this.at + 20))} is no value`);
    const value = JSON.parse(word) as Json;
    if (typeof value === "number" && !Number.isFinite(value)) return this.#stop(`${word} is out of range`);
    this.at = pattern.lastIndex;
    return value;
  }

  #peek(): string {
    while (/[ \t\n\r]/u.test(this.#text.charAt(this.at))) this.at += 1;
    return this.#text.charAt(this.at);
  }

  #stop(problem: string): undefined {
    this.problem ||= problem;
    return undefined;
  }
}
