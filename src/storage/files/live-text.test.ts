import { appendFileSync, existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/kit/home.ts";
import { openLiveText } from "./live-text.ts";

const until = async (isSo: () => boolean): Promise<void> => {
  for (let looks = 0; looks < 300; looks++) {
    if (isSo()) return;
    await sleep(10);
  }
  throw new Error("it never came");
};

/** What a follower of a run hears, by step. */
const hearing = (home: string, run: string) => {
  const heard: Record<string, string> = {};
  const stop = openLiveText(home).follow(run, (step, delta) => {
    heard[step] = (heard[step] ?? "") + delta;
  });
  return { heard, stop };
};

it("what two processes write at one run is heard by step, in order, also by who comes later, and by nobody at another run", async () => {
  const home = temporaryFolder("live");
  const [one, two] = [openLiveText(home), openLiveText(home)];
  const [first, other] = [hearing(home, "rt-1"), hearing(home, "rt-2")];
  for (const piece of ["Que", "ue ", "“ünï” \u{1f600}"]) {
    one.tell("rt-1", "r1/a", piece);
    two.tell("rt-1", "r1/b", piece.toUpperCase());
  }
  const wanted = { "r1/a": "Queue “ünï” \u{1f600}", "r1/b": "QUEUE “ÜNÏ” \u{1f600}" };
  await until(() => Object.values(first.heard).join("").length >= Object.values(wanted).join("").length);
  const late = hearing(home, "rt-1");
  await until(() => Object.keys(late.heard).length === 2);
  expect([first.heard, late.heard, other.heard]).toEqual([wanted, wanted, {}]);
  expect(statSync(join(home, "live", "rt-1.jsonl")).mode & 0o077).toBe(0);
  for (const { stop } of [first, other, late]) stop();
});

it("the file stays small, garbage in it is passed over, and it goes when the run rests", async () => {
  const home = temporaryFolder("live");
  const live = openLiveText(home);
  const { heard, stop } = hearing(home, "rt-1");
  const path = join(home, "live", "rt-1.jsonl");
  for (let nth = 0; nth < 60; nth++) {
    live.tell("rt-1", "s", "x".repeat(100_000));
    if (nth % 10 === 9) await sleep(40);
  }
  await until(() => existsSync(path));
  expect(statSync(path).size).toBeLessThan(600_000);
  appendFileSync(path, 'no json\n{"step": 5}\n[]\n');
  live.tell("rt-1", "end", "whole");
  await until(() => heard.end === "whole");
  live.end("rt-1");
  live.end("rt-1");
  expect(readdirSync(join(home, "live"))).toEqual([]);
  stop();
});

it("a home that cannot be written costs the view and nothing else", async () => {
  const home = temporaryFolder("live");
  writeFileSync(join(home, "live"), "a file");
  const live = openLiveText(home);
  live.tell("rt-1", "s", "text");
  await sleep(60);
  live.end("rt-1");
  expect(statSync(join(home, "live")).isFile()).toBe(true);
});
