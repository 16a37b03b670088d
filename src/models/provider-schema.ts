import { asRecord, type Json } from "../core/kernel/json.ts";

/** Keywords that every provider with structured output takes. All others are left out: our own reader checks the answer. */
const TAKEN: ReadonlySet<string> = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "anyOf",
  "description",
  "$ref",
  "$defs",
]);

/**
 * A JSON schema with only the keywords that providers take. With `textEnums`, an enum of anything but texts becomes part of the
 * description instead, for providers whose enums are texts.
 */
export const providerSchema = (schema: Json, { textEnums = false }: { readonly textEnums?: boolean } = {}): Json => {
  const keep = (node: Json): Json => {
    const record = asRecord(node);
    if (record === undefined) return node;
    const kept = Object.entries(record).filter(([name]) => TAKEN.has(name));
    return textEnums ? withTextEnum(Object.fromEntries(kept.map(inside))) : Object.fromEntries(kept.map(inside));
  };
  const inside = ([name, value]: readonly [string, Json]): readonly [string, Json] => {
    if (name === "properties" || name === "$defs")
      return [name, Object.fromEntries(Object.entries(asRecord(value) ?? {}).map(([key, node]) => [key, keep(node)]))];
    if (name === "anyOf" && Array.isArray(value)) return [name, value.map(keep)];
    return name === "items" || name === "additionalProperties" ? [name, keep(value)] : [name, value];
  };
  return keep(schema);
};

const withTextEnum = (node: { readonly [key: string]: Json }): Json => {
  const values = node.enum;
  if (!Array.isArray(values) || values.every((value) => typeof value === "string")) return node;
  const { enum: _, ...rest } = node;
  return { ...rest, description: `one of ${values.map((value) => JSON.stringify(value)).join(", ")}` };
};
