/** What one command of the lab keeps, the others know. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeStl } from "../../src/core/lab/mesh/stl.ts";
import { bridge } from "../kit/parts.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { environmentOf, makePlace, moot, type Place } from "./kit/moot.ts";

const data = async <T>(place: Place, ...args: readonly string[]): Promise<T> => {
  const said = await moot(place, ["lab", ...args, "--json"]);
  if (said.code !== 0) throw new Error(`${args.join(" ")}: ${said.stderr}${said.stdout}`);
  return successOf<T>(said).data;
};

type Plan = {
  readonly run: string;
  readonly plan: { readonly changes: readonly { readonly setting: string; readonly cause: string; readonly of: string }[] };
};
type Row = Readonly<Record<string, unknown>> & { readonly job_id: string; readonly run: string };
type Ingested = {
  readonly run: string | null;
  readonly skipped: readonly unknown[];
  readonly files: readonly { readonly lessons: number; readonly fresh: number }[];
};
type Lessons = { readonly lessons: readonly Row[] };
const causes = ({ plan }: Plan): readonly string[] => plan.changes.map(({ setting, cause, of }) => `${setting} ${cause} ${of}`);

const JOB = ["--material", "PETG", "--geometry", "stringing"];
const HOT = 'filament_type = PETG\nfilament_settings_id = "Hot PETG"\ntemperature = 244\nbed_temperature = 80\n';
const DRIER = JSON.stringify({
  job_id: "shop-7",
  material: "PETG",
  geometry_type: "stringing",
  env_temp: 22,
  env_humidity: 45,
  outcome: "success",
  lesson: "A dry spool and a longer retraction.",
  settings: { retraction_mm: 6.5 },
});

describe("a proposal", () => {
  it("names what was ingested among its causes, and the ledger of lessons lists it with its run", { timeout: 60_000 }, async () => {
    const place = makePlace({ "mine/hot.ini": HOT, "mine/shop.jsonl": DRIER });
    const before = await data<Plan>(place, "plan", ...JOB);
    expect(causes(before).join()).not.toMatch(/Hot PETG|shop-7/u);
    const { run } = await data<{ readonly run: string }>(place, "ingest", "mine");
    const after = causes(await data<Plan>(place, "plan", ...JOB));
    expect(after).toContain("nozzle_temp reference Hot PETG");
    expect(after).toContain("retraction_mm precedent shop-7");
    const { lessons } = await data<Lessons>(place, "lessons", "--source", "ingested");
    expect(lessons.map(({ job_id: id, run: from }) => [id, from])).toEqual([["shop-7", run]]);
  });

  it("names the tower that a person read among its causes", { timeout: 60_000 }, async () => {
    const place = makePlace();
    const tower = await data<{ readonly run: string }>(place, "tower", "temperature", "--material", "PETG");
    const read = await data<{ readonly run: string; readonly lesson: { readonly job_id: string } }>(
      place,
      "tower",
      "read",
      tower.run,
      "--best",
      "4",
    );
    expect(causes(await data<Plan>(place, "plan", ...JOB))).toContain(`nozzle_temp precedent ${read.lesson.job_id}`);
    const { lessons } = await data<Lessons>(place, "lessons", "--source", "earned");
    expect(lessons.map(({ job_id: id, run }) => [id, run])).toEqual([[read.lesson.job_id, read.run]]);
  });
});

const SLICER = "/usr/bin/prusa-slicer";
type Printed = { readonly run: string; readonly best: number; readonly prints: readonly { readonly settings: Knobs }[] };
type Knobs = { readonly [name: string]: number };

describe("the settings of a run", () => {
  it("go into a profile and, where the slicer is installed, into G-code: those of its best print", { timeout: 120_000 }, async () => {
    const place = makePlace({ "part.stl": writeStl(bridge(40)) });
    const job = ["--material", "PETG", "--geometry", "bridge", "--machine", "prusa-mk4", "--temp", "29", "--humidity", "62"];
    const { run, best, prints } = await data<Printed>(place, "print", ...job, "--world", "classic", "--policy", "classic");
    const settings = prints[best - 1]?.settings as Knobs;
    const profile = await data<{ readonly files: readonly { readonly text: string }[] }>(place, "profile", "--run", run, "--for", "prusa");
    expect(profile.files[0]?.text).toContain("# Moot: PETG on Prusa MK4");
    expect(profile.files[0]?.text).toContain(`\ntemperature = ${settings.nozzle_temp}\n`);
    const args = ["lab", "slice", "part.stl", "--run", run, "--json"];
    if (!existsSync(SLICER)) {
      expect(failureOf(await moot(place, args)).code).toBe("SLICER_MISSING");
      return;
    }
    const env = { PATH: [dirname(SLICER), environmentOf(place).PATH].join(delimiter) };
    const sliced = successOf<{ readonly settings: Knobs; readonly row: object }>(await moot(place, args, { env }));
    expect(sliced.data.settings).toEqual(settings);
    expect(sliced.data.row).toMatchObject({ material: "PETG", machine: "prusa-mk4", env_temp: 29, env_humidity: 62 });
    expect(sliced.next).toEqual([`moot lab slice part.stl --run ${run} --out part.gcode`]);
  });

  it("go nowhere while the run is held, nor out of a run of another kind", { timeout: 60_000 }, async () => {
    const place = makePlace({
      "part.stl": writeStl(bridge(40)),
      "hot.ini": "filament_type = ABS\ntemperature = 320\nbed_temperature = 100\n",
    });
    const held = await moot(place, ["lab", "print", "--material", "ABS", "--profile", "hot.ini", "--json"]);
    const { run } = successOf<Printed>(held).data;
    const profile = (of: string) => moot(place, ["lab", "profile", "--run", of, "--for", "klipper", "--out", "out", "--json"]);
    const refused = failureOf(await profile(run));
    expect([refused.code, refused.message, refused.hint]).toEqual([
      "HELD",
      expect.stringContaining("clamp: nozzle_temp 320 is over the safe limit 245"),
      `moot lab print ${run} --acknowledge "why it may print"`,
    ]);
    expect(failureOf(await moot(place, ["lab", "slice", "part.stl", "--run", run, "--json"])).code).toBe("HELD");
    expect(existsSync(`${place.project}/out`)).toBe(false);
    const tower = await data<{ readonly run: string }>(place, "tower", "flow", "--material", "PLA");
    expect(failureOf(await profile(tower.run)).code).toBe("NO_PLAN");
  });
});

describe("lessons that leave a home", () => {
  /** What a lesson says: not where it was kept, nor whose it is. */
  const saidOf = ({ run: _run, seq: _seq, source: _source, validation: _validation, ...said }: Row) => said;
  const of = async (place: Place, source: string): Promise<readonly Row[]> =>
    (await data<Lessons>(place, "lessons", "--source", source, "--limit", "50")).lessons;

  it("come back whole through lab ingest: another home has them row by row, and their own learns nothing new", {
    timeout: 120_000,
  }, async () => {
    const place = makePlace();
    const tower = await data<{ readonly run: string }>(place, "tower", "temperature", "--material", "PETG");
    await data(place, "tower", "read", tower.run, "--best", "4", "--defects", "1:stringing");
    await data(place, "log", ...JOB, "--outcome", "stringing", "--quality", "0.4", "--set", "nozzle_temp=252", "--set", "bed_temp=80");
    const { run } = await data<{ readonly run: string }>(place, "print", ...JOB, "--iterations", "2");
    const [earned, sim] = [await of(place, "earned"), await of(place, "sim")];
    expect([earned.length, sim.length]).toEqual([2, 1]);
    const rows = join(place.project, "rows.jsonl");
    writeFileSync(
      rows,
      [...earned, ...sim]
        .toReversed()
        .map((row) => JSON.stringify(row))
        .join("\n"),
    );
    expect((await data<Ingested>(place, "ingest", "rows.jsonl")).run).toBeNull();
    const other = makePlace({ "rows.jsonl": readFileSync(rows, "utf8") });
    expect((await data<Ingested>(other, "ingest", "rows.jsonl")).skipped).toEqual([]);
    // A simulated print stays one, wherever it is read.
    expect((await of(other, "ingested")).map(saidOf)).toEqual(earned.map(saidOf));
    expect((await of(other, "sim")).map(saidOf)).toEqual(sim.map(saidOf));
    // The table of the export has the same rows.
    expect((await moot(place, ["export", "hf", run, "--out", "set"])).code).toBe(0);
    const third = makePlace({ "lessons.jsonl": readFileSync(join(place.project, "set/jsonl/lessons.jsonl"), "utf8") });
    expect((await data<Ingested>(third, "ingest", "lessons.jsonl")).skipped).toEqual([]);
    expect((await of(third, "sim")).map(saidOf)).toEqual(sim.map(saidOf));
  });

  it("that every home has are no news: an export of the seeds is read and keeps nothing", { timeout: 60_000 }, async () => {
    const place = makePlace();
    expect((await moot(place, ["export", "lessons", "--out", "set"])).code).toBe(0);
    const { files, run, skipped } = await data<Ingested>(place, "ingest", "set/jsonl/lessons.jsonl");
    expect([files.map(({ lessons, fresh }) => [lessons, fresh]), run, skipped]).toEqual([[[12, 0]], null, []]);
  });
});

describe("the latest run", () => {
  it("of an export is the latest that has turns: what was ingested, judged or logged after it has none", { timeout: 60_000 }, async () => {
    const place = makePlace({ "mine/shop.jsonl": DRIER });
    const { run } = await data<{ readonly run: string }>(place, "print", ...JOB, "--iterations", "1");
    await data(place, "ingest", "mine");
    await data(place, "log", ...JOB, "--outcome", "clean", "--set", "nozzle_temp=240");
    for (const kind of ["report", "traces", "otel"]) {
      const said = await moot(place, ["export", kind, "latest", "--json"]);
      expect([kind, successOf<{ readonly run: string }>(said).data.run]).toEqual([kind, run]);
    }
  });

  it("is refused where none has", { timeout: 60_000 }, async () => {
    const place = makePlace({ "mine/shop.jsonl": DRIER });
    await data(place, "ingest", "mine");
    expect(failureOf(await moot(place, ["export", "report", "latest", "--json"])).code).toBe("NOTHING_TO_EXPORT");
  });
});

describe("moot lab lessons", () => {
  it.each([60, 80, 200])("tells every lesson whole inside %i columns", async (columns) => {
    const said = await moot(makePlace(), ["lab", "lessons"], { env: { COLUMNS: String(columns), NO_COLOR: "1" } });
    for (const line of said.stdout.split("\n")) expect([...line].length).toBeLessThanOrEqual(columns);
    const flat = said.stdout.replace(/\s+/gu, " ");
    expect(flat).toContain(
      "seed-011 · PETG bridge · 24 °C 44 % · success Raise the fan to about 70 % for the span only, then go back to 40 %.",
    );
    expect(flat).toContain("12 seed, 0 ingested, 0 earned, 0 sim; 12 of 12 shown.");
  });

  it("names the known classes of part where it is asked for another", async () => {
    const said = await moot(makePlace(), ["lab", "lessons", "--geometry", "brige"]);
    expect([said.code, said.stderr]).toEqual([2, expect.stringContaining("--geometry must be one of overhang, bridge")]);
  });
});
