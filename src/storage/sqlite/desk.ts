import { canonicalJson, type Json } from "../../core/kernel/json.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import type { Reply } from "../../core/run/machine.ts";
import type { Desk, DeskFault, SitterKind, Ticket, TicketId } from "../../ports/desk.ts";
import { mayAnswer, mayRise, mayRun, maySit, type StoredSeat } from "../shared/desk-rules.ts";
import { demandName } from "../shared/keys.ts";
import type { Db } from "./db.ts";
import { parseStored } from "./events.ts";
import { findRun } from "./runs.ts";

type RawTicket = {
  readonly run: string;
  readonly step: string;
  readonly request_hash: string;
  readonly seat: string;
  readonly asked_ms: number;
  readonly deadline_ms: number;
  readonly claims: number;
  readonly closed: number;
  readonly reply: string | null;
  readonly replied_ms: number | null;
};

const KEY = "run = ? AND step = ? AND request_hash = ?";

/** The desk on the tables `desk_seat` and `desk_ticket`. `rung` rings the bell after a change that was stored. */
export const openDesk = (db: Db, now: () => number, rung: <T, F>(outcome: Result<T, F>) => Result<T, F>): Desk => {
  const write = <T>(body: () => Result<T, DeskFault>): Result<T, DeskFault> => rung(db.write(body));
  const seatOf = (run: string, seat: string): StoredSeat | undefined =>
    db.get<StoredSeat>("SELECT kind, token_hash AS tokenHash FROM desk_seat WHERE run = ? AND seat = ?", run, seat);
  const ticketOf = (id: TicketId): Ticket | undefined => {
    const row = db.get<RawTicket>(`SELECT * FROM desk_ticket WHERE ${KEY}`, ...keyOf(id));
    return row && decode(db, row);
  };
  const answerable = (id: TicketId, tokenHash: string): Result<Ticket, DeskFault> => {
    const ticket = ticketOf(id);
    return mayAnswer(id, tokenHash, { ticket, seat: seatOf(id.run, ticket?.seat ?? ""), row: findRun(db, id.run) }, now());
  };

  return {
    sit: (run, seat, kind, tokenHash) =>
      write(() => {
        demandName(seat, "seat");
        const runs = mayRun(run, findRun(db, run));
        const may = runs.ok ? maySit(seat, tokenHash, seatOf(run, seat)) : runs;
        if (may.ok) insertSeat(db, run, seat, kind, tokenHash, now());
        return may;
      }),
    rise: (run, seat, tokenHash) =>
      write(() => {
        const may = mayRise(seat, tokenHash, seatOf(run, seat));
        if (may.ok) db.run("DELETE FROM desk_seat WHERE run = ? AND seat = ?", run, seat);
        return may;
      }),
    seatings: (run) => db.all("SELECT run, seat, kind, seated_ms AS seatedAtMs FROM desk_seat WHERE run = ? ORDER BY seat", run),
    holds: (run, seat, tokenHash) => seatOf(run, seat)?.tokenHash === tokenHash,
    ask: (id, seat, deadlineMs) => {
      write(() => ok(insertTicket(db, id, seat, now(), deadlineMs)));
      return ticketOf(id) as Ticket;
    },
    ticket: ticketOf,
    waiting: (run, seat) =>
      findRun(db, run)?.status === "done"
        ? []
        : db
            .all<RawTicket>(
              `SELECT * FROM desk_ticket WHERE run = ? AND seat = COALESCE(?, seat) AND reply IS NULL AND closed = 0 AND deadline_ms >= ?
               ORDER BY id`,
              run,
              seat ?? null,
              now(),
            )
            .map((row) => decode(db, row)),
    claim: (id, tokenHash) =>
      write(() => {
        const found = answerable(id, tokenHash);
        if (!found.ok) return found;
        db.run(`UPDATE desk_ticket SET claims = claims + 1 WHERE ${KEY}`, ...keyOf(id));
        return ok({ ...found.value, claims: found.value.claims + 1 });
      }),
    answer: (id, tokenHash, reply) =>
      write(() => {
        const found = answerable(id, tokenHash);
        if (!found.ok) return found;
        const text = canonicalJson(reply as unknown as Json);
        db.run(`UPDATE desk_ticket SET reply = ?, replied_ms = ? WHERE ${KEY}`, text, now(), ...keyOf(id));
        return ok(undefined);
      }),
    close: (id) => void write(() => ok(db.run(`UPDATE desk_ticket SET closed = 1 WHERE reply IS NULL AND ${KEY}`, ...keyOf(id)))),
  };
};

const keyOf = ({ run, step, requestHash }: TicketId): [string, string, string] => [run, step, requestHash];

const insertSeat = (db: Db, run: string, seat: string, kind: SitterKind, tokenHash: string, atMs: number): void => {
  db.run(
    `INSERT INTO desk_seat(run, seat, kind, token_hash, seated_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (run, seat) DO UPDATE SET kind = excluded.kind, token_hash = excluded.token_hash, seated_ms = excluded.seated_ms`,
    run,
    seat,
    kind,
    tokenHash,
    atMs,
  );
};

const insertTicket = (db: Db, id: TicketId, seat: string, atMs: number, deadlineMs: number): void => {
  db.run(
    `INSERT INTO desk_ticket(run, step, request_hash, seat, asked_ms, deadline_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (run, step, request_hash) DO UPDATE SET deadline_ms = excluded.deadline_ms, closed = 0 WHERE reply IS NULL`,
    ...keyOf(id),
    seat,
    atMs,
    deadlineMs,
  );
};

const decode = (db: Db, row: RawTicket): Ticket => ({
  run: row.run,
  step: row.step,
  requestHash: row.request_hash,
  seat: row.seat,
  askedAtMs: row.asked_ms,
  deadlineMs: row.deadline_ms,
  claims: row.claims,
  closed: row.closed === 1,
  ...(row.reply !== null && { reply: parseStored(db, row.reply, `ticket ${row.run}/${row.step}`) as unknown as Reply }),
  ...(row.replied_ms !== null && { repliedAtMs: row.replied_ms }),
});
