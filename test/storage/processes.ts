import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Journal } from "../../src/ports/journal.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import type { Order } from "./writer.ts";

/** What a writer printed, line by line. */
export type Said = { readonly [key: string]: unknown };

/** A running writer. `said` grows; `ended` resolves with its exit code or signal; `heard` waits for a line. */
export type Writer = {
  readonly child: ChildProcess;
  readonly said: Said[];
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  heard(key: string): Promise<Said>;
};

const SCRIPT = join(import.meta.dirname, "writer.ts");

/** Starts a writer on a home; `shell` runs before it in the same shell, `uid` makes it another user's. */
export const startWriter = (home: string, order: Order, { shell, uid }: { shell?: string; uid?: number } = {}): Writer => {
  const argv = [SCRIPT, JSON.stringify({ home, ...order })];
  const [command, args] =
    shell === undefined ? [process.execPath, argv] : ["/bin/sh", ["-c", `${shell} && exec "$0" "$@"`, process.execPath, ...argv]];
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], ...(uid !== undefined && { uid, gid: uid, cwd: "/" }) });
  const said: Said[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() as string;
    said.push(...lines.map((line) => JSON.parse(line) as Said));
    for (const look of [...waiting]) look();
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on("close", (code, signal) => {
      resolve({ code, signal });
      for (const look of [...waiting]) look();
    });
  });
  let closed = false;
  ended.then(() => {
    closed = true;
  });
  const heard = (key: string): Promise<Said> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const line = said.find((candidate) => key in candidate);
        if (line === undefined && !closed && child.exitCode === null) return;
        waiting.delete(look);
        if (line === undefined) reject(new Error(`the writer ended without '${key}': ${JSON.stringify(said.slice(-3))}`));
        else resolve(line);
      };
      waiting.add(look);
      look();
    });
  return { child, said, ended, heard };
};

/** A temporary home and what to call when the test is over. */
export const temporaryHome = (): { readonly home: string; readonly remove: () => void } => {
  const home = mkdtempSync(join(tmpdir(), "moot-processes-"));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
};

const clock = { now: () => Date.now(), elapsed: () => performance.now() };

/** Opens the journal of a home for checks and closes it. */
export const withJournal = <T>(home: string, work: (journal: Journal) => T): T => {
  const journal = openSqliteJournal({ home, clock });
  try {
    return work(journal);
  } finally {
    journal.close();
  }
};

/** What the writers' facts must have booked. */
export const awards: Parameters<Journal["verify"]>[0] = ({ kind, data }) => {
  const { head, i } = data as { head?: number; i?: number };
  return kind === "said" && i === 0 ? [{ account: "clare", amount: 1, reason: "award", name: String(head) }] : [];
};
