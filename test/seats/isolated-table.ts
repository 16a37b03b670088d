import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import { type SeatCommand, seatProcesses } from "../../src/engines/embedded/seat-processes.ts";
import type { Engine } from "../../src/ports/engine.ts";
import type { Journal } from "../../src/ports/journal.ts";
import type { SeatProcesses } from "../../src/ports/seat-processes.ts";
import { performAtDesk } from "../../src/usecases/seats/perform.ts";
import { machine, systemClock } from "../kit/drive.ts";
import { type TableKnobs, tableReply } from "../kit/table.ts";

const CHILD = fileURLToPath(new URL("./seat-child.ts", import.meta.url));

/** The scripted table of these tests; the children know it too. */
export const KNOBS: TableKnobs = { seats: ["ada", "bo", "cy"], maxRounds: 2, asks: 0.4 };

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** An engine whose seats and judge are real processes. `command` replaces the program of a seat. */
export const isolatedTable = (
  journal: Journal,
  home: string,
  options: { readonly latencyMs?: number; readonly command?: (seat: string) => SeatCommand; readonly maxEnds?: number } = {},
): { readonly engine: Engine; readonly processes: SeatProcesses } => {
  const command = (run: string, seat: string): SeatCommand | undefined => {
    const token = randomBytes(32).toString("base64url");
    if (!journal.desk.sit(run, seat, "isolated", sha256(new TextEncoder().encode(token))).ok) return undefined;
    const own = options.command?.(seat);
    if (own !== undefined) return own;
    const environment = { PATH: process.env.PATH ?? "", MOOT_SEAT_TOKEN: token };
    return { program: process.execPath, args: [CHILD, home, run, seat, String(options.latencyMs ?? 0)], environment };
  };
  const processes = seatProcesses({ command, firstDelayMs: 5, ...(options.maxEnds === undefined ? {} : { maxEnds: options.maxEnds }) });
  const reply = tableReply(KNOBS);
  const perform = performAtDesk({
    journal,
    clock: systemClock,
    sha256,
    here: async ({ step, request }) => reply(step, request),
    worstMicroUsd: () => 10,
    isolated: { processes, seatsOf: () => [...(KNOBS.seats ?? []), "judge"].map((name) => ({ name, backend: "scripted" })) },
  });
  const inner = embeddedEngine({ journal, hosted: new Map([["roundtable", { machine, perform, performer: "test" }]]) });
  const engine: Engine = {
    kinds: inner.kinds,
    host: async (run, how) => {
      try {
        return await inner.host(run, how);
      } finally {
        await processes.stop(run);
      }
    },
  };
  return { engine, processes };
};

/** Every process that a seat was or started, in the order they came. */
export const startedIn = (home: string): readonly { readonly seat: string; readonly pid: number; readonly helper: number }[] =>
  readLines(join(home, "pids")).map((line) => {
    const [seat = "", pid, helper] = line.split(" ");
    return { seat, pid: Number(pid), helper: Number(helper) };
  });

/** Steps that were performed by a seat's process, in order, with repeats. */
export const performedIn = (home: string): readonly string[] => readLines(join(home, "performed"));

/** True while a process runs; one that ended and waits to be collected does not. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/mu.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

const readLines = (path: string): readonly string[] => {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n");
  } catch {
    return [];
  }
};
