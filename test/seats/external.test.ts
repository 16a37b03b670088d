import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { seatTurn } from "../../src/wire/seats.ts";
import { failureOf, successOf } from "../surface/kit/envelope.ts";
import { ended, makePlace, moot, type Place, start } from "../surface/kit/moot.ts";
import { callWith, example, startOpen } from "./call.ts";

type Opened = { readonly run: string; readonly seats: readonly { readonly seat: string; readonly token: string }[] };
type Status = readonly { readonly seats: readonly { readonly seat: string; readonly sits: string; readonly deadline: string | null }[] }[];
type Turn = { readonly agent: string; readonly message: string; readonly phase: string };

const SHORT = ["--sample", "--workers", "elena", "--max-rounds", "1", "--budget", "1"];

const open = async (place: Place, ...seats: readonly string[]): Promise<Opened> =>
  successOf<Opened>(
    await moot(place, ["roundtable", "open", ...SHORT, ...seats.flatMap((seat) => ["--seat", `${seat}=external`]), "--json"]),
  ).data;

const transcript = async (place: Place, run: string): Promise<readonly Turn[]> =>
  successOf<readonly Turn[]>(await moot(place, ["roundtable", "transcript", run, "--json"])).data;

const saidBy = (turns: readonly Turn[], seat: string): readonly string[] =>
  turns.filter(({ agent }) => agent === seat).map(({ message }) => message);

/** Waits until a turn of the seat can be answered. */
const untilDue = async (place: Place, run: string, seat: string): Promise<void> => {
  for (let look = 0; look < 200; look++) {
    const { data } = successOf<Status>(await moot(place, ["roundtable", "status", run, "--json"]));
    if (data[0]?.seats.some((row) => row.seat === seat && row.deadline !== null)) return;
    await sleep(50);
  }
  throw new Error(`no turn of ${seat} came`);
};

it("a token speaks for its seat and for no other; an answer is taken once; the wrong one and the late one are refused by name", async () => {
  const place = makePlace();
  const { run, seats } = await open(place, "clare", "jo");
  const [clare, jo] = seats.map(({ token }) => token) as [string, string];
  const speak = (text: string, as: string, token: string) =>
    moot(place, ["roundtable", "speak", run, text, "--as", as, "--json"], { env: { MOOT_SEAT_TOKEN: token } });
  expect(failureOf(await speak("too early", "clare", clare)).code).toBe("NOT_YOUR_TURN");
  const carried = start(place, ["resume", run, "--json", "--quiet"]);
  const result = ended(carried);
  await untilDue(place, run, "clare");
  const wrong = await speak("I am clare", "clare", jo);
  expect([wrong.code, failureOf(wrong).code]).toEqual([4, "BAD_TOKEN"]);
  expect(failureOf(await speak("   ", "clare", clare)).code).toBe("BAD_ANSWER");
  expect(successOf(await speak("research of clare", "clare", clare)).schema).toBe("moot/roundtable-speak@1");
  const taken = await moot(place, ["roundtable", "join", run, "--as", "clare", "--json"]);
  expect([taken.code, failureOf(taken).code]).toEqual([7, "SEAT_TAKEN"]);
  expect(failureOf(await moot(place, ["roundtable", "join", run, "--as", "judge", "--json"])).code).toBe("UNKNOWN_SEAT");
  for (const [name, token] of [
    ["jo", jo],
    ["clare", clare],
    ["jo", jo],
  ] as const) {
    await untilDue(place, run, name);
    await speak(`CONVERGED: says ${name}`, name, token);
  }
  await moot(place, ["roundtable", "close", run, "--json"]);
  expect(successOf<{ outcome: string }>(await result).data.outcome).toBe("closed");
  const turns = await transcript(place, run);
  expect(saidBy(turns, "clare")).toContain("research of clare");
  expect(turns.every(({ message }) => message !== "I am clare")).toBe(true);
  const record = successOf<{ readonly from_outside?: readonly string[] }>(await moot(place, ["show", run, "--json"])).data;
  expect(record.from_outside).toEqual(["clare", "jo"]);
  expect(failureOf(await speak("too late", "clare", clare)).code).toBe("RUN_DONE");
  expect(readFileSync(join(place.home, "moot.db")).includes(clare)).toBe(false);
});

const python = spawnSync("python3", ["--version"]).status === 0;

it("the example programs take seats of two roundtables at once, in Python and in shell, in at most 40 lines each", async () => {
  for (const name of ["seat.py", "seat.sh"])
    expect(readFileSync(example(name), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  if (!python) console.warn("REDUCED: no python3 on this machine; examples/seats/seat.py did not run");
  const place = makePlace();
  const tables = [await open(place, "clare", "jo"), await open(place, "clare", "jo")];
  expect(successOf<Status>(await moot(place, ["roundtable", "status", "--json"])).data.length).toBe(2);
  const programs = [python ? ["python3", example("seat.py")] : ["sh", example("seat.sh")], ["sh", example("seat.sh")]];
  const calls = tables.flatMap(({ run, seats }) => [
    moot(place, ["resume", run, "--json", "--quiet"]),
    ...seats.map(({ seat, token }, index) =>
      moot(place, ["--json", "seat", "listen", run, "--as", seat, "--", ...(programs[index] as string[])], {
        env: { MOOT_SEAT_TOKEN: token, PATH: process.env.PATH ?? "" },
      }),
    ),
  ]);
  for (const said of await Promise.all(calls)) expect(said.code, said.stderr).toBe(0);
  for (const { run } of tables) {
    const turns = await transcript(place, run);
    expect(saidBy(turns, "jo")).toContain("I ask for the cheapest option that keeps every limit.");
    expect(saidBy(turns, "clare").join()).toMatch(python ? /Round 1: I read \d+ words/u : /cheapest/u);
  }
});

it("seat listen speaks lines on its own streams: a turn fits the wire, a bad line and a second answer are refused, the rest goes on", async () => {
  const place = makePlace();
  const { run, seats } = await open(place, "clare");
  const carried = moot(place, ["resume", run, "--json", "--quiet"]);
  const listener = startOpen(place, ["seat", "listen", run, "--as", "clare", "--token", seats[0]?.token ?? ""]);
  const told: Record<string, unknown>[] = [];
  for await (const line of createInterface({ input: listener.stdout as NodeJS.ReadableStream })) {
    expect(line).toMatch(/^[\u0020-\u007e]+$/u);
    const said = JSON.parse(line) as Record<string, unknown>;
    told.push(said);
    if (said.type === "closed") break;
    if (said.type !== "turn") continue;
    seatTurn.parse(said);
    const answer = JSON.stringify({ id: said.id, text: said.kind === "floor" ? "PASS" : `“ünï” \u202e at ${said.kind as string}` });
    listener.stdin?.write(told.length === 1 ? `no json\n${answer}\n${answer}\n` : `${answer}\n`);
  }
  expect((await ended(listener)).code).toBe(0);
  expect(successOf<{ outcome: string }>(await carried).data.outcome).toBe("max-rounds");
  const refused = told.filter(({ type }) => type === "refused").map(({ code }) => code);
  expect(refused).toEqual(["BAD_LINE", "ANSWERED"]);
  expect(saidBy(await transcript(place, run), "clare")).toContain("“ünï” \u202e at speak");
});

it("a program that is killed in its turn loses nothing: whoever listens next with the token is told the same turn", async () => {
  const place = makePlace();
  const { run, seats } = await open(place, "clare");
  const carried = start(place, ["resume", run, "--json", "--quiet"]);
  const result = ended(carried);
  const firstTurn = async (): Promise<string> => {
    const listener = startOpen(place, ["seat", "listen", run, "--as", "clare"], { MOOT_SEAT_TOKEN: seats[0]?.token ?? "" });
    for await (const line of createInterface({ input: listener.stdout as NodeJS.ReadableStream })) {
      listener.kill("SIGKILL");
      return (JSON.parse(line) as { id: string }).id;
    }
    throw new Error("no turn came");
  };
  expect(await firstTurn()).toBe(await firstTurn());
  await moot(place, ["roundtable", "cut", run, "--json"]);
  expect((await result).code).toBe(3);
});

it("a program whose output ends gives the call back at once, though nobody says anything more", async () => {
  const place = makePlace();
  const { run, seats } = await open(place, "clare");
  const said = await callWith(place, ["seat", "listen", run, "--as", "clare", "--json"], "", { MOOT_SEAT_TOKEN: seats[0]?.token ?? "" });
  expect(successOf<{ end: string }>(said).data.end).toBe("input-ended");
}, 20_000);

it("a person joins a seat of the team, answers inline, then in an editor, and gives it back to its backend", async () => {
  const place = makePlace({ "write.sh": '#!/bin/sh\nprintf "from my editor\\n%s" "$(cat "$1")" > "$1"\n' });
  const { run } = await open(place, "clare");
  const editor = { PATH: process.env.PATH ?? "", EDITOR: `sh ${join(place.project, "write.sh")}` };
  const joined = successOf<{ token: string }>(await moot(place, ["roundtable", "join", run, "--as", "elena", "--json"])).data;
  const carried = moot(place, ["resume", run, "--json", "--quiet"]);
  const clare = await Promise.all([
    callWith(place, ["roundtable", "join", run, "--as", "elena", "--inline", "--json"], "one\ntwo\n.\n", { MOOT_SEAT_TOKEN: joined.token }),
    moot(place, ["roundtable", "leave", run, "--as", "clare", "--force", "--json"]),
  ]);
  expect(successOf<{ answered: number }>(clare[0]).data.answered).toBe(1);
  expect(clare[0].stderr).toContain("# Queue or cron: how do we run background jobs");
  expect(clare[0].stderr).toMatch(/\[\[request: [\s\S]*your turn: research, round 0, until \d{4}-\d\d-\d\d \d\d:\d\d;/u);
  expect(
    (await moot(place, ["roundtable", "leave", run, "--as", "elena", "--json"], { env: { MOOT_SEAT_TOKEN: joined.token } })).code,
  ).toBe(0);
  const stayed = moot(place, ["roundtable", "join", run, "--as", "clare", "--editor", "--json"], { env: editor });
  expect(successOf<{ answered: number }>(await stayed).data.answered).toBeGreaterThan(2);
  expect(successOf(await carried).schema).toBe("moot/roundtable@1");
  const turns = await transcript(place, run);
  expect(saidBy(turns, "elena")[0]).toBe("one\ntwo");
  expect(saidBy(turns, "elena").length).toBeGreaterThan(1);
  expect(saidBy(turns, "clare").every((text) => text === "from my editor")).toBe(true);
});

it("a seat that nobody takes times out after its own time and the debate goes on; close without a driver scores what was said", async () => {
  const place = makePlace({ "b.md": "# Which?\n\nTea or coffee.\n" });
  const opened = await moot(place, [
    ...["roundtable", "open", "--topic", "Which?", "--briefing", "b.md", "--workers", "elena,marcus", "--max-rounds", "1", "--budget", "0"],
    ...["--seat", "jo=external", "--external-timeout", "1", "--json"],
  ]);
  const { run } = successOf<Opened>(opened).data;
  const carried = successOf<{ digest: { failures: readonly { agent: string; fault: string }[] } }>(
    await moot(place, ["resume", run, "--json", "--quiet"]),
  );
  expect(carried.data.digest.failures.map(({ agent, fault }) => [agent, fault])).toEqual([
    ["jo", "no answer within 1000 ms"],
    ["jo", "no answer within 1000 ms"],
  ]);
  const { run: other } = await open(place, "jo");
  const closed = successOf<{ outcome: string }>(await moot(place, ["roundtable", "close", other, "--json"]));
  expect(closed.data.outcome).toBe("closed");
});

it("listen has a cursor, follows to the end, and keeps a private look-up from everybody but who asked", async () => {
  const place = makePlace();
  const { run, seats } = await open(place, "clare");
  const token = seats[0]?.token ?? "";
  const following = moot(place, ["roundtable", "listen", run, "--follow", "--json"]);
  const carried = moot(place, ["resume", run, "--json", "--quiet"]);
  await untilDue(place, run, "clare");
  const asks = "[[request: private: value of quote.cron.eur_month in jobs.toml]]";
  await moot(place, ["roundtable", "speak", run, asks, "--as", "clare", "--token", token]);
  await untilDue(place, run, "clare");
  await moot(place, ["roundtable", "close", run, "--json"]);
  await carried;
  type Heard = { messages: readonly { seq: number; from: string; text: string }[]; cursor: number };
  const all = successOf<Heard>(await following).data;
  expect(all.messages.some(({ text }) => text.startsWith("clare: "))).toBe(false);
  expect(all.messages.at(-1)?.text).toContain("closed");
  const half = all.messages[3]?.seq ?? 0;
  const since = successOf<Heard>(await moot(place, ["roundtable", "listen", run, "--since", String(half), "--json"])).data;
  expect(since.messages).toEqual(all.messages.slice(4));
  const own = successOf<Heard>(await moot(place, ["roundtable", "listen", run, "--as", "clare", "--token", token, "--json"])).data;
  expect(own.messages.filter(({ text }) => text.startsWith("clare: ")).length).toBe(1);
  const stranger = await moot(place, ["roundtable", "listen", run, "--as", "clare", "--token", "x", "--json"]);
  expect(failureOf(stranger).code).toBe("BAD_TOKEN");
});
