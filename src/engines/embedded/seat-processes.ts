import { type ChildProcess, spawn } from "node:child_process";
import type { RunId } from "../../core/run/event.ts";
import type { SeatProcesses } from "../../ports/seat-processes.ts";

/** How to start the process of a seat. `environment` is all that it gets of ours. */
export type SeatCommand = {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

/** What keeping seats needs. `command` is asked anew at every start; undefined: somebody else sits there, start none. Delays and limits have defaults. */
export type SeatProcessesDeps = {
  readonly command: (run: RunId, seat: string) => SeatCommand | undefined;
  /** Delay before the n-th restart in a row: 50 ms, doubled each time, 2 s at most. */
  readonly firstDelayMs?: number;
  /** Ends in a row, without an answer between, after which a seat is given up. Default 8. */
  readonly maxEnds?: number;
};

type Kept = {
  readonly run: RunId;
  child: ChildProcess | undefined;
  timer: NodeJS.Timeout | undefined;
  ends: number;
  complaint: string;
  failure: string | undefined;
  stopping: boolean;
};

const MOST_DELAY_MS = 2_000;
const COMPLAINT_CHARS = 400;
/** A process whose input closed may tidy up this long, then it is told, then it and all it started are killed. */
const PATIENCE_MS = { end: 1_500, terminate: 1_000, kill: 1_000 } as const;

/**
 * Seats as child processes. Each is the leader of a process group of its own, so that a Ctrl-C at the terminal does not reach
 * it and nothing it starts outlives it; its standard input stays open as long as we live, and its end tells it to go.
 */
export const seatProcesses = (deps: SeatProcessesDeps): SeatProcesses => {
  const kept = new Map<string, Kept>();
  const listeners = new Set<() => void>();
  const killAll = (): void => {
    for (const { child } of kept.values()) if (child !== undefined) signalGroup(child, "SIGKILL");
  };

  const start = (seat: Kept, run: RunId, name: string): void => {
    seat.timer = undefined;
    const command = deps.command(run, name);
    if (command === undefined) return void kept.delete(keyOf(run, name));
    const { program, args, environment } = command;
    const child = spawn(program, [...args], { env: { ...environment }, stdio: ["pipe", "ignore", "pipe"], detached: true });
    seat.child = child;
    child.stdin?.on("error", () => undefined);
    child.stderr?.on("data", (text: Buffer) => {
      seat.complaint = (seat.complaint + text.toString("utf8")).slice(-COMPLAINT_CHARS);
    });
    let gone = false;
    const onEnd = (how: string): void => {
      if (gone) return;
      gone = true;
      signalGroup(child, "SIGKILL");
      seat.child = undefined;
      if (!seat.stopping) restart(seat, run, name, how);
    };
    child.on("error", (error) => onEnd(error.message));
    child.on("exit", (code, signal) => onEnd(signal === null ? `exit code ${code}` : signal));
  };

  const restart = (seat: Kept, run: RunId, name: string, how: string): void => {
    seat.ends += 1;
    if (seat.ends < (deps.maxEnds ?? 8)) {
      const delay = Math.min(MOST_DELAY_MS, (deps.firstDelayMs ?? 50) * 2 ** (seat.ends - 1));
      seat.timer = setTimeout(() => start(seat, run, name), delay);
      return;
    }
    const said = seat.complaint.trim().split("\n").at(-1) ?? "";
    seat.failure = `the process of ${name} ended ${seat.ends} times in a row without an answer (${how})${said === "" ? "" : `: ${said}`}`;
    for (const listener of [...listeners]) listener();
  };

  return {
    ensure: (run, name) => {
      if (kept.has(keyOf(run, name))) return;
      if (kept.size === 0) process.on("exit", killAll);
      const seat: Kept = { run, child: undefined, timer: undefined, ends: 0, complaint: "", failure: undefined, stopping: false };
      kept.set(keyOf(run, name), seat);
      start(seat, run, name);
    },
    failure: (run, name) => kept.get(keyOf(run, name))?.failure,
    answered: (run, name) => {
      const seat = kept.get(keyOf(run, name));
      if (seat !== undefined) seat.ends = 0;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: async (run) => {
      const seats = [...kept].filter(([, seat]) => seat.run === run);
      await Promise.all(seats.map(([, seat]) => end(seat)));
      for (const [key] of seats) kept.delete(key);
      if (kept.size === 0) process.off("exit", killAll);
    },
  };
};

const keyOf = (run: RunId, seat: string): string => `${run}/${seat}`;

/** Closes its input, then asks, then kills. Resolves when the process is gone. */
const end = async (seat: Kept): Promise<void> => {
  seat.stopping = true;
  clearTimeout(seat.timer);
  const { child } = seat;
  if (child === undefined) return;
  const gone = new Promise<true>((resolve) => void child.once("exit", () => resolve(true)));
  child.stdin?.end();
  if (await within(gone, PATIENCE_MS.end)) return;
  signalGroup(child, "SIGTERM");
  if (await within(gone, PATIENCE_MS.terminate)) return;
  signalGroup(child, "SIGKILL");
  await within(gone, PATIENCE_MS.kill);
};

const within = async (gone: Promise<true>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const came = await Promise.race([gone, late]);
  clearTimeout(timer);
  return came;
};

/** Signals the process and everything in its group; where there are no groups, the process. Nobody left is fine. */
const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is empty: all of it ended.
  }
};
