import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { awards, startWriter, temporaryHome, type Writer, withJournal } from "./processes.ts";

const { home, remove } = temporaryHome();
afterAll(remove);

const soundness = (): unknown => {
  const db = new DatabaseSync(join(home, "moot.db"));
  const found = db.prepare("PRAGMA integrity_check").all();
  db.close();
  return found.map((row) => ({ ...row }));
};

/** After a kill: the file is sound, every acknowledged commit and reply is there, at most one more. Returns the head. */
const checkAfterKill = (run: string, { said }: Writer): number => {
  expect(soundness()).toEqual([{ integrity_check: "ok" }]);
  return withJournal(home, (journal) => {
    expect(journal.verify(awards)).toEqual([]);
    const events = journal.read(run);
    const acks = said.filter((line) => "hash" in line);
    expect(acks.filter(({ head, hash }) => events[(head as number) - 1]?.hash !== hash)).toEqual([]);
    const lastAck = (acks.at(-1)?.head as number | undefined) ?? 0;
    if (lastAck > 0) expect([lastAck, lastAck + 3]).toContain(events.length);
    const replies = said.filter((line) => "replied" in line).map(({ replied }) => journal.calls(run, replied as string));
    expect(replies.every((calls) => calls.at(-1)?.reply !== undefined)).toBe(true);
    return events.length;
  });
};

test("a writer killed at random moments loses nothing that it was told was stored", async () => {
  let repeats = 0;
  for (let round = 0; round < 25; round++) {
    const writer = startWriter(home, { do: "append", run: "rt-random", commits: 1_000_000 });
    await writer.heard("hash");
    await sleep(Math.random() * 60);
    writer.child.kill("SIGKILL");
    expect((await writer.ended).signal).toBe("SIGKILL");
    checkAfterKill("rt-random", writer);
    repeats += writer.said.length;
  }
  console.log(`kill: 25 kills at random moments after ${repeats} acknowledged transactions`);
});

describe("a writer killed at a failpoint", () => {
  const moved = { "before-transaction": 0, "after-check": 0, "after-settle": 0, "after-facts": 0, "after-reserve": 0, "before-commit": 0 };
  const points = { ...moved, "after-commit": 3, "after-reply": 3 };
  test.each(Object.entries(points))("%s: the head moves by %i, and the next writer goes on", async (name, by) => {
    const run = `rt-${name}`;
    const first = startWriter(home, { do: "append", run, commits: 2 });
    expect((await first.ended).code).toBe(0);
    const before = checkAfterKill(run, first);
    const killed = startWriter(home, { do: "append", run, commits: 5, dieAt: name, dieOn: 1 });
    expect((await killed.ended).signal).toBe("SIGKILL");
    expect(checkAfterKill(run, killed)).toBe(before + by);
    const next = startWriter(home, { do: "append", run, commits: 1 });
    expect((await next.ended).code).toBe(0);
    expect(checkAfterKill(run, next)).toBe(before + by + 3);
  });
});
