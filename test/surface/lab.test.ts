import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place } from "./kit/moot.ts";

const SETTINGS = { nozzle_temp: 235, bed_temp: 80, retraction_mm: 4, fan_pct: 40, first_layer_fan_pct: 0, layer_height: 0.2 };
const ROW = { material: "PETG", geometry_type: "bridge", bed_position: "center", env_temp: 29, env_humidity: 62, settings: SETTINGS };

const place = (...rows: readonly unknown[]): Place =>
  makePlace({ "rows.jsonl": rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n") });
const simulate = (at: Place, ...more: readonly string[]) =>
  moot(at, ["lab", "simulate", "--in", "rows.jsonl", "--json", ...(more.includes("--world") ? [] : ["--world", "classic"]), ...more]);

type Printed = {
  readonly outcome: string;
  readonly quality: number;
  readonly spine: { readonly settings: unknown; readonly requires_approval: boolean };
};

describe("moot lab simulate", () => {
  it("prints the settings as they are and says beside it what the Spine says, in input order, blank lines aside", async () => {
    const hot = { ...ROW, settings: { ...SETTINGS, nozzle_temp: 300 } };
    const { data } = successOf<readonly Printed[]>(await simulate(place(ROW, "", hot)));
    expect(data).toHaveLength(2);
    expect(data[0]).toEqual({
      outcome: "failed_sag",
      failure_mode: "sag",
      quality: 0.42986363636363645,
      penalties: { sag: 0.5145, stringing: 0.055636363636363644 },
      validation: { state: "unvalidated" },
      spine: { settings: SETTINGS, vetoes: [], requires_approval: false },
    });
    expect(data[1]?.spine).toMatchObject({ settings: { ...SETTINGS, nozzle_temp: 245 }, requires_approval: true });
    expect(data[1]?.quality).toBe(0.12836363636363635);
  });

  it("takes the center and a layer of 0.2 mm when a row names none", async () => {
    const { layer_height: _height, ...settings } = SETTINGS;
    const { bed_position: _position, ...row } = { ...ROW, settings };
    const { data } = successOf<readonly Printed[]>(await simulate(place(row)));
    expect(data[0]).toMatchObject({ quality: 0.42986363636363645, spine: { settings: { layer_height: 0.2 } } });
  });

  it.each<[string, unknown, RegExp]>([
    ["no JSON", '{"material": PETG}', /rows\.jsonl:2: /u],
    ["no object", "[1]", /rows\.jsonl:2: a row must be an object/u],
    ["a word for a number", { ...ROW, env_temp: "warm" }, /rows\.jsonl:2: env_temp must be a finite number but is "warm"/u],
    ["NaN", JSON.stringify(ROW).replace('"env_temp":29', '"env_temp":NaN'), /rows\.jsonl:2: /u],
    [
      "a number that is infinite",
      JSON.stringify(ROW).replace('"fan_pct":40', '"fan_pct":1e999'),
      /:2: fan_pct must be a finite number but is Infinity/u,
    ],
    ["a missing field", { ...ROW, env_humidity: undefined }, /rows\.jsonl:2: env_humidity is missing/u],
    ["missing settings", { ...ROW, settings: undefined }, /rows\.jsonl:2: settings is missing/u],
    ["a missing setting", { ...ROW, settings: { ...SETTINGS, fan_pct: undefined } }, /rows\.jsonl:2: fan_pct is missing/u],
    ["an empty material", { ...ROW, material: "" }, /rows\.jsonl:2: material must be a text of 1 to 100 characters but is ""/u],
  ])("refuses %s by its line and prints nothing of the good rows", async (_name, bad, message) => {
    const said = await simulate(place(ROW, bad, ROW));
    expect(said.code).toBe(2);
    expect(failureOf(said)).toMatchObject({ code: "BAD_ROW", message: expect.stringMatching(message) });
    const shown = await moot(place(ROW, bad, ROW), ["lab", "simulate", "--in", "rows.jsonl"]);
    expect(shown.stdout).toBe("");
    expect(shown.stderr).toMatch(/at: {3}rows\.jsonl:2:\d+\n/u);
    expect(shown.stderr).toContain("fix:");
  });

  it("says which members of rows nobody reads, in rows and their settings, and says nothing of rows that are read whole", async () => {
    const slips = { ...ROW, speed: 80, settings: { ...SETTINGS, "nozzle\u202e": 1 } };
    expect(successOf(await simulate(place(ROW, { ...ROW, span_mm: 20, enclosed: true }))).warnings).toEqual([]);
    expect(successOf(await simulate(place(ROW, slips, slips))).warnings).toEqual([
      'rows have members that nobody reads: "speed", "settings.nozzle<U+202E>"',
    ]);
    expect(successOf(await moot(place(ROW, slips), ["lab", "loop", "--in", "rows.jsonl", "--json"])).warnings).toEqual([
      'rows have members that nobody reads: "speed"',
    ]);
  });

  it("refuses a file without rows, one that is not there, one that is not UTF-8", async () => {
    expect(failureOf(await simulate(place("", "")))).toMatchObject({ code: "NO_ROWS" });
    expect(failureOf(await simulate(makePlace()))).toMatchObject({
      code: "INPUT_UNREADABLE",
      message: expect.stringContaining("rows.jsonl"),
    });
    expect(failureOf(await simulate(makePlace({ "rows.jsonl": Uint8Array.of(0x7b, 0xff) })))).toMatchObject({ code: "INPUT_UNREADABLE" });
  });

  it("names what it knows when an id is unknown, and needs a file", async () => {
    expect(failureOf(await simulate(place(ROW), "--world", "prnt")).message).toBe('there is no world "prnt"; known are classic, fdm');
    expect(failureOf(await simulate(place(ROW), "--edition", "new")).message).toContain("known are classic, current");
    expect(failureOf(await simulate(place(ROW), "--machine", "x")).message).toContain("ender-3-v2");
    const without = await moot(makePlace(), ["lab", "simulate"]);
    expect([without.code, without.stderr.includes("--in is missing")]).toEqual([2, true]);
  });

  it("the classic edition prints an unknown material as the reference does; the current one refuses it and unknown words", async () => {
    const nylon = { ...ROW, material: "NYLON" };
    const { data } = successOf<readonly Printed[]>(await simulate(place(nylon)));
    expect(data[0]?.spine).toMatchObject({ settings: SETTINGS, requires_approval: false });
    const current = async (row: unknown): Promise<string> => failureOf(await simulate(place(row), "--edition", "current")).message;
    expect(await current(nylon)).toMatch(/rows\.jsonl:1: there is no material "NYLON"; known are PLA/u);
    expect(await current({ ...ROW, geometry_type: "tower" })).toContain('there is no geometry_type "tower"');
    expect(await current({ ...ROW, bed_position: "left" })).toContain('there is no bed_position "left"');
    expect(successOf(await simulate(place(ROW), "--edition", "current", "--machine", "prusa-mk3s")).data).toHaveLength(1);
  });

  it("what a row says cannot act on the terminal that reads the table", async () => {
    const said = await moot(place({ ...ROW, material: "PE\u{1b}[2JTG" }), ["lab", "simulate", "--world", "classic", "--in", "rows.jsonl"]);
    expect(said.code).toBe(0);
    expect(said.stdout).not.toContain("\u{1b}");
    expect(said.stdout).toContain("unvalidated");
  });
});

describe("moot lab simulate in the fdm world", () => {
  const fdm = (at: Place, ...more: readonly string[]) => moot(at, ["lab", "simulate", "--in", "rows.jsonl", "--json", ...more]);
  type Reading = { readonly severity: number; readonly band: readonly [number, number] };
  type Row = Printed & { readonly defects: Readonly<Record<string, Reading>>; readonly failure_chance: number };
  const tpu = { ...ROW, material: "tpu", geometry_type: "cube", settings: { ...SETTINGS, nozzle_temp: 235, bed_temp: 45 } };

  it("is the default world, keeps all six defects with their doubt, and calls itself unvalidated", async () => {
    const [row] = successOf<readonly Row[]>(await fdm(place(ROW))).data;
    expect(row).toMatchObject({ outcome: "success", failure_mode: "none", class: "clean", validation: { state: "unvalidated" } });
    expect(row?.quality.toFixed(4)).toBe("0.6731");
    expect(Object.keys(row?.defects ?? {})).toEqual(["sag", "stringing", "warp", "adhesion", "under_extrusion", "delamination"]);
    for (const { severity, band } of Object.values(row?.defects ?? {}))
      expect([band[0] <= severity, severity <= band[1]]).toEqual([true, true]);
    expect(successOf<readonly Row[]>(await fdm(place(ROW), "--world", "fdm")).data[0]).toEqual(row);
    const shown = await moot(place(ROW), ["lab", "simulate", "--in", "rows.jsonl"]);
    expect(shown.stdout).toContain("Simulated in the fdm world; unvalidated");
  });

  it("reads what else is known of a print, and doubts less when the exposure of the spool is known", async () => {
    const long = { ...ROW, span_mm: 90, exposed_h: 8 };
    const rows = successOf<readonly Row[]>(await fdm(place(ROW, long, { ...ROW, exposed_h: 8 }))).data;
    expect(rows.map(({ outcome }) => outcome)).toEqual(["success", "failed_sag", "success"]);
    expect(rows[2]?.quality).toBe(rows[0]?.quality);
    expect(rows[2]?.failure_chance).toBeLessThan(rows[0]?.failure_chance as number);
  });

  it("a row's machine is the one that prints and that the Spine holds to; the flag speaks for rows that name none", async () => {
    const rows = successOf<readonly Row[]>(await fdm(place(tpu, { ...tpu, machine: "bambu-a1" }))).data;
    const flagged = successOf<readonly Row[]>(await fdm(place(tpu), "--machine", "bambu-a1")).data;
    expect(rows[0]?.quality).not.toBe(rows[1]?.quality);
    expect(flagged[0]).toEqual(rows[1]);
    expect(rows[1]?.spine.settings).toEqual(tpu.settings);
  });

  it.each<[string, unknown, RegExp]>([
    ["a material", { ...ROW, material: "NYLON" }, /:1: there is no material "NYLON"; known are PLA/u],
    ["a machine", { ...ROW, machine: "x" }, /:1: there is no machine "x"/u],
    ["a span that no bridge has", { ...ROW, span_mm: -1 }, /:1: span_mm must be from 0 to 1000 but is -1/u],
    ["a word for a flag", { ...ROW, enclosed: "yes" }, /:1: enclosed must be true or false but is "yes"/u],
    ["a text for a length", { ...ROW, length_mm: "long" }, /:1: length_mm must be a finite number but is "long"/u],
  ])("refuses %s that it does not know by its line, instead of a bad outcome", async (_name, row, message) => {
    expect(failureOf(await fdm(place(row)))).toMatchObject({ code: "BAD_ROW", message: expect.stringMatching(message) });
  });

  it("refuses what it does not know under the classic rules too, which would take any word", async () => {
    const nylon = await fdm(place({ ...ROW, material: "NYLON" }), "--edition", "classic");
    expect(failureOf(nylon).message).toMatch(/:1: there is no material "NYLON"/u);
  });
});

describe("moot lab loop", () => {
  const loop = (at: Place, ...more: readonly string[]) =>
    moot(at, ["lab", "loop", "--world", "classic", "--policy", "classic", "--in", "rows.jsonl", "--json", ...more]);
  type Loop = Readonly<Record<string, readonly unknown[]>> & { readonly verdict: string };

  it("gives a list an iteration for every column, and the verdict", async () => {
    const { settings: _settings, ...job } = ROW;
    const warm = { ...job, material: "PLA", env_temp: 34, env_humidity: 75 };
    const { data } = successOf<readonly Loop[]>(await loop(place(job, warm), "--iterations", "7"));
    expect(data[0]).toEqual({
      quality: [
        0.42986363636363645, 0.5138636363636364, 0.5728636363636364, 0.5818636363636365, 0.5908636363636364, 0.5998636363636363,
        0.7248636363636364,
      ],
      failure_mode: ["sag", "sag", "sag", "sag", "sag", "under_extrusion", "none"],
      nozzle_temp: [235, 232, 229, 226, 223, 220, 225],
      bed_temp: Array(7).fill(80),
      retraction_mm: Array(7).fill(4),
      fan_pct: [40, 52, 64, 76, 88, 100, 100],
      first_layer_fan_pct: Array(7).fill(0),
      layer_height: Array(7).fill(0.2),
      clamped: Array(7).fill(false),
      grade: ["confirmed", "confirmed", "confirmed", "confirmed", "confirmed", "missed", "overcautious"],
      verdict: "concur",
      validation: { state: "unvalidated" },
    });
    expect(data[1]).toMatchObject({ clamped: [false, false, false, false, false, false, true], verdict: "dispute" });
  });

  it("prints 8 times by default and refuses 0, 1001, and an unknown policy", async () => {
    const { data } = successOf<readonly Loop[]>(await loop(place(ROW)));
    expect(data[0]?.quality).toHaveLength(8);
    expect((await loop(place(ROW), "--iterations", "0")).code).toBe(2);
    expect((await loop(place(ROW), "--iterations", "1001")).code).toBe(2);
    expect(failureOf(await moot(place(ROW), ["lab", "loop", "--in", "rows.jsonl", "--policy", "x", "--json"])).message).toContain(
      "known are classic, search",
    );
  });
});

describe("moot lab calibrate", () => {
  const { settings: _settings, ...room } = ROW;
  const observed = (geometry: string, outcome: string, nozzle: number, more: object = {}) => ({
    ...room,
    ...SETTINGS,
    geometry_type: geometry,
    nozzle_temp: nozzle,
    machine: "prusa-mk3s",
    outcome,
    ...more,
  });
  const calibrate = (at: Place, ...more: readonly string[]) => moot(at, ["lab", "calibrate", "--in", "rows.jsonl", "--json", ...more]);
  type Found = Readonly<Record<string, unknown>>;
  const leaking = [...Array(10).keys()].map((i) =>
    observed(i % 2 ? "bridge" : "stringing", i % 2 ? "success" : "failed_stringing", 230 + i),
  );

  it("puts the world beside chance, always success and the class alone, whatever the machine's time or order", async () => {
    const said = await calibrate(place("# a comment", ...leaking, "", ...leaking));
    const { data } = successOf<Found>(said);
    expect(data).toMatchObject({
      world: "fdm",
      rows: 20,
      groups: 10,
      baselines: { chance: 0.5, always_success: 0.5, class_only: 1 },
      verdict: "too-few",
      machine_assumed: 0,
      fit: { state: "refused", reason: expect.stringContaining('class "stringing" are failed_stringing: the label leaks') },
      validation: { state: "unvalidated" },
    });
    expect((await calibrate(place("# a comment", ...leaking, "", ...leaking))).stdout).toBe(said.stdout);
    const shown = await moot(place(...leaking), ["lab", "calibrate", "--in", "rows.jsonl"]);
    expect(shown.stdout).toMatch(/the class of the part alone +1\.000\n.*too few to show skill.*stays unvalidated\./su);
  });

  it("calls no skill what the class alone tells as well, from 20 groups on", async () => {
    const many = [...Array(24).keys()].map((i) => observed("bridge", i % 3 ? "success" : "failed_sag", 230 + i));
    expect(successOf<Found>(await calibrate(place(...many))).data).toMatchObject({
      groups: 24,
      verdict: "no-skill",
      fit: { state: "done" },
    });
  });

  it("holds the world against what the home logged, when no file is named", async () => {
    const at = place();
    const prints = ["nozzle_temp=205", "bed_temp=60", "retraction_mm=5", "fan_pct=100", "first_layer_fan_pct=0"];
    const log = (outcome: string, ...set: readonly string[]) =>
      moot(at, ["lab", "log", "--material", "PLA", "--geometry", "bridge", "--outcome", outcome, ...set.flatMap((one) => ["--set", one])]);
    expect(failureOf(await moot(at, ["lab", "calibrate", "--json"])).code).toBe("NO_ROWS");
    await log("clean", ...prints);
    await log("sag", "nozzle_temp=205");
    await log("sag", ...prints.slice(1), "nozzle_temp=230", "layer_height=0.3");
    const said = successOf<Found>(await moot(at, ["lab", "calibrate", "--json"]));
    expect(said.data).toMatchObject({ rows: 2, groups: 2, verdict: "too-few", machine_assumed: 0, left_out: { unknown_outcome: 0 } });
    expect(said.warnings).toEqual(["left out: 1 of which not all settings are known"]);
    expect(successOf<Found>(await moot(at, ["lab", "calibrate", "--world", "classic", "--json"])).data.world).toBe("classic");
  });

  it("leaves out what it cannot compare and never counts it as wrong", async () => {
    const { machine: _machine, ...nameless } = observed("bridge", "success", 235);
    const rows = [...leaking, observed("bridge", "meh", 235), observed("bridge", "success", 235, { material: "NYLON" }), nameless];
    const said = await calibrate(place(...rows));
    expect(successOf<Found>(said).data).toMatchObject({ rows: 11, left_out: { refused: 1, unknown_outcome: 1 }, machine_assumed: 1 });
    const none = failureOf(await calibrate(place(observed("bridge", "success", 235, { material: "NYLON" }))));
    expect(none).toMatchObject({ code: "BAD_ROW", message: expect.stringContaining("none of 1 rows can be compared") });
    expect(failureOf(await calibrate(place("", "# only a comment", { ...room, ...SETTINGS }))).message).toContain(
      "rows.jsonl:3: outcome is missing",
    );
  });
});

describe("moot export deliberation", () => {
  const rows = (at: Place, folder = "dist/deliberation"): string => readFileSync(join(at.project, folder, "deliberations.jsonl"), "utf8");

  it("writes the same two files every time, whatever keys and homes are set, and opens no home", async () => {
    const [one, other] = [makePlace(), makePlace()];
    const first = await moot(one, ["export", "deliberation", "--json"]);
    const keys = {
      ANTHROPIC_API_KEY: "x",
      OPENAI_API_KEY: "x",
      GEMINI_API_KEY: "x",
      MOOT_MODE: "claude-code",
      TZ: "Asia/Tokyo",
      LANG: "de_DE.UTF-8",
    };
    const second = await moot(other, ["export", "deliberation", "--json"], { env: keys });
    expect(first.stdout).toBe(second.stdout);
    expect(rows(one)).toBe(rows(other));
    expect(rows(one).trimEnd().split("\n")).toHaveLength(43);
    expect(rows(one).endsWith("}\n")).toBe(true);
    expect(readdirSync(join(one.project, "dist/deliberation")).sort()).toEqual(["README.md", "deliberations.jsonl"]);
    expect([existsSync(one.home), readdirSync(one.project)]).toEqual([false, ["dist"]]);
  });

  it("argues by Moot's own rules when a world or other voices are asked for, says so on the card, and leaves the home alone", async () => {
    const place = makePlace();
    const said = await moot(place, ["export", "deliberation", "--world", "fdm", "--json"], { env: { MOOT_MODE: "claude-code" } });
    expect(said.code, said.stderr).toBe(0);
    const lines = rows(place)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly act: string; readonly content: string });
    expect(new Set(lines.map(({ act }) => act))).toEqual(new Set(["propose", "veto", "second_opinion", "simulate", "grade", "verdict"]));
    for (const { act, content } of lines) if (act === "simulate") expect(content).toContain("unvalidated");
    const card = readFileSync(join(place.project, "dist/deliberation/README.md"), "utf8");
    expect(card).toContain("`current` edition, printed in the `fdm` world");
    expect(card).toContain("No language model took part");
    expect(existsSync(place.home)).toBe(false);
    const both = await moot(place, ["export", "deliberation", "--voices", "classic", "--world", "fdm"]);
    expect(both.code).toBe(2);
  });

  it("says turns and jobs, where the card is and how to publish it", async () => {
    const said = await moot(makePlace(), ["export", "deliberation", "--out", "traces"]);
    expect(said.stdout).toContain("43 turns over 4 jobs: traces/deliberations.jsonl");
    expect(said.stdout).toContain("card: traces/README.md");
    expect(said.stdout).toContain("hf upload <name>/<data-set> traces . --repo-type dataset");
  });

  it("replaces what is there whole, and leaves no trace when it cannot", async () => {
    const at = makePlace();
    mkdirSync(join(at.project, "out"));
    writeFileSync(join(at.project, "out", "deliberations.jsonl"), "old");
    expect((await moot(at, ["export", "deliberation", "--out", "out"])).code).toBe(0);
    expect(rows(at, "out").split("\n")).toHaveLength(44);
    writeFileSync(join(at.project, "file"), "");
    const said = await moot(at, ["export", "deliberation", "--out", "file", "--json"]);
    expect([said.code, failureOf(said).code]).toEqual([1, "OUTPUT_UNWRITABLE"]);
    expect(readdirSync(at.project).sort()).toEqual(["file", "out"]);
  });
});

it("what a later version brings gets a straight answer", async () => {
  const said = await moot(makePlace(), ["export", "atif"]);
  expect([said.code, said.stderr.includes("export atif is not in this version")]).toEqual([2, true]);
});
