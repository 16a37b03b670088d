import { byCodeUnit, canonicalJson, type Json } from "../../core/kernel/json.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import type { Reply } from "../../core/run/machine.ts";
import type { Desk, DeskFault, Seating, Ticket, TicketId } from "../../ports/desk.ts";
import type { RunRow } from "../../ports/journal.ts";
import { mayAnswer, mayRise, mayRun, maySit } from "../shared/desk-rules.ts";
import { demandName } from "../shared/keys.ts";

type MemorySeat = Seating & { readonly tokenHash: string };

/** What the desk asks of its journal: the row of a run, the clock, and to tell listeners of a change. */
export type MemoryDeskDeps = {
  readonly row: (run: string) => RunRow | undefined;
  readonly now: () => number;
  readonly changed: () => void;
};

/** An empty desk: the same rules as on SQLite. */
export const openMemoryDesk = ({ row, now, changed }: MemoryDeskDeps): Desk => {
  const seats = new Map<string, MemorySeat>();
  const tickets = new Map<string, Ticket>();
  const told = <T>(outcome: Result<T, DeskFault>): Result<T, DeskFault> => {
    if (outcome.ok) changed();
    return outcome;
  };
  const change = (id: TicketId, changes: Partial<Ticket>): Ticket => {
    const next = { ...(tickets.get(keyOf(id)) as Ticket), ...changes };
    tickets.set(keyOf(id), next);
    return next;
  };
  const answerable = (id: TicketId, tokenHash: string): Result<Ticket, DeskFault> => {
    const ticket = tickets.get(keyOf(id));
    return mayAnswer(id, tokenHash, { ticket, seat: seats.get(seatKey(id.run, ticket?.seat ?? "")), row: row(id.run) }, now());
  };

  return {
    sit: (run, seat, kind, tokenHash) => {
      demandName(seat, "seat");
      const runs = mayRun(run, row(run));
      const may = runs.ok ? maySit(seat, tokenHash, seats.get(seatKey(run, seat))) : runs;
      if (may.ok) seats.set(seatKey(run, seat), { run, seat, kind, tokenHash, seatedAtMs: now() });
      return told(may);
    },
    rise: (run, seat, tokenHash) => {
      const may = mayRise(seat, tokenHash, seats.get(seatKey(run, seat)));
      if (may.ok) seats.delete(seatKey(run, seat));
      return told(may);
    },
    seatings: (run) =>
      [...seats.values()]
        .filter((there) => there.run === run)
        .sort((left, right) => byCodeUnit(left.seat, right.seat))
        .map(({ tokenHash: _, ...seating }) => seating),
    holds: (run, seat, tokenHash) => seats.get(seatKey(run, seat))?.tokenHash === tokenHash,
    ask: (id, seat, deadlineMs) => {
      const there = tickets.get(keyOf(id));
      if (there === undefined) tickets.set(keyOf(id), { ...named(id), seat, askedAtMs: now(), deadlineMs, claims: 0, closed: false });
      else if (there.reply === undefined) change(id, { deadlineMs, closed: false });
      changed();
      return tickets.get(keyOf(id)) as Ticket;
    },
    ticket: (id) => tickets.get(keyOf(id)),
    waiting: (run, seat) =>
      row(run)?.status === "done"
        ? []
        : [...tickets.values()].filter(
            (ticket) =>
              ticket.run === run &&
              (seat === undefined || ticket.seat === seat) &&
              ticket.reply === undefined &&
              !ticket.closed &&
              ticket.deadlineMs >= now(),
          ),
    claim: (id, tokenHash) => {
      const found = answerable(id, tokenHash);
      return told(found.ok ? ok(change(id, { claims: found.value.claims + 1 })) : found);
    },
    answer: (id, tokenHash, reply) => {
      const found = answerable(id, tokenHash);
      if (!found.ok) return found;
      change(id, { reply: JSON.parse(canonicalJson(reply as unknown as Json)) as Reply, repliedAtMs: now() });
      return told(ok(undefined));
    },
    close: (id) => {
      if (tickets.get(keyOf(id))?.reply === undefined && tickets.has(keyOf(id))) change(id, { closed: true });
      changed();
    },
  };
};

const named = ({ run, step, requestHash }: TicketId): TicketId => ({ run, step, requestHash });

const keyOf = ({ run, step, requestHash }: TicketId): string => `${run}\n${step}\n${requestHash}`;

const seatKey = (run: string, seat: string): string => `${run}\n${seat}`;
