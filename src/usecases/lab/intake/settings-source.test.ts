import { describe, expect, it } from "vitest";
import { type LabKnobs, lab, labFacts, labReply, operator } from "../../../../test/kit/lab.ts";
import { asRecord } from "../../../core/kernel/json.ts";
import type { LabDataOf } from "../../../core/lab/session/event.ts";
import type { StoredEvent } from "../../../ports/journal.ts";
import { referenceRun } from "../../../ports/machine-laws.ts";
import { settingsOfRun } from "./settings-source.ts";

const run = (knobs: LabKnobs): readonly StoredEvent[] =>
  referenceRun({ name: "", machine: lab, opening: labFacts(knobs), reply: labReply(), answer: operator, maxSteps: 200 }).map((event) => ({
    ...event,
    ...{ run: "lab-1", id: event.seq, hash: "", atMs: 0 },
  }));
const upTo = (events: readonly StoredEvent[], kind: string): readonly StoredEvent[] =>
  events.slice(0, events.findIndex((event) => event.kind === kind) + 1);

describe("the settings of a run", () => {
  it("are those of its best print, with its job and its room, also where a later one was worse", () => {
    let later = 0;
    for (const geometry of ["bridge", "overhang", "vase", "stringing"])
      for (const material of ["PLA", "PETG", "ABS", "TPU"]) {
        const job = { material, geometry, bedPosition: "edge", machine: "prusa-mk4" };
        const events = run({ world: "classic", policy: "classic", iterations: 12, brief: { job } });
        const prints = events.flatMap(({ kind, data }) =>
          kind === "print-simulated" ? [data as unknown as LabDataOf<"print-simulated">] : [],
        );
        const best = Math.max(...prints.map(({ outcome }) => outcome.quality));
        if (prints.at(-1)?.outcome.quality !== best) later++;
        expect(settingsOfRun(events, "lab-1")).toEqual({
          ok: true,
          value: {
            settings: prints.find(({ outcome }) => outcome.quality === best)?.settings,
            material,
            machine: "prusa-mk4",
            environment: { celsius: 29, humidityPercent: 62 },
          },
        });
      }
    expect(later).toBeGreaterThan(0);
  });

  it("are those of its plan before anything was printed, but of no plan that is held or is not there", () => {
    const events = run({});
    const checked = upTo(events, "plan-checked");
    expect(settingsOfRun(checked, "lab-1")).toMatchObject({ ok: true, value: { settings: asRecord(checked.at(-1)?.data)?.allowed } });
    expect(settingsOfRun(events.slice(0, 1), "lab-1")).toMatchObject({ ok: false, fault: { code: "NO_PLAN" } });
    const hot = run({ brief: { profile: { name: "hot", settings: { nozzleCelsius: 320 } } } });
    expect(settingsOfRun(upTo(hot, "print-held"), "lab-1")).toMatchObject({
      ok: false,
      fault: { code: "HELD", hint: 'moot lab print lab-1 --acknowledge "why it may print"' },
    });
    expect(settingsOfRun(upTo(hot, "print-simulated"), "lab-1")).toMatchObject({ ok: true, value: { settings: { nozzleCelsius: 245 } } });
  });
});
