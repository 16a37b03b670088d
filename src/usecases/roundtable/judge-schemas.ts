import { AXES, AXIS_VALUES } from "../../core/judging/axes.ts";
import { PENALTIES } from "../../core/judging/penalties.ts";
import type { Json } from "../../core/kernel/json.ts";
import { INTERVENTIONS } from "../../core/roundtable/event.ts";

const object = (properties: Readonly<Record<string, Json>>): Json => ({
  type: "object",
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const list = (items: Json): Json => ({ type: "array", items });
const nullable = (schema: Json): Json => ({ anyOf: [schema, { type: "null" }] });
const text: Json = { type: "string" };
const oneOf = (values: readonly (string | number)[]): Json => ({ enum: [...values] });

const live = {
  intervention: nullable(object({ kind: oneOf(INTERVENTIONS), seat: text, text })),
  gates: list(object({ seat: text, reason: text })),
  requests: list(text),
};

const axes = Object.fromEntries(AXES.map((axis) => [axis, oneOf(AXIS_VALUES)]));

/** JSON schema of the judge's look at one turn. */
export const WATCH_SCHEMA: Json = object(live);

/** JSON schema of the convergence check. */
export const CHECK_SCHEMA: Json = object({ verdict: oneOf(["CONVERGED", "CONTINUE"]), reason: text, ...live });

/** JSON schema of the scores and fines. */
export const SCORE_SCHEMA: Json = object({
  scores: list(
    object({ seat: text, ...axes, reasoning: text, grandInsight: nullable(object({ quote: text, before: text, after: text })) }),
  ),
  penalties: list(object({ seat: text, kind: oneOf(Object.keys(PENALTIES)), quote: text, reason: text })),
});

/** JSON schema of a confirmation of one seat's exceptional marks. */
export const CONFIRM_SCHEMA: Json = object({ ...axes, reasoning: text });
