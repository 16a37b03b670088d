import { type ChildProcess, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { successOf } from "../surface/kit/envelope.ts";
import { ended, makePlace, moot, type Place, start } from "../surface/kit/moot.ts";

type Stored = { readonly seq: number; readonly kind: string; readonly step: string; readonly data: unknown };

const SAMPLE = ["roundtable", "--sample", "--max-rounds", "1"];
const slow = { program: fileURLToPath(new URL("./slow-seats-main.ts", import.meta.url)) };

/** What the journal compares: seq, kind, step and data of every event. */
const recorded = async (place: Place, run = "latest"): Promise<string> =>
  successOf<readonly Stored[]>(await moot(place, ["show", run, "--raw", "--json"]))
    .data.map(({ seq, kind, step, data }) => JSON.stringify([seq, kind, step, data]))
    .join("\n");

/** Processes that serve a seat of a run, or are in the group of one: pid and seat. */
const seatsOf = (run: string): readonly { readonly pid: number; readonly seat: string }[] =>
  spawnSync("ps", ["-Ao", "pid=,args="], { encoding: "utf8" })
    .stdout.split("\n")
    .flatMap((line) => {
      const found = /^\s*(\d+) .*seat serve (\S+) --as (\S+)/u.exec(line);
      return found === null || found[2] !== run ? [] : [{ pid: Number(found[1]), seat: found[3] as string }];
    });

/** The id of a run as it is told to the person, once the first turn was spoken: every seat has its process by then. */
const runUnderWay = (child: ChildProcess): Promise<string> =>
  new Promise((done, reject) => {
    let heard = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      heard += chunk.toString("utf8");
      const run = /\brt-[0-9a-f]{12}\b/u.exec(heard)?.[0];
      if (run !== undefined && /round 1/u.test(heard)) done(run);
    });
    child.on("close", () => reject(new Error(`ended before the first round: ${heard}`)));
  });

const runOf = async (place: Place): Promise<string> =>
  successOf<readonly { id: string }[]>(await moot(place, ["runs", "--json"])).data[0]?.id ?? "";

it("the program writes the same journal in one process and with --isolate", async () => {
  const [together, apart] = [makePlace(), makePlace()];
  await moot(together, [...SAMPLE, "--quiet"]);
  const said = await moot(apart, [...SAMPLE, "--quiet", "--isolate"]);
  expect(said.code, said.stderr).toBe(0);
  expect(await recorded(apart)).toBe(await recorded(together));
  expect(seatsOf(await runOf(apart))).toEqual([]);
});

it("Ctrl-C with --isolate pauses and leaves no process; kill -9 of a seat and a resume lead to the same journal", async () => {
  const [together, apart] = [makePlace(), makePlace()];
  await moot(together, [...SAMPLE, "--quiet"]);
  const first = start(apart, [...SAMPLE, "--isolate"], slow);
  const paused = ended(first);
  const run = await runUnderWay(first);
  const seats = seatsOf(run);
  expect(seats.map(({ seat }) => seat).sort()).toEqual(["clare", "elena", "judge", "marcus", "naomi", "simon"]);
  for (const { pid } of seats.slice(0, 3)) process.kill(pid, "SIGKILL");
  first.kill("SIGINT");
  expect((await paused).code).toBe(130);
  expect(seatsOf(run)).toEqual([]);
  const resumed = await moot(apart, ["resume", run, "--isolate", "--quiet"]);
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(seatsOf(run)).toEqual([]);
  const facts = (text: string): string =>
    text
      .split("\n")
      .filter((line) => !/"run-(?:paused|resumed)"/u.test(line))
      .map((line) => line.replace(/^\[\d+,/u, "["))
      .join("\n");
  expect(facts(await recorded(apart, run))).toBe(facts(await recorded(together)));
  expect((await moot(apart, ["journal", "verify"])).code).toBe(0);
});

it("the process of a seat gets its token and the variables of its own backend, and no other", async () => {
  const place = makePlace();
  const env = { ANTHROPIC_API_KEY: "sk-not-for-offline", MOOT_MODE: "offline", SECRET_OF_ANOTHER: "x" };
  const child = start(place, [...SAMPLE, "--isolate"], { ...slow, env });
  const result = ended(child);
  const [seat] = seatsOf(await runUnderWay(child));
  if (process.platform === "linux") {
    const got = readFileSync(`/proc/${seat?.pid}/environ`, "utf8");
    expect(got).toContain("MOOT_SEAT_TOKEN=");
    expect(got).not.toMatch(/sk-not-for-offline|SECRET_OF_ANOTHER/u);
    expect(readFileSync(`/proc/${seat?.pid}/cmdline`, "utf8")).not.toContain(/MOOT_SEAT_TOKEN=([^\0]+)/u.exec(got)?.[1] ?? "");
  } else console.warn("REDUCED: no /proc on this machine; the environment of a seat was not looked at");
  child.kill("SIGINT");
  expect((await result).code).toBe(130);
});
