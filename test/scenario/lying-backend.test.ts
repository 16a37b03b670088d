import fc from "fast-check";
import { expect, it } from "vitest";
import { costOf, type Price, utf8Bytes } from "../../src/core/money/price.ts";
import { roundtableConsequences } from "../../src/core/roundtable/machine.ts";
import { evidenceCache } from "../../src/core/voices/evidence-cache.ts";
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import { paying } from "../../src/models/paying.ts";
import { scriptedModel } from "../../src/models/scripted.ts";
import type { Model, Usage } from "../../src/ports/model.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { performRoundtable } from "../../src/usecases/roundtable/perform.ts";
import { reserveRoundtable } from "../../src/usecases/roundtable/reserve.ts";
import { machine, systemClock } from "../kit/drive.ts";
import { open, plainScript, plan, request } from "../kit/roundtable.ts";

const PRICE: Price = { input: 1, output: 5, cached: 0.1, written: 1 };
const prices = [{ backend: "scripted", tier: "haiku", model: "m", price: PRICE, from: "the test" }];

/** Tokens that a model may think before it says little: as many as the longest answer has room for, nearly. */
const HIDDEN_TOKENS = 6_000;

/** Any count of an answer's tokens that cannot be true. A small one that can is believed: nobody sees such a lie. */
const untrue = fc.anything().filter((count) => !(Number.isSafeInteger(count) && (count as number) > 0));

/** What a backend may claim of an answer: nothing, nonsense, anything at all of its prompt. */
const claim: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(undefined),
  fc.record({ input: fc.oneof(fc.integer(), fc.double(), fc.constant(0), fc.anything()), output: untrue, cached: fc.anything() }),
);

it("whatever a backend claims that cannot be true, what it truly costs passes the cap by no more than one call", {
  timeout: 300_000,
}, async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(claim, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 30_000, max: 900_000 }),
      async (claims, capMicroUsd) => {
        const journal = openMemoryJournal({ clock: systemClock });
        const seats = [plan("ada", "scripted"), plan("bo", "scripted")];
        const asked = request("# Queue or cron?\n\n## Options\n\n- Queue\n- Cron\n", {
          seats,
          judge: plan("judge", "scripted"),
          mode: "scripted",
          prices,
          capMicroUsd,
        });
        const run = open(journal, asked);
        let truth = 0;
        let dearest = 0;
        let calls = 0;
        const scripted = scriptedModel(plainScript(() => "I take the queue, because it keeps the order of the jobs."));
        const liar: Model = {
          id: "scripted",
          complete: async (wanted, signal) => {
            const answer = await scripted.complete(wanted, signal);
            if (!answer.ok) return answer;
            const said = [wanted.system, ...wanted.messages.map(({ text }) => text)].join("\n");
            const cost = costOf(PRICE, { input: Math.ceil(utf8Bytes(said) / 4), output: HIDDEN_TOKENS, cached: 0 });
            truth += cost;
            dearest = Math.max(dearest, cost);
            return { ok: true, value: { ...answer.value, usage: claims[calls++ % claims.length] as Usage } };
          },
        };
        const perform = performRoundtable({ journal, models: () => paying(liar), evidenceOf: evidenceCache() });
        const hosted = { machine, performer: "test", perform, worstMicroUsd: reserveRoundtable(journal) };
        const outcome = await embeddedEngine({ journal, hosted: new Map([["roundtable", hosted]]) }).host(run, {
          signal: new AbortController().signal,
        });
        expect(["done", "capped"]).toContain(outcome.kind);
        made += calls;
        expect(truth).toBeLessThanOrEqual(capMicroUsd + dearest);
        expect(journal.verify(roundtableConsequences)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
  expect(made).toBeGreaterThan(40);
});
