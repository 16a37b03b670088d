import { expect, it } from "vitest";
import { canonicalJson } from "../../src/core/kernel/json.ts";
import { roundtableMachine } from "../../src/core/roundtable/machine.ts";
import { advance, foldAll } from "../../src/core/run/advance.ts";
import type { Machine } from "../../src/core/run/machine.ts";
import { referenceRun } from "../../src/ports/machine-laws.ts";
import { buildRequest } from "../../src/usecases/roundtable/request.ts";
import { tableOpening, tableReply } from "../kit/table.ts";

const knobs = { seats: ["ada", "bo", "cy"], maxRounds: 2, asks: 0.45 };
const machine = roundtableMachine(buildRequest) as Machine<unknown>;
const events = referenceRun({ name: "golden", machine, opening: tableOpening(knobs), reply: tableReply(knobs), maxSteps: 400 });

it("a scripted table writes these events, byte for byte", async () => {
  const lines = events.map(({ seq, kind, step, data }) => canonicalJson({ seq, kind, step, data }));
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("roundtable.events.jsonl");
});

it("asks these prompts, one of each kind, byte for byte", async () => {
  const seen = new Set<string>();
  const prompts: string[] = [];
  for (let at = 2; at <= events.length; at++) {
    const state = foldAll(machine, "law", events.slice(0, at));
    const { calls } = advance(machine, state, { run: "law", head: at, inputs: [], reply: () => undefined, lookahead: 8, maxFacts: 64 });
    for (const step of calls) {
      const family = step.key.replace(/\d+/gu, "n").replace(/ada|bo|cy/u, "seat");
      if (step.kind !== "call" || seen.has(family)) continue;
      seen.add(family);
      prompts.push(`=== ${step.key}\n${JSON.stringify(machine.request(foldAll(machine, "law", events.slice(0, at)), step), null, 1)}`);
    }
  }
  expect(seen.size).toBeGreaterThan(8);
  await expect(`${prompts.join("\n\n")}\n`).toMatchFileSnapshot("roundtable.prompts.txt");
});

it("quotes no seq in any prompt: turn numbers only", () => {
  for (let at = 2; at <= events.length; at++) {
    const state = foldAll(machine, "law", events.slice(0, at));
    for (const step of machine.nextSteps(state, 8)) {
      if (step.kind === "call") expect(canonicalJson(machine.request(state, step))).not.toMatch(/"(seq|sees)"/u);
    }
  }
});
