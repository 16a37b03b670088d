import { expect, it } from "vitest";
import { EXIT_CODES, FAULT_EXITS } from "../../src/surfaces/cli/exit-codes.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "../../src/surfaces/cli/grammar/all.ts";
import { helpOf } from "../../src/surfaces/cli/program.ts";
import { columnsOf } from "../../src/surfaces/cli/render/wrap.ts";
import { cliReference, exitCodeReference } from "./reference.ts";

const help = (name: string, width = 80): string => helpOf(name === "" ? [] : name.split(" "), "0.0.0", width) as string;
const paths = ["", ...COMMANDS.filter(({ hidden }) => hidden !== true).map(({ name }) => name)];

it("the help of every command is what it was, at 80 columns", async () => {
  const all = paths.map((path) => `$ moot ${path}${path === "" ? "" : " "}--help\n${help(path)}`).join("\n");
  await expect(all).toMatchFileSnapshot("help.golden.txt");
});

it("help fits the terminal at 80 and 200 columns", () => {
  for (const width of [80, 200])
    for (const line of paths.flatMap((path) => help(path, width).split("\n"))) {
      if (!line.startsWith("  moot ")) expect(columnsOf(line), line).toBeLessThanOrEqual(width);
    }
});

it("every command has a summary and an example that names it, every flag and argument a description", () => {
  for (const { name, summary, examples, options = [], args = [] } of COMMANDS) {
    expect(summary, name).not.toBe("");
    expect(examples.length, name).toBeGreaterThan(0);
    for (const example of examples) expect(example).toMatch(new RegExp(`^moot ${name}\\b`, "u"));
    for (const { flags, description } of options) expect(description, `${name} ${flags}`).toMatch(/\w{2,}/u);
    for (const [term, description] of args) expect(description, `${name} ${term}`).toMatch(/\w{2,}/u);
  }
  for (const { flags, description } of GLOBAL_OPTIONS) expect(description, flags).toMatch(/\w{2,}/u);
});

it("the commands page of the documentation is the grammar", async () => {
  await expect(cliReference(COMMANDS, GLOBAL_OPTIONS)).toMatchFileSnapshot("../../docs/reference/cli.md");
});

it("the exit codes page of the documentation is the table", async () => {
  await expect(exitCodeReference(EXIT_CODES, FAULT_EXITS)).toMatchFileSnapshot("../../docs/reference/exit-codes.md");
});
