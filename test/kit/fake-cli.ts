import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** A PATH on which the fakes find their interpreter. */
export const FAKE_PATH: string = [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);

/** What a fake was started with, as it saw it. */
export type Seen = {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly files: readonly string[];
  readonly stdin: string;
  readonly system: string | undefined;
};

/**
 * Writes a program that notes how it was started, reads its input to the end, and then runs `body`: the inside of an async
 * function that may use `seen`, `say(text)` and `sleep(ms)`.
 */
export const fakeCli = (folder: string, name: string, body: string): { readonly path: string; readonly seen: () => readonly Seen[] } => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const log = join(folder, `${name}.seen`);
  writeFileSync(log, "");
  writeFileSync(
    path,
    `#!/usr/bin/env node
const { appendFileSync, readdirSync, readFileSync, writeSync } = require("node:fs");
const say = (text) => { for (let rest = Buffer.from(text); rest.length > 0; ) { try { rest = rest.subarray(writeSync(1, rest)); } catch (e) { if (e.code !== "EAGAIN") throw e; } } };
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const main = async () => {
  let stdin = "";
  for await (const chunk of process.stdin) stdin += chunk;
  const argv = process.argv.slice(2);
  const flag = argv[argv.indexOf("--system-prompt-file") + 1];
  const setting = argv.find((word) => word.startsWith("model_instructions_file="));
  const file = argv.includes("--system-prompt-file") ? flag : setting && JSON.parse(setting.slice(setting.indexOf("=") + 1));
  const seen = { argv, env: { ...process.env }, cwd: process.cwd(), files: readdirSync("."), stdin, system: file && readFileSync(file, "utf8") };
  appendFileSync(${JSON.stringify(log)}, JSON.stringify(seen) + "\\n");
  ${body}
};
main();
`,
  );
  chmodSync(path, 0o755);
  const seen = (): readonly Seen[] =>
    readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Seen);
  return { path, seen };
};
