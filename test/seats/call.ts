import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { ended, type Place, type Said } from "../surface/kit/moot.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PROGRAM = join(ROOT, "src/surfaces/cli/main.ts");
const CACHE = join(ROOT, "node_modules", ".cache", "moot", "surface-tests");

/** Files of `examples/seats`. */
export const example = (name: string): string => join(ROOT, "examples/seats", name);

/** Starts the program with an input that stays open until it is ended. */
export const startOpen = (place: Place, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...args], {
    cwd: place.project,
    env: { PATH: process.env.PATH ?? "", HOME: place.home, MOOT_HOME: place.home, NODE_COMPILE_CACHE: CACHE, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });

/** Calls the program with an input and waits for its end. */
export const callWith = (
  place: Place,
  args: readonly string[],
  input: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Said> => {
  const child = startOpen(place, args, env);
  child.stdin?.end(input);
  return ended(child);
};
