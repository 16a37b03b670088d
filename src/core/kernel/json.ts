import { invariant } from "./invariant.ts";

/** Plain data. The only shape that enters the journal. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Nesting that `canonicalJson` accepts; deeper data is a bug, since parsers at the edges refuse it first. */
export const MAX_JSON_DEPTH = 200;

/**
 * The one text form of a value: keys sorted by UTF-16 code unit, absent keys left out, no white space, `-0` as `0`.
 * Equal values give equal bytes. Throws `Bug` on a number that is not finite or on nesting over `MAX_JSON_DEPTH`.
 */
export const canonicalJson = (value: Json): string => write(value, 0);

const write = (value: Json, depth: number): string => {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    invariant(Number.isFinite(value), `canonicalJson: expected a finite number but found ${value}`);
    return String(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  invariant(depth < MAX_JSON_DEPTH, `canonicalJson: expected at most ${MAX_JSON_DEPTH} levels`);
  return isArray(value) ? writeList(value, depth + 1) : writeRecord(value, depth + 1);
};

const writeList = (items: readonly Json[], depth: number): string => {
  let text = "[";
  for (let i = 0; i < items.length; i++) text += i === 0 ? write(items[i] as Json, depth) : `,${write(items[i] as Json, depth)}`;
  return `${text}]`;
};

const writeRecord = (record: { readonly [key: string]: Json }, depth: number): string => {
  let text = "{";
  for (const key of sortedKeys(record)) {
    const member = record[key];
    if (member !== undefined) text += `${text === "{" ? "" : ","}${writeKey(key)}:${write(member, depth)}`;
  }
  return `${text}}`;
};

/** Most records are built in order, and sorting costs more than finding that out. */
const sortedKeys = (record: { readonly [key: string]: Json }): readonly string[] => {
  const keys = Object.keys(record);
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] as string) > (keys[i] as string)) return keys.sort();
  return keys;
};

/** A plain name needs no escape, and asking the engine for one is the dearest part of a short text. */
const writeKey = (key: string): string => (/^[A-Za-z0-9_-]+$/.test(key) ? `"${key}"` : JSON.stringify(key));

const isArray = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] => Array.isArray(value);

/** Orders strings by UTF-16 code unit: the same order under every locale. */
export const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The value as an object, or undefined when it is anything else. */
export const asRecord = (value: Json | undefined): { readonly [key: string]: Json } | undefined =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : undefined;

/** The value as a list, or an empty list when it is anything else. */
export const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/** The value as text, or undefined when it is anything else. */
export const asText = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);
