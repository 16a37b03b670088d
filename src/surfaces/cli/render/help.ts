import type { Command, Help } from "commander";

/** Lays the help of a command out: what it does, usage, examples, its parts, its flags. The program lists its commands first. */
export const formatHelp = (command: Command, helper: Help): string => {
  const isProgram = command.parent === null;
  const commands = helper.visibleCommands(command);
  const options = helper.visibleOptions(command);
  const args = helper.visibleArguments(command);
  const termWidth = Math.max(
    0,
    ...commands.map((child) => helper.subcommandTerm(child).length),
    ...options.map((option) => option.flags.length),
    ...args.map((arg) => arg.name().length),
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
    ...examplesOf(command),
    ...list(
      "Arguments:",
      args.map((arg) => [arg.name(), helper.argumentDescription(arg)]),
    ),
    ...(isProgram ? [...parts, ...list("Flags of every command:", flags)] : [...list("Flags:", flags), ...parts]),
    "",
    isProgram ? "More on a command: moot <command> --help" : "Flags of every command (--json and others): moot --help",
    "",
  ].join("\n");
};

const EXAMPLES = new WeakMap<Command, readonly string[]>();

/** Remembers the examples of a command for its help. */
export const setExamples = (command: Command, examples: readonly string[]): void => void EXAMPLES.set(command, examples);

const examplesOf = (command: Command): readonly string[] => {
  const examples = EXAMPLES.get(command) ?? [];
  return examples.length === 0 ? [] : ["", "Examples:", ...examples.map((example) => `  ${example}`)];
};
