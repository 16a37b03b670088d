import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { RunSummary } from "../../src/usecases/runs/list.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { ended, makePlace, moot, SLOW_PROGRAM, start, talked } from "./kit/moot.ts";

it("a fork is carried on by itself and moves no balance", async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const before = await moot(place, ["sparks", "balances"]);
  const { run, parent, at } = successOf<{ run: string; parent: string; at: number }>(
    await moot(place, ["fork", "latest", "--at", "41", "--json"]),
  ).data;
  expect(at).toBeLessThanOrEqual(41);
  const said = await moot(place, ["resume", run, "--quiet"]);
  expect(said.code, said.stderr).toBe(0);
  expect(said.stdout).toContain("# Decision: Queue or cron");
  expect(await moot(place, ["sparks", "balances"])).toEqual(before);
  const rows = successOf<readonly RunSummary[]>(await moot(place, ["runs", "--json"])).data;
  expect(rows.map(({ id, state, parent: from }) => [id, state, from])).toEqual([
    [run, "converged", parent],
    [parent, "converged", null],
  ]);
});

it("a run is found by latest, by its id and by the beginning of it", async () => {
  const place = makePlace();
  const { run } = successOf<{ run: string }>(await moot(place, ["roundtable", "--sample", "--json"])).data;
  const shown = await Promise.all(
    [["show"], ["show", "latest"], ["show", run], ["show", run.slice(0, 7)], ["show", run.slice(3, 8)]].map((args) => moot(place, args)),
  );
  for (const said of shown) expect(said).toEqual(shown[0]);
  for (const part of ["# Decision", "Scores and sparks", "Gates", "Look-ups", "Run"]) expect(shown[0]?.stdout).toContain(part);
  expect(shown[0]?.stdout).not.toContain("Transcript");
  const transcript = (await moot(place, ["show", "--transcript"])).stdout;
  expect(transcript).toMatch(/^── research window/u);
  expect(transcript).toContain("── round 1, speak");
  expect(transcript).not.toMatch(/# Decision|Scores and sparks/u);
});

it("a reference without its last word lists what can be asked, and each line of the list has an answer", async () => {
  type Listed = { readonly because: readonly { readonly ask?: string }[] };
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const asked = async (reference: string): Promise<readonly string[]> => {
    const said = await moot(place, ["why", reference, "--json"]);
    expect(said.code, said.stdout).toBe(0);
    return successOf<Listed>(said).data.because.flatMap(({ ask }) => ask ?? []);
  };
  const kinds = await asked("latest");
  expect(kinds.map((ask) => ask.split(":")[0])).toEqual([
    "score",
    "gate",
    "fee",
    "sparks",
    "turn",
    "claim",
    "convergence",
    "decision",
    "outcome",
  ]);
  for (const kind of kinds.slice(0, -3)) {
    const subjects = await asked(kind);
    expect(subjects.length, kind).toBeGreaterThan(0);
    for (const reference of [subjects[0], subjects.at(-1)]) expect(await asked(reference as string)).toEqual([]);
  }
  for (const reference of kinds.slice(-3)) expect((await moot(place, ["why", reference])).stdout).toContain("event ");
});

it("a fork that nobody carried is open, also after doctor looked at it; a closed run is not copied whole", async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const states = async (): Promise<readonly string[]> =>
    successOf<readonly RunSummary[]>(await moot(place, ["runs", "--json"])).data.map(({ state }) => state);
  expect((await moot(place, ["fork", "latest", "--at", "20"])).code).toBe(0);
  expect(await states()).toEqual(["open", "converged"]);
  await moot(place, ["doctor"]);
  expect(await states()).toEqual(["open", "converged"]);
  const [{ id } = { id: "" }] = successOf<readonly RunSummary[]>(await moot(place, ["runs", "--json"])).data;
  expect((await moot(place, ["fork", id, "--at", "900"])).stderr).toContain("events, not 900: forked after event");
  await moot(place, ["resume", id, "--quiet"]);
  const refused = await moot(place, ["fork", id, "--at", "900", "--json"]);
  expect([refused.code, failureOf(refused).code]).toEqual([7, "RUN_DONE"]);
});

it("a run without an answer takes a word in the list, and its reason stands in show", async () => {
  const place = makePlace({ "b.md": "# Which store?\n\n## Options\n1. Alder\n2. Birch\n" });
  await moot(place, ["roundtable", "--topic", "Which store?", "--briefing", "b.md", "--quiet"]);
  expect((await moot(place, ["runs"])).stdout).toMatch(/ Which store\? +open\n/u);
  expect((await moot(place, ["show"])).stdout).toContain("Answer: open");
});

it("a list says when older lines are left out, and lists none only when there is none", async () => {
  const place = makePlace();
  for (const seed of ["a", "b"]) await moot(place, ["roundtable", "open", "--sample", "--seed", seed]);
  const said = await moot(place, ["runs", "--limit", "1"]);
  expect([said.stdout.match(/^rt-/gmu)?.length, said.stderr]).toEqual([1, expect.stringContaining("older runs are not shown")]);
  expect((await moot(place, ["runs"])).stderr).not.toContain("not shown");
  for (const args of [
    ["runs", "--limit", "0"],
    ["sparks", "ledger", "--limit", "0"],
  ])
    expect((await moot(place, args)).code, args.join(" ")).toBe(2);
});

it("why a decision stands begins with what put the other options out, each led to its place and turn", async () => {
  type Led = { readonly what: string; readonly places?: readonly unknown[]; readonly because: readonly Led[] };
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const { because } = successOf<Led>(await moot(place, ["why", "decision:latest", "--json"])).data;
  const fallen = because.filter(({ what }) => what.includes(" is out: "));
  expect(because.slice(0, fallen.length)).toEqual(fallen);
  expect(fallen.map(({ what }) => what.split(" ")[0]).sort()).toEqual(["*cron*", "*redis-broker*"]);
  for (const { places, because: turns } of fallen)
    expect([(places?.length ?? 0) > 1, turns[0]?.what]).toEqual([true, expect.stringMatching(/^turn \d+ by /u)]);
});

it("why a score on one axis tells of that axis alone; the doctor says of a fork what the list says", async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const [one, all] = await Promise.all(["score:latest/marcus/impact", "score:latest/marcus"].map((ref) => moot(place, ["why", ref])));
  expect(one?.stdout).toMatch(/^marcus: impact \d+\n[\s\S]*the judge's reasons: impact \d+: /u);
  expect(one?.stdout).not.toMatch(/novelty|accuracy|challenge/u);
  for (const axis of ["novelty", "accuracy", "impact", "challenge"]) expect(all?.stdout).toContain(`${axis} `);
  await moot(place, ["fork", "latest", "--at", "41"]);
  const doctor = (await moot(place, ["doctor"])).stdout;
  expect(doctor).toMatch(/rt-\w+ is open, and nobody has begun it/u);
  expect(doctor).toMatch(/settings all \d+ are the defaults/u);
});

it("why a fee was paid names the tier, not a sum of other lines; a wrong run is not taken for a seat", async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  expect((await moot(place, ["why", "fee:latest/marcus"])).stdout).toMatch(/^marcus: an entry fee of 8 sparks, for tier sonnet\n/u);
  const said = await moot(place, ["why", "score:nope/marcus"]);
  expect([said.code, said.stderr]).toEqual([2, expect.stringContaining("no run nope")]);
  for (const reference of ["score:latest/marcus/beauty", "score:latest/nobody/impact"]) {
    const refused = await moot(place, ["why", reference, "--json"]);
    const { hint } = failureOf(refused);
    expect((await moot(place, hint.split(" ").slice(1))).code, hint).toBe(0);
  }
  expect((await moot(place, ["why", ""])).stderr).not.toMatch(/^on:/mu);
  expect(await moot(place, ["why"])).toEqual(await moot(place, ["why", "latest"]));
  const wrong = await Promise.all(["decision:nope", "outcome:latest/marcus"].map((ref) => moot(place, ["why", ref])));
  expect(wrong.map(({ code, stderr }) => [code, stderr])).toEqual([
    [2, expect.stringContaining("no run nope")],
    [2, expect.stringContaining("outcome is of the whole run")],
  ]);
});

it("a cut run says who cut it and why, and what it names as next has an answer", async () => {
  const place = makePlace();
  const child = start(place, ["roundtable", "--sample"], { program: SLOW_PROGRAM, env: { MOOT_TEST_LATENCY_MS: "60" } });
  const end = ended(child);
  await talked(child, "SPEAK PHASE");
  await moot(place, ["cut", "latest", "--reason", "wrong briefing"]);
  await end;
  const shown = await moot(place, ["show"]);
  expect(shown.stdout).toContain("cut by operator: wrong briefing");
  expect(shown.stdout).toContain("No decision.");
  const { next } = successOf(await moot(place, ["show", "--json"]));
  expect(next.length).toBeGreaterThan(0);
  for (const command of next) {
    const said = await moot(place, command.split(" ").slice(1));
    expect(said.code, `${command}: ${said.stderr}`).toBe(0);
  }
  expect((await moot(place, ["why", "outcome:latest"])).stdout).toContain("cut by operator: wrong briefing");
});

it("resume takes the newest run that is not finished and names it", async () => {
  const place = makePlace();
  const child = start(place, ["roundtable", "--sample"], { program: SLOW_PROGRAM, env: { MOOT_TEST_LATENCY_MS: "60" } });
  const end = ended(child);
  await talked(child, "SPEAK PHASE");
  child.kill("SIGKILL");
  await end;
  const interrupted = successOf<readonly RunSummary[]>(await moot(place, ["runs", "--json"])).data[0]?.id;
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const said = await moot(place, ["resume", "latest"]);
  expect(said.code, said.stderr).toBe(0);
  expect(said.stderr).toContain(`resuming ${interrupted}`);
});

it("--raw streams the events as stored, one a line", async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const { stdout } = await moot(place, ["show", "--raw"]);
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { seq: number; kind: string });
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  expect([rows[0]?.kind, rows.at(-1)?.kind]).toEqual(["roundtable-opened", "roundtable-closed"]);
});

it("--notify hands the answer to the desktop as arguments, never through a shell", { skip: process.platform !== "linux" }, async () => {
  const place = makePlace();
  const bin = join(place.project, "bin");
  mkdirSync(bin);
  writeFileSync(
    join(bin, "notify-send"),
    `#!/bin/sh\nprintf '%s\\n' "$@" > ${place.project}/notice.tmp && mv ${place.project}/notice.tmp ${place.project}/notice\n`,
  );
  chmodSync(join(bin, "notify-send"), 0o755);
  const said = await moot(place, ["roundtable", "--sample", "--quiet", "--notify"], {
    env: { PATH: `${bin}:${process.env.PATH}`, MOOT_MODE: "offline" },
  });
  expect(said.code, said.stderr).toBe(0);
  const notice = async (): Promise<string> => {
    for (let tries = 0; tries < 100; tries++) {
      try {
        return readFileSync(join(place.project, "notice"), "utf8");
      } catch {
        await sleep(20);
      }
    }
    return "";
  };
  expect((await notice()).split("\n").slice(0, 2)).toEqual(["--", "Moot"]);
});
