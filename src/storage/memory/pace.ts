import type { Pace, PaceTicket } from "../../ports/pace.ts";
import { corrected, type Due, rule } from "../shared/pace-rule.ts";

type Held = { readonly provider: string; readonly tokens: number; running: boolean };

/** The pace of one process, with the rule that holds on SQLite. */
export const openMemoryPace = (now: () => number): Pace => {
  const tickets = new Map<PaceTicket, Held>();
  const dues = new Map<string, Due>();
  let last = 0;
  const dueOf = (provider: string): Due => dues.get(provider) ?? { requestMs: 0, tokenMs: 0 };
  return {
    join: (provider, tokens) => {
      tickets.set(++last, { provider, tokens, running: false });
      return last;
    },
    turn: (ticket, limits) => {
      const held = tickets.get(ticket);
      if (held === undefined || held.running) return held === undefined ? { starts: false, waitMs: 1_000 } : { starts: true };
      const others = [...tickets].filter(([id, { provider }]) => provider === held.provider && id !== ticket);
      const place = {
        ahead: others.filter(([id, { running }]) => !running && id < ticket).length,
        running: others.filter(([, { running }]) => running).length,
      };
      const ruling = rule(dueOf(held.provider), place, limits, held.tokens, now());
      if (!ruling.starts) return ruling;
      held.running = true;
      dues.set(held.provider, ruling.due);
      return { starts: true };
    },
    leave: (ticket, used) => {
      const held = tickets.get(ticket);
      tickets.delete(ticket);
      if (held?.running !== true || used === undefined) return;
      dues.set(held.provider, corrected(dueOf(held.provider), held.tokens, used.tokens, used.limits));
    },
  };
};
