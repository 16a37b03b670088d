import { worstOfAttempt } from "../../core/money/price.ts";
import { PAID_ATTEMPTS } from "../../core/money/purse.ts";
import { sizeOf } from "../../core/money/size.ts";
import { lookUp } from "../../core/steward/lookup.ts";
import type { Hosted } from "../../ports/engine.ts";
import type { Journal } from "../../ports/journal.ts";
import { stewardRequest } from "../steward/answer.ts";
import type { RoundtableRequest } from "./call-request.ts";
import { modelRequest } from "./model-request.ts";
import { blobText, type RoundtableRecord, recordReader } from "./record.ts";

/** What the calls of a roundtable may cost at most, from the prices of its opening: reserved before each call. */
export const reserveRoundtable = (journal: Journal): NonNullable<Hosted["worstMicroUsd"]> => {
  const recordOf = recordReader(journal);
  return ({ run, request }) => worstOf(journal, request as unknown as RoundtableRequest, () => recordOf(run));
};

/**
 * The most that a call may cost, in micro-USD, over all attempts that may be billed. A look-up is asked once: its rounds already count
 * each result over and over; and where code alone answers it, it costs nothing.
 */
export const worstOf = (journal: Journal, request: RoundtableRequest, recordOf: () => RoundtableRecord): number => {
  if (request.op === "decide" || request.price === undefined) return 0;
  if (request.op === "ask")
    return PAID_ATTEMPTS * worstOfAttempt(request.price, sizeOf(modelRequest(request, (hash) => blobText(journal, hash))));
  const sources = recordOf().sources.slice(1);
  if (sources.length === 0 || lookUp(request.request, sources) !== undefined) return 0;
  return worstOfAttempt(request.price, sizeOf(stewardRequest({ request: request.request, sources, tier: request.tier })));
};
