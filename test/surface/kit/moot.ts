import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../../kit/home.ts";

/** What a call of the program left behind. `code` is 128 + n when signal n ended it. */
export type Said = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** A place to call the program from: a home and a project folder, both fresh. */
export type Place = { readonly home: string; readonly project: string };

export type CallOptions = { readonly env?: Readonly<Record<string, string>>; readonly program?: string; readonly stdin?: "pipe" };

const ROOT = resolve(import.meta.dirname, "../../..");
/** The program from source. */
export const MAIN_PROGRAM: string = join(ROOT, "src/surfaces/cli/main.ts");

/** Every call loads the program from source: what is compiled once is kept for the next call. */
const CACHE = join(ROOT, "node_modules", ".cache", "moot", "surface-tests");

/** The program whose seats take their time: `MOOT_TEST_LATENCY_MS` a call. */
export const SLOW_PROGRAM: string = fileURLToPath(new URL("./slow-main.ts", import.meta.url));

/** Makes a home (not yet bootstrapped) and a project folder with the given files. */
export const makePlace = (files: Readonly<Record<string, string | Uint8Array>> = {}): Place => {
  const folder = temporaryFolder("surface");
  const place = { home: join(folder, "home"), project: join(folder, "project") };
  mkdirSync(place.project);
  for (const [path, content] of Object.entries(files)) {
    const target = join(place.project, path);
    mkdirSync(join(target, ".."), { recursive: true });
    writeFileSync(target, content);
  }
  return place;
};

/** The environment of a call: nothing of this machine's, not even a coding agent on the PATH. */
export const environmentOf = (place: Place): Readonly<Record<string, string>> => ({
  PATH: dirname(process.execPath),
  HOME: place.home,
  MOOT_HOME: place.home,
  NODE_COMPILE_CACHE: CACHE,
});

/** Starts the program from source, with nothing of this machine's environment. stdin is closed unless it is asked for. */
export const start = (place: Place, args: readonly string[], { env = {}, program = MAIN_PROGRAM, stdin }: CallOptions = {}): ChildProcess =>
  spawn(process.execPath, [program, ...args], {
    cwd: place.project,
    env: { ...environmentOf(place), ...env },
    stdio: [stdin ?? "ignore", "pipe", "pipe"],
  });

/** Waits for the end of a call. */
export const ended = (child: ChildProcess): Promise<Said> =>
  new Promise((done) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("close", (code, signal) => {
      const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");
      done({ code: code ?? (signal === "SIGINT" ? 130 : 143), stdout: text(out), stderr: text(err) });
    });
  });

/** Calls the program and waits for its end. */
export const moot = (place: Place, args: readonly string[], options: CallOptions = {}): Promise<Said> => ended(start(place, args, options));

/** Waits until the text shows up on stderr. */
export const talked = (child: ChildProcess, text: string): Promise<void> =>
  new Promise((done, reject) => {
    let heard = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      heard += chunk.toString("utf8");
      if (heard.includes(text)) done();
    });
    child.on("close", () => reject(new Error(`ended before it said ${text}: ${heard}`)));
  });
