import { describe, expect, it } from "vitest";
import { lintGcode } from "../gcode/lint.ts";
import { walkGcode } from "../gcode/walk.ts";
import { MACHINES } from "../machines.ts";
import { MATERIALS } from "../materials.ts";
import { motionOf } from "../motion.ts";
import { checkSettings } from "../spine.ts";
import { towerGcode } from "./gcode.ts";
import { planTower, type Tower, type TowerKind } from "./plan.ts";
import { type PrintedTower, readTower } from "./read.ts";

/** The heats of the nozzle one after another, the longest pull and the highest line that is printed. */
const printOf = (bytes: Uint8Array) => {
  const celsius: number[] = [];
  let [pulledMm, highestMm] = [0, 0];
  walkGcode(bytes, (event) => {
    if (event.kind === "heat" && event.what === "nozzle" && event.celsius > 0 && event.celsius !== celsius.at(-1))
      celsius.push(event.celsius);
    if (event.kind === "move") {
      pulledMm = Math.max(pulledMm, -event.filamentMm);
      if (event.filamentMm > 0 && event.from[0] !== event.to[0]) highestMm = Math.max(highestMm, event.to[2]);
    }
    return true;
  });
  return { celsius, pulledMm, highestMm };
};
const KINDS: readonly TowerKind[] = ["temperature", "retraction", "flow"];
const [ENDER] = MACHINES;
const planned = (kind: TowerKind, material: string, machine = ENDER, range = {}): Tower => {
  const tower = planTower(kind, material, machine, range);
  if (!tower.ok) throw new Error(tower.fault.message);
  return tower.value;
};
const refused = (...asked: Parameters<typeof planTower>): string => {
  const tower = planTower(...asked);
  return tower.ok ? "planned" : `${tower.fault.code} ${tower.fault.message}`;
};
const pairs = MATERIALS.flatMap((material) => MACHINES.map((machine) => [material, machine] as const));

describe("a tower", () => {
  it("is planned for every pair that can print, passes the Spine at every step, and for no other pair", () => {
    for (const [material, machine] of pairs) {
      const settings = {
        nozzleCelsius: material.nozzle.usual[0],
        bedCelsius: material.bed.usual[0],
        retractionMm: 1,
        fanPercent: 0,
        firstLayerFanPercent: 0,
        layerHeightMm: 0.2,
      };
      const canPrint = checkSettings(settings, material.id, machine).ok;
      for (const kind of KINDS) {
        const tower = planTower(kind, material.id, machine);
        expect(tower.ok, `${kind} ${material.id} ${machine.id}`).toBe(canPrint);
        if (!tower.ok) continue;
        expect(tower.value.steps.length).toBeGreaterThanOrEqual(2);
        const checked = checkSettings(tower.value.settings, material.id, machine);
        expect(checked.ok && checked.value.vetoes).toEqual([]);
      }
    }
  });

  it("reads back clean from its text: the heats, the longest retraction and the height are those of its steps", () => {
    for (const [material, machine] of pairs.filter((_, index) => index % 7 === 0))
      for (const kind of KINDS) {
        const tower = planTower(kind, material.id, machine);
        if (!tower.ok) continue;
        const bytes = new TextEncoder().encode(towerGcode(tower.value).text);
        const values = tower.value.steps.map(({ value }) => value);
        const { celsius, pulledMm, highestMm } = printOf(bytes);
        expect(lintGcode(bytes, { material, machine, motion: motionOf(material, machine), prints: true })).toEqual([]);
        expect(celsius).toEqual(kind === "temperature" ? values : [tower.value.settings.nozzleCelsius]);
        expect(pulledMm).toBe(
          kind === "retraction" ? Math.max(...values, tower.value.settings.retractionMm) : tower.value.settings.retractionMm,
        );
        expect(highestMm).toBeCloseTo((tower.value.steps.at(-1)?.toMm ?? 0) + 3 * tower.value.settings.layerHeightMm, 6);
      }
  });

  it("pushes the filament that its lines have volume: length × width × height over the section of the filament", () => {
    const { text } = towerGcode(planned("temperature", "PLA"));
    let [x, y, volume, filament] = [0, 0, 0, 0];
    for (const line of text.split("\n")) {
      const found = /^G[01] X([\d.]+) Y([\d.]+)(?: E([\d.]+))? F/u.exec(line);
      if (found === null) continue;
      const [toX, toY] = [Number(found[1]), Number(found[2])];
      if (found[3] !== undefined) {
        volume += Math.hypot(toX - x, toY - y) * 0.45 * 0.2;
        filament += Number(found[3]);
      }
      [x, y] = [toX, toY];
    }
    expect(filament * Math.PI * 0.875 ** 2).toBeCloseTo(volume, 1);
    expect(volume).toBeGreaterThan(1000);
  });

  it("pushes as much plastic through filament of any bore, and says what it takes", () => {
    const plastic = (id: string): number => {
      const machine = MACHINES.find((one) => one.id === id) ?? ENDER;
      const { filamentMm } = towerGcode(planned("temperature", "PLA", machine, { from: 220, to: 200, steps: 2 }));
      return filamentMm * Math.PI * (motionOf(MATERIALS[0] as (typeof MATERIALS)[0], machine).filamentMm / 2) ** 2;
    };
    expect(plastic("ultimaker-s5") / plastic("ender-3-v2")).toBeCloseTo(1, 2);
  });

  it("asks for flow as shares of the same lines", () => {
    const pushed = (from: number, to: number): number => {
      const { text } = towerGcode(planned("flow", "PLA", ENDER, { from, to, steps: 2 }));
      const part = text.slice(text.indexOf(`; step 1: ${from} %\n`), text.indexOf(`; step 2: ${to} %\n`));
      return [...part.matchAll(/^G1 X.* E([\d.]+)/gmu)].reduce((sum, [, e]) => sum + Number(e), 0);
    };
    expect(pushed(120, 100) / pushed(100, 120)).toBeCloseTo(1.2, 3);
  });

  it("is refused outside the envelope, for a material that is not known, a pair that cannot print, and a range that is none", () => {
    expect(refused("temperature", "PLA", ENDER, { from: 300, to: 200 })).toBe(
      "OUTSIDE temperature 300 is outside 170 to 245 for PLA on Creality Ender 3 V2",
    );
    expect(refused("retraction", "PLA", ENDER, { from: 20, to: 1 })).toMatch(/^OUTSIDE retraction 20/u);
    expect(refused("flow", "PLA", ENDER, { from: 10, to: 100 })).toMatch(/^OUTSIDE flow 10 is outside 80 to 120/u);
    expect(refused("temperature", "unobtainium", ENDER)).toMatch(/^OUTSIDE there is no material/u);
    expect(refused("temperature", "PC", ENDER)).toMatch(/^OUTSIDE Creality Ender 3 V2 cannot print PC/u);
    for (const range of [{ steps: 1 }, { steps: 16 }, { steps: 2.5 }, { from: Number.NaN }, { from: 200, to: 200 }])
      expect(refused("temperature", "PLA", ENDER, range)).toMatch(/^BAD_RANGE/u);
  });
});

describe("a look at a printed tower", () => {
  const tower: PrintedTower = { kind: "temperature", material: "PETG", machine: "prusa-mk4", unit: "°C", values: [260, 250, 240, 230] };
  const room = { celsius: 24, humidityPercent: 50 };

  it("becomes an earned lesson with the value, the room and what speaks for it", () => {
    const read = readTower(
      tower,
      {
        best: 3,
        defects: [
          { step: 1, defect: "stringing" },
          { step: 2, defect: "stringing" },
          { step: 4, defect: "delamination" },
        ],
      },
      room,
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        value: 240,
        cause: "Above it, from 250 °C on: stringing. Below it, from 230 °C on: delamination.",
        lesson: {
          material: "PETG",
          source: "earned",
          outcome: "success",
          celsius: 24,
          humidityPercent: 50,
          printed: { nozzleCelsius: 240 },
          machine: "prusa-mk4",
        },
      },
    });
    expect(read.ok && read.value.lesson.text).toBe(
      "PETG: nozzle 240 °C was the best of a tower on prusa-mk4. Above it, from 250 °C on: stringing. Below it, from 230 °C on: delamination.",
    );
  });

  it("says when the best may lie beyond the tower, and when nothing speaks for it but the eye", () => {
    const cause = (best: number, defects: readonly { step: number; defect: "stringing" }[]): string => {
      const read = readTower(tower, { best, defects }, room);
      return read.ok ? read.value.cause : read.fault.message;
    };
    expect(cause(4, [{ step: 1, defect: "stringing" }])).toContain("the best may lie below");
    expect(cause(1, [{ step: 4, defect: "stringing" }])).toContain("the best may lie above");
    expect(cause(2, [])).toBe("No other step was said to show a defect, so 250 °C is a choice by eye of step 2.");
  });

  it("is refused for steps that are not there and for a best step that shows a defect", () => {
    expect(readTower(tower, { best: 5, defects: [] }, room).ok).toBe(false);
    expect(readTower(tower, { best: 2, defects: [{ step: 9, defect: "sag" }] }, room).ok).toBe(false);
    expect(readTower(tower, { best: 2, defects: [{ step: 2, defect: "sag" }] }, room).ok).toBe(false);
  });
});
