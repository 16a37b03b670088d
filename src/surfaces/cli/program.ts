import { Command, type CommanderError, Option } from "commander";
import type { Invocation } from "./answer.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "./grammar/all.ts";
import type { CommandSpec, OptionSpec } from "./grammar/spec.ts";
import { formatHelp, setExtras } from "./render/help.ts";

/** Flags that every command takes, as read. */
export type GlobalFlags = {
  readonly json?: boolean;
  readonly color?: "auto" | "always" | "never";
  readonly ascii?: boolean;
  readonly screenReader?: boolean;
  readonly root?: string;
  readonly debug?: boolean;
};

/** A command line as read: which command, with what; or a text that is the answer, the help of `topic` or the version. */
export type Parsed =
  | { readonly kind: "command"; readonly spec: CommandSpec; readonly invocation: Invocation; readonly flags: GlobalFlags }
  | { readonly kind: "help"; readonly topic: string; readonly text: string }
  | { readonly kind: "version"; readonly text: string };

/** Thrown on a command line that does not parse. `command` is the path of the command that refused it. */
export class CommandLineError extends Error {
  override readonly name = "CommandLineError";
  readonly code: string;
  readonly command: string;

  constructor(code: string, message: string, command: string) {
    super(message);
    this.code = code;
    this.command = command;
  }
}

type HelpOutput = { readonly write: (text: string) => void; readonly width: number };

/** Reads a command line; help is `width` columns wide. Throws `CommandLineError`. */
export const parseCommandLine = (argv: readonly string[], version: string, width: number): Parsed => {
  const written: string[] = [];
  let parsed: Parsed | undefined;
  const output = { width, write: (more: string) => void written.push(more) };
  const program = buildProgram(version, output, (spec, invocation) => {
    parsed = { kind: "command", spec, invocation, flags: program.opts<GlobalFlags>() };
  });
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof Written)) throw error;
    const text = written.join("");
    parsed = error.of === "version" ? { kind: "version", text } : { kind: "help", topic: error.topic, text };
  }
  return parsed ?? { kind: "help", topic: "", text: written.join("") };
};

/** The help of a command by its path (empty: the program), or undefined when there is no such command. */
export const helpOf = (path: readonly string[], version: string, width: number): string | undefined => {
  const program = buildProgram(version, { write: () => undefined, width }, () => undefined);
  let command: Command | undefined = program;
  for (const word of path) command = command?.commands.find((child) => child.name() === word);
  const written: string[] = [];
  command?.configureOutput({ writeOut: (text) => void written.push(text), getOutHelpWidth: () => width });
  command?.outputHelp();
  return command === undefined ? undefined : written.join("");
};

/** Ends the parse once help or the version is written. */
class Written extends Error {
  readonly of: "help" | "version";
  readonly topic: string;

  constructor(of: "help" | "version", topic: string) {
    super(of);
    this.of = of;
    this.topic = topic;
  }
}

type Act = (spec: CommandSpec, invocation: Invocation) => void;

const buildProgram = (version: string, output: HelpOutput, act: Act): Command => {
  const program = new Command("moot")
    .description(
      "A team of agents argues a question in the open, a judge who did not speak scores it, and every number can be asked why. With no key and no network it runs on offline voices.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand(false);
  settle(program, output, "");
  for (const option of GLOBAL_OPTIONS) program.addOption(optionOf(option));
  for (const spec of COMMANDS) addCommand(program, spec, output, act);
  return program;
};

/** Output, errors and help of one command. */
const settle = (command: Command, output: HelpOutput, path: string): void => {
  command
    .configureOutput({
      writeOut: output.write,
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => output.width,
    })
    .configureHelp({ subcommandTerm: termOf, formatHelp, showGlobalOptions: false })
    .exitOverride((error: CommanderError) => {
      // A command that only groups others, called by itself: commander would write its help to stderr.
      if (error.code === "commander.help") command.outputHelp();
      if (error.exitCode === 0 || error.code === "commander.help")
        throw new Written(error.code === "commander.version" ? "version" : "help", path);
      throw new CommandLineError(error.code, error.message, path);
    });
};

const termOf = (command: Command): string =>
  [command.name(), ...command.registeredArguments.map((arg) => (arg.required ? `<${arg.name()}>` : `[${arg.name()}]`))].join(" ");

const optionOf = ({ flags, description, read, choices }: OptionSpec): Option => {
  const option = new Option(flags, description);
  if (read !== undefined) option.argParser(read);
  if (choices !== undefined) option.choices([...choices]);
  return option;
};

const addCommand = (program: Command, spec: CommandSpec, output: HelpOutput, act: Act): void => {
  const words = spec.name.split(" ");
  const name = words.at(-1) as string;
  const parent = words.slice(0, -1).reduce((found, word) => found.commands.find((child) => child.name() === word) as Command, program);
  const command = parent.command(name, { hidden: spec.hidden ?? false });
  settle(command, output, spec.name);
  command
    .summary(summaryOf(spec))
    .description(spec.detail ?? `${sentence(spec.summary)}.`)
    .allowExcessArguments(false)
    .helpOption("-h, --help", "show help")
    .helpCommand(false);
  if (parent === program) command.helpGroup(spec.group);
  // Flags of a command that also groups others belong before the name of the other.
  command.enablePositionalOptions();
  for (const [term, description] of spec.args ?? []) command.argument(term, description);
  for (const option of spec.options ?? []) command.addOption(optionOf(option));
  setExtras(command, spec);
  if (spec.load === undefined) return;
  command.action(() => act(spec, { args: command.processedArgs as (string | undefined)[], options: optionsOf(command) }));
};

/** A flag that a command shares with the one that groups it is read by whichever comes to it first. */
const optionsOf = (command: Command): Readonly<Record<string, unknown>> => {
  const shared = command.options.map((option) => option.attributeName());
  const above = Object.entries(command.parent?.opts() ?? {}).filter(([name]) => shared.includes(name));
  return { ...Object.fromEntries(above), ...command.opts() };
};

/** The line in the list of commands; a command that only groups others names them. */
const summaryOf = ({ name, summary, load }: CommandSpec): string => {
  if (load !== undefined) return summary;
  const parts = COMMANDS.filter((spec) => spec.name.startsWith(`${name} `)).map((spec) => spec.name.slice(name.length + 1));
  return `${summary}: ${parts.join(", ")}`;
};

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
