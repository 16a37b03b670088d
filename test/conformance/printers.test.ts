import { describe, expect, it } from "vitest";
import { type PrinterSubject, printerLaws } from "../../src/ports/printer.laws.ts";
import { registry } from "../../src/printers/_registry.ts";
import { PRINTER_KEY, startFake } from "../kit/fake-printers.ts";

const TIMEOUT_MS = 400;

const subjects: readonly PrinterSubject[] = registry.map((entry) => ({
  id: entry.id,
  key: PRINTER_KEY,
  stage: async (situation) => {
    const fake = await startFake(entry.id, situation);
    // Only the server that never answers is waited for: the others may be slow on a busy machine.
    const timeoutMs = situation === "hang" ? TIMEOUT_MS : 20_000;
    const link = entry.open({ address: fake.address, key: PRINTER_KEY, timeoutMs });
    return { link, asked: () => fake.asked, stored: () => fake.stored, started: () => fake.started, close: fake.close };
  },
}));

it("no two protocols have the same id", () => {
  expect(new Set(registry.map(({ id }) => id)).size).toBe(registry.length);
});

for (const subject of subjects) {
  describe(`the printer protocol ${subject.id}`, () => {
    for (const law of printerLaws) it(law.name, () => law.check(subject));
  });
}

describe("Moonraker", () => {
  it("gives a print's filament, temperatures and layer where the file's metadata has them, and a chamber's humidity", async () => {
    const fake = await startFake("moonraker", "idle");
    const link = registry.find(({ id }) => id === "moonraker")?.open({ address: fake.address, key: PRINTER_KEY, timeoutMs: 20_000 });
    const signal = new AbortController().signal;
    expect(await link?.history(1, signal)).toEqual({
      ok: true,
      value: [
        {
          id: "000003",
          file: "c.gcode",
          ending: "finished",
          startedAtMs: 1_700_003_000_500,
          seconds: 900.25,
          filamentMm: 4321.5,
          material: "PLA",
          nozzleCelsius: 215,
          bedCelsius: 60,
          layerHeightMm: 0.2,
        },
      ],
    });
    const status = await link?.status(signal);
    expect(status?.ok && status.value.sensors).toContainEqual({ name: "bme280 chamber", kind: "humidity", value: 41.5, target: null });
    await fake.close();
  });
});
