/**
 * @module The laws of a pace as data: every implementation passes each of them. `opened` gives the paces of two processes on one home
 * (in memory: twice the same), a clock that stands until it is set, and what ends the second process without a word.
 */
import assert from "node:assert/strict";
import type { Pace, PaceLimits, PaceTicket } from "./pace.ts";

/** Paces under test. `endOther` is absent where one process is all there is. */
export type PaceUnderTest = {
  readonly pace: Pace;
  readonly other: Pace;
  readonly setClock: (ms: number) => void;
  readonly endOther?: () => void;
};

/** One law. `check` throws when it is broken. */
export type PaceLaw = { readonly name: string; readonly check: (under: PaceUnderTest) => void };

const START = 1_000_000;

/** Every law, in reading order. */
export const paceLaws: readonly PaceLaw[] = [
  {
    name: "calls start in the order in which they joined, whichever process they are of",
    check: ({ pace, other }) => {
      const limits = { concurrency: 1 };
      const [a, b, c] = [pace.join("p", 1), other.join("p", 1), pace.join("p", 1)] as const;
      assert.equal(pace.turn(c, limits).starts, false);
      assert.equal(other.turn(b, limits).starts, false);
      assert.equal(pace.turn(a, limits).starts, true);
      assert.equal(other.turn(b, limits).starts, false);
      pace.leave(a);
      assert.equal(pace.turn(c, limits).starts, false);
      assert.equal(other.turn(b, limits).starts, true);
      other.leave(b);
      assert.equal(pace.turn(c, limits).starts, true);
    },
  },
  {
    name: "never more calls at once than the limit, and a provider does not wait for another",
    check: ({ pace, other }) => {
      const limits = { concurrency: 3 };
      const tickets = Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? pace : other).join("p", 1));
      const running = tickets.filter((ticket) => pace.turn(ticket, limits).starts);
      assert.deepEqual(running, tickets.slice(0, 3));
      assert.equal(pace.turn(pace.join("q", 1), limits).starts, true);
    },
  },
  {
    name: "in any minute at most the limit starts, and a caller who asks when told uses at least 95 % of it",
    check: ({ pace, other, setClock }) => {
      for (const perMinute of [1, 7, 64, 100]) {
        const provider = `p${perMinute}`;
        const starts = startsOf([pace, other], provider, { requestsPerMinute: perMinute }, setClock, 2 * 60_000, 1);
        starts.forEach((at, i) => {
          const inMinute = starts.slice(i).filter((later) => later < at + 60_000).length;
          assert.ok(inMinute <= perMinute, `${inMinute} of ${perMinute} in a minute`);
        });
        assert.ok(starts.length >= Math.floor(2 * perMinute * 0.95), `${starts.length} of ${2 * perMinute}`);
      }
    },
  },
  {
    name: "tokens are paced as they are corrected: what a call did not use is for the next one",
    check: ({ pace, setClock }) => {
      const limits = { tokensPerMinute: 60_000 };
      setClock(START);
      const first = pace.join("p", 30_000);
      assert.equal(pace.turn(first, limits).starts, true);
      const second = pace.join("p", 1_000);
      const wait = pace.turn(second, limits);
      assert.ok(!wait.starts && wait.waitMs > 29_000 && wait.waitMs < 31_000);
      pace.leave(first, { tokens: 1_000, limits });
      const sooner = pace.turn(second, limits);
      assert.ok(!sooner.starts && sooner.waitMs < 1_000);
    },
  },
  {
    name: "who leaves the queue never starts and holds nobody up, and leaving twice is leaving once",
    check: ({ pace, other }) => {
      const limits = { concurrency: 1 };
      const [a, b] = [pace.join("p", 1), other.join("p", 1)];
      pace.leave(a);
      pace.leave(a);
      assert.equal(pace.turn(a, limits).starts, false);
      assert.equal(other.turn(b, limits).starts, true);
    },
  },
  {
    name: "what a process held is free once it is gone",
    check: ({ pace, other, endOther, setClock }) => {
      if (endOther === undefined) return;
      const limits = { concurrency: 1 };
      setClock(START);
      const [held, waiting, mine] = [other.join("p", 1), other.join("p", 1), pace.join("p", 1)];
      assert.equal(other.turn(held, limits).starts, true);
      assert.equal(other.turn(waiting, limits).starts, false);
      assert.equal(pace.turn(mine, limits).starts, false);
      endOther();
      setClock(START + 1_000);
      pace.turn(mine, limits);
      assert.equal(pace.turn(mine, limits).starts, true);
    },
  },
];

/** When calls start of callers that ask as soon as they are told, with one ticket each in the queue, over a simulated time. */
const startsOf = (
  paces: readonly Pace[],
  provider: string,
  limits: PaceLimits,
  setClock: (ms: number) => void,
  forMs: number,
  tokens: number,
): readonly number[] => {
  const starts: number[] = [];
  let now = START;
  setClock(now);
  const queue: (readonly [Pace, PaceTicket])[] = paces.map((pace) => [pace, pace.join(provider, tokens)]);
  while (now < START + forMs) {
    const [pace, ticket] = queue[0] as (typeof queue)[number];
    const turn = pace.turn(ticket, limits);
    if (turn.starts) {
      starts.push(now);
      pace.leave(ticket);
      queue.shift();
      queue.push([pace, pace.join(provider, tokens)]);
    } else {
      assert.ok(turn.waitMs >= 1);
      now += turn.waitMs;
      setClock(now);
    }
  }
  for (const [pace, ticket] of queue) pace.leave(ticket);
  return starts;
};
