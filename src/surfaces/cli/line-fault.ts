import type { Fault } from "./fault.ts";
import { LATER_COMMANDS, LATER_FLAGS } from "./grammar/all.ts";
import type { CommandLineError } from "./program.ts";

/** What is wrong with a command line, on which word, and the command to run instead. */
export const lineFault = (error: CommandLineError, argv: readonly string[]): Fault => {
  const [head = "", ...rest] = error.message.split("\n");
  const message = head.replace(/^error: /u, "").replace(" is invalid. ", " is invalid: ");
  const word = /'([^']*)'/u.exec(message)?.[1] ?? "";
  const later = laterFault(error, word);
  if (later !== undefined) return later;
  const path = `moot ${error.command}`.trimEnd();
  const nearest = /Did you mean (?:one of )?([^,?]+)/u.exec(rest.join(" "))?.[1];
  const isCommand = nearest !== undefined && !nearest.startsWith("-");
  return {
    code: "USAGE",
    message: nearest === undefined ? message : `${message}; did you mean ${nearest}?`,
    hint: `${isCommand ? `${path} ${nearest}` : path} --help`,
    at: `moot ${argv.join(" ")}`.trimEnd(),
  };
};

const laterFault = (error: CommandLineError, word: string): Fault | undefined => {
  const path = `${error.command} ${word}`.trim();
  const isLater = error.code === "commander.unknownOption" ? LATER_FLAGS.includes(word) : LATER_COMMANDS.includes(path);
  if (!isLater) return undefined;
  const name = error.code === "commander.unknownOption" ? word : path;
  return {
    code: "NOT_IN_THIS_VERSION",
    message: `${name} is not in this version`,
    hint: "moot --help",
  };
};
