import { describe, expect, it } from "vitest";
import { furnished } from "../../src/compose/furnished.ts";
import { patience } from "../../src/models/retrying.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import { CHECK_SCHEMA, SCORE_SCHEMA } from "../../src/usecases/roundtable/judge-schemas.ts";
import { STEWARD_SYSTEM } from "../../src/usecases/steward/prompt.ts";
import { stewardTools } from "../../src/usecases/steward/tools.ts";
import { FAILURES, PROTOCOLS, type Protocol, startMock, tableAnswer } from "../kit/aimock.ts";
import { systemClock } from "../kit/drive.ts";

const seat = "You are bo in a Moot roundtable.";
const source = { file: "notes.txt", sha256: "0".repeat(64), text: "The queue took 12 ms.\n" };
const request = (system: string, text: string, over: Partial<ModelRequest> = {}): ModelRequest => ({
  system,
  messages: [
    { role: "user", text: "The briefing: queue or cron?" },
    { role: "user", text },
  ],
  tier: "haiku",
  maxTokens: 2_000,
  ...over,
});

/** One request of each kind that a roundtable makes. */
const CALLS: Readonly<Record<string, ModelRequest>> = {
  turn: request(seat, "Round 1 of 2. SPEAK: 200 to 400 words."),
  rebuttal: request(seat, "Round 1 of 2. REBUTTAL: 150 to 300 words."),
  "judge check": request("You judge this roundtable", "JUDGE GATE, round 1 of 2.", { schema: CHECK_SCHEMA, effort: "max" }),
  scoring: request("The speakers are blinded: Seat A, Seat B.", "Score every speaker.", {
    schema: SCORE_SCHEMA,
    effort: "max",
    maxTokens: 8_000,
  }),
  steward: request(STEWARD_SYSTEM, "Who owns the queue?", { tools: stewardTools([source]) }),
};

/** The patience of the product on a clock where waiting takes no time; what would have been waited is noted. */
const openIn = async ({ entry, contextAt }: Protocol, url: string) => {
  const waits: number[] = [];
  const context = contextAt(url);
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  return { waits, model: furnished(await entry.open(context), context, { ...patience(systemClock), random: () => 0.5, sleep }) };
};

describe.each(PROTOCOLS)("$entry.id", (protocol) => {
  describe.each(Object.entries(CALLS))("%s", (_kind, asked) => {
    it.each(FAILURES)("$how becomes one typed fault after a bounded number of calls", async ({ fixture, fault, asked: times }) => {
      const mock = await startMock([{ match: {}, response: tableAnswer, ...fixture }]);
      try {
        const { model, waits } = await openIn(protocol, mock.url);
        const signal = fault === "timeout" ? AbortSignal.timeout(300) : new AbortController().signal;
        expect(await model.complete(asked, signal)).toMatchObject({ ok: false, fault: { kind: fault } });
        expect([mock.getRequests().length, waits.length]).toEqual([times, times - 1]);
        if (fault === "rate-limited") expect(waits).toEqual([7_250, 7_500, 8_000]);
      } finally {
        await mock.stop();
      }
    });

    it("answers once the server is well again, and counts the answer once", async () => {
      const mock = await startMock([{ match: {}, response: tableAnswer }]);
      try {
        mock.nextRequestError(529, { message: "Overloaded", type: "overloaded_error" });
        const { model } = await openIn(protocol, mock.url);
        const said = await model.complete(asked, new AbortController().signal);
        expect(said).toMatchObject({ ok: true, value: { usage: { input: 100, output: 10 } } });
        if (asked.schema !== undefined) expect(said).toHaveProperty("value.parsed");
        expect(mock.getRequests().map(({ response }) => response.status)).toEqual([529, 200]);
      } finally {
        await mock.stop();
      }
    });
  });
});
