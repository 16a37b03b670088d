/** What every world and every policy must keep; a new one is tested the moment it is in its list. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classicEdition, currentEdition } from "../../src/core/lab/edition.ts";
import { BED_POSITIONS, GEOMETRIES } from "../../src/core/lab/job.ts";
import { runLoop } from "../../src/core/lab/loop.ts";
import { MACHINES } from "../../src/core/lab/machines.ts";
import { MATERIALS } from "../../src/core/lab/materials.ts";
import { POLICIES } from "../../src/core/lab/policies.ts";
import { SETTINGS, type Settings } from "../../src/core/lab/settings.ts";
import { registry as WORLDS } from "../../src/core/lab/worlds/_registry.ts";

const anyNumber = fc.oneof(fc.double(), fc.double({ min: -400, max: 400 }), fc.integer({ min: 0, max: 300 }));
const anyWord = (...known: readonly string[]): fc.Arbitrary<string> => fc.oneof(fc.constantFrom(...known), fc.string());
const anySettings = fc
  .array(anyNumber, { minLength: SETTINGS.length, maxLength: SETTINGS.length })
  .map((values) => Object.fromEntries(SETTINGS.map((setting, index) => [setting, values[index]])) as Settings);
const anyJob = fc.record({
  material: anyWord(...MATERIALS.map(({ id }) => id)),
  geometry: anyWord(...GEOMETRIES),
  bedPosition: anyWord(...BED_POSITIONS),
});
const anyRoom = fc.record({ celsius: anyNumber, humidityPercent: anyNumber });

describe.each([...WORLDS])("the world $id", (world) => {
  it("any numbers and words give a reason to refuse, or a quality in [0, 1] and defects that cost more than nothing", () => {
    fc.assert(
      fc.property(anySettings, anyJob, anyRoom, (settings, job, room) => {
        if (world.refusal(settings, job, room) !== undefined) return;
        const { quality, mode, penalties, class: sort } = world.simulate(settings, job, room);
        expect(quality >= 0 && quality <= 1).toBe(true);
        expect(Object.values(penalties).every((cost) => cost > 0 && Number.isFinite(cost))).toBe(true);
        expect(sort === "success" || mode !== "none").toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("prints every known material, part and place on every machine, however extreme the numbers", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const usual = fc.double({ min: -50, max: 400, noNaN: true });
    const numbers = fc.array(fc.oneof(finite, usual), { minLength: SETTINGS.length, maxLength: SETTINGS.length });
    const known = fc.record({
      material: fc.constantFrom(...MATERIALS.map(({ id }) => id)),
      geometry: fc.constantFrom(...GEOMETRIES),
      bedPosition: fc.constantFrom(...BED_POSITIONS),
      machine: fc.constantFrom(...MACHINES.map(({ id }) => id)),
    });
    const room = fc.record({ celsius: fc.oneof(finite, usual), humidityPercent: fc.oneof(finite, usual) });
    fc.assert(
      fc.property(numbers, known, room, (values, job, air) => {
        const settings = Object.fromEntries(SETTINGS.map((setting, index) => [setting, values[index]])) as Settings;
        expect(world.refusal(settings, job, air)).toBeUndefined();
        const { quality, penalties, assessment } = world.simulate(settings, job, air);
        expect(quality >= 0 && quality <= 1).toBe(true);
        expect(Object.values(penalties).every((cost) => cost > 0 && Number.isFinite(cost))).toBe(true);
        for (const { ratio, severity, band, chance } of Object.values(assessment?.defects ?? {})) {
          expect([ratio, severity, chance, ...band].every(Number.isFinite)).toBe(true);
          expect(0 <= band[0] && band[0] <= severity && severity <= band[1] && band[1] <= 1).toBe(true);
          expect(chance >= 0 && chance <= 1).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("gives the same outcome for the same print, and touches nothing that it is given", () => {
    fc.assert(
      fc.property(anySettings, anyJob, anyRoom, (settings, job, room) => {
        if (world.refusal(settings, job, room) !== undefined) return;
        const once = world.simulate(settings, job, room);
        expect(world.simulate(Object.freeze({ ...settings }), Object.freeze({ ...job }), Object.freeze({ ...room }))).toEqual(once);
      }),
    );
  });

  it("has an id of its own, says what it is worth, and names an edition", () => {
    expect(WORLDS.filter(({ id }) => id === world.id)).toHaveLength(1);
    expect(world.standing).toMatch(/\w/u);
    expect(["classic", "current"]).toContain(world.edition);
  });
});

describe.each([...POLICIES])("the policy $id", (policy) => {
  const editions = [classicEdition, ...MACHINES.map((machine) => currentEdition(machine))];
  const job = fc.record({
    material: fc.constantFrom(...MATERIALS.map(({ id }) => id)),
    geometry: fc.constantFrom(...GEOMETRIES),
    bedPosition: fc.constantFrom(...BED_POSITIONS),
  });

  it("never prints outside the envelope, in any world, by any edition, and learns the same from the same", () => {
    fc.assert(
      fc.property(fc.constantFrom(...editions), fc.constantFrom(...WORLDS), job, anyRoom, (edition, world, one, room) => {
        const crew = { world, policy, edition };
        const run = runLoop(crew, one, room, 12);
        if (!run.ok) {
          const isOddRoom = !(Number.isFinite(room.celsius) && Number.isFinite(room.humidityPercent));
          expect(run.fault.kind === "refused" ? isOddRoom : [edition.id, run.fault.kind].join(" ")).toBe(
            run.fault.kind === "refused" ? true : "current impossible-pair",
          );
          return;
        }
        for (const { settings } of run.value) {
          const again = edition.check(settings, one);
          expect(again.ok && again.value.settings).toEqual(settings);
          expect(again.ok && again.value.requiresApproval).toBe(false);
          expect(SETTINGS.every((setting) => Number.isFinite(settings[setting]))).toBe(true);
        }
        expect(runLoop(crew, one, room, 12)).toEqual(run);
      }),
      { numRuns: 500 },
    );
  });
});
