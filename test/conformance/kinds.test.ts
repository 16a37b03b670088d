import { expect, it } from "vitest";
import { openApp } from "../../src/compose.ts";
import { registry as endings } from "../../src/surfaces/cli/endings/_registry.ts";
import { registry as summaries } from "../../src/usecases/runs/kinds/_registry.ts";
import { NOTHING_SAID } from "../../src/usecases/runs/run-kind.ts";

it("every kind of run that is carried brings its summary and its ending, once", async () => {
  const app = await openApp({ temporary: { keep: false }, makes: true });
  const carried = [...(await app.engine()).kinds].sort();
  app.close();
  expect(carried.length).toBeGreaterThan(2);
  for (const registry of [summaries, endings]) expect(registry.map(({ kind }) => kind).sort()).toEqual(carried);
});

it("of a run without events every kind says nothing, and fails on nothing", () => {
  for (const { summarise } of summaries) expect(summarise([])).toEqual(NOTHING_SAID);
});
