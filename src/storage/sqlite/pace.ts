import { ok } from "../../core/kernel/result.ts";
import type { HostId } from "../../ports/journal.ts";
import type { Pace, PaceLimits, PaceTicket, Turn } from "../../ports/pace.ts";
import { corrected, type Due, type Ruling, rule } from "../shared/pace-rule.ts";
import type { Db } from "./db.ts";
import type { Lease } from "./lease.ts";

type Ticket = { readonly provider: string; readonly host: HostId; readonly tokens: number; readonly running: number };

/** How often, in ms, a process that waits looks whether those before it still live. */
const LOOK_MS = 500;

/**
 * The pace of all processes on one home. A ticket names its process by the host whose lock file the kernel frees however the process
 * dies; whoever waits behind a dead one takes its tickets away.
 */
export const openPace = (db: Db, lease: Lease, now: () => number): Pace => {
  let lookedMs = Number.NEGATIVE_INFINITY;
  const sweep = (provider: string): void => {
    if (now() - lookedMs < LOOK_MS) return;
    lookedMs = now();
    // A host is never locked again under its old name, so what was dead above is dead here.
    for (const host of hostsAt(db, provider).filter((other) => !lease.isAlive(other)))
      db.write(() => ok(db.run("DELETE FROM pace_ticket WHERE host = ?", host)));
  };
  return {
    join: (provider, tokens) => {
      const host = lease.enter();
      const joined = db.write<PaceTicket, never>(() =>
        ok(db.run("INSERT INTO pace_ticket(provider, host, tokens) VALUES (?, ?, ?)", provider, host, tokens).id),
      );
      return joined.ok ? joined.value : 0;
    },
    turn: (ticket, limits) => {
      const held = find(db, ticket);
      if (held === undefined) return { starts: false, waitMs: 1_000 };
      // Whoever must wait writes nothing: only what looks free is taken, under the lock, with a second look.
      const looked = db.snapshot(() => ruling(db, ticket, held, limits, now()));
      if (looked.starts) return take(db, ticket, held, limits, now());
      sweep(held.provider);
      return looked;
    },
    leave: (ticket, used) => {
      db.write(() => {
        const held = find(db, ticket);
        db.run("DELETE FROM pace_ticket WHERE id = ?", ticket);
        if (held?.running === 1 && used !== undefined)
          putDue(db, held.provider, corrected(dueOf(db, held.provider), held.tokens, used.tokens, used.limits));
        return ok(undefined);
      });
    },
  };
};

const take = (db: Db, ticket: PaceTicket, held: Ticket, limits: PaceLimits, nowMs: number): Turn => {
  const taken = db.write<Turn, never>(() => {
    const again = ruling(db, ticket, held, limits, nowMs);
    if (!again.starts) return ok(again);
    db.run("UPDATE pace_ticket SET running = 1 WHERE id = ?", ticket);
    putDue(db, held.provider, again.due);
    return ok({ starts: true });
  });
  return taken.ok ? taken.value : { starts: false, waitMs: 1_000 };
};

const ruling = (db: Db, ticket: PaceTicket, { provider, tokens }: Ticket, limits: PaceLimits, nowMs: number): Ruling => {
  const count = (sql: string, ...values: (string | number)[]): number => db.get<{ n: number }>(sql, ...values)?.n ?? 0;
  const place = {
    ahead: count("SELECT COUNT(*) AS n FROM pace_ticket WHERE provider = ? AND running = 0 AND id < ?", provider, ticket),
    running: count("SELECT COUNT(*) AS n FROM pace_ticket WHERE provider = ? AND running = 1", provider),
  };
  return rule(dueOf(db, provider), place, limits, tokens, nowMs);
};

const find = (db: Db, ticket: PaceTicket): Ticket | undefined =>
  db.get<Ticket>("SELECT provider, host, tokens, running FROM pace_ticket WHERE id = ?", ticket);

const hostsAt = (db: Db, provider: string): readonly HostId[] =>
  db.all<{ host: string }>("SELECT DISTINCT host FROM pace_ticket WHERE provider = ?", provider).map(({ host }) => host);

const dueOf = (db: Db, provider: string): Due =>
  db.get<Due>("SELECT request_due_ms AS requestMs, token_due_ms AS tokenMs FROM pace WHERE provider = ?", provider) ?? {
    requestMs: 0,
    tokenMs: 0,
  };

const putDue = (db: Db, provider: string, { requestMs, tokenMs }: Due): void => {
  db.run(
    "INSERT INTO pace(provider, request_due_ms, token_due_ms) VALUES (?, ?, ?) ON CONFLICT (provider) DO UPDATE SET request_due_ms = excluded.request_due_ms, token_due_ms = excluded.token_due_ms",
    provider,
    requestMs,
    tokenMs,
  );
};
