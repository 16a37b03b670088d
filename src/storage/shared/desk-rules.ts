import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { DeskFault, SitterKind, Ticket, TicketId } from "../../ports/desk.ts";
import type { RunRow } from "../../ports/journal.ts";

/** A taken seat with the hash of its token. */
export type StoredSeat = { readonly kind: SitterKind; readonly tokenHash: string };

/** Whether a run is there and takes part still. */
export const mayRun = (run: string, row: RunRow | undefined): Result<void, DeskFault> => {
  if (row === undefined) return fail({ kind: "unknown-run", message: `run ${run} does not exist` });
  return row.status === "done" ? fail({ kind: "run-done", message: `${run} is closed` }) : ok(undefined);
};

/** Whether the holder of a token may take a seat, given who is there. */
export const maySit = (seat: string, tokenHash: string, there: StoredSeat | undefined): Result<void, DeskFault> =>
  there?.kind === "external" && there.tokenHash !== tokenHash
    ? fail({ kind: "taken", message: `somebody sits on ${seat} already` })
    : ok(undefined);

/** Whether a seat may be given back with this token; without one the owner of the home does it. */
export const mayRise = (seat: string, tokenHash: string | undefined, there: StoredSeat | undefined): Result<void, DeskFault> =>
  there === undefined || tokenHash === undefined || there.tokenHash === tokenHash ? ok(undefined) : wrongToken(seat);

/** Whether a call may be answered now by the holder of a token. */
export const mayAnswer = (
  id: TicketId,
  tokenHash: string,
  found: { readonly ticket: Ticket | undefined; readonly seat: StoredSeat | undefined; readonly row: RunRow | undefined },
  nowMs: number,
): Result<Ticket, DeskFault> => {
  const { ticket } = found;
  if (ticket === undefined) return fail({ kind: "unknown-ticket", message: `nothing waits under ${id.step} of run ${id.run}` });
  if (found.seat?.tokenHash !== tokenHash) return wrongToken(ticket.seat);
  if (ticket.reply !== undefined) return fail({ kind: "answered", message: `${id.step} has its answer already` });
  const runs = mayRun(id.run, found.row);
  if (!runs.ok) return runs;
  if (ticket.closed || nowMs > ticket.deadlineMs) return fail({ kind: "late", message: `the time for ${id.step} is over` });
  return ok(ticket);
};

const wrongToken = (seat: string): Result<never, DeskFault> => fail({ kind: "wrong-token", message: `that is not the token of ${seat}` });
