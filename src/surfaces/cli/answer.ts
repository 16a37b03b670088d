import type { App } from "../../compose.ts";
import type { Result } from "../../core/kernel/result.ts";
import type { Ask } from "./ask.ts";
import type { Exit } from "./exit-codes.ts";
import type { Fault } from "./fault.ts";
import type { Terminal } from "./live/screen.ts";
import type { Look } from "./render/look.ts";

/** What a command came to. `data` is what `--json` shows under `moot/<schema>@1`, `text` what a person reads. */
export type Answer = {
  readonly schema: string;
  readonly data: unknown;
  readonly text: (look: Look) => readonly string[];
  readonly warnings?: readonly string[];
  /** Commands that make sense now. */
  readonly next?: readonly string[];
  /** Default `ok`. */
  readonly exit?: Exit;
};

/** The words after the command and its flags, as commander read them. */
export type Invocation = { readonly args: readonly (string | undefined)[]; readonly options: Readonly<Record<string, unknown>> };

/** What a command is given: looks of both streams, a voice on stderr, and the way to open the home. */
export type Context = {
  readonly isJson: boolean;
  /** The project that `--root` named. */
  readonly root?: string;
  readonly out: Look;
  readonly err: Look;
  /** Says a line to the person at the terminal: stderr, silent never. */
  readonly talk: (line: string) => void;
  /** Says a line of a result that streams: stdout. */
  readonly say: (line: string) => void;
  /** The help of a command by its path, or undefined when there is no such command. */
  readonly helpOn: (path: readonly string[]) => string | undefined;
  /** The terminal behind a stream, where a person can watch and press keys; undefined where lines serve better. */
  readonly terminal: (stream: "out" | "err") => Terminal | undefined;
  /** Asks the person at the terminal; absent where nobody can answer. */
  readonly ask?: Ask;
  /** Opens the home (once) and everything that lives on it. */
  readonly open: (options?: OpenHome) => Promise<Result<App, Fault>>;
};

/** Which home to open, when it is not the configured one; `makes`: it is made when there is none. */
export type OpenHome = { readonly temporary?: { readonly keep: boolean }; readonly makes?: boolean };

/** A command: one file each, loaded when it is asked for. */
export type Run = (context: Context, invocation: Invocation) => Promise<Result<Answer, Fault>>;
