import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, test } from "vitest";
import { startWriter } from "../../test/storage/processes.ts";
import { type JournalUnderTest, journalLaws } from "../ports/journal.laws.ts";
import type { Journal } from "../ports/journal.ts";
import { openMemoryJournal } from "./memory/journal.ts";
import { openSqliteJournal } from "./sqlite/journal.ts";

const START = 1_795_500_000_000;

/** A clock that stands until it is set. */
const standingClock = () => {
  let at = START;
  const setClock = (ms: number): void => {
    at = ms;
  };
  return { clock: { now: () => at, elapsed: () => 0 }, setClock };
};

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

const inMemory = async (): Promise<JournalUnderTest> => {
  const { clock, setClock } = standingClock();
  const journal = openMemoryJournal({ clock });
  return { journal, setClock, reopen: async () => journal };
};

const onDisk = async (): Promise<JournalUnderTest> => {
  const home = mkdtempSync(join(tmpdir(), "moot-laws-"));
  const { clock, setClock } = standingClock();
  let current: Journal = openSqliteJournal({ home, clock });
  cleanups.push(() => {
    current.close();
    rmSync(home, { recursive: true });
  });
  const reopen = async (): Promise<Journal> => {
    current.close();
    current = openSqliteJournal({ home, clock });
    return current;
  };
  const holdElsewhere = async (run: string): Promise<() => Promise<void>> => {
    const { child, heard, ended } = startWriter(home, { do: "hold", run });
    await heard("fence");
    return async () => {
      child.kill("SIGKILL");
      await ended;
    };
  };
  return { journal: current, setClock, reopen, holdElsewhere };
};

describe.each([
  { name: "memory", open: inMemory },
  { name: "sqlite", open: onDisk },
])("the $name journal", ({ open }) => {
  for (const { name, check } of journalLaws) test(name, () => check(open));
});
