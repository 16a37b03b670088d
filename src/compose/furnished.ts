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
export const furnished = (model: Model, context: OpenContext, limits: Patience = patience(context.clock)): Model => {
  const { env, settings, pacing } = context;
  const inTurn = (raw: Model): Model => (pacing === undefined ? raw : paced(raw, { ...pacing, sleep }));
  return discreet(structured(retrying(inTurn(paying(model)), limits)), keysIn(env, [settings.openaiCompat.apiKeyEnv]));
};
