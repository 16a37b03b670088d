import type { Json } from "../../core/kernel/json.ts";
import { readBySchema } from "../../core/kernel/json-answer.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { isPass } from "../../core/roundtable/turn-text.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Desk, Ticket } from "../../ports/desk.ts";
import type { Journal } from "../../ports/journal.ts";
import type { AskRequest, Part } from "../roundtable/call-request.ts";
import { partsText } from "../roundtable/model-request.ts";
import { blobText } from "../roundtable/record.ts";
import { externalReply } from "./perform.ts";

/**
 * A turn that waits for its seat, with the whole prompt as a model would get it. `deadline` is ISO 8601; `kind` is research,
 * speak, rebut or floor, of the judge watch, check, summarise or score; `maxTokens` bounds the answer, `schema` (or null) is its shape.
 */
export type WaitingTurn = {
  readonly id: string;
  readonly run: RunId;
  readonly seat: string;
  readonly step: string;
  readonly kind: string;
  readonly round: number;
  readonly deadline: string;
  readonly system: string;
  readonly messages: readonly { readonly role: "user"; readonly text: string }[];
  readonly schema: Json;
  readonly maxTokens: number;
};

/** Why an answer was not taken: what, on which value, what to do. */
export type TurnFault = {
  readonly code: "NOT_YOUR_TURN" | "BAD_TOKEN" | "TOO_LATE" | "ANSWERED" | "BAD_ANSWER" | "RUN_DONE" | "UNKNOWN_RUN" | "SEAT_TAKEN";
  readonly message: string;
  readonly hint: string;
};

/** Who answers, by which right. */
export type Speaker = { readonly run: RunId; readonly seat: string; readonly tokenHash: string };

/** Characters of the longest answer. */
export const MAX_ANSWER_CHARS = 64_000;

/** The turns of a seat that can be answered now, in the order asked. */
export const waitingTurns = (journal: Journal, run: RunId, seat: string): readonly WaitingTurn[] =>
  journal.desk.waiting(run, seat).flatMap((ticket) => {
    const request = requestOf(journal, ticket);
    return request === undefined ? [] : [turnOf(journal, ticket, request as unknown as AskRequest)];
  });

/** The request of a call at the desk: it stands in its `call` row. Undefined when the row is not there (yet). */
export const requestOf = (journal: Journal, { run, step, requestHash }: Ticket): Json | undefined =>
  journal.calls(run, step).findLast((call) => call.requestHash === requestHash)?.request;

const turnOf = (journal: Journal, ticket: Ticket, request: AskRequest): WaitingTurn => {
  const text = (parts: readonly Part[]): string => partsText(parts, (hash) => blobText(journal, hash));
  return {
    id: idOf(ticket),
    run: ticket.run,
    seat: ticket.seat,
    step: ticket.step,
    kind: request.task.kind,
    round: request.task.round,
    deadline: new Date(ticket.deadlineMs).toISOString(),
    system: text(request.system),
    messages: [{ role: "user", text: text(request.prompt) }],
    schema: request.schema,
    maxTokens: request.maxTokens,
  };
};

/** The step and the beginning of the request's hash: an answer to an earlier prompt of the same step fits nothing. */
const idOf = ({ step, requestHash }: Ticket): string => `${step}#${requestHash.slice(0, 12)}`;

/**
 * Takes the text as the answer of the seat's waiting turn, once; with `id`, of that turn. It is data from here on: a look-up
 * tag or PASS in it means what it means in a model's reply, and nothing else in it means anything. Where the turn has a schema, an
 * answer without the object is refused, and the turn waits on. Returns the turn's id.
 */
export const answerTurn = (journal: Journal, speaker: Speaker, text: string, id?: string): Result<string, TurnFault> => {
  const { run, seat, tokenHash } = speaker;
  const wrong = textFault(text);
  if (wrong !== undefined) return fail(wrong);
  if (!journal.desk.holds(run, seat, tokenHash)) return fail(badToken(run, seat));
  const ticket = journal.desk.waiting(run, seat).find((found) => id === undefined || idOf(found) === id);
  if (ticket === undefined) return fail(notNow(journal, run, seat, id));
  const read = readAsAsked(journal, ticket, text);
  if (!read.ok) return read;
  const answered = journal.desk.answer(ticket, tokenHash, externalReply(text, read.value));
  return answered.ok ? ok(idOf(ticket)) : fail(deskFault(answered.fault, run, seat));
};

const textFault = (text: string): TurnFault | undefined => {
  const hint = `send 1 to ${MAX_ANSWER_CHARS} characters; PASS passes`;
  if (text.trim() === "") return { code: "BAD_ANSWER", message: "the answer is empty", hint };
  if (!text.isWellFormed()) return { code: "BAD_ANSWER", message: "the answer is not well-formed Unicode", hint };
  if (text.length <= MAX_ANSWER_CHARS) return undefined;
  return { code: "BAD_ANSWER", message: `the answer has ${text.length} characters; at most ${MAX_ANSWER_CHARS} are taken`, hint };
};

/** The object that the turn's schema asks for; nothing where it has none, and for a judge who passes over a turn. */
const readAsAsked = (journal: Journal, ticket: Ticket, text: string): Result<Json | undefined, TurnFault> => {
  const request = requestOf(journal, ticket) as AskRequest | undefined;
  if (request?.schema === undefined || request.schema === null || (request.task.kind === "watch" && isPass(text))) return ok(undefined);
  const read = readBySchema(text, request.schema);
  const hint = `answer with one JSON object: ${JSON.stringify(request.schema)}`;
  return read.ok ? read : fail({ code: "BAD_ANSWER", message: read.fault, hint });
};

/** The fault of a token that is not the seat's. */
export const badToken = (run: RunId, seat: string): TurnFault => ({
  code: "BAD_TOKEN",
  message: `that is not the token of ${seat} in ${run}`,
  hint: `moot roundtable status ${run}`,
});

/** Says why nothing waits: the run is over, the turn was answered or is late, or it is somebody else's turn. */
const notNow = (journal: Journal, run: RunId, seat: string, id: string | undefined): TurnFault => {
  const hint = `moot roundtable status ${run}`;
  if (journal.run(run)?.status === "done") return { code: "RUN_DONE", message: `${run} is closed`, hint: `moot show ${run}` };
  if (id === undefined) return { code: "NOT_YOUR_TURN", message: `no turn of ${seat} waits for an answer in ${run}`, hint };
  const [step = "", hash = ""] = id.split("#");
  const call = journal.calls(run, step).find(({ requestHash }) => hash !== "" && requestHash.startsWith(hash));
  const ticket = call === undefined ? undefined : journal.desk.ticket({ run, step, requestHash: call.requestHash });
  if (ticket === undefined || ticket.seat !== seat) return { code: "NOT_YOUR_TURN", message: `${id} is no turn of ${seat}`, hint };
  return ticket.reply === undefined
    ? { code: "TOO_LATE", message: `the time for ${id} is over`, hint }
    : { code: "ANSWERED", message: `${id} has its answer already`, hint };
};

const CODES = {
  "unknown-run": "UNKNOWN_RUN",
  "run-done": "RUN_DONE",
  taken: "SEAT_TAKEN",
  "wrong-token": "BAD_TOKEN",
  "unknown-ticket": "NOT_YOUR_TURN",
  answered: "ANSWERED",
  late: "TOO_LATE",
} as const;

/** A refusal of the desk as a person reads it. */
export const deskFault = (fault: Extract<ReturnType<Desk["answer"]>, { ok: false }>["fault"], run: RunId, seat: string): TurnFault => ({
  code: CODES[fault.kind],
  message: `${seat}: ${fault.message}`,
  hint: fault.kind === "taken" ? `moot roundtable leave ${run} --as ${seat} --force` : `moot roundtable status ${run}`,
});
