/**
 * @module The pace of providers: how many calls, and how many a minute, all processes of one home make together. Calls start in the
 * order in which they joined. Owns the contract; its laws are `pace.laws.ts`.
 */

/** Limits of one provider; absent: none. All are at least 1. */
export type PaceLimits = {
  /** Calls at once. */
  readonly concurrency?: number;
  readonly requestsPerMinute?: number;
  /** Tokens of prompt and answer together. */
  readonly tokensPerMinute?: number;
};

/** A place in the queue of a provider, and later the slot of a call. */
export type PaceTicket = number;

/** Whether a call may start now; if not, in how many ms to ask again. */
export type Turn = { readonly starts: true } | { readonly starts: false; readonly waitMs: number };

/** The queue and the slots of every provider. What a process that died held is free again, without any clock. */
export interface Pace {
  /** Joins the queue of a provider with a call of about so many tokens. */
  join(provider: string, tokens: number): PaceTicket;
  /** Asks for the turn of a ticket. Once it starts, it holds a slot until it leaves. A ticket that left never starts. */
  turn(ticket: PaceTicket, limits: PaceLimits): Turn;
  /** Leaves the queue or frees the slot; `used` corrects the tokens of a call that started. Idempotent. */
  leave(ticket: PaceTicket, used?: { readonly tokens: number; readonly limits: PaceLimits }): void;
}
