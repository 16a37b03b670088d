import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type CallOptions, environmentOf, MAIN_PROGRAM, type Place } from "./moot.ts";
import { openVt, type Vt } from "./vt.ts";

/** A program on a terminal of its own. `vt` is what it shows; `ended` resolves with the exit code. */
export type Terminal = {
  readonly vt: Vt;
  readonly send: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly signal: (number: number) => void;
  /** Lets a program that stopped go on. */
  readonly goOn: () => void;
  /** Waits until the screen as one text passes. Rejects with the screen when the program ends before. */
  readonly shows: (wanted: RegExp | string) => Promise<string>;
  readonly ended: Promise<number>;
};

const HELPER = fileURLToPath(new URL("./terminal.py", import.meta.url));

/** The path of a Python that opens terminals: the environment of a test has no PATH to look for one. Empty where there is none. */
const PYTHON = spawnSync("python3", ["-c", "import pty, sys; print(sys.executable)"], { encoding: "utf8" }).stdout?.trim() ?? "";

/** A terminal is opened by a few lines of Python; where there is none, what needs a terminal is not tested. */
export const hasTerminals = (): boolean => PYTHON !== "";

/** Starts the program on a terminal of 100 × 30, or of the given size. */
export const onTerminal = (
  place: Place,
  args: readonly string[],
  { env = {}, program = MAIN_PROGRAM, columns = 100, rows = 30 }: CallOptions & { readonly columns?: number; readonly rows?: number } = {},
): Terminal => {
  const vt = openVt(columns, rows);
  const child = spawn(PYTHON, [HELPER, String(columns), String(rows), process.execPath, program, ...args], {
    cwd: place.project,
    env: { ...environmentOf(place), TERM: "xterm-256color", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const listeners = new Set<() => void>();
  let failure: Error | undefined;
  const decoder = new TextDecoder();
  child.stdout.on("data", (chunk: Buffer) => {
    try {
      vt.write(decoder.decode(chunk, { stream: true }));
    } catch (error) {
      failure ??= error as Error;
    }
    for (const listener of listeners) listener();
  });
  const order = (what: object): void => void child.stdin.write(`${JSON.stringify(what)}\n`);
  const ended = new Promise<number>((done, reject) => {
    child.on("close", (code) => {
      for (const listener of listeners) listener();
      if (failure === undefined) done(code ?? 1);
      else reject(failure);
    });
  });
  return {
    vt,
    send: (text) => order({ send: text }),
    resize: (newColumns, newRows) => {
      vt.resize(newColumns, newRows);
      order({ resize: [newColumns, newRows] });
    },
    signal: (number) => order({ signal: number }),
    goOn: () => order({ continue: true }),
    shows: (wanted) =>
      new Promise((found, reject) => {
        const look = (): void => {
          const text = vt.lines().join("\n");
          const isThere = typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
          if (!isThere && child.exitCode === null && failure === undefined) return;
          listeners.delete(look);
          if (isThere) found(text);
          else reject(failure ?? new Error(`ended before it showed ${wanted}:\n${text}`));
        };
        listeners.add(look);
        child.on("close", look);
        look();
      }),
    ended,
  };
};
