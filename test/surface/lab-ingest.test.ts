import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { intakeFact } from "../../src/core/lab/intake/event.ts";
import { INTAKE } from "../../src/core/lab/intake/machine.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { zipOf } from "../kit/zip.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot } from "./kit/moot.ts";

const FILES = {
  "profiles/printer.cfg": "[include ../outside.cfg]\n[include parts/bed.cfg]\n[extruder]\n#max_temp: 999\nmax_temp: 260\n",
  "profiles/parts/bed.cfg": "[heater_bed]\nmax_temp: 110\n",
  "profiles/mine.ini": "filament_type = PLA\ntemperature = 210\nbed_temperature = 900\n",
  "profiles/history.csv": "File Name,Material,Note\na.gcode,PETG,strings everywhere\n",
  "profiles/notes.txt": "buy filament",
  "outside.cfg": "[extruder]\nmax_temp: 333\n",
};
type Ingested = {
  readonly files: readonly { readonly file: string; readonly reader: string; readonly facts: number }[];
  readonly run: string | null;
  readonly facts: readonly { readonly material: string; readonly value: number }[];
  readonly lessons: readonly unknown[];
  readonly skipped: readonly { readonly file: string; readonly line: number; readonly why: string }[];
};

describe("moot lab ingest", () => {
  it("keeps what is new once, as a run of the journal, and says what it left out and why", async () => {
    const at = makePlace(FILES);
    const dry = successOf<Ingested>(await moot(at, ["lab", "ingest", "profiles", "--dry-run", "--json"])).data;
    expect([dry.run, dry.facts.map(({ value }) => value), dry.lessons.length]).toEqual([null, [210, 110, 260], 1]);
    expect(dry.skipped.map(({ file, line, why }) => `${file}:${line} ${why}`)).toEqual([
      "mine.ini:3 is outside 40 to 130 °C",
      "notes.txt:1 no reader knows this kind of file",
      "printer.cfg:1 it leads out of the folder that is read",
    ]);
    const first = successOf<Ingested>(await moot(at, ["lab", "ingest", "profiles", "--json"])).data;
    expect([first.run?.startsWith("rt-"), first.facts]).toEqual([true, dry.facts]);
    const again = successOf<Ingested>(await moot(at, ["lab", "ingest", "profiles", "--json"])).data;
    expect([again.run, again.facts, again.lessons]).toEqual([null, [], []]);
    const known = successOf<{ readonly facts: number; readonly lessons: number }>(await moot(at, ["lab", "ingest", "--json"])).data;
    expect([known.facts, known.lessons]).toEqual([3, 1]);
    expect((await moot(at, ["journal", "verify", "--json"])).code).toBe(0);
  });

  it("looks without making a home, and follows no link out of the folder", async () => {
    const at = makePlace(FILES);
    symlinkSync(join(at.project, "outside.cfg"), join(at.project, "profiles", "link.cfg"));
    writeFileSync(join(at.project, "profiles", "more.cfg"), "[include link.cfg]\n[mcu]\n");
    const said = await moot(at, ["lab", "ingest", "profiles", "--dry-run", "--json"]);
    expect(successOf<Ingested>(said).data.facts.map(({ value }) => value)).not.toContain(333);
    expect(successOf(await moot(at, ["lab", "ingest", "--json"])).data).toEqual({ facts: 0, lessons: 0, materials: [] });
  });

  it("is closed by a resume when its process died before it was", async () => {
    const at = makePlace({ "a.3mf": "PK", ...FILES });
    const said = successOf<Ingested>(await moot(at, ["lab", "ingest", "a.3mf", "profiles/parts", "--json"])).data;
    expect(said.skipped[0]?.why).toMatch(/^is no sound archive/u);
    const journal = openSqliteJournal({ home: at.home, clock: { now: () => 1, elapsed: () => 1 } });
    const facts = [intakeFact("intake-opened", { what: "left open" })];
    journal.open({ run: "rt-00000000000a", kind: INTAKE, version: 1, title: "left open", facts, ledger: [[]] });
    journal.close();
    const resumed = successOf<{ readonly state: string }>(await moot(at, ["resume", "rt-00000000000a", "--json"]));
    expect([resumed.schema, resumed.data.state]).toEqual(["moot/run@1", "done"]);
  });

  it("reads what a project (3mf) and a .curaprofile hold, each by its own reader, and says what is wrong with an archive", async () => {
    const at = makePlace({
      "a/plate.3mf": zipOf([
        { name: "3D/3dmodel.model", data: "<model/>" },
        { name: "Metadata/Slic3r_PE.config", data: '; filament_type = PETG\n; filament_settings_id = "Mine"\n; temperature = 243\n' },
        { name: "Metadata/thumbnail.png", data: Uint8Array.of(0x89, 0x50) },
      ]),
      "a/orca.3mf": zipOf([
        { name: "Metadata/project_settings.config", data: '{"filament_type": ["PLA"], "nozzle_temperature": ["216"]}' },
        { name: "Metadata/model_settings.config", data: '<?xml version="1.0"?><config/>' },
      ]),
      "a/fast.curaprofile": zipOf([
        { name: "fast", data: "[general]\nname = Fast\n[metadata]\nmaterial = generic_abs\n[values]\nmaterial_print_temperature = 244\n" },
      ]),
      "a/torn.3mf": "PK and no more",
      "a/empty.3mf": zipOf([{ name: "3D/3dmodel.model", data: "<model/>" }]),
      "a/bomb.3mf": zipOf([{ name: "Metadata/x.config", data: new Uint8Array(40 * 1024 * 1024) }]),
      "a/out.3mf": zipOf([{ name: "../up.ini", data: "filament_type = PLA\ntemperature = 211\n" }]),
    });
    const { data } = successOf<Ingested>(await moot(at, ["lab", "ingest", "a", "--json"]));
    expect(data.files.map(({ file, reader }) => `${file} ${reader}`)).toEqual([
      "fast.curaprofile/fast cura-ini",
      "orca.3mf/Metadata/project_settings.config orca-json",
      "plate.3mf/Metadata/Slic3r_PE.config prusa-ini",
    ]);
    expect(data.facts.map(({ material, value }) => `${material} ${value}`)).toEqual(["ABS 244", "PLA 216", "PETG 243"]);
    const reasons = data.skipped.map(({ file, why }) => `${file}: ${why}`);
    expect(reasons).toEqual([
      expect.stringMatching(/^bomb[.]3mf: is not read: .*at most 33554432 are read$/u),
      "empty.3mf: holds no text that may be a profile",
      expect.stringMatching(/^out[.]3mf: is no sound archive: invalid relative path/u),
      expect.stringMatching(/^torn[.]3mf: is no sound archive: /u),
      "orca.3mf/Metadata/model_settings.config: no reader knows this kind of file",
    ]);
    const again = successOf<Ingested>(await moot(at, ["lab", "ingest", "a/plate.3mf", "--json"]));
    expect([again.data.run, again.data.files[0]?.facts]).toEqual([null, 1]);
  });

  it("refuses a path that is not there", async () => {
    const said = await moot(makePlace(), ["lab", "ingest", "gone.ini", "--json"]);
    expect([said.code, failureOf(said).code, failureOf(said).message]).toEqual([2, "INPUT_UNREADABLE", "gone.ini is not there"]);
  });

  it("shows files, reasons and a next command", async () => {
    const said = await moot(makePlace(FILES), ["lab", "ingest", "profiles", "--dry-run"]);
    expect(said.stdout).toContain("printer.cfg:1");
    expect(said.stdout).toContain("4 new facts and lessons; nothing was kept.");
  });
});
