import type { ChildProcess } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { Digest } from "../../src/core/roundtable/digest.ts";
import type { StoredEvent } from "../../src/ports/journal.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { ended, makePlace, moot, type Place, SLOW_PROGRAM, start, talked } from "./kit/moot.ts";

const slow = (latencyMs = 60): { program: string; env: Record<string, string> } => ({
  program: SLOW_PROGRAM,
  env: { MOOT_TEST_LATENCY_MS: String(latencyMs) },
});
const sample = (place: Place, ...more: readonly string[]): ChildProcess => start(place, ["roundtable", "--sample", ...more], slow());
const events = async (place: Place): Promise<readonly StoredEvent[]> =>
  successOf<readonly StoredEvent[]>(await moot(place, ["show", "latest", "--raw", "--json"])).data;
const resumed = async (place: Place): Promise<Digest> => {
  const said = await moot(place, ["resume", "latest", "--json", "--quiet"]);
  expect(said.code, said.stderr).toBe(0);
  return successOf<{ digest: Digest }>(said).data.digest;
};

/** What the sample comes to when nobody disturbs it: kinds and steps of its events, controls left out. */
const undisturbed = async (): Promise<readonly string[]> => {
  const place = makePlace();
  expect((await moot(place, ["roundtable", "--sample", "--quiet"])).code).toBe(0);
  return steps(await events(place));
};
const steps = (list: readonly StoredEvent[]): readonly string[] =>
  list.filter(({ step }) => !step.startsWith("input:")).map(({ kind, step }) => `${kind} ${step}`);

describe("signals", () => {
  it("Ctrl-C once pauses with 130 and prints the command that resumes to the same end", async () => {
    const place = makePlace();
    const child = sample(place);
    const end = ended(child);
    await talked(child, "SPEAK PHASE");
    child.kill("SIGINT");
    const said = await end;
    expect(said.code, said.stderr).toBe(130);
    expect(said.stdout).toBe("");
    const run = /next: moot resume (rt-[0-9a-f]{12})\n/u.exec(said.stderr)?.[1];
    expect(run, said.stderr).toBeDefined();
    const answered = (await events(place)).length;
    expect((await moot(place, ["runs"])).stdout).toContain("paused");
    expect((await resumed(place)).decision?.option).toBe("pg-queue");
    expect(steps(await events(place))).toEqual(await undisturbed());
    expect((await events(place)).length).toBeGreaterThan(answered);
  });

  it("Ctrl-C twice cuts with a reason, and every seat gets its fee back", async () => {
    const place = makePlace();
    const child = sample(place);
    const end = ended(child);
    await talked(child, "SPEAK PHASE");
    child.kill("SIGINT");
    await talked(child, "Ctrl-C again cuts");
    child.kill("SIGINT");
    const said = await end;
    expect(said.code, said.stderr).toBe(130);
    expect(said.stderr).toContain("was cut; every seat has its fee back");
    const closed = (await events(place)).at(-1);
    expect(closed).toMatchObject({ kind: "roundtable-closed", data: { outcome: "cut", reason: "cut by Ctrl-C, twice" } });
    const balances = successOf<readonly { sparks: number }[]>(await moot(place, ["sparks", "balances", "--json"])).data;
    expect(balances.map(({ sparks }) => sparks)).toEqual([0, 0, 0, 0, 0]);
  });

  it("SIGTERM pauses with 143, also as data", async () => {
    const place = makePlace();
    const child = sample(place, "--json");
    const end = ended(child);
    await talked(child, "SPEAK PHASE");
    child.kill("SIGTERM");
    const said = await end;
    expect(said.code, said.stderr).toBe(143);
    expect(failureOf(said)).toMatchObject({ code: "TERMINATED", hint: expect.stringMatching(/^moot resume rt-/u) });
  });

  it("kill -9 loses no answer: the run is found, named by the doctor, and carried on to the same end", async () => {
    const place = makePlace();
    const child = sample(place);
    const end = ended(child);
    await talked(child, "REBUTTAL PHASE");
    child.kill("SIGKILL");
    await end;
    const before = await events(place);
    expect((await moot(place, ["doctor"])).stdout).toMatch(/rt-[0-9a-f]{12} was interrupted/u);
    await resumed(place);
    const after = await events(place);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(steps(after)).toEqual(await undisturbed());
    expect((await moot(place, ["journal", "verify"])).code).toBe(0);
  });
});

describe("two processes on one run", () => {
  it("a second driver is refused with 7 and told to watch", async () => {
    const place = makePlace();
    const child = start(place, ["roundtable", "--sample"], slow(500));
    const end = ended(child);
    await talked(child, "SPEAK PHASE");
    const second = await moot(place, ["resume", "latest", "--json"]);
    expect(second.code, second.stdout).toBe(7);
    expect(failureOf(second)).toMatchObject({ code: "RUN_HELD", hint: expect.stringMatching(/^moot watch rt-/u) });
    child.kill("SIGTERM");
    expect((await end).code).toBe(143);
  });

  it("a cut that comes while a pause lets the last calls finish is a cut", async () => {
    const place = makePlace();
    const child = start(place, ["roundtable", "--sample"], slow(4_000));
    const end = ended(child);
    await talked(child, "SPEAK PHASE");
    await moot(place, ["pause", "latest"]);
    const said = await moot(place, ["cut", "latest"]);
    expect([said.code, said.stdout], said.stderr).toEqual([0, expect.stringContaining("is cut; every seat has its fee back")]);
    await end;
    expect((await moot(place, ["show"])).stdout).toContain("cut by operator");
    expect((await moot(place, ["journal", "verify"])).code).toBe(0);
  });

  it("pause from elsewhere is heard, and who drove it ends with 3", async () => {
    const place = makePlace();
    const child = sample(place);
    const end = ended(child);
    await talked(child, "SPEAK PHASE");
    const paused = await moot(place, ["pause", "latest", "--reason", "lunch", "--json"]);
    expect(successOf<{ taken: boolean }>(paused).data.taken).toBe(true);
    const said = await end;
    expect(said.code, said.stderr).toBe(3);
    expect(said.stderr).toContain("paused: lunch");
    expect((await moot(place, ["pause", "latest"])).code).toBe(7);
  });

  it("cut from elsewhere is heard, also when nobody drives", async () => {
    const place = makePlace();
    const child = sample(place);
    const end = ended(child);
    await talked(child, "SPEAK PHASE");
    expect((await moot(place, ["cut", "latest"])).code).toBe(0);
    expect((await end).code).toBe(3);
    const again = sample(place);
    await talked(again, "SPEAK PHASE");
    again.kill("SIGKILL");
    await ended(again);
    const said = await moot(place, ["cut", "latest", "--reason", "enough"]);
    expect(said.code, said.stderr).toBe(0);
    expect((await events(place)).at(-1)).toMatchObject({ kind: "roundtable-closed", data: { outcome: "cut", reason: "enough" } });
  });

  it("watch shows what was, then what comes, and ends with the run", async () => {
    const place = makePlace();
    const child = sample(place);
    const end = ended(child);
    await talked(child, "SPEAK PHASE");
    const watching = ended(start(place, ["watch", "latest"]));
    const [said, watched] = await Promise.all([end, watching]);
    expect(said.code).toBe(0);
    expect(watched.code, watched.stderr).toBe(0);
    for (const line of ["RESEARCH WINDOW", "ROUND 1: begin", "GATE 1/3 marcus", "Closed: converged"])
      expect(watched.stdout).toContain(line);
    const replay = await moot(place, ["watch", "latest"]);
    expect(replay.stdout.split("\n").slice(2)).toEqual(watched.stdout.split("\n").slice(2));
  });
});

it("a reader that goes away ends the program quietly with 0", async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const child = start(place, ["show", "latest", "--raw"]);
  child.stdout?.once("data", () => child.stdout?.destroy());
  const said = await ended(child);
  expect(said).toMatchObject({ code: 0, stderr: "" });
});
