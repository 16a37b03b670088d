/**
 * @module The desk: where calls of a seat wait for whoever sits there, a process of its own, a person or another program.
 * The request stays in its `call` row; the desk holds who may answer, until when, and the answer. Its laws are `desk.laws.ts`.
 */
import type { Result } from "../core/kernel/result.ts";
import type { RunId, StepKey } from "../core/run/event.ts";
import type { Reply } from "../core/run/machine.ts";

/** Who sits there: somebody from outside, or a process that the driver started. */
export type SitterKind = "external" | "isolated";

/** A taken seat. The token itself is known to its holder alone. */
export type Seating = { readonly run: RunId; readonly seat: string; readonly kind: SitterKind; readonly seatedAtMs: number };

/** Names a waiting call. The hash tells a request from an earlier one of the same step. */
export type TicketId = { readonly run: RunId; readonly step: StepKey; readonly requestHash: string };

/** A call at the desk. `claims` counts how often somebody began to answer it; `closed`: answers are taken no more. */
export type Ticket = TicketId & {
  readonly seat: string;
  readonly askedAtMs: number;
  readonly deadlineMs: number;
  readonly claims: number;
  readonly closed: boolean;
  readonly reply?: Reply;
  readonly repliedAtMs?: number;
};

/** Why the desk refused. `late`: past the deadline, closed, or the run is over; `answered`: one answer is in already. */
export type DeskFault = {
  readonly kind: "unknown-run" | "run-done" | "taken" | "wrong-token" | "unknown-ticket" | "answered" | "late";
  readonly message: string;
};

/** Seats and waiting calls of runs. Every change rings the journal's bell. Tokens come as their SHA-256 (hex). */
export interface Desk {
  /**
   * Gives a seat to the holder of a token. `external` takes an empty or an isolated seat, `isolated` an empty one or one of
   * an earlier process; a seat that somebody from outside holds is `taken`, unless the token is theirs.
   */
  sit(run: RunId, seat: string, kind: SitterKind, tokenHash: string): Result<void, DeskFault>;
  /** Gives the seat back. Without a token it is taken away, by the owner of the home. Nobody there: nothing happens. */
  rise(run: RunId, seat: string, tokenHash?: string): Result<void, DeskFault>;
  /** Taken seats of a run, by name. */
  seatings(run: RunId): readonly Seating[];
  /** True when the token is that of the seat. */
  holds(run: RunId, seat: string, tokenHash: string): boolean;
  /** Puts a call there, or sets a new deadline for one that has no answer and opens it again. An answer that is there stays. */
  ask(id: TicketId, seat: string, deadlineMs: number): Ticket;
  /** A call at the desk, or undefined. */
  ticket(id: TicketId): Ticket | undefined;
  /** Calls of a run that can be answered now, in the order asked; with `seat`, of that seat. */
  waiting(run: RunId, seat?: string): readonly Ticket[];
  /** Says that the holder begins to answer. */
  claim(id: TicketId, tokenHash: string): Result<Ticket, DeskFault>;
  /** Stores an answer, once. After this the driver takes it, even after a crash. */
  answer(id: TicketId, tokenHash: string, reply: Reply): Result<void, DeskFault>;
  /** Takes no answer any more, unless there is one. */
  close(id: TicketId): void;
}
