import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { RunSummary } from "../../src/usecases/runs/list.ts";
import { successOf } from "./kit/envelope.ts";
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
