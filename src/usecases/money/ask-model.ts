import type { Json } from "../../core/kernel/json.ts";
import type { Purse } from "../../core/money/purse.ts";
import type { ModelFault } from "../../core/run/fault.ts";
import type { Reply } from "../../core/run/machine.ts";
import type { Model, ModelRequest, OnText, Usage } from "../../ports/model.ts";

/**
 * Asks a model and turns what came back into the reply of a call: text, model id, tokens, what it cost. `pick` chooses what of the
 * parsed answer is kept. With a purse its attempts are paid out of the reservation.
 */
export const askModel = async (
  model: Model,
  request: ModelRequest,
  { signal, onText, pick = (parsed) => parsed }: AskOptions,
): Promise<Reply> => {
  const { purse } = request;
  const completion = await model.complete(request, signal, onText);
  if (!completion.ok) return { ok: false, fault: plain(completion.fault), ...spentOf(purse) };
  const { text: said, parsed, model: modelId, usage, costMicroUsd } = completion.value;
  const chosen = pick(parsed);
  const value: Json = {
    text: said,
    ...(chosen === undefined ? {} : { parsed: chosen }),
    model: modelId,
    usage: recorded(usage),
    ...noteOf(purse),
  };
  return { ok: true, value, ...(costMicroUsd === undefined ? {} : { microUsd: costMicroUsd }), ...spentOf(purse) };
};

/** How a model is asked. `onText` hears the answer being written. */
export type AskOptions = {
  readonly signal: AbortSignal;
  readonly onText?: OnText | undefined;
  readonly pick?: (parsed: Json | undefined) => Json | undefined;
};

/** Tokens as they can be stored: a backend may report anything at all. */
const recorded = (usage: Partial<Usage> | undefined): Json => {
  const count = (value: unknown): number => (Number.isSafeInteger(value) ? Math.max(0, value as number) : 0);
  const written = count(usage?.written);
  return { input: count(usage?.input), output: count(usage?.output), cached: count(usage?.cached), ...(written === 0 ? {} : { written }) };
};

/** A fault without what only its price depends on. */
const plain = (fault: ModelFault): ModelFault => {
  if (fault.kind !== "unavailable") return fault;
  const { unsent: _, ...rest } = fault;
  return rest;
};

/** What a purse paid. */
export const spentOf = (purse: Purse | undefined): { readonly microUsd?: number } =>
  purse === undefined ? {} : { microUsd: purse.spent.microUsd };

/**
 * Tokens of all attempts as they were booked, and what was not believed of the backend's own count. An answer that cost nothing, from
 * a cassette, keeps the tokens that it had.
 */
export const noteOf = (purse: Purse | undefined): { readonly usage?: Json; readonly corrected?: Json } => {
  if (purse === undefined) return {};
  const { tokens, corrected } = purse.spent;
  if (tokens.input + tokens.output === 0 && corrected.length === 0) return {};
  return { usage: tokens, ...(corrected.length === 0 ? {} : { corrected }) };
};
