import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { awards, startWriter, temporaryHome, withJournal } from "./processes.ts";

const PROCESSES = 16;
const COMMITS = 120;
const TURNS = 8;

test("16 processes on one new home, each on its own run and all on one more: nothing is lost", async () => {
  const { home, remove } = temporaryHome();
  const started = performance.now();
  const writers = Array.from({ length: PROCESSES }, (_, i) =>
    startWriter(home, { do: "contend", run: "rt-shared", own: `rt-${i}`, commits: COMMITS, turns: TURNS }),
  );
  const ends = await Promise.all(writers.map(({ ended }) => ended));
  const seconds = (performance.now() - started) / 1000;
  const problems = writers.flatMap(({ said }) => said.filter((line) => "error" in line));
  expect(problems).toEqual([]);
  expect(ends.every(({ code }) => code === 0)).toBe(true);

  const acks = writers.flatMap(({ said }) => said.filter((line) => "hash" in line));
  expect(acks).toHaveLength(PROCESSES * (COMMITS + TURNS));
  withJournal(home, (journal) => {
    const hashOf = new Map(journal.readAll(0, 1_000_000).map(({ run, seq, hash }) => [`${run}#${seq}`, hash]));
    expect(acks.filter(({ run, head, hash }) => hashOf.get(`${run}#${head}`) !== hash)).toEqual([]);
    for (let i = 0; i < PROCESSES; i++) expect(journal.run(`rt-${i}`)?.head).toBe(1 + COMMITS * 3);
    expect(journal.run("rt-shared")?.head).toBe(1 + PROCESSES * TURNS * 3);
    expect(journal.balances().get("clare")).toBe(PROCESSES * (COMMITS + TURNS));
    expect(journal.verify(awards)).toEqual([]);
  });
  expect(readdirSync(join(home, "hosts"))).toEqual([]);
  expect(existsSync(join(home, "moot.db-wal"))).toBe(false);

  const waits = acks.map(({ ms }) => ms as number).sort((left, right) => left - right);
  const refused = writers.reduce((sum, { said }) => sum + (said.find((line) => "held" in line)?.held as number), 0);
  const rate = Math.round(acks.length / seconds);
  console.log(
    `storm: ${acks.length} commits in ${seconds.toFixed(1)} s with start-up (${rate}/s), longest ${waits.at(-1)?.toFixed(0)} ms, held ${refused} times`,
  );
  remove();
});
