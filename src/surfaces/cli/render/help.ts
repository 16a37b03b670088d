import type { Command, Help } from "commander";
import type { CommandSpec } from "../grammar/spec.ts";

/** Lays the help of a command out: what it does, usage, examples, its parts, its flags. The program lists its commands first. */
export const formatHelp = (command: Command, helper: Help): string => {
  const isProgram = command.parent === null;
  const commands = helper.visibleCommands(command);
  const options = helper.visibleOptions(command);
  const args = helper.visibleArguments(command);
  const { examples = [], terms = NO_TERMS } = EXTRAS.get(command) ?? {};
  const termWidth = Math.max(
    0,
    ...commands.map((child) => helper.subcommandTerm(child).length),
    ...options.map((option) => option.flags.length),
    ...args.map((arg) => arg.name().length),
    ...terms.rows.map(([term]) => term.length),
  );
  const list = (title: string, items: readonly (readonly [string, string])[]): readonly string[] =>
    items.length === 0 ? [] : ["", title, ...items.map(([term, text]) => helper.formatItem(term, termWidth, text, helper))];
  const groups = [...new Set(commands.map((child) => child.helpGroup() || "Parts:"))];
  const parts = groups.flatMap((group) =>
    list(
      group,
      commands
        .filter((child) => (child.helpGroup() || "Parts:") === group)
        .map((child) => [helper.subcommandTerm(child), helper.subcommandDescription(child)]),
    ),
  );
  const flags = options.map((option) => [option.flags, helper.optionDescription(option)] as const);
  return [
    helper.boxWrap(command.description(), helper.helpWidth ?? 80),
    "",
    `Usage: ${helper.commandUsage(command)}`,
    ...(examples.length === 0 ? [] : ["", "Examples:", ...examples.map((example) => `  ${example}`)]),
    ...list(
      "Arguments:",
      args.map((arg) => [arg.name(), helper.argumentDescription(arg)]),
    ),
    ...list(terms.title, terms.rows),
    ...(isProgram ? [...parts, ...list("Flags of every command:", flags)] : [...list("Flags:", flags), ...parts]),
    "",
    isProgram ? "More on a command: moot <command> --help" : "Flags of every command (--json and others): moot --help",
    "",
  ].join("\n");
};

type Extras = Partial<Pick<CommandSpec, "examples" | "terms">>;

const NO_TERMS: NonNullable<CommandSpec["terms"]> = { title: "", rows: [] };
const EXTRAS = new WeakMap<Command, Extras>();

/** Remembers what the help of a command shows beside what commander knows. */
export const setExtras = (command: Command, extras: Extras): void => void EXTRAS.set(command, extras);
