import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, test } from "vitest";
import { type PaceUnderTest, paceLaws } from "../ports/pace.laws.ts";
import { openMemoryJournal } from "./memory/journal.ts";
import { openSqliteJournal } from "./sqlite/journal.ts";

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

const standing = () => {
  let at = 0;
  const setClock = (ms: number): void => {
    at = ms;
  };
  return { clock: { now: () => at, elapsed: () => 0 }, setClock };
};

const inMemory = (): PaceUnderTest => {
  const { clock, setClock } = standing();
  const { pace } = openMemoryJournal({ clock });
  return { pace, other: pace, setClock };
};

/** Two connections with a lock file each, as two processes have; closing one ends its host as the end of a process does. */
const onDisk = (): PaceUnderTest => {
  const { clock, setClock } = standing();
  const home = mkdtempSync(join(tmpdir(), "moot-pace-"));
  const [one, two] = [openSqliteJournal({ home, clock }), openSqliteJournal({ home, clock })];
  let isOpen = true;
  const endOther = (): void => {
    if (isOpen) two.close();
    isOpen = false;
  };
  cleanups.push(() => {
    endOther();
    one.close();
    rmSync(home, { recursive: true });
  });
  return { pace: one.pace, other: two.pace, setClock, endOther };
};

describe.each([
  { name: "memory", open: inMemory },
  { name: "sqlite", open: onDisk },
])("the pace of the $name journal", ({ open }) => {
  for (const { name, check } of paceLaws) test(name, () => check(open()));
});
