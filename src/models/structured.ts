import { readBySchema } from "../core/kernel/json-answer.ts";
import { fail, ok } from "../core/kernel/result.ts";
import type { Completion, Message, Model, ModelRequest, Usage } from "../ports/model.ts";

/** Characters of a bad answer that are shown back to the model that wrote it. */
const SHOWN_CHARS = 8_000;

/**
 * Reads the object out of an answer to a request with a schema, where the backend has not done so. Reading checks that it is one
 * JSON value of the schema's type with its required members; the values themselves are for the asker to judge. What cannot be read is asked for
 * once more, with the reason; then it is `malformed`. The completion counts the tokens of both calls.
 */
export const structured = (model: Model): Model => ({
  id: model.id,
  complete: async (request, signal, onText) => {
    const first = await model.complete(request, signal, onText);
    const { schema } = request;
    if (!first.ok || schema === undefined || schema === null || first.value.parsed !== undefined) return first;
    const read = readBySchema(first.value.text, schema);
    if (read.ok) return ok({ ...first.value, parsed: read.value });
    const second = await model.complete(repairOf(request, first.value.text, read.fault), signal);
    if (!second.ok) return second;
    const answer = both(first.value, second.value);
    if (answer.parsed !== undefined) return ok(answer);
    const again = readBySchema(answer.text, schema);
    return again.ok ? ok({ ...answer, parsed: again.value }) : fail({ kind: "malformed", message: `asked twice: ${again.fault}` });
  },
});

/** The request with its schema written out, for backends that cannot hand a schema to their provider. */
export const withSchemaInWords = (request: ModelRequest): ModelRequest => {
  const { schema, messages } = request;
  if (schema === undefined || schema === null) return request;
  const words = `Answer with one JSON value and nothing else. It must fit this JSON schema:\n${JSON.stringify(schema)}`;
  const last = messages.at(-1);
  if (last?.role !== "user") return { ...request, messages: [...messages, { role: "user", text: words }] };
  return { ...request, messages: [...messages.slice(0, -1), { role: "user", text: `${last.text}\n\n${words}` }] };
};

/** An empty answer is not shown back: providers refuse an empty message. */
const repairOf = (request: ModelRequest, said: string, why: string): ModelRequest => {
  const shown: readonly Message[] = said.trim() === "" ? [] : [{ role: "assistant", text: said.slice(0, SHOWN_CHARS) }];
  const text = `Your answer cannot be used: ${why}. Give the whole answer again as one JSON value that fits the schema, and nothing else.`;
  return { ...request, messages: [...request.messages, ...shown, { role: "user", text }] };
};

/** The later answer, with what both of them cost. A cost is known when both are. */
const both = (first: Completion, second: Completion): Completion => {
  const { costMicroUsd: _, ...answer } = second;
  const cost =
    first.costMicroUsd === undefined || second.costMicroUsd === undefined ? {} : { costMicroUsd: first.costMicroUsd + second.costMicroUsd };
  return { ...answer, usage: addUsage(first.usage, second.usage), latencyMs: first.latencyMs + second.latencyMs, ...cost };
};

const addUsage = (left: Usage, right: Usage): Usage => ({
  input: left.input + right.input,
  output: left.output + right.output,
  cached: left.cached + right.cached,
  ...(left.written === undefined && right.written === undefined ? {} : { written: (left.written ?? 0) + (right.written ?? 0) }),
});
