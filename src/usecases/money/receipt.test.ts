import { expect, it } from "vitest";
import type { Batch } from "../../ports/journal.ts";
import { openMemoryJournal } from "../../storage/memory/journal.ts";
import { receiptOf, spendOf } from "./receipt.ts";

const NOTHING: Batch = { settle: [], lose: [], facts: [], inputs: [], reserve: [], status: "open" };

it("a receipt has a line a seat and model, and its sums are the spend lines: answered, failed, lost and under way; an attempt that found no answer file yet is no call", () => {
  const journal = openMemoryJournal({ clock: { now: () => 0, elapsed: () => 0 } });
  journal.open({ run: "rt", kind: "roundtable", version: 1, title: "", facts: [{ kind: "t", data: {} }], ledger: [[]], capMicroUsd: 900 });
  const fence = journal.acquire("rt");
  const commit = (parts: Partial<Batch>) =>
    expect(fence.ok && journal.commit("rt", fence.value, 1, { ...NOTHING, ...parts }).ok).toBe(true);
  const ask = (step: string, request: object, worstMicroUsd: number) => ({
    step,
    request: request as never,
    performer: "p",
    worstMicroUsd,
  });
  const elena = { op: "ask", seat: "elena", backend: "gemini", tier: "flash", model: null };
  commit({
    reserve: [ask("a", elena, 100), ask("b", elena, 100), ask("c", elena, 50), ask("d", elena, 25), ask("e", { op: "decide" }, 0)],
  });
  const said = { text: "x", model: "gemini-3", usage: { input: 10, output: 4, cached: 2 }, corrected: ["the backend reported no count"] };
  commit({
    settle: [
      { step: "a", attempt: 1, reply: { ok: true, value: said }, microUsd: 40 },
      { step: "b", attempt: 1, reply: { ok: false, fault: { kind: "timeout", message: "late" } }, microUsd: undefined },
      { step: "e", attempt: 1, reply: { ok: true, value: {} }, microUsd: 0 },
    ],
    lose: [{ step: "c", attempt: 1 }],
  });
  commit({ reserve: [ask("f", elena, 10)] });
  const waiting = { ok: false, fault: { kind: "waiting", message: "answer.md is not there yet", files: ["answer.md"] } } as const;
  commit({ settle: [{ step: "f", attempt: 1, reply: waiting, microUsd: 0 }] });
  const receipt = receiptOf(journal, "rt");
  expect(receipt.lines).toMatchObject([
    { seat: "elena", backend: "gemini", model: "flash", calls: 3, failed: 3, reservedMicroUsd: 175, settledMicroUsd: 175 },
    { seat: "elena", model: "gemini-3", calls: 1, failed: 0, inputTokens: 10, outputTokens: 4, cachedTokens: 2, settledMicroUsd: 40 },
  ]);
  expect(receipt).toMatchObject({ capMicroUsd: 900, calls: 4, openMicroUsd: 25, corrected: ["a: the backend reported no count"] });
  expect(receipt.settledMicroUsd).toBe(journal.spend("rt").reduce((sum, { microUsd }) => sum + microUsd, 0));
  expect(spendOf(journal, "rt")).toEqual({ spentMicroUsd: receipt.settledMicroUsd, capMicroUsd: 900 });
  expect(spendOf(journal, "no")).toBeUndefined();
});
