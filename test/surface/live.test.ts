import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { StoredEvent } from "../../src/ports/journal.ts";
import { successOf } from "./kit/envelope.ts";
import { ended, makePlace, moot, type Place, SLOW_PROGRAM, start, talked } from "./kit/moot.ts";
import { hasTerminals, onTerminal, type Terminal } from "./kit/terminal.ts";

/** The program whose seats take 300 ms a call in processes of their own. */
const SLOW_SEATS = fileURLToPath(new URL("../seats/slow-seats-main.ts", import.meta.url));

const slow = (latencyMs: number) => ({ program: SLOW_PROGRAM, env: { MOOT_TEST_LATENCY_MS: String(latencyMs) } });
const kinds = async (place: Place): Promise<readonly string[]> =>
  successOf<readonly StoredEvent[]>(await moot(place, ["show", "latest", "--raw", "--json"])).data.map(({ kind }) => kind);

/** After a program left, its terminal must be as it was before. */
const expectRestored = ({ vt }: Terminal): void =>
  expect({ isAlternate: vt.isAlternate(), isCursorShown: vt.isCursorShown(), wraps: vt.wraps() }).toEqual({
    isAlternate: false,
    isCursorShown: true,
    wraps: true,
  });

describe.skipIf(!hasTerminals())("the live view on a terminal", () => {
  it("shows a roundtable as it goes, answers keys and sizes, and leaves the decision on the screen that was there before", async () => {
    const terminal = onTerminal(makePlace(), ["roundtable", "--sample"], slow(300));
    await terminal.shows("is writing");
    await terminal.shows(/SEATS +floor/u);
    terminal.send("?");
    await terminal.shows("only one seat, everybody");
    terminal.send("x");
    terminal.resize(70, 20);
    await terminal.shows(/elena: .*\n/u);
    await terminal.shows(/^─{70}$/mu);
    expect(terminal.vt.isAlternate()).toBe(true);
    await terminal.shows("REBUTTAL PHASE");
    terminal.send("\u001b[5~");
    await terminal.shows("lines up");
    terminal.send("G");
    await terminal.shows("following");
    expect(await terminal.ended).toBe(0);
    expectRestored(terminal);
    expect(terminal.vt.lines().join("\n")).toContain("moot why decision:rt-");
  });

  it("says who is awaited from outside and how to sit there, and guesses no time for it", async () => {
    const place = makePlace();
    const terminal = onTerminal(place, ["roundtable", "--sample", "--seat", "clare=external"], slow(60));
    await terminal.shows(/clare is answered from outside\. To sit there: moot roundtable join rt-\w{12} --as clare/u);
    expect(terminal.vt.lines()[1]).toMatch(/ETA as long as clare takes$/u);
    terminal.send("\u0003");
    expect(await terminal.ended).toBe(130);
  });

  it("p pauses, c asks before it cuts, and every fee is given back", async () => {
    const place = makePlace();
    const first = onTerminal(place, ["roundtable", "--sample"], slow(300));
    await first.shows("SPEAK PHASE");
    first.send("p");
    expect(await first.ended).not.toBe(0);
    expectRestored(first);
    expect(first.vt.lines().join("\n")).toMatch(/is paused after \d+ turns?/u);
    const second = onTerminal(place, ["resume"], slow(300));
    await second.shows("GATES");
    second.send("c");
    await second.shows("Cut this run for good");
    second.send("n");
    await second.shows(/following/u);
    expect(await kinds(place)).not.toContain("roundtable-closed");
    second.send("c");
    await second.shows("Cut this run for good");
    second.send("y");
    expect(await second.ended).toBe(3);
    expectRestored(second);
    expect((await kinds(place)).filter((kind) => kind === "fee-refunded")).toHaveLength(5);
    expect((await moot(place, ["show", "latest"])).stdout).toContain("cut in the live view");
  });

  it("q leaves a watched run untouched, and a second watcher sees it to its end", async () => {
    const place = makePlace();
    const run = start(place, ["roundtable", "--sample"], slow(300));
    const over = ended(run);
    await talked(run, "SPEAK PHASE");
    const [leaver, stayer] = [onTerminal(place, ["watch"]), onTerminal(place, ["watch"], { columns: 60, rows: 20 })];
    await Promise.all([leaver.shows("SPEAK PHASE"), stayer.shows("SPEAK")]);
    leaver.send("c");
    await leaver.shows("only where it is carried");
    leaver.send("q");
    expect(await leaver.ended).toBe(0);
    expectRestored(leaver);
    expect((await over).code).toBe(0);
    expect(await stayer.ended).toBe(0);
    expectRestored(stayer);
    const stored = await kinds(place);
    expect(stayer.vt.lines().join("\n")).toContain(`${stored.filter((kind) => kind === "turn-spoken").length} turns`);
    expect(stored).not.toContain("run-paused");
  });

  it.each([
    ["in this process", slow(400), []],
    ["in a process of its own", { program: SLOW_SEATS }, ["--isolate"]],
  ] as const)("a watcher elsewhere reads the answer of a seat %s while it is written", async (_, program, more) => {
    const here = makePlace();
    const run = start(here, ["roundtable", "--sample", ...more], program);
    onTestFinished(() => void run.kill("SIGKILL"));
    await talked(run, "SPEAK PHASE");
    const watcher = onTerminal(here, ["watch"]);
    await watcher.shows(/is writing/u);
    watcher.send("q");
    expect(await watcher.ended).toBe(0);
  });

  it("says interrupted when the process that carried the run is killed, and Ctrl-C leaves with 130", async () => {
    const place = makePlace();
    const run = start(place, ["roundtable", "--sample"], slow(400));
    await talked(run, "SPEAK PHASE");
    const watcher = onTerminal(place, ["watch"]);
    await watcher.shows("speaking");
    run.kill("SIGKILL");
    await watcher.shows("INTERRUPTED");
    await watcher.shows(/To go on: moot resume rt-[0-9a-f]{12}/u);
    watcher.send("\u0003");
    expect(await watcher.ended).toBe(130);
    expectRestored(watcher);
  });

  it("gives the terminal back when it is asked to end or stopped, and takes it again when it goes on", async () => {
    const [TERM, STOP_KEY] = [15, "\u001a"] as const;
    const place = makePlace();
    const run = start(place, ["roundtable", "--sample"], slow(600));
    onTestFinished(() => void run.kill("SIGKILL"));
    await talked(run, "SPEAK PHASE");
    const watcher = onTerminal(place, ["watch"]);
    await watcher.shows("SPEAK PHASE");
    watcher.send(STOP_KEY);
    await watcher.shows(/^\s*$/u);
    expectRestored(watcher);
    watcher.goOn();
    await watcher.shows("SPEAK PHASE");
    expect(watcher.vt.isAlternate()).toBe(true);
    watcher.signal(TERM);
    expect(await watcher.ended).toBe(143);
    expectRestored(watcher);
  });

  it("prints lines where a person asked for them or a screen would serve nobody", async () => {
    for (const [args, env] of [
      [["--plain"], {}],
      [["--screen-reader"], {}],
      [[], { MOOT_SCREEN_READER: "1" }],
      [[], { CI: "true" }],
      [[], { TERM: "dumb" }],
    ] as const) {
      const terminal = onTerminal(makePlace(), ["roundtable", "--sample", ...args], { env: { ...env }, rows: 2_000 });
      expect(await terminal.ended).toBe(0);
      const text = terminal.vt.lines().join("\n");
      expect(text, JSON.stringify([args, env])).toContain("--- SPEAK PHASE (Round 1) ---");
      const isRead = text.includes("working, 0 %");
      expect(isRead).toBe(args[0] === "--screen-reader" || "MOOT_SCREEN_READER" in env);
      if (isRead) expect(text).not.toMatch(/[\u2500-\u257f]/u);
    }
  });
});
