import { discreet, keysIn } from "../models/discreet.ts";
import { paying } from "../models/paying.ts";
import { type Patience, patience, retrying } from "../models/retrying.ts";
import { structured } from "../models/structured.ts";
import type { OpenContext } from "../ports/backend.ts";
import type { Model } from "../ports/model.ts";

/**
 * What every backend has around it, whoever wrote it: the purse that pays for each attempt, retries, the reading of structured answers with one repair turn, and keys
 * that stay out of what it says. The only place where these are applied.
 */
export const furnished = (model: Model, { env, settings, clock }: OpenContext, limits: Patience = patience(clock)): Model =>
  discreet(structured(retrying(paying(model), limits)), keysIn(env, [settings.openaiCompat.apiKeyEnv]));
