/**
 * @module The CLI. Owns argv, streams, exit codes and how things look; refuses to decide anything: commands call use cases
 * and render what comes back. Results go to stdout, talk to stderr. Entry: `runCli`.
 */

import { environment } from "../../compose/environment.ts";
import { faultOfError } from "../../compose/error-fault.ts";
import { version } from "../../compose/program.ts";
import { type App, type ModelSource, openApp } from "../../compose.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import type { Answer, Context, OpenHome } from "./answer.ts";
import { askOn } from "./ask.ts";
import { EXIT_CODES, exitOfFault } from "./exit-codes.ts";
import type { Fault } from "./fault.ts";
import { lineFault } from "./line-fault.ts";
import type { Terminal } from "./live/screen.ts";
import { CommandLineError, type GlobalFlags, helpOf, type Parsed, parseCommandLine } from "./program.ts";
import { faultLines } from "./render/fault.ts";
import { type Look, lookOf } from "./render/look.ts";
import { onlyColours } from "./render/safe.ts";
import { typed } from "./render/typed.ts";

/** A stream that text goes to. */
export type Sink = Partial<Terminal["output"]> & Pick<Terminal["output"], "write"> & { readonly isTTY?: boolean };

/** Where keys come from, when there is a terminal. */
type Keyboard = Terminal["input"] & { readonly isTTY?: boolean };

/** One call of the program. Without `stdin` nothing is ever drawn. `models` replaces the backends, for tests. */
export type Call = {
  readonly argv: readonly string[];
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin?: Keyboard;
  readonly models?: ModelSource;
};

/** Runs one command line to its end and returns the exit code. Throws nothing: an unexpected error is printed and is a 1. */
export const runCli = async (call: Call): Promise<number> => {
  const { argv, stdout } = call;
  const guess = guessFlags(argv);
  let parsed: Parsed;
  try {
    parsed = parseCommandLine(argv, version(), lookFor(stdout, guess).width);
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error;
    return refuse(call, guess, lineFault(error, argv));
  }
  if (parsed.kind === "command") return runCommand(call, parsed);
  const { kind, text } = parsed;
  const data = kind === "version" ? { version: text.trim() } : { topic: parsed.topic, text };
  stdout.write(guess.json === true ? envelope(kind, data) : typed(text, lookFor(stdout, guess)));
  return EXIT_CODES.ok.code;
};

const envelope = (schema: string, data: unknown, warnings: readonly string[] = [], next: readonly string[] = []): string =>
  `${JSON.stringify({ schema: `moot/${schema}@1`, ok: true, data, warnings, next })}\n`;

/** The global flags of a line that may not parse: what its own error is printed by. */
const guessFlags = (argv: readonly string[]): GlobalFlags => {
  const colour = /--color[= ](always|never)\b/u.exec(argv.join(" "))?.[1] as "always" | "never" | undefined;
  return {
    json: argv.includes("--json"),
    ascii: argv.includes("--ascii"),
    screenReader: argv.includes("--screen-reader"),
    ...(colour === undefined ? {} : { color: colour }),
  };
};

const runCommand = async (call: Call, { spec, invocation, flags }: Extract<Parsed, { kind: "command" }>): Promise<number> => {
  const house = openOnce(call, flags);
  const context = contextOf(call, flags, house.open);
  try {
    const run = await (spec.load as NonNullable<typeof spec.load>)();
    const outcome = await run(context, invocation);
    return outcome.ok ? answer(call, context, outcome.value) : refuse(call, flags, outcome.fault);
  } catch (error) {
    if (flags.debug === true) call.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    const fault = faultOfError(error);
    return refuse(call, flags, fault.code === "UNEXPECTED" ? { ...fault, hint: `moot ${call.argv.join(" ")} --debug` } : fault);
  } finally {
    house.close();
  }
};

const contextOf = (call: Call, flags: GlobalFlags, open: Context["open"]): Context => {
  const err = lookFor(call.stderr, flags);
  const out = lookFor(call.stdout, flags);
  return {
    isJson: flags.json === true,
    ...(flags.root === undefined ? {} : { root: flags.root }),
    out,
    err,
    talk: (line) => void call.stderr.write(`${onlyColours(line)}\n`),
    say: (line) => void call.stdout.write(`${onlyColours(line)}\n`),
    terminal: (stream) => terminalOf(call, stream === "out" ? call.stdout : call.stderr, stream === "out" ? out : err, flags),
    ...(isPerson(call, flags) ? { ask: askOn({ input: call.stdin as unknown as NodeJS.ReadableStream, output: call.stderr }) } : {}),
    helpOn: (path) => helpOf(path, version(), out.width),
    open,
  };
};

/** Somebody who can be asked: both ends are a terminal, and nobody asked for data. */
const isPerson = ({ stdin, stderr }: Call, { json }: GlobalFlags): boolean =>
  stdin?.isTTY === true && stderr.isTTY === true && json !== true && !environment().ci;

/** Below this a screen holds no view. */
const LEAST_ROWS = 12;
const LEAST_COLUMNS = 40;

/** A terminal with a person at it: both ends are one, it can be drawn on, and nobody asked for data or for lines. */
const terminalOf = ({ stdin }: Call, output: Sink, look: Look, { json }: GlobalFlags): Terminal | undefined => {
  const { columns = 0, rows = 0, on, off } = output;
  const isRoomy = columns >= LEAST_COLUMNS && rows >= LEAST_ROWS && on !== undefined && off !== undefined;
  const isWatched = look.live && !look.reader && stdin?.isTTY === true && !environment().ci;
  return isRoomy && isWatched && json !== true ? { input: stdin, output: output as Terminal["output"] } : undefined;
};

const lookFor = (sink: Sink, flags: GlobalFlags): Look => {
  const { noColor, forceColor, dumb, screenReader, columns, program } = environment();
  return lookOf({
    isTerminal: sink.isTTY === true,
    columns: sink.columns ?? columns,
    colour: flags.color ?? "auto",
    ascii: flags.ascii === true,
    noColor,
    forceColor,
    dumb,
    reader: flags.screenReader === true || screenReader,
    program,
  });
};

/** Homes that a command opened; each is opened once and closed at the end. */
const openOnce = (call: Call, flags: GlobalFlags): { readonly open: Context["open"]; readonly close: () => void } => {
  const opened = new Map<string, Promise<Result<App, Fault>>>();
  const apps: App[] = [];
  const start = async ({ temporary, makes = false }: OpenHome): Promise<Result<App, Fault>> => {
    const app = await openApp({
      makes,
      ...(temporary === undefined ? {} : { temporary }),
      ...(flags.root === undefined ? {} : { root: flags.root }),
      ...(call.models === undefined ? {} : { models: call.models }),
    });
    apps.push(app);
    return ok(app);
  };
  return {
    open: (options = {}) => {
      const key = `${options.temporary === undefined ? "" : "temporary"} ${options.makes === true ? "makes" : ""}`;
      const app = opened.get(key) ?? start(options);
      opened.set(key, app);
      return app;
    },
    close: () => {
      for (const app of apps) app.close();
    },
  };
};

const answer = (call: Call, context: Context, { schema, data, text, warnings = [], next = [], exit = "ok" }: Answer): number => {
  if (context.isJson) {
    call.stdout.write(envelope(schema, data, warnings, next));
    return EXIT_CODES[exit].code;
  }
  for (const warning of warnings) context.talk(`${context.err.paint.yellow("warning")} ${warning}`);
  const lines = text(context.out);
  if (lines.length > 0) call.stdout.write(`${onlyColours(lines.join("\n"))}\n`);
  next.forEach((command, index) => {
    context.talk(`${context.err.paint.dim(index === 0 ? "next:" : "     ")} ${typed(command, context.err)}`);
  });
  return EXIT_CODES[exit].code;
};

const refuse = (call: Call, flags: GlobalFlags, fault: Fault): number => {
  if (flags.json === true) {
    const { code, message, hint, retryable = false } = fault;
    call.stdout.write(`${JSON.stringify({ ok: false, error: { code, message, hint, retryable } })}\n`);
  } else {
    call.stderr.write(`${onlyColours(faultLines(fault, lookFor(call.stderr, flags)).join("\n"))}\n`);
  }
  return exitOfFault(fault.code);
};
