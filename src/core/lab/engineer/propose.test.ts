import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundTo } from "../../kernel/python-number.ts";
import { STEPS } from "../classic/policy.ts";
import type { Lesson } from "../lessons.ts";
import { MACHINES } from "../machines.ts";
import { MATERIALS, type Material, materialOf } from "../materials.ts";
import type { Reference } from "../profiles/references.ts";
import { SETTINGS, type Setting } from "../settings.ts";
import { envelopeOf } from "../spine.ts";
import { genericMaterial } from "../usual.ts";
import type { Defect } from "../world.ts";
import { cellKey, cellsOf } from "./cells.ts";
import { type Brief, baselineFor, propose } from "./propose.ts";
import type { AgedPrecedent } from "./weigh.ts";

const [MACHINE] = MACHINES;
const PETG = materialOf("PETG") as Material;
const BASE = baselineFor(PETG, MACHINE);

const brief = (more: Partial<Brief> = {}): Brief => ({
  job: { material: "PETG", geometry: "stringing", bedPosition: "center", machine: MACHINE.id },
  environment: { celsius: 23, humidityPercent: 48 },
  profile: null,
  precedents: [],
  references: [],
  cell: null,
  ...more,
});

const lesson = (more: Partial<Lesson>): Lesson => ({
  id: "l1",
  material: "PETG",
  geometry: "stringing",
  celsius: 23,
  humidityPercent: 48,
  outcome: "success",
  text: "as it was",
  source: "earned",
  ...more,
});
const near = (of: Partial<Lesson>, distance = 0, ageDays: number | null = 0): AgedPrecedent => ({ lesson: lesson(of), distance, ageDays });

/** How far the proposal of these precedents stands from the baseline on a knob. */
const shiftOf = (knob: Setting, ...precedents: readonly AgedPrecedent[]): number =>
  propose(brief({ precedents }), PETG, MACHINE).settings[knob] - BASE[knob];

const COLD = { printed: { nozzleCelsius: BASE.nozzleCelsius - 80 } } as const;

describe("a proposal by rule", () => {
  it("without anything known is the baseline, and says that there is no close precedent", () => {
    const advice = propose(brief(), PETG, MACHINE);
    expect(advice.settings).toEqual(BASE);
    expect(advice.changes).toEqual([]);
    expect(advice.reasoning).toContain("No close precedent.");
  });

  it("is the baseline plus its changes, knob by knob, and every change has an amount, a cause and a source", () => {
    const numbers = fc.record({
      nozzle: fc.integer({ min: 190, max: 270 }),
      fan: fc.integer({ min: 0, max: 100 }),
      distance: fc.double({ min: 0, max: 1, noNaN: true }),
      age: fc.integer({ min: 0, max: 4000 }),
      outcome: fc.constantFrom("success", "failed_sag", "failed_stringing"),
      mode: fc.constantFrom("none", "sag", "stringing", "warp"),
      own: fc.option(fc.integer({ min: 200, max: 260 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 6 }), (all) => {
        const precedents = all.map(({ nozzle, fan, distance, age, outcome, mode }, index) =>
          near(
            {
              id: `l${index}`,
              outcome: outcome as Lesson["outcome"],
              mode: mode as Lesson["mode"] & string,
              printed: { nozzleCelsius: nozzle, fanPercent: fan },
            },
            distance,
            age,
          ),
        );
        const own = all[0]?.own;
        const profile = own === undefined ? null : { name: "mine", settings: { nozzleCelsius: own } };
        const advice = propose(brief({ precedents, profile }), PETG, MACHINE);
        for (const knob of SETTINGS) {
          const moved = advice.changes.filter(({ setting }) => setting === knob).reduce((sum, { by }) => sum + by, 0);
          expect(roundTo(advice.baseline[knob] + moved, 6)).toBe(roundTo(advice.settings[knob], 6));
        }
        for (const { by, of, why } of advice.changes) expect([by !== 0, of !== "", why !== ""]).toEqual([true, true, true]);
        expect(advice.settings.fanPercent).toBeGreaterThanOrEqual(0);
        expect(advice.settings.fanPercent).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("follows a nearer lesson more, a better one, a fresher one, an own print more than one from a file, and one from this machine and place", () => {
    const shift = (...args: Parameters<typeof near>): number => Math.abs(shiftOf("nozzleCelsius", near(...args)));
    const own = shift(COLD);
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(80);
    expect(shift(COLD, 0.3)).toBeLessThan(own);
    expect(shift({ ...COLD, quality: 0.4 })).toBeLessThan(shift({ ...COLD, quality: 1 }));
    expect(shift(COLD, 0, 2000)).toBeLessThan(own);
    expect(shift({ ...COLD, source: "ingested" })).toBeLessThan(own);
    expect(shift({ ...COLD, source: "seed" })).toBeLessThan(shift({ ...COLD, source: "ingested" }));
    expect(shift({ ...COLD, machine: "prusa-mk4" })).toBeLessThan(own);
    expect(shift({ ...COLD, bedPosition: "corner" })).toBeLessThan(own);
  });

  it("is not moved by a simulated print as a precedent, nor by one from a room far away", () => {
    expect(shiftOf("nozzleCelsius", near({ ...COLD, source: "sim" }))).toBe(0);
    expect(shiftOf("nozzleCelsius", near(COLD, 0.8))).toBe(0);
    expect(propose(brief({ precedents: [near(COLD, 0.8)] }), PETG, MACHINE).reasoning).toContain("No close precedent.");
  });

  it("is moved by a failure only the way that mends it, and never toward what failed", () => {
    const modes: readonly Defect[] = ["sag", "stringing", "adhesion", "warp", "under_extrusion", "delamination"];
    const values = fc.record({
      mode: fc.constantFrom(...modes),
      away: fc.integer({ min: -40, max: 40 }),
      distance: fc.double({ min: 0, max: 0.7, noNaN: true }),
    });
    fc.assert(
      fc.property(values, ({ mode, away, distance }) => {
        for (const [knob, by] of STEPS[mode]) {
          const failed = BASE[knob] + (knob === "retractionMm" ? away / 10 : away);
          const against = near({ outcome: "failed_sag", mode, printed: { [knob]: failed } }, distance);
          const shift = shiftOf(knob, against);
          expect(shift * by).toBeGreaterThanOrEqual(0);
          if ((BASE[knob] - failed) * by >= 0)
            expect(Math.abs(BASE[knob] + shift - failed)).toBeGreaterThanOrEqual(Math.abs(BASE[knob] - failed));
        }
      }),
    );
  });

  it("of a failure that says what to do goes there", () => {
    const seed = near({ outcome: "failed_stringing", printed: { nozzleCelsius: 245 }, advice: { to: { nozzleCelsius: 225 } } });
    expect(shiftOf("nozzleCelsius", seed)).toBeLessThan(0);
  });

  it("starts from the user's own profile, which lessons then move less than they move what vendors ship", () => {
    const profile = { name: "my PETG", settings: { nozzleCelsius: 250 } };
    const alone = propose(brief({ profile }), PETG, MACHINE);
    expect(alone.settings.nozzleCelsius).toBe(250);
    expect(alone.changes).toMatchObject([{ setting: "nozzleCelsius", cause: "profile", of: "my PETG" }]);
    const pulled = propose(brief({ profile, precedents: [near({ printed: { nozzleCelsius: 230 } })] }), PETG, MACHINE);
    expect(pulled.settings.nozzleCelsius).toBeLessThan(250);
    const vendor = shiftOf("nozzleCelsius", near({ printed: { nozzleCelsius: BASE.nozzleCelsius - 20 } }));
    expect(250 - pulled.settings.nozzleCelsius).toBeLessThan(-vendor);
  });

  it("goes into the range of references where the profile is silent, and never over a firmware's maximum", () => {
    const nozzle: Reference = { param: "nozzle_temp", value: 230, low: 225, high: 232, unit: "°C", count: 4, sources: ["a.ini"] };
    const cap: Reference = { param: "max_temp", value: 228, low: 228, high: 228, unit: "°C", count: 1, sources: ["printer.cfg"] };
    const other: Reference = { param: "flow_ratio", value: 1, low: 1, high: 1, unit: "", count: 1, sources: ["a.ini"] };
    expect(propose(brief({ references: [nozzle, other] }), PETG, MACHINE).settings).toEqual({ ...BASE, nozzleCelsius: 232 });
    const profile = { name: "mine", settings: { nozzleCelsius: 240 } };
    expect(propose(brief({ references: [nozzle], profile }), PETG, MACHINE).settings.nozzleCelsius).toBe(240);
    expect(propose(brief({ references: [nozzle, cap], profile }), PETG, MACHINE).settings.nozzleCelsius).toBe(228);
    const hotter = near({ printed: { nozzleCelsius: 250 } });
    const far: Reference = { ...nozzle, value: 255, low: 250, high: 260 };
    expect(propose(brief({ references: [far, cap], precedents: [hotter] }), PETG, MACHINE).settings.nozzleCelsius).toBe(228);
  });

  it("follows a policy's cell by the share of its prints that were clean, and not at all when none was", () => {
    const settings = { ...BASE, nozzleCelsius: BASE.nozzleCelsius - 20 };
    const print = (mode: "none" | "stringing") => ({
      job: brief().job,
      environment: brief().environment,
      settings,
      outcome: { class: mode === "none" ? ("success" as const) : ("failed_stringing" as const), mode, quality: 0.5, penalties: {} },
    });
    const shift = (...modes: readonly ("none" | "stringing")[]): number => {
      const cell = cellsOf(modes.map(print)).get(cellKey(brief().job, brief().environment)) ?? null;
      return propose(brief({ cell }), PETG, MACHINE).settings.nozzleCelsius - BASE.nozzleCelsius;
    };
    expect(shift("stringing", "stringing")).toBe(0);
    expect(shift("none")).toBeLessThan(shift("none", "stringing", "stringing"));
    expect(shift("none", "stringing", "stringing")).toBeLessThan(0);
  });
});

describe("the narrowest common envelope", () => {
  it("is never hotter, and never blows harder, than any known material stands, on every machine", () => {
    const generic = genericMaterial("NYLONX");
    for (const machine of MACHINES)
      for (const material of MATERIALS) {
        const known = new Map(envelopeOf(material, machine).map(([knob, , high]) => [knob, high]));
        for (const [knob, low, high] of envelopeOf(generic, machine)) {
          expect(low, `${knob} on ${machine.id}`).toBeLessThanOrEqual(high);
          expect(high, `${knob} of ${material.id}`).toBeLessThanOrEqual(known.get(knob) as number);
        }
      }
  });
});
