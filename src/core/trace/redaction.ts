import { byCodeUnit } from "../kernel/json.ts";
import { redact } from "../steward/secrets.ts";

/** A word that names a machine or its user, and what stands in its place: `[home]`, `[host]`. Paths are absolute, as the machine writes them. */
export type MachineWord = { readonly kind: "path" | "name"; readonly text: string; readonly mark: string };

/** What was taken out: how often each rule spoke, by the field that it spoke of. Holds no text. */
export type Redactions = { readonly texts: number; readonly places: Readonly<Record<string, Readonly<Record<string, number>>>> };

/** Takes secrets and machine words out of every text of a value; everything else stays. `place` names the value in the count. */
export type Redactor = { readonly clean: <Value>(value: Value, place: string) => Value; readonly count: () => Redactions };

/** Any account's home, so that paths of other machines go too. */
const HOMES = /(?:\/(?:home|Users)\/|\b[A-Za-z]:\\{1,2}Users\\{1,2})[^\s/\\:"'`<>|)\]}]+/g;

/** Shorter words would tear holes into ordinary text. */
const LEAST_PATH = 4;
const LEAST_NAME = 3;

/** Names of accounts and hosts that name nobody. */
const NOBODY = new Set(
  "root user admin administrator ubuntu debian node runner vagrant ec2-user pi guest nobody app dev test build docker localhost local host home project tmp moot agent".split(
    " ",
  ),
);

/** Opens a redactor that counts what it takes out. Idempotent on what it gave. */
export const redactor = (words: readonly MachineWord[]): Redactor => {
  const machine = machineRules(words);
  const places = new Map<string, Map<string, number>>();
  let texts = 0;
  const note = (place: string, rule: string): void => {
    const rules = places.get(place) ?? new Map<string, number>();
    rules.set(rule, (rules.get(rule) ?? 0) + 1);
    places.set(place, rules);
  };
  const cleanText = (text: string, place: string): string => {
    texts++;
    const { text: safe, found } = redact(text);
    for (const { rule } of found) note(place, rule);
    return machine.reduce(
      (current, { pattern, mark, rule }) =>
        current.replace(pattern, () => {
          note(place, rule);
          return mark;
        }),
      safe,
    );
  };
  return {
    clean: (value, place) => walk(value, place, cleanText) as typeof value,
    count: () => ({ texts, places: sorted(places) }),
  };
};

type Rule = { readonly pattern: RegExp; readonly mark: string; readonly rule: string };

/** Long words first: a home stands before the root that holds it. */
const machineRules = (words: readonly MachineWord[]): readonly Rule[] => [
  ...[...words]
    .filter(({ kind, text }) =>
      kind === "path" ? text.length >= LEAST_PATH : text.length >= LEAST_NAME && !NOBODY.has(text.toLowerCase()),
    )
    .sort((left, right) => right.text.length - left.text.length || byCodeUnit(left.text, right.text))
    .map(({ kind, text, mark }) => ({ pattern: kind === "path" ? pathPattern(text) : namePattern(text), mark, rule: `machine-${kind}` })),
  { pattern: HOMES, mark: "[home]", rule: "machine-path" },
];

/** A path also as it stands inside JSON text and with the other slash. */
const pathPattern = (path: string): RegExp => {
  const parts = path.split(/[/\\]/).map(escapePattern);
  return new RegExp(`(?<![\\w.-])${parts.join("(?:/|\\\\{1,2})")}(?![\\w-])`, "gi");
};

const namePattern = (name: string): RegExp => new RegExp(`(?<![\\w-])${escapePattern(name)}(?![\\w-])`, "gi");

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const walk = (value: unknown, place: string, text: (text: string, place: string) => string): unknown => {
  if (typeof value === "string") return text(value, place);
  if (Array.isArray(value)) return value.map((each) => walk(each, place, text));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, walk(each, Array.isArray(each) ? key : `${place}.${key}`, text)]),
  );
};

const sorted = (places: ReadonlyMap<string, ReadonlyMap<string, number>>): Redactions["places"] =>
  Object.fromEntries(
    [...places]
      .sort(([left], [right]) => byCodeUnit(left, right))
      .map(([place, rules]) => [place, Object.fromEntries([...rules].sort(([left], [right]) => byCodeUnit(left, right)))]),
  );
