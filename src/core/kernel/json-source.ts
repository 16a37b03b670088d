import type { Json } from "./json.ts";
import { fail, ok, type Result } from "./result.ts";

/** A JSON value with its place in the text: `[start, end)` in UTF-16 units. Members keep their order and their repeats. */
export type JsonNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  | { readonly kind: "list"; readonly items: readonly JsonNode[] }
  | { readonly kind: "scalar"; readonly value: null | boolean | number | string }
);

/** A member of an object. `start` is the place of its key's first quote. */
export type JsonMember = { readonly start: number; readonly key: string; readonly node: JsonNode };

/** What is wrong with a JSON text, where, and what to write instead. `length` units are meant, at least 1. */
export type JsonIssue = { readonly offset: number; readonly length: number; readonly message: string; readonly hint: string };

/** Nesting that is read; deeper text is refused. */
export const MAX_NESTING = 64;

/**
 * Reads JSON (RFC 8259) and keeps the places. Takes exactly the texts that `JSON.parse` takes, up to `MAX_NESTING` levels,
 * and a byte-order mark before them.
 */
export const parseJson = (text: string): Result<JsonNode, JsonIssue> => {
  const reader = new Reader(text);
  const node = reader.document();
  return node === undefined ? fail(reader.issue as JsonIssue) : ok(node);
};

/** The plain value of a node; of a repeated key the last value counts, as for `JSON.parse`. */
export const jsonValue = (node: JsonNode): Json => {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(jsonValue);
  return Object.fromEntries(node.members.map(({ key, node: member }) => [key, jsonValue(member)]));
};

const NUMBER = /-?(?:0|[1-9]\d*)(?:[.]\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s,:{}[\]"]+/y;
const LITERALS: ReadonlyMap<string, null | boolean> = new Map([
  ["null", null],
  ["true", true],
  ["false", false],
]);
const COMMENT_HINT = "remove it; a key that starts with _ is a comment";

/** Reads from left to right. A method that fails leaves an issue and returns undefined. */
class Reader {
  issue: JsonIssue | undefined;
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode | undefined {
    if (this.#text.startsWith("\ufeff")) this.#at = 1;
    this.#skipSpace();
    const node = this.#value();
    if (node === undefined) return undefined;
    this.#skipSpace();
    if (this.#at === this.#text.length) return node;
    return this.#refuse(
      this.#at,
      `the value ends before this ${this.#shown()}`,
      this.#isComment() ? COMMENT_HINT : "remove what follows the last }",
    );
  }

  #value(): JsonNode | undefined {
    const first = this.#text[this.#at];
    if (first === "{") return this.#nested(() => this.#object());
    if (first === "[") return this.#nested(() => this.#list());
    if (first === '"') return this.#string();
    return this.#numberOrWord();
  }

  #nested(read: () => JsonNode | undefined): JsonNode | undefined {
    if (++this.#depth > MAX_NESTING) return this.#refuse(this.#at, `more than ${MAX_NESTING} levels are nested here`, "use fewer levels");
    const node = read();
    this.#depth--;
    return node;
  }

  #object(): JsonNode | undefined {
    const start = this.#at;
    const members: JsonMember[] = [];
    const isDone = this.#sequence("}", () => {
      const member = this.#member();
      if (member !== undefined) members.push(member);
      return member?.node;
    });
    return isDone ? { kind: "object", start, end: this.#at, members } : undefined;
  }

  #member(): JsonMember | undefined {
    const start = this.#at;
    if (this.#text[start] !== '"')
      return this.#refuse(start, `expected a key in double quotes but found ${this.#shown()}`, this.#keyHint());
    const key = this.#string();
    if (key === undefined) return undefined;
    this.#skipSpace();
    if (this.#text[this.#at] !== ":")
      return this.#refuse(key.end - 1, "a : is missing after this key", "put a : between the key and its value");
    this.#at++;
    this.#skipSpace();
    const node = this.#value();
    return node === undefined ? undefined : { start, key: (key as { value: string }).value, node };
  }

  #list(): JsonNode | undefined {
    const start = this.#at;
    const items: JsonNode[] = [];
    const isDone = this.#sequence("]", () => {
      const item = this.#value();
      if (item !== undefined) items.push(item);
      return item;
    });
    return isDone ? { kind: "list", start, end: this.#at, items } : undefined;
  }

  /** Reads entries between commas up to the closing bracket; false when an issue was left. */
  #sequence(close: "}" | "]", entry: () => JsonNode | undefined): boolean {
    const open = this.#at++;
    this.#skipSpace();
    if (this.#take(close)) return true;
    for (;;) {
      const read = entry();
      if (read === undefined) return false;
      this.#skipSpace();
      if (this.#take(close)) return true;
      const comma = this.#at;
      if (!this.#take(",")) return this.#refuse(...this.#unseparated(open, close, read.end)) ?? false;
      this.#skipSpace();
      if (this.#text[this.#at] === close)
        return this.#refuse(comma, `a comma stands before the closing ${close}`, "remove this comma") ?? false;
    }
  }

  #unseparated(open: number, close: string, end: number): [offset: number, message: string, hint: string] {
    if (this.#at >= this.#text.length) return [open, `this ${this.#text[open]} is never closed`, `add the missing ${close}`];
    if (this.#isComment()) return [this.#at, "JSON has no comments", COMMENT_HINT];
    if (this.#text[this.#at] === "}" || this.#text[this.#at] === "]")
      return [this.#at, `expected ${close} but found ${this.#text[this.#at]}`, `write ${close} here`];
    return [Math.max(end - 1, 0), "a comma is missing after this value", "put a comma here"];
  }

  #string(): JsonNode | undefined {
    const start = this.#at;
    for (let at = start + 1; at < this.#text.length; at++) {
      const unit = this.#text.charCodeAt(at);
      if (unit === 0x22) {
        this.#at = at + 1;
        return { kind: "scalar", start, end: at + 1, value: JSON.parse(this.#text.slice(start, at + 1)) as string };
      }
      if (unit === 0x5c) {
        if (!/^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(this.#text.slice(at + 1, at + 6))) {
          if (at + 1 >= this.#text.length) break;
          return this.#refuse(at, `\\${this.#text[at + 1]} is no escape of JSON`, "write \\\\ for a backslash", 2);
        }
        at++;
      } else if (unit === 0x0a || unit === 0x0d) {
        break;
      } else if (unit < 0x20) {
        return this.#refuse(at, "a control character stands in this string", "write a tab as \\t, a line end as \\n");
      }
    }
    const line = /[^\r\n]*/y;
    line.lastIndex = start;
    return this.#refuse(start, "this string is not closed on its line", 'close it with "', line.exec(this.#text)?.[0].length);
  }

  #numberOrWord(): JsonNode | undefined {
    const start = this.#at;
    const word = this.#match(WORD);
    const literal = LITERALS.get(word);
    if (literal !== undefined) return this.#scalar(start, word, literal);
    const number = this.#match(NUMBER);
    if (number !== "" && number === word) return this.#scalar(start, number, Number(number));
    if (start >= this.#text.length) return this.#refuse(start, "the text ends where a value should stand", "add a value");
    if (this.#isComment()) return this.#refuse(start, "JSON has no comments", COMMENT_HINT);
    const hint =
      number === "" ? "text stands in double quotes; the only words are true, false and null" : "write a number such as 3 or 0.5";
    return this.#refuse(start, `expected a value but found ${this.#shown()}`, hint, word.length);
  }

  #scalar(start: number, text: string, value: null | boolean | number): JsonNode {
    this.#at = start + text.length;
    return { kind: "scalar", start, end: this.#at, value };
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0] ?? "";
  }

  #take(unit: string): boolean {
    if (this.#text[this.#at] !== unit) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && " \t\n\r".includes(this.#text[this.#at] as string)) this.#at++;
  }

  #isComment(): boolean {
    return /^(?:\/\/|\/\*|#)/.test(this.#text.slice(this.#at, this.#at + 2));
  }

  #keyHint(): string {
    return this.#isComment() ? COMMENT_HINT : 'write the key as "key"';
  }

  /** What stands here, for a message: the word, cut to 20 characters, or the one character. */
  #shown(): string {
    if (this.#at >= this.#text.length) return "the end";
    const word = this.#match(WORD);
    return JSON.stringify(word === "" ? this.#text[this.#at] : word.length > 20 ? `${word.slice(0, 20)}…` : word);
  }

  #refuse(offset: number, message: string, hint: string, length = 1): undefined {
    this.issue = { offset, length: Math.max(length, 1), message, hint };
  }
}
