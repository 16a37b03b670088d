import type { Json } from "../core/kernel/json.ts";
import { fail, ok } from "../core/kernel/result.ts";
import { redact } from "../core/steward/secrets.ts";
import type { Completion, Model } from "../ports/model.ts";

/** Characters of the shortest value that counts as a key, and of the longest fault message that is kept. */
const SHORTEST_KEY = 8;
const MESSAGE_CHARS = 500;

const HIDDEN = "[key hidden]";

/**
 * Keeps keys out of what a backend says: the values of `keys` in text, parsed objects and faults, and in faults also whatever
 * looks like a secret, since their text comes from servers and programs. A fault's message stays under 501 characters.
 */
export const discreet = (model: Model, keys: readonly string[]): Model => {
  const hide = hider(keys);
  return {
    id: model.id,
    complete: async (request, signal, onText) => {
      const answer = await model.complete(request, signal, onText === undefined ? undefined : (delta) => onText(hide(delta)));
      if (answer.ok) return ok(hideIn(answer.value, hide));
      const message = redact(hide(answer.fault.message)).text.slice(0, MESSAGE_CHARS);
      return fail({ ...answer.fault, message });
    },
  };
};

/** Values of variables that hold credentials by their name. */
export const keysIn = (env: Readonly<Record<string, string | undefined>>, named: readonly (string | undefined)[] = []): readonly string[] =>
  Object.entries(env)
    .filter(([name]) => /(?:_KEY|_TOKEN|_SECRET|_PASSWORD)$/u.test(name) || named.includes(name))
    .map(([, value]) => value ?? "");

const hider = (keys: readonly string[]): ((text: string) => string) => {
  const long = keys.filter((key) => key.length >= SHORTEST_KEY);
  return (text) => long.reduce((kept, key) => kept.replaceAll(key, HIDDEN), text);
};

const hideIn = (completion: Completion, hide: (text: string) => string): Completion => ({
  ...completion,
  text: hide(completion.text),
  ...(completion.parsed === undefined ? {} : { parsed: mapTexts(completion.parsed, hide) }),
});

const mapTexts = (value: Json, map: (text: string) => string): Json => {
  if (typeof value === "string") return map(value);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item: Json) => mapTexts(item, map));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [map(name), mapTexts(item, map)]));
};
