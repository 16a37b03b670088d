import type { EXIT_CODES, Exit, FAULT_EXITS } from "../../src/surfaces/cli/exit-codes.ts";
import type { CommandSpec, OptionSpec } from "../../src/surfaces/cli/grammar/spec.ts";

/** The reference of the commands as Markdown, from the grammar. */
export const cliReference = (commands: readonly CommandSpec[], globals: readonly OptionSpec[]): string => {
  const visible = commands.filter(({ hidden }) => hidden !== true);
  const groups = [...new Set(visible.map(({ group }) => group))];
  return [
    "# Commands",
    "",
    "Results go to stdout, talk to stderr. `--json` prints one object on stdout instead:",
    '`{"schema":"moot/<name>@1","ok":true,"data":…,"warnings":[],"next":[]}`, or on failure',
    '`{"ok":false,"error":{"code","message","hint","retryable"}}` with the same [exit code](exit-codes.md).',
    "`moot schema` lists the JSON schemas of `data`. A report that finds something (`doctor`, `team validate`, `journal verify`,",
    "`config`) is an answer: it has `ok` true, its data, and the exit code of what it found.",
    "",
    "A run may be named by its id, by the unique beginning of it (three characters or more, with or without `rt-`), or by `latest`.",
    "",
    "## Flags of every command",
    "",
    ...optionTable([
      ...globals,
      { flags: "-V, --version", description: "print the version" },
      { flags: "-h, --help", description: "show help" },
    ]),
    ...groups.flatMap((group) => [
      "",
      `## ${group.replace(/:$/u, "")}`,
      ...visible.filter((spec) => spec.group === group && spec.load !== undefined).flatMap(commandPart),
    ]),
    "",
  ].join("\n");
};

const commandPart = ({ name, summary, detail, args = [], options = [], terms, examples }: CommandSpec): readonly string[] => [
  "",
  `### moot ${name}${args.map(([term]) => ` ${term}`).join("")}`,
  "",
  detail ?? `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
  ...(args.length === 0 ? [] : ["", ...args.map(([term, description]) => `- \`${term}\`: ${description}`)]),
  ...(options.length === 0 ? [] : ["", ...optionTable(options)]),
  ...(terms === undefined
    ? []
    : ["", "| Reference | What it asks |", "|---|---|", ...terms.rows.map(([term, text]) => `| \`${term}\` | ${text} |`)]),
  "",
  "```sh",
  ...examples,
  "```",
];

const optionTable = (options: readonly OptionSpec[]): readonly string[] => [
  "| Flag | Meaning |",
  "|---|---|",
  ...options.map(
    ({ flags, description, choices }) =>
      `| \`${flags}\` | ${description}${choices === undefined ? "" : `; one of ${choices.map((choice) => `\`${choice}\``).join(", ")}`} |`,
  ),
];

/** The reference of the exit codes as Markdown, from the table. */
export const exitCodeReference = (codes: typeof EXIT_CODES, faults: typeof FAULT_EXITS): string =>
  [
    "# Exit codes",
    "",
    "`moot help exit-codes` prints this table.",
    "",
    "| Code | Name | Meaning |",
    "|--:|---|---|",
    ...Object.entries(codes).map(([name, { code, meaning }]) => `| ${code} | ${name} | ${meaning} |`),
    "",
    "What was typed decides between 2, 1 and 7. A name that nothing has (a worker, a run, a reference, a page), a name given twice, a value",
    "out of range and a file that cannot be a briefing or a part are 2: type something else. A home that cannot be written, a record that is not there",
    "and a run without an end are 1. What is there already, closed or held by another process is 7: the line is right, at another time.",
    "",
    "A debate that does not converge is 0: it has an answer, or an honest *open*. One whose judge gave no scores is 8.",
    "6 is for commands that ask yes or no.",
    "",
    "## Which error ends how",
    "",
    "The word after `error`, and `error.code` with `--json`, decides; it is the same for every command.",
    "",
    "| Code | Errors |",
    "|--:|---|",
    ...Object.entries(faults).map(([exit, named]) => `| ${codes[exit as Exit].code} | ${named.map((code) => `\`${code}\``).join(", ")} |`),
    "",
  ].join("\n");
