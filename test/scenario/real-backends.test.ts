import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChatCompletionRequest, Fixture } from "@copilotkit/aimock";
import { describe, expect, it } from "vitest";
import { furnished } from "../../src/compose/furnished.ts";
import { asRecord, type Json } from "../../src/core/kernel/json.ts";
import { roundtableConsequences } from "../../src/core/roundtable/machine.ts";
import { evidenceCache } from "../../src/core/voices/evidence-cache.ts";
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import { patience } from "../../src/models/retrying.ts";
import type { Journal } from "../../src/ports/journal.ts";
import type { Model } from "../../src/ports/model.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { performRoundtable } from "../../src/usecases/roundtable/perform.ts";
import { FAILURES, PROTOCOLS, startMock, tableAnswer } from "../kit/aimock.ts";
import { machine, systemClock } from "../kit/drive.ts";
import { temporaryFolder } from "../kit/home.ts";
import { open, plan, request } from "../kit/roundtable.ts";

/** A call of the roundtable that fails: how its request is known, and the fact that must tell of it. */
type Target = {
  readonly call: string;
  readonly is: (text: string) => boolean;
  readonly fact: (fault: string) => { readonly kind: string; readonly data: object };
};

const TARGETS: readonly Target[] = [
  {
    call: "a turn",
    is: (text) => text.includes("You are bo in a Moot") && text.includes(". SPEAK: "),
    fact: (kind) => ({ kind: "turn-failed", data: { seat: "bo", phase: "speak", fault: { kind } } }),
  },
  {
    call: "a rebuttal",
    is: (text) => text.includes("You are bo in a Moot") && text.includes(". REBUTTAL: "),
    fact: (kind) => ({ kind: "turn-failed", data: { seat: "bo", phase: "rebut", fault: { kind } } }),
  },
  {
    call: "the judge's check",
    is: (text) => text.includes("JUDGE GATE"),
    fact: (kind) => ({ kind: "judge-failed", data: { during: "check", fault: { kind } } }),
  },
  {
    call: "the scoring",
    is: (text) => text.includes("speakers are blinded"),
    fact: (kind) => ({ kind: "scoring-failed", data: { fault: { kind } } }),
  },
  {
    call: "a look-up",
    is: (text) => text.includes("You look things up"),
    fact: (kind) => ({
      kind: "request-answered",
      data: { seat: "cy", status: kind === "timeout" ? "timeout" : kind === "unavailable" ? "unavailable" : "error" },
    }),
  },
];

/**
 * A table on all three protocols at once, against the mock at `url`, with waits that take no time. A call ends after `timeoutMs`,
 * the scoring too, for which a roundtable has a longer time of its own.
 */
const modelsAt = (url: string, timeoutMs: number): ((backend: string) => Model | undefined) => {
  const opened = new Map<string, Promise<Model>>();
  return (id) => {
    const protocol = PROTOCOLS.find(({ entry }) => entry.id === id);
    if (protocol === undefined) return undefined;
    const context = protocol.contextAt(url);
    const model =
      opened.get(id) ??
      protocol.entry.open(context).then((raw) => furnished(raw, context, { ...patience(systemClock), sleep: async () => undefined }));
    opened.set(id, model);
    return {
      id,
      complete: async (asked, signal) => (await model).complete(asked, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])),
    };
  };
};

/** Plays a roundtable in which some fixtures come before the answers of the table. */
const play = async (fixtures: readonly Fixture[], failing: string, timeoutMs: number) => {
  const mock = await startMock([...fixtures, { match: {}, response: tableAnswer }]);
  try {
    const journal = openMemoryJournal({ clock: systemClock });
    const folder = temporaryFolder("real");
    writeFileSync(join(folder, "notes.txt"), "The queue took 12 ms.\nThe cron job took 40 ms.\n");
    const [ada, cy] = ["anthropic-sdk", "gemini"].filter((id) => id !== failing).concat("openai-compat");
    const seats = [plan("ada", ada), plan("bo", failing), plan("cy", failing === "gemini" ? failing : cy)];
    const limits = {
      ...request("").limits,
      maxRounds: 1,
      speakerTimeoutMs: timeoutMs,
      judgeTimeoutMs: timeoutMs,
      stewardTimeoutMs: timeoutMs,
    };
    const briefing = "# Queue or cron?\n\n## Options\n\n- Queue\n- Cron\n\n## Steward-Registered Files\n\n- notes.txt\n";
    const run = open(
      journal,
      request(briefing, { seats, judge: plan("judge", failing, "sonnet"), mode: failing, budget: 0, limits, roots: [folder] }),
    );
    const evidenceOf = evidenceCache();
    const perform = performRoundtable({ journal, models: modelsAt(mock.url, timeoutMs), evidenceOf });
    const engine = embeddedEngine({ journal, hosted: new Map([["roundtable", { machine, performer: "test", perform }]]) });
    const outcome = await engine.host(run, { signal: new AbortController().signal });
    expect(outcome.kind).toBe("done");
    return {
      journal,
      run,
      statuses: mock.getRequests().map(({ response, body }) => ({ status: response.status, text: JSON.stringify(body) })),
    };
  } finally {
    await mock.stop();
  }
};

const factsOf = (journal: Journal, run: string, kind: string) => journal.read(run).filter((event) => event.kind === kind);

/** Tokens that stand in the replies of a run. A look-up's reply has none. */
const tokensOf = (journal: Journal, run: string): number =>
  journal.calls(run).reduce((sum, { reply }) => {
    const usage = reply?.ok === true ? asRecord(asRecord(reply.value as Json)?.usage) : undefined;
    return sum + Number(usage?.input ?? 0);
  }, 0);

const isLookUp = (text: string): boolean => text.includes("You look things up");

describe("a roundtable on three protocols", () => {
  it.each(PROTOCOLS.map(({ entry }) => entry.id))("plays to its end with the judge on %s, each call asked and counted once", async (id) => {
    const { journal, run, statuses } = await play([], id, 60_000);
    expect(statuses.every(({ status }) => status === 200)).toBe(true);
    expect(tokensOf(journal, run)).toBe(100 * statuses.filter(({ text }) => !isLookUp(text)).length);
    expect(factsOf(journal, run, "roundtable-closed")).toMatchObject([{ data: { outcome: "max-rounds" } }]);
    expect(factsOf(journal, run, "seat-scored")).toHaveLength(3);
    expect(factsOf(journal, run, "request-answered")).toMatchObject([{ data: { seat: "cy", status: "not-found" } }]);
    expect(journal.verify(roundtableConsequences)).toEqual([]);
  });
});

describe.each(TARGETS)("where $call fails for good", ({ is, fact }) => {
  it.each(FAILURES.map((failure, index) => [failure.how, failure, PROTOCOLS[index % PROTOCOLS.length]] as const))(
    "with %s, the debate goes on, a fact tells of it, and nothing is counted twice",
    async (_how, failure, protocol) => {
      const match = { predicate: (asked: ChatCompletionRequest) => is(JSON.stringify(asked.messages)) };
      const fixture = { match, response: tableAnswer, ...failure.fixture };
      const { journal, run, statuses } = await play([fixture], protocol?.entry.id ?? "", failure.fault === "timeout" ? 2_000 : 60_000);
      const told = fact(failure.fault);
      expect(factsOf(journal, run, told.kind)).toMatchObject([told]);
      expect(statuses.filter(({ text }) => is(text))).toHaveLength(failure.asked);
      const good = statuses.filter(({ text }) => !is(text) && !isLookUp(text)).length;
      expect(tokensOf(journal, run)).toBe(100 * good);
      const spoken = factsOf(journal, run, "turn-spoken").map(({ data }) => (data as { seat: string }).seat);
      for (const seat of ["ada", "bo", "cy"]) expect(spoken).toContain(seat);
      expect(factsOf(journal, run, "roundtable-closed")).toMatchObject([{ data: { outcome: "max-rounds" } }]);
      expect(new Set(journal.ledger({ run }).map(({ key }) => key)).size).toBe(journal.ledger({ run }).length);
      expect(journal.verify(roundtableConsequences)).toEqual([]);
    },
  );
});
