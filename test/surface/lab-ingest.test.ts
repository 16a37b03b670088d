import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { intakeFact } from "../../src/core/lab/intake/event.ts";
import { INTAKE } from "../../src/core/lab/intake/machine.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
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
    expect(said.skipped[0]?.why).toBe("is an archive: unpack it and read the configuration inside");
    const journal = openSqliteJournal({ home: at.home, clock: { now: () => 1, elapsed: () => 1 } });
    const facts = [intakeFact("intake-opened", { what: "left open" })];
    journal.open({ run: "rt-00000000000a", kind: INTAKE, version: 1, title: "left open", facts, ledger: [[]] });
    journal.close();
    const resumed = successOf<{ readonly state: string }>(await moot(at, ["resume", "rt-00000000000a", "--json"]));
    expect([resumed.schema, resumed.data.state]).toEqual(["moot/run@1", "done"]);
  });

  it("refuses a path that is not there", async () => {
    const said = await moot(makePlace(), ["lab", "ingest", "gone.ini", "--json"]);
    expect([said.code, failureOf(said).code, failureOf(said).message]).toEqual([1, "INPUT_UNREADABLE", "gone.ini is not there"]);
  });

  it("shows files, reasons and a next command", async () => {
    const said = await moot(makePlace(FILES), ["lab", "ingest", "profiles", "--dry-run"]);
    expect(said.stdout).toContain("printer.cfg:1");
    expect(said.stdout).toContain("4 new facts and lessons; nothing was kept.");
  });
});
