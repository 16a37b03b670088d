import { expect, it } from "vitest";
import type { Json } from "../../../core/kernel/json.ts";
import type { StoredEvent } from "../../../ports/journal.ts";
import { settingsOfRun } from "./settings-source.ts";

const event = (kind: string, data: Json): StoredEvent => ({ run: "rt-1", seq: 1, step: "s", kind, data, id: 1, hash: "", atMs: 0 });
const allowed = { nozzleCelsius: 205, bedCelsius: 60, retractionMm: 1, fanPercent: 100, firstLayerFanPercent: 0, layerHeightMm: 0.2 };

it("the settings of a run are those of its newest plan that the Spine let through", () => {
  const opened = event("lab-opened", { brief: { job: { material: "PETG", machine: "prusa-mk4" } } });
  const plan = (nozzleCelsius: number): StoredEvent => event("plan-checked", { allowed: { ...allowed, nozzleCelsius } });
  expect(settingsOfRun([opened, plan(240), plan(235)], "rt-1")).toEqual({
    ok: true,
    value: { settings: { ...allowed, nozzleCelsius: 235 }, material: "PETG", machine: "prusa-mk4" },
  });
  expect(settingsOfRun([opened], "rt-1")).toMatchObject({ ok: false, fault: { code: "NO_PLAN" } });
});
