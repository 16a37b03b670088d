import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { advised, doubted } from "../kit/lab.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place } from "./kit/moot.ts";
import { hasTerminals, onTerminal } from "./kit/terminal.ts";

type Record = {
  readonly run: string;
  readonly state: string;
  readonly approval: string | null;
  readonly plan: {
    readonly changes: readonly { readonly setting: string; readonly cause: string; readonly of: string }[];
    readonly asked: unknown;
  };
  readonly prints: readonly { readonly settings: { readonly [name: string]: number }; readonly quality: number }[];
  readonly validation: { readonly state: string };
  readonly agreement: { readonly right: number; readonly count: number };
  readonly acknowledged: readonly { readonly reason: string }[];
};

const BRIDGE = ["--material", "PETG", "--geometry", "bridge", "--temp", "29", "--humidity", "62"];
const lab = (place: Place, ...args: readonly string[]) => moot(place, ["lab", ...args, "--json"]);
const HOT = "; my own\nfilament_type = ABS\ntemperature = 320\nbed_temperature = 100\nmin_fan_speed = 20\nmax_fan_speed = 20\n";

describe("moot lab plan and print", () => {
  it("plans, prints nothing before it is told to, prints that plan, and leaves a record that can be asked why", {
    timeout: 60_000,
  }, async () => {
    const place = makePlace();
    const planned = successOf<Record>(await lab(place, "plan", ...BRIDGE));
    expect(planned.data).toMatchObject({ state: "planned", prints: [], validation: { state: "unvalidated" } });
    expect(planned.next).toEqual([`moot lab print ${planned.data.run}`]);
    const printed = successOf<Record>(await lab(place, "print", planned.data.run));
    expect(printed.data.state).toBe("clean");
    expect(printed.data.prints[0]?.settings).toEqual(planned.data.plan.asked);
    const why = await moot(place, ["why", `print:${planned.data.run}/1`]);
    expect([why.code, why.stdout.includes("unvalidated"), why.stdout.includes("seed-011")]).toEqual([0, true, true]);
    const shown = await moot(place, ["show", planned.data.run]);
    expect(shown.stdout).toContain("SIMULATED in the fdm world; unvalidated");
    const again = await lab(place, "print", planned.data.run);
    expect([again.code, failureOf(again).code]).toEqual([7, "RUN_DONE"]);
  });

  it("a clamp holds the print with exit 8 and a command that runs; a reason lets it go; without one nothing is printed", {
    timeout: 60_000,
  }, async () => {
    const place = makePlace({ "hot.ini": HOT });
    const held = await lab(place, "print", "--material", "ABS", "--profile", "hot.ini");
    expect(held.code).toBe(8);
    const { data, next } = successOf<Record>(held);
    expect([data.state, data.prints.length]).toEqual(["held", 0]);
    expect(next[0]).toBe(`moot lab print ${data.run} --acknowledge "why it may print"`);
    const blank = await lab(place, "print", data.run, "--acknowledge", " ");
    expect([blank.code, failureOf(blank).message]).toEqual([2, "--acknowledge needs a reason for the record"]);
    const runs = successOf<readonly { readonly state: string }[]>(await moot(place, ["runs", "--json"]));
    expect(runs.data[0]?.state).toBe("held");
    // The word without a reason left nothing behind that a real one would stumble over.
    const said = await lab(place, "print", data.run, "--acknowledge", "the liner ends at 245");
    expect([said.code, successOf<Record>(said).data.prints.length > 0]).toEqual([0, true]);
  });

  it("refuses an unknown material by name, and prints it with an approval on the record, inside the narrowest envelope", {
    timeout: 60_000,
  }, async () => {
    const place = makePlace();
    const refused = await lab(place, "plan", "--material", "NYLONX");
    expect([refused.code, failureOf(refused).message]).toEqual([2, expect.stringContaining("known are PLA, PETG")]);
    expect(failureOf(await lab(place, "plan", "--material", "NYLONX", "--generic")).message).toContain("needs your approval");
    const { data } = successOf<Record>(
      await lab(place, "print", "--material", "nylonx", "--generic", "--approve", "maker says 220", "--world", "classic"),
    );
    expect(data.approval).toBe("maker says 220");
    for (const { settings } of data.prints) expect(settings.nozzle_temp).toBeLessThanOrEqual(230);
    const world = await lab(place, "print", "--material", "nylonx", "--generic", "--approve", "maker says 220");
    expect([world.code, failureOf(world).code]).toEqual([1, "PRINT_REFUSED"]);
    expect(failureOf(world).hint).toContain("add --world classic");
  });

  it("a real print goes on the record with what the world had said, and the next plan weighs its lesson", { timeout: 60_000 }, async () => {
    const place = makePlace();
    const set = [
      "--set",
      "nozzle_temp=228",
      "--set",
      "bed_temp=82",
      "--set",
      "retraction_mm=6",
      "--set",
      "fan_pct=70",
      "--set",
      "first_layer_fan_pct=0",
    ];
    const logged = await lab(place, "log", ...BRIDGE, "--outcome", "clean", "--quality", "0.95", ...set);
    const log = successOf<{ readonly lesson: { readonly id: string }; readonly agrees: boolean; readonly predicted: object }>(logged).data;
    expect(log).toMatchObject({ agrees: true, predicted: { world: "fdm", validation: { state: "unvalidated" } } });
    const { data } = successOf<Record>(await lab(place, "plan", ...BRIDGE));
    const own = data.plan.changes.filter(({ of }) => of === log.lesson.id);
    expect(own.map(({ cause }) => cause)).toContain("precedent");
    expect(own.map(({ setting }) => setting)).toContain("nozzle_temp");
    expect(data.agreement).toEqual({ right: 1, count: 1 });
    const lessons = successOf<{ readonly lessons: readonly { readonly job_id: string }[] }>(
      await lab(place, "lessons", "--source", "earned"),
    );
    expect(lessons.data.lessons.map(({ job_id: id }) => id)).toEqual([log.lesson.id]);
  });

  it("a real print of a run is then what calibration reads, and the latest run of the lab is still the one that is meant", {
    timeout: 60_000,
  }, async () => {
    const place = makePlace();
    const none = await lab(place, "calibrate");
    expect(none.code).not.toBe(0);
    expect(none.stdout + none.stderr).toContain("moot lab log");
    const { run } = successOf<Record>(await lab(place, "print", ...BRIDGE)).data;
    successOf(await lab(place, "log", "--run", "latest", "--outcome", "clean"));
    const { data } = successOf<{ readonly rows: number; readonly verdict: string }>(await lab(place, "calibrate"));
    expect(data).toMatchObject({ rows: 1, verdict: "too-few", machine_assumed: 0 });
    successOf(await lab(place, "log", "--run", "latest", "--outcome", "sag"));
    expect((await lab(place, "print", "latest")).stdout).toContain(run);
    expect((await moot(place, ["why", "print:latest/1"])).stdout).toContain("print 1 of");
  });

  it("overrides a plan with a reason, and the Spine has the last word", { timeout: 60_000 }, async () => {
    const place = makePlace();
    const { data } = successOf<Record>(await lab(place, "plan", ...BRIDGE));
    expect((await lab(place, "print", data.run, "--set", "fan_pct=90")).code).toBe(2);
    const held = await lab(place, "print", data.run, "--set", "nozzle_temp=400", "--because", "wet spool");
    expect([held.code, successOf<Record>(held).data.state]).toEqual([8, "held"]);
    const done = successOf<Record>(await lab(place, "print", data.run, "--acknowledge", "245 is enough"));
    expect(done.data.prints[0]?.settings.nozzle_temp).toBe(245);
    expect(done.data.acknowledged).toEqual([{ revision: 2, reason: "245 is enough" }]);
  });

  it.each([
    ["--geometry", "tower", "--geometry has no"],
    ["--position", "left", "--position has no"],
    ["--temp", "warm", "--temp must be a number"],
    ["--humidity", "120", "--humidity must be a number"],
    ["--machine", "x", "--machine has no"],
    ["--policy", "guess", "there is no policy"],
    ["--world", "real", "there is no world"],
    ["--iterations", "0", "--iterations must be a number"],
    ["--detail", "span=4", "--detail has no"],
    ["--backend", "worf=offline", "--backend worf=offline: expected"],
    ["--profile", "none.ini", "none.ini is not there"],
  ])("says what is wrong with %s %s", async (flag, value, message) => {
    const said = await lab(makePlace(), "plan", flag, value);
    expect(said.code).toBeGreaterThan(0);
    expect(failureOf(said).message).toContain(message);
  });

  it.each([80, 200])(
    "keeps to %i columns without colour, and says that nothing of it is validated",
    { timeout: 60_000 },
    async (columns) => {
      const said = await moot(makePlace(), ["lab", "print", ...BRIDGE, "--world", "classic", "--policy", "classic", "--quiet"], {
        env: { COLUMNS: String(columns), NO_COLOR: "1" },
      });
      expect(said.code).toBe(0);
      expect(said.stdout).not.toContain("\u{1b}");
      expect(said.stdout).toContain("unvalidated");
      for (const line of said.stdout.split("\n")) expect([...line].length).toBeLessThanOrEqual(columns);
    },
  );

  it("asks the chosen backend for each voice, checks what it writes, and lets the rule stand in for what is not usable", {
    timeout: 90_000,
  }, async () => {
    const place = makePlace();
    const env = { MOOT_MODE: "handoff" };
    const waits = async (args: readonly string[]): Promise<string> => {
      const said = await moot(place, [...args, "--json"], { env });
      expect(said.code, said.stdout).toBe(8);
      return successOf<{ readonly files: readonly string[] }>(said).data.files[0] as string;
    };
    const proposal = await waits(["lab", "plan", ...BRIDGE]);
    expect(readFileSync(join(proposal, "..", "prompt.md"), "utf8")).toContain("You are O'Brien");
    writeFileSync(proposal, JSON.stringify(advised({ nozzle_temp: 400 })));
    const opinion = await waits(["resume", "latest"]);
    const prompt = readFileSync(join(opinion, "..", "prompt.md"), "utf8");
    expect([prompt.includes("You are La Forge"), prompt.includes("nozzle_temp 245")]).toEqual([true, true]);
    writeFileSync(opinion, JSON.stringify(doubted("Disputed")));
    const { data } = successOf<Record & { readonly faults: unknown; readonly opinion: unknown }>(
      await moot(place, ["resume", "latest", "--json"], { env }),
    );
    expect(data).toMatchObject({
      state: "planned",
      plan: { by: "model", backend: "handoff", moves: [{ setting: "nozzle_temp", asked: 400, allowed: 245 }] },
      opinion: { by: "stand-in" },
      faults: [{ voice: "laforge", message: expect.stringContaining("expected a stance") }],
    });
    expect((await moot(place, ["journal", "verify"])).code).toBe(0);
  });

  it.skipIf(!hasTerminals())("walks a person from the part to the logged print", { timeout: 90_000 }, async () => {
    const place = makePlace({ "hot.ini": HOT });
    const terminal = onTerminal(place, ["lab", "session", "--material", "ABS", "--profile", "hot.ini"], { rows: 60 });
    const answers: readonly (readonly [question: RegExp, answer: string])[] = [
      [/printer \(/u, ""],
      [/file of the part/u, ""],
      [/class of part \(/u, "vase"],
      [/place on the bed/u, ""],
      [/room, °C/u, "26"],
      [/room, % humidity/u, "60"],
      [/print it \(yes, no\)/u, "yes"],
      [/why may it print all the same/u, "the liner ends at 245"],
      [/did you print it for real/u, "clean"],
      [/a note/u, "good corners"],
    ];
    for (const [question, answer] of answers) {
      await terminal.shows(question);
      terminal.send(`${answer}\r`);
    }
    expect(await terminal.ended).toBe(0);
    const lessons = successOf<{ readonly lessons: readonly { readonly lesson: string }[] }>(
      await lab(place, "lessons", "--source", "earned"),
    );
    expect(lessons.data.lessons).toHaveLength(1);
    const runs = successOf<readonly { readonly kind: string; readonly state: string }[]>(await moot(place, ["runs", "--json"]));
    expect(runs.data.map(({ kind, state }) => `${kind} ${state}`)).toEqual(["lab-log logged", "lab clean"]);
  });

  it("a session without a terminal says what to run instead", async () => {
    const said = await moot(makePlace(), ["lab", "session"]);
    expect([said.code, said.stderr.includes("moot lab plan")]).toEqual([2, true]);
  });
});
