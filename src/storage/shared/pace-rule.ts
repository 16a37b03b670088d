import type { PaceLimits } from "../../ports/pace.ts";

/** When the next request and the next token of a provider are due, in ms; 0 for a provider that was never asked. */
export type Due = { readonly requestMs: number; readonly tokenMs: number };

/** How a ticket stands: how many wait before it, and how many calls are under way. */
export type Place = { readonly ahead: number; readonly running: number };

/** What becomes of a ticket that asks for its turn. */
export type Ruling = { readonly starts: true; readonly due: Due } | { readonly starts: false; readonly waitMs: number };

/** Part of a limit that is used: the rest keeps a server's window from overflowing when calls arrive closer together than they left. */
const SHARE = 0.98;

/** How far a call may run ahead of its due time, so that a timer that wakes late loses nothing. */
const AHEAD_MS = 250;

/** How soon to look again for a slot, in ms. */
const SLOT_MS = 20;

/**
 * The generic cell rate algorithm (ITU-T I.371) over requests and tokens, in the order of the queue. With 0.98 of the
 * limit and 250 ms ahead, any window of a minute holds at most ⌊0.98 · limit · (1 + 0.25 s / 60 s)⌋ + 1 ≤ limit requests.
 */
export const rule = (due: Due, place: Place, limits: PaceLimits, tokens: number, nowMs: number): Ruling => {
  const { concurrency = Number.POSITIVE_INFINITY } = limits;
  const request = intervalMs(limits.requestsPerMinute);
  const token = tokens * intervalMs(limits.tokensPerMinute);
  const late = Math.max(limits.requestsPerMinute === undefined ? 0 : due.requestMs, limits.tokensPerMinute === undefined ? 0 : due.tokenMs);
  // Whoever waits ahead starts first, each one interval after the other.
  const dueMs = Math.ceil(late - AHEAD_MS + place.ahead * Math.max(request, token) - nowMs);
  const isFull = place.running + place.ahead >= concurrency;
  if (place.ahead > 0 || isFull || dueMs > 0) return { starts: false, waitMs: Math.max(isFull || place.ahead > 0 ? SLOT_MS : 1, dueMs) };
  return { starts: true, due: { requestMs: Math.max(due.requestMs, nowMs) + request, tokenMs: Math.max(due.tokenMs, nowMs) + token } };
};

/** When the next token is due once a call is known to have used another number of tokens than it joined with. */
export const corrected = (due: Due, joined: number, used: number, limits: PaceLimits): Due => ({
  ...due,
  tokenMs: due.tokenMs + (used - joined) * intervalMs(limits.tokensPerMinute),
});

const intervalMs = (perMinute: number | undefined): number => (perMinute === undefined ? 0 : 60_000 / (SHARE * perMinute));
