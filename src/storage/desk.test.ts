import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, onTestFinished, test } from "vitest";
import { type DeskUnderTest, deskLaws } from "../ports/desk.laws.ts";
import { openMemoryJournal } from "./memory/journal.ts";
import { openSqliteJournal } from "./sqlite/journal.ts";

const settable = () => {
  let nowMs = 0;
  return {
    clock: { now: () => nowMs, elapsed: () => nowMs },
    setClock: (ms: number): void => {
      nowMs = ms;
    },
  };
};

const inMemory = (): DeskUnderTest => {
  const { clock, setClock } = settable();
  const journal = openMemoryJournal({ clock });
  return { journal, setClock, reopen: async () => journal };
};

const onDisk = (): DeskUnderTest => {
  const { clock, setClock } = settable();
  const home = mkdtempSync(join(tmpdir(), "moot-desk-"));
  let current = openSqliteJournal({ home, clock });
  onTestFinished(() => {
    current.close();
    rmSync(home, { recursive: true });
  });
  const reopen = async () => {
    current.close();
    current = openSqliteJournal({ home, clock });
    return current;
  };
  return { journal: current, setClock, reopen };
};

describe.each([
  { name: "memory", open: inMemory },
  { name: "sqlite", open: onDisk },
])("the desk of the $name journal", ({ open }) => {
  for (const { name, check } of deskLaws) test(name, () => check(open()));
});
