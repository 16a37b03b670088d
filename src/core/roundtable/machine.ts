import type { Json } from "../kernel/json.ts";
import { asRecord, asText } from "../kernel/json.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import type { Event } from "../run/event.ts";
import type { LedgerLine } from "../run/ledger.ts";
import type { CallStep, Input, Machine, Refusal } from "../run/machine.ts";
import { absorbRoundtable } from "./absorb.ts";
import { closingFacts } from "./close.ts";
import { type DataOf, fact, type RoundtableFact } from "./event.ts";
import { planRoundtable } from "./next-steps.ts";
import { foldRoundtable, initialRoundtable, type RoundtableState } from "./state.ts";

/** Builds the request of a planned call. Pure; lives beside the use case, because prompts do. */
export type BuildRequest = (state: RoundtableState, step: CallStep) => Json;

/** The roundtable as a machine. */
export const roundtableMachine = (request: BuildRequest): Machine<RoundtableState> => ({
  kind: "roundtable",
  version: 1,
  initial: initialRoundtable,
  fold: foldRoundtable,
  nextSteps: planRoundtable,
  request,
  absorb: (state, step, reply) => (step.kind === "call" ? absorbRoundtable(state, step, reply) : []),
  accept: acceptRoundtable,
  consequences: roundtableConsequences,
  status: (state) => state.status,
});

/** What people and other processes may say: pause, resume, close, cut. Anything else, and anything too late, is refused by name. */
const acceptRoundtable = (state: RoundtableState, input: Input): Result<readonly RoundtableFact[], Refusal> => {
  if (state.status === "done") return fail({ code: "DONE", message: "the roundtable is closed" });
  const reason = asText(asRecord(input.data)?.reason) ?? "";
  switch (input.kind) {
    case "pause":
      if (state.status === "paused") return fail({ code: "PAUSED", message: "the roundtable is paused already" });
      return ok([fact("run-paused", { reason })]);
    case "resume":
      if (state.status === "open") return fail({ code: "OPEN", message: "the roundtable is not paused" });
      return ok([fact("run-resumed", { by: reason })]);
    case "close":
      return closeByPerson(state, reason);
    case "cut":
      if (state.opening === undefined) return fail({ code: "NOT_OPEN", message: "the roundtable was never opened" });
      return ok(closingFacts(state, state.opening, "cut", reason));
    default:
      return fail({ code: "UNKNOWN_INPUT", message: `unknown input ${JSON.stringify(input.kind)}; known: pause, resume, close, cut` });
  }
};

/** Ends the debate where it stands; what was said is scored and decided. A paused roundtable goes on for that. */
const closeByPerson = (state: RoundtableState, reason: string): Result<readonly RoundtableFact[], Refusal> => {
  if (state.opening === undefined) return fail({ code: "NOT_OPEN", message: "the roundtable was never opened" });
  if (state.ended !== undefined) return fail({ code: "ENDED", message: "the debate has ended and is being scored" });
  const ended = fact("debate-ended", { outcome: "closed", reason, rounds: state.round });
  return ok(state.status === "paused" ? [fact("run-resumed", { by: reason }), ended] : [ended]);
};

type Booking = { readonly [K in RoundtableFact["kind"]]?: (data: DataOf<K>) => readonly LedgerLine[] };

const line = (account: string, amount: number, reason: string, name: string): readonly LedgerLine[] =>
  amount === 0 ? [] : [{ account, amount, reason, name }];

/** Which events move sparks. Fees are charged with the opening event; an unfinished roundtable gives them back. */
const bookings: Booking = {
  "roundtable-opened": ({ seats }) => seats.flatMap(({ name, fee }) => line(name, -fee, "entry_fee", "open")),
  "fee-refunded": ({ seat, sparks }) => line(seat, sparks, "refund_aborted_rt", "fee"),
  "bid-refunded": ({ seat, sparks }) => line(seat, sparks, "store_refund", "first-speaker"),
  "seat-settled": ({ seat, gross, penalty, gates }) => [
    ...line(seat, gross, "score_award", "score"),
    ...line(seat, -penalty, "penalty", "penalties"),
    ...line(seat, gates, "gate_bonus", "gates"),
  ],
};

/** The ledger lines of one roundtable event. */
export const roundtableConsequences = (event: Event): readonly LedgerLine[] => {
  const book = (bookings as Record<string, ((data: never) => readonly LedgerLine[]) | undefined>)[event.kind];
  return book?.(event.data as never) ?? [];
};
