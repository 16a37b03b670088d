import { asList, asRecord, type Json } from "../../../core/kernel/json.ts";

/** A JSON schema of ours as a person reads it: what to write, alternatives with a bar between them. */
export const shapeText = (schema: Json): string => {
  const { type, properties, items, enum: values, anyOf } = asRecord(schema) ?? {};
  if (values !== undefined) return asList(values).map(String).join("|");
  if (anyOf !== undefined) return asList(anyOf).map(shapeText).join(" or ");
  if (type === "array") return `[${shapeText(items ?? null)}, …]`;
  if (type !== "object") return String(type ?? "…");
  const members = Object.entries(asRecord(properties) ?? {});
  return `{${members.map(([name, member]) => `"${name}": ${shapeText(member)}`).join(", ")}}`;
};
