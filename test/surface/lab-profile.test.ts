import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place } from "./kit/moot.ts";

const SETTINGS = { material: "PLA", nozzle_temp: 205, bed_temp: 60, retraction_mm: 5, fan_pct: 80, first_layer_fan_pct: 0 };
const place = (settings: unknown = SETTINGS): Place =>
  makePlace({
    "settings.json": typeof settings === "string" ? settings : JSON.stringify(settings),
    "mine.ini": 'filament_settings_id = "My PLA"\nfilament_type = PLA\ntemperature = 210\nbed_temperature = 60\n',
  });
const profile = (at: Place, ...more: readonly string[]) => moot(at, ["lab", "profile", "--settings", "settings.json", ...more]);

describe("moot lab profile", () => {
  it("prints the profile, or writes it and shows what changes", async () => {
    const at = place();
    const said = await profile(at, "--for", "prusa", "--base", "mine.ini");
    expect(said.stdout).toContain(
      '# Only what differs from "My PLA": load it after that.\nfilament_settings_id = "Moot PLA"\ninherits = My PLA\ntemperature = 205\n',
    );
    const written = await profile(at, "--for", "prusa", "--base", "mine.ini", "--out", "out");
    expect(readFileSync(join(at.project, "out", "moot-prusa.ini"), "utf8")).toBe(said.stdout);
    expect(written.stdout).toMatch(/temperature +210 +205\n/u);
  });

  it.each<[string, unknown, readonly string[], string, RegExp]>([
    ["a value that is not allowed", { ...SETTINGS, nozzle_temp: 300 }, [], "OUTSIDE", /nozzle_temp 300 is over the safe limit 245/u],
    [
      "a number that is not finite",
      JSON.stringify(SETTINGS).replace("205", "1e999"),
      [],
      "OUTSIDE",
      /must be a finite number but is Infinity/u,
    ],
    ["a text for a number", { ...SETTINGS, fan_pct: "full" }, [], "BAD_SETTINGS", /fan_pct must be a number but is "full"/u],
    ["a missing setting", { ...SETTINGS, bed_temp: undefined }, [], "BAD_SETTINGS", /bed_temp is missing/u],
    ["an unknown material", { ...SETTINGS, material: "PEEK" }, [], "OUTSIDE", /there is no material "PEEK"/u],
    ["an unknown machine", SETTINGS, ["--machine", "toaster"], "UNKNOWN_ID", /there is no machine "toaster"/u],
  ])("refuses %s and writes nothing", async (_name, settings, more, code, message) => {
    const at = place(settings);
    const said = await profile(at, "--for", "marlin", "--out", "out", "--json", ...more);
    expect([said.code, failureOf(said).code, existsSync(join(at.project, "out"))]).toEqual([2, code, false]);
    expect(failureOf(said).message).toMatch(message);
  });

  it("needs settings or a run, and a program", async () => {
    expect((await moot(place(), ["lab", "profile", "--for", "prusa"])).code).toBe(2);
    expect((await profile(place())).code).toBe(2);
    expect(failureOf(await profile(place(), "--for", "cura", "--json"))).toMatchObject({ code: "UNKNOWN_ID" });
  });

  it("fits its schema", async () => {
    const { data } = successOf<{ readonly files: readonly { readonly name: string }[] }>(
      await profile(place(), "--for", "klipper", "--json"),
    );
    expect(data.files.map(({ name }) => name)).toEqual(["moot-start.gcode", "moot-second-layer.gcode"]);
  });
});
