import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";

/** A program to run: an absolute path, its arguments (no shell reads them), its whole input and its whole environment. */
export type Program = {
  readonly file: string;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
};

/** What a program left behind: its exit code (null after a signal), its output, and the end of its error output. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** A folder of its own for one call: `cwd` is empty, `root` may hold files beside it. */
export type Scratch = { readonly root: string; readonly cwd: string };

/** Bytes of output that are read, and the last bytes of error output that are kept. */
export const MAX_STDOUT_BYTES: number = 4 * 1024 * 1024;
const KEPT_STDERR_BYTES = 8 * 1024;

/** From the polite signal to the one that nobody can ignore, and from the end of a program to the end of its pipes. */
const GRACE_MS = 2_000;
const DRAIN_MS = 1_000;

/**
 * Runs a program in a process group of its own. Input is written and closed at once. Aborting the signal, or output over
 * `MAX_STDOUT_BYTES`, ends the group: SIGTERM, then SIGKILL. Whatever of the group is left when the program ends is killed
 * too, and so is everything when this process exits. Faults: `timeout` (aborted), `too-long`, `unavailable` (not started).
 */
export const runProgram = (program: Program, signal: AbortSignal): Promise<Result<Ended, ModelFault>> => {
  if (signal.aborted) return Promise.resolve(fail(stopped(program)));
  const { file, args, stdin, env, cwd } = program;
  const child = spawn(file, [...args], { cwd, env, detached: true, stdio: "pipe" });
  const { pid } = child;
  watchExit();
  const stdout: Buffer[] = [];
  let size = 0;
  let stderr: Buffer = Buffer.alloc(0);
  let fault: ModelFault | undefined;
  let timer: NodeJS.Timeout | undefined;
  if (pid !== undefined) leftovers.groups.add(pid);
  const stop = (why: ModelFault): void => {
    if (fault !== undefined) return;
    fault = why;
    killGroup(pid, "SIGTERM");
    timer = setTimeout(() => killGroup(pid, "SIGKILL"), GRACE_MS);
  };
  const onAbort = (): void => stop(stopped(program));
  signal.addEventListener("abort", onAbort);
  child.stdout.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_STDOUT_BYTES) stdout.push(chunk);
    else stop({ kind: "too-long", message: `${file} wrote more than ${MAX_STDOUT_BYTES} bytes` });
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-KEPT_STDERR_BYTES);
  });
  // A program that ends before it has read its input breaks the pipe; how it ended says more.
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin);
  return new Promise((resolve) => {
    const end = (result: Result<Ended, ModelFault>): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      if (pid !== undefined) leftovers.groups.delete(pid);
      resolve(fault === undefined ? result : fail(fault));
    };
    child.on("error", (error) => end(fail({ kind: "unavailable", message: `${file} cannot be run: ${error.message}` })));
    child.on("exit", () => {
      killGroup(pid, "SIGKILL");
      clearTimeout(timer);
      // A descendant that left the group may hold the pipes open for ever.
      timer = setTimeout(() => [child.stdout, child.stderr].forEach((pipe) => void pipe.destroy()), DRAIN_MS);
    });
    child.on("close", (code) => end(ok({ code, stdout: Buffer.concat(stdout).toString(), stderr: stderr.toString() })));
  });
};

/** Makes a scratch folder for `act` and removes it afterwards, also when this process exits meanwhile. */
export const inScratch = async <T>(act: (scratch: Scratch) => Promise<T>): Promise<T> => {
  const root = mkdtempSync(join(tmpdir(), "moot-call-"));
  watchExit();
  leftovers.folders.add(root);
  try {
    const cwd = join(root, "cwd");
    mkdirSync(cwd);
    return await act({ root, cwd });
  } finally {
    remove(root);
    leftovers.folders.delete(root);
  }
};

/** The variables of these names that are set. */
export const onlyThese = (env: Readonly<Record<string, string | undefined>>, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.flatMap((name) => (env[name] === undefined || env[name] === "" ? [] : [[name, env[name]]])));

const stopped = ({ file }: Program): ModelFault => ({ kind: "timeout", message: `${file} was stopped: its time was over` });

const killGroup = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
};

const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

/** What must not outlive this process. One listener for all, so that many calls at once warn of nothing. */
const leftovers = { groups: new Set<number>(), folders: new Set<string>(), isWatched: false };

const watchExit = (): void => {
  if (leftovers.isWatched) return;
  leftovers.isWatched = true;
  process.on("exit", () => {
    for (const pid of leftovers.groups) killGroup(pid, "SIGKILL");
    for (const folder of leftovers.folders) remove(folder);
  });
};
