import { discreet, keysIn } from "../models/discreet.ts";
import { paced } from "../models/pacing.ts";
import { paying } from "../models/paying.ts";
import { type Patience, patience, retrying, sleep } from "../models/retrying.ts";
import { structured } from "../models/structured.ts";
import type { OpenContext } from "../ports/backend.ts";
import type { Model } from "../ports/model.ts";

/**
 * What every backend has around it, whoever wrote it: the purse that pays for each attempt, the pace that all processes of the home
 * keep, retries, the reading of structured answers with one repair turn, and keys that stay out of what it says. The only place where
 * these are applied.
 */
export const furnished = (model: Model, context: OpenContext, limits?: Patience): Model =>
  patient(inTurn(paying(model), context), context, limits);

/** What a backend has around it that only hands on to another one: a purse and a pace are around that one. */
export const patient = (model: Model, { clock, env, settings }: OpenContext, limits: Patience = patience(clock)): Model =>
  discreet(structured(retrying(model, limits)), keysIn(env, [settings.openaiCompat.apiKeyEnv]));

/** The purse and the pace of a backend that another one hands requests on to. A call that waits for its turn is not paid. */
export const handedOn = (model: Model, context: OpenContext): Model => inTurn(paying(model, context.isBilled), context);

const inTurn = (model: Model, { pacing }: OpenContext): Model => (pacing === undefined ? model : paced(model, { ...pacing, sleep }));
