import type { RunId } from "../../core/run/event.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ticket } from "../../ports/desk.ts";
import type { Perform } from "../../ports/engine.ts";
import type { Journal } from "../../ports/journal.ts";
import { requestOf } from "./turns.ts";

/** What a process that answers for one seat needs. `perform` asks the seat's own backend. */
export type ServeDeps = { readonly journal: Journal; readonly clock: Clock; readonly perform: Perform };

/** Which seat, by which right, until when. */
export type Served = { readonly run: RunId; readonly seat: string; readonly tokenHash: string; readonly signal: AbortSignal };

/** Why serving ended: the run is over, the token is no longer that of the seat, or the signal. */
export type ServeEnd = "done" | "replaced" | "stopped";

/** Answers every call of one seat that waits at the desk, several at once, until the run is over or the seat is taken away. */
export const serveSeat = (deps: ServeDeps, served: Served): Promise<ServeEnd> =>
  new Promise((resolve, reject) => {
    const { journal } = deps;
    const { run, seat, signal } = served;
    const busy = new Set<string>();
    const finish = (settle: () => void): void => {
      unsubscribe();
      signal.removeEventListener("abort", look);
      settle();
    };
    const look = (): void => {
      try {
        const over = endOf(journal, served);
        if (over !== undefined) finish(() => resolve(over));
        else for (const ticket of journal.desk.waiting(run, seat)) start(ticket);
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const start = (ticket: Ticket): void => {
      const key = `${ticket.step} ${ticket.requestHash}`;
      if (busy.has(key)) return;
      busy.add(key);
      answer(deps, served, ticket)
        .then(() => busy.delete(key))
        .catch((error: unknown) => finish(() => reject(error)));
    };
    const unsubscribe = journal.subscribe(look);
    signal.addEventListener("abort", look);
    look();
  });

const endOf = (journal: Journal, { run, seat, tokenHash, signal }: Served): ServeEnd | undefined => {
  if (signal.aborted) return "stopped";
  if (journal.run(run)?.status === "done") return "done";
  return journal.desk.holds(run, seat, tokenHash) ? undefined : "replaced";
};

/** A refusal by the desk is no error: somebody else answered, or the time is over. */
const answer = async ({ journal, clock, perform }: ServeDeps, served: Served, ticket: Ticket): Promise<void> => {
  const { tokenHash, signal } = served;
  const request = requestOf(journal, ticket);
  if (request === undefined || !journal.desk.claim(ticket, tokenHash).ok) return;
  const timeoutMs = Math.max(1, ticket.deadlineMs - clock.now());
  const reply = await perform({
    run: ticket.run,
    step: ticket.step,
    request,
    timeoutMs,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (!signal.aborted) journal.desk.answer(ticket, tokenHash, reply);
};
