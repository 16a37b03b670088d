/**
 * @module Seats that others hold: people, programs, processes. Owns who may answer a call and how the answer comes back; the
 * machine and the driver cannot tell. Entry: `performAtDesk`.
 */
import { canonicalJson, type Json } from "../../core/kernel/json.ts";
import { EXTERNAL } from "../../core/roundtable/seating.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Reply } from "../../core/run/machine.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ticket, TicketId } from "../../ports/desk.ts";
import type { Hosted, Perform } from "../../ports/engine.ts";
import type { Journal } from "../../ports/journal.ts";
import type { SeatProcesses } from "../../ports/seat-processes.ts";
import type { AskRequest, RoundtableRequest } from "../roundtable/call-request.ts";

/** What waiting at the desk needs. `here` answers what no one else does; without `isolated` every seat is answered here. */
export type DeskDeps = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly here: Perform;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly isolated?: Isolation;
  /** What a call may cost at worst, in micro-USD. */
  readonly worstMicroUsd: NonNullable<Hosted["worstMicroUsd"]>;
};

/** One process a seat. `seatsOf` are the seats of a run and its judge. */
export type Isolation = {
  readonly processes: SeatProcesses;
  readonly seatsOf: (run: RunId) => readonly { readonly name: string; readonly backend: string }[];
};

type Call = Parameters<Perform>[0];

/** The desk takes no answer in the last moment of a call, so that none is taken which the driver no longer waits for. */
const LAST_MOMENT_MS = 1_000;

/**
 * Puts a call of a seat that somebody else holds on the desk and waits for the answer; everything else is answered here. An
 * answer that is there already, from before a crash, is taken at once: no call is answered twice.
 */
export const performAtDesk =
  (deps: DeskDeps): Perform =>
  (call) => {
    const request = call.request as unknown as RoundtableRequest;
    return request.op === "ask" && isElsewhere(deps, call.run, request) ? waitAtDesk(deps, call, request) : deps.here(call);
  };

const isElsewhere = ({ journal, isolated }: DeskDeps, run: RunId, { seat, backend }: AskRequest): boolean =>
  isolated !== undefined || isOutside(journal, run, seat, backend);

const isOutside = (journal: Journal, run: RunId, seat: string, backend: string): boolean =>
  backend === EXTERNAL || journal.desk.seatings(run).some((there) => there.seat === seat && there.kind === "external");

const waitAtDesk = async (deps: DeskDeps, call: Call, request: AskRequest): Promise<Reply> => {
  const { journal, isolated } = deps;
  const { run, step, timeoutMs } = call;
  const { seat } = request;
  const id: TicketId = { run, step, requestHash: deps.sha256(new TextEncoder().encode(canonicalJson(call.request))) };
  const deadlineMs = Math.floor(deps.clock.now()) + timeoutMs - Math.min(LAST_MOMENT_MS, Math.floor(timeoutMs / 10));
  journal.desk.ask(id, seat, deadlineMs);
  if (isolated !== undefined) startAll(journal, run, isolated);
  const came = await untilAnswered(deps, call, id, seat);
  if (came === "left") {
    journal.desk.close(id);
    return deps.here(call);
  }
  if (!("ticket" in came)) return came;
  isolated?.processes.answered(run, seat);
  return isOutside(journal, run, seat, request.backend)
    ? (came.ticket.reply as Reply)
    : withLostTries(came.ticket, deps.worstMicroUsd(call));
};

/** All seats start with the first call, side by side: none is waited for when its turn comes. */
const startAll = (journal: Journal, run: RunId, { processes, seatsOf }: Isolation): void => {
  for (const { name, backend } of seatsOf(run)) if (!isOutside(journal, run, name, backend)) processes.ensure(run, name);
};

type Came = { readonly ticket: Ticket } | Extract<Reply, { ok: false }> | "left";

/** Looks at the desk whenever the bell rings. `left`: nobody outside holds the seat any more, and it has a backend here. */
const untilAnswered = (deps: DeskDeps, call: Call, id: TicketId, seat: string): Promise<Came> =>
  new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const end = (came: Came): void => {
      for (const stop of stops) stop();
      resolve(came);
    };
    const look = (): void => {
      try {
        const came = lookAtDesk(deps, call, id, seat);
        if (came !== undefined) end(came);
      } catch (error) {
        for (const stop of stops) stop();
        reject(error);
      }
    };
    stops.push(deps.journal.subscribe(look));
    if (deps.isolated !== undefined) stops.push(deps.isolated.processes.subscribe(look));
    call.signal.addEventListener("abort", look);
    stops.push(() => call.signal.removeEventListener("abort", look));
    look();
  });

const lookAtDesk = ({ journal, isolated }: DeskDeps, { run, signal, request }: Call, id: TicketId, seat: string): Came | undefined => {
  const ticket = journal.desk.ticket(id);
  if (ticket?.reply !== undefined) return { ticket };
  if (signal.aborted) return { ok: false, fault: { kind: "unavailable", message: `nobody waits for ${seat} any more` } };
  const { backend } = request as unknown as AskRequest;
  if (isOutside(journal, run, seat, backend)) return undefined;
  if (isolated === undefined) return "left";
  isolated.processes.ensure(run, seat);
  const failure = isolated.processes.failure(run, seat);
  return failure === undefined ? undefined : { ok: false, fault: { kind: "unavailable", message: failure } };
};

/** A try that died with its process may have been paid for: it counts as spent at its worst. */
const withLostTries = ({ reply, claims }: Ticket, worstMicroUsd: number): Reply => {
  const lost = Math.max(0, claims - 1) * worstMicroUsd;
  const answered = reply as Reply;
  return answered.ok && lost > 0 ? { ...answered, microUsd: (answered.microUsd ?? 0) + lost } : answered;
};

/** What a person or another program said, as the reply of a call, with the object that was read in it. Free of charge for the run. */
export const externalReply = (text: string, parsed?: Json): Reply => {
  const value: Json = { text, ...(parsed === undefined ? {} : { parsed }), model: EXTERNAL, usage: { input: 0, output: 0, cached: 0 } };
  return { ok: true, value, microUsd: 0 };
};
