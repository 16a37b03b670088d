import { describe, expect, it } from "vitest";
import { MACHINES } from "../../machines.ts";
import { type Material, materialOf } from "../../materials.ts";
import { usualSettings } from "../../usual.ts";
import { entry as world } from "../fdm.ts";

const room = { celsius: 22, humidityPercent: 45 };

/** A vase as its G-code has it: one wall of 0.45 mm round a footprint of 60 mm. */
const vase = (id: string, machine: (typeof MACHINES)[number], fillShare: number) => {
  const details = { lengthMm: 60, heightMm: 100, overhangDegrees: 0, spanMm: 0, travelMm: 57, layerSeconds: 5, fillShare };
  const job = { material: id, geometry: "vase", bedPosition: "center", machine: machine.id, details };
  return world.simulate(usualSettings(materialOf(id) as Material, machine), job, room);
};

describe("a lone wall", () => {
  it("cools by its top and its sides, so that an emptier footprint round it changes nothing", () => {
    for (const machine of MACHINES) {
      const severity = (fill: number) => vase("PETG", machine, fill).assessment?.defects.delamination?.severity ?? Number.NaN;
      expect(severity(0.05)).toBe(severity(0.1));
      expect(severity(0.5)).toBeLessThan(severity(0.3));
      expect(severity(0.3)).toBeLessThan(severity(0.1));
    }
  });

  it.each(["PLA", "PETG"])("of %s at usual settings welds on every printer", (id) => {
    for (const machine of MACHINES) {
      const ratio = vase(id, machine, 0.05).assessment?.defects.delamination?.ratio ?? Number.NaN;
      expect(ratio, machine.id).toBeLessThan(1);
    }
  });
});
