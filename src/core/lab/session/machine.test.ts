import { describe, expect, it } from "vitest";
import { advised, doubted, type LabKnobs, lab, labFacts, labReply, operator, type ScriptKnobs, voiceOn } from "../../../../test/kit/lab.ts";
import { referenceRun } from "../../../ports/machine-laws.ts";
import { foldAll } from "../../run/advance.ts";
import type { Event } from "../../run/event.ts";
import { labTurns } from "../../trace/lab-turns.ts";
import { MACHINES } from "../machines.ts";
import { type Material, materialOf } from "../materials.ts";
import { SETTINGS, type Settings } from "../settings.ts";
import { envelopeOf } from "../spine.ts";
import type { LabDataOf, LabFact } from "./event.ts";

const models = { obrien: voiceOn("scripted"), laforge: voiceOn("scripted") };

const run = (knobs: LabKnobs = {}, script: ScriptKnobs = {}): readonly Event[] =>
  referenceRun({ name: "", machine: lab, opening: labFacts(knobs), reply: labReply(script), answer: operator, maxSteps: 80 });

const all = <K extends LabFact["kind"]>(events: readonly Event[], kind: K): readonly LabDataOf<K>[] =>
  events.filter((event) => event.kind === kind).map(({ data }) => data as unknown as LabDataOf<K>);
const kinds = (events: readonly Event[]): readonly string[] => events.map(({ kind }) => kind);

const inside = (settings: Settings, material: string): boolean =>
  envelopeOf(materialOf(material) as Material, MACHINES[0]).every(([knob, low, high]) => settings[knob] >= low && settings[knob] <= high);

describe("a run of the lab", () => {
  it("prints that plan: the first print is what O'Brien proposed and the Spine let through", () => {
    const events = run({ voices: models });
    expect(all(events, "print-simulated")[0]?.settings).toEqual(all(events, "plan-proposed")[0]?.advice.settings);
    const clamped = run({ voices: models }, { answers: { propose: advised({ nozzle_temp: 400 }) } });
    expect(all(clamped, "plan-checked")[0]?.moves).toMatchObject([{ setting: "nozzleCelsius", asked: 400, allowed: 245 }]);
    expect(all(clamped, "print-simulated")[0]?.settings).toEqual(all(clamped, "plan-checked")[0]?.allowed);
  });

  it("prints the policy's revisions after it, each from the print before, and ends when a clean print has nothing left to learn", () => {
    const events = run({ voices: models, world: "classic", policy: "classic", iterations: 12 });
    const prints = all(events, "print-simulated");
    const revisions = all(events, "plan-revised");
    expect(prints.length).toBeGreaterThan(2);
    expect(revisions).toHaveLength(prints.length - 1);
    revisions.forEach(({ after, settings, changes }) => {
      const before = prints[after - 1]?.settings as Settings;
      for (const { setting, by } of changes) expect(settings[setting]).toBe(before[setting] + by);
      expect(SETTINGS.filter((knob) => before[knob] !== settings[knob])).toEqual(changes.map(({ setting }) => setting));
    });
    expect(kinds(events).slice(-4)).toEqual(["print-graded", "policy-settled", "run-reviewed", "lab-closed"]);
    expect(all(events, "lab-closed")[0]).toMatchObject({ outcome: "clean", prints: prints.length });
  });

  it("with the search policy never ends below its own best, however few prints it has", () => {
    for (const iterations of [2, 3, 5, 8, 16])
      for (const material of ["ABS", "TPU", "PETG"]) {
        const job = { material, geometry: "vase", bedPosition: "edge", machine: "ender-3-v2" };
        const qualities = all(run({ iterations, brief: { job } }), "print-simulated").map(({ outcome }) => outcome.quality);
        expect(qualities.at(-1), `${material} ${iterations}`).toBe(Math.max(...qualities));
      }
  });

  it("grades every print once, and every printed setting is inside the envelope", () => {
    for (const policy of ["search", "classic"])
      for (const material of ["PLA", "ABS", "TPU", "PA"]) {
        const events = run({ policy, brief: { job: { material, geometry: "overhang", bedPosition: "corner", machine: "ender-3-v2" } } });
        const prints = all(events, "print-simulated");
        expect(all(events, "print-graded").map(({ print }) => print)).toEqual(prints.map(({ print }) => print));
        for (const { settings, validation } of prints)
          expect([inside(settings, material), validation.state]).toEqual([true, "unvalidated"]);
      }
  });

  it("has a clamp and a dispute hold the print in the machine: no world is asked before a reason is given", () => {
    const script = { answers: { propose: advised({ nozzle_temp: 400 }), "opinion/1": doubted("dispute") } };
    const events = run({ voices: models }, script);
    const order = kinds(events).filter((kind) => ["print-held", "print-acknowledged", "print-simulated"].includes(kind));
    expect(order.slice(0, 3)).toEqual(["print-held", "print-acknowledged", "print-simulated"]);
    expect(all(events, "print-held")[0]?.reasons.map(({ kind }) => kind)).toEqual(["dispute", "clamp"]);
    const at = kinds(events).indexOf("print-held");
    const held = foldAll(lab, "law", events.slice(0, at + 1));
    expect(lab.nextSteps(held, 9)).toMatchObject([{ kind: "await", key: "acknowledge/1", from: "operator" }]);
    const say = (kind: string, data: object, key = "step:acknowledge/1") => lab.accept(held, { key, kind, data: data as never });
    expect(say("acknowledge", { reason: "  " })).toMatchObject({ ok: false, fault: { code: "NO_REASON" } });
    expect(say("acknowledge", { reason: "x" }, "step:acknowledge/2")).toMatchObject({ ok: false, fault: { code: "NOT_DUE" } });
    expect(say("order", {}, "step:order")).toMatchObject({ ok: false, fault: { code: "NOT_DUE" } });
    expect(say("print", {})).toMatchObject({ ok: false, fault: { code: "UNKNOWN_INPUT" } });
    expect(say("acknowledge", { reason: "mine" })).toMatchObject({ ok: true, value: [{ kind: "print-acknowledged" }] });
  });

  it("holds again for a knob that nobody acknowledged, and not for one that somebody did", () => {
    const events = run(
      { voices: models, policy: "classic", world: "classic", iterations: 12 },
      { answers: { propose: advised({ fan_pct: 300, nozzle_temp: 150 }) } },
    );
    const held = all(events, "print-held").flatMap(({ reasons }) => reasons.map(({ of }) => of));
    expect(held).toEqual([...new Set(held)]);
    expect(held.slice(0, 2).sort()).toEqual(["fanPercent", "nozzleCelsius"]);
  });

  it("an operator's own values are a plan like any: checked, doubted, and only before the first print", () => {
    const events = run({ until: "plan", voices: models });
    const planned = foldAll(lab, "law", events.slice(0, kinds(events).indexOf("print-ordered")));
    const override = (data: object) => lab.accept(planned, { key: "override/1", kind: "override", data: data as never });
    expect(override({ reason: "wet spool", settings: { nozzle_temp: 228 } })).toMatchObject({
      ok: true,
      value: [{ kind: "plan-overridden", data: { revision: 2, changes: [{ setting: "nozzleCelsius", by: -4, cause: "operator" }] } }],
    });
    expect(override({ settings: { nozzle_temp: 228 } })).toMatchObject({ fault: { code: "NO_REASON" } });
    expect(override({ reason: "x", settings: { nozzle_temp: Number.NaN } })).toMatchObject({ fault: { code: "BAD_VALUE" } });
    expect(override({ reason: "x", settings: {} })).toMatchObject({ fault: { code: "NOTHING_CHANGED" } });
    const printed = foldAll(lab, "law", events.slice(0, kinds(events).indexOf("print-simulated") + 1));
    expect(lab.accept(printed, { key: "o", kind: "override", data: { reason: "x", settings: { fan_pct: 1 } } })).toMatchObject({
      fault: { code: "TOO_LATE" },
    });
  });

  it.each([
    ["a number that is none", advised({ nozzle_temp: "hot" }), "settings.nozzle_temp must be a finite number"],
    ["a missing number", advised({ bed_temp: undefined }), "settings.bed_temp must be a finite number but is absent"],
    ["an unknown risk", { ...(advised() as object), risks: [{ risk: "explosion" }] }, "a risk must be one of sag"],
    ["no reasoning", { ...(advised() as object), reasoning: " " }, "reasoning must be a text"],
  ])("a proposal with %s is a fault that is told, and the rule stands in for it", (_what, answer, message) => {
    const events = run({ voices: models }, { answers: { propose: answer as never } });
    expect(all(events, "proposal-failed")).toMatchObject([{ fault: { kind: "malformed", message: expect.stringContaining(message) } }]);
    expect(all(events, "plan-proposed")).toMatchObject([{ spoken: { by: "stand-in" } }]);
    expect(all(events, "plan-proposed")[0]?.advice).toEqual(all(run(), "plan-proposed")[0]?.advice);
  });

  it.each([
    ["a stance that is no word", doubted("Disputed"), "expected a stance"],
    ["a flag that is no defect", doubted("caution", ["ugly"]), "a flag must be one of"],
  ])("an opinion with %s opens no gate: the rule stands in", (_what, answer, message) => {
    const events = run({ voices: models }, { answers: { "opinion/1": answer } });
    expect(all(events, "opinion-failed")).toMatchObject([{ fault: { kind: "malformed", message: expect.stringContaining(message) } }]);
    expect(all(events, "plan-doubted")).toMatchObject([{ spoken: { by: "stand-in" } }]);
  });

  it("a material that no table knows has the narrowest envelope, and a world that cannot work it out refuses instead of a bad print", () => {
    const brief = { job: { material: "NYLONX", geometry: "cube", bedPosition: "center", machine: "ender-3-v2" } };
    const refused = run({ brief, approval: "my own blend" });
    expect(all(refused, "print-simulated")).toEqual([]);
    expect(all(refused, "lab-closed")).toMatchObject([{ outcome: "refused", prints: 0 }]);
    const printed = run({ brief, approval: "my own blend", world: "classic" });
    for (const { settings } of all(printed, "print-simulated")) expect(settings.nozzleCelsius).toBeLessThanOrEqual(230);
  });

  it("is cut at once by a person", () => {
    const events = run();
    const open = foldAll(lab, "law", events.slice(0, 3));
    expect(lab.accept(open, { key: "cut/1", kind: "cut", data: { reason: "fire drill" } })).toMatchObject({
      ok: true,
      value: [{ kind: "lab-closed", data: { outcome: "cut", reason: "fire drill" } }],
    });
  });
});

describe("the turns of a run", () => {
  it("are those of the reference: proposal, Spine, opinion, override where one was due, then print and grade in pairs, and the verdict", () => {
    const script = { answers: { propose: advised({ nozzle_temp: 400 }), "opinion/1": doubted("dispute") } };
    const told = labTurns(run({ voices: models }, script));
    const acts = told?.turns.map(({ turn }) => turn.act) ?? [];
    const prints = acts.filter((act) => act === "simulate").length;
    expect(acts).toEqual([
      ...["propose", "veto", "second_opinion", "override"],
      ...Array.from({ length: prints }, () => ["simulate", "grade"]).flat(),
      "verdict",
    ]);
    expect(told?.turns.slice(0, 3).map(({ turn }) => turn.stance)).toEqual(["", "clamped", "dispute"]);
    expect(told?.turns[0]?.by).toEqual({ backend: "scripted", model: "scripted-1", standsIn: false });
    expect(told?.turns[0]?.numbers.settings?.nozzleCelsius).toBe(400);
    expect(told?.turns[1]?.numbers.settings?.nozzleCelsius).toBe(245);
  });

  it("carry the numbers of each print, the word unvalidated, and the event that each was made from", () => {
    const events = run();
    const turns = labTurns(events)?.turns ?? [];
    for (const { turn, numbers, by, seq } of turns) {
      expect(events[seq - 1]?.seq).toBe(seq);
      expect(by.model).toBeNull();
      if (turn.track === "print-loop") expect(numbers.outcome?.quality).toBeGreaterThanOrEqual(0);
      if (turn.act === "simulate") expect(turn.content).toContain("unvalidated");
    }
    expect(labTurns([])).toBeUndefined();
  });
});
