/**
 * Runs every example of README.md and docs/**, so that no page shows what does not work.
 *
 * - ` ```ts ` blocks are type-checked together and run one by one, with `moot`, `moot/core` and `moot/testing` standing for the
 *   doors in src. An example asserts what it claims: it passes when it ends with exit code 0.
 * - ` ```console ` and ` ```sh ` blocks that show `$ moot …` or `$ npx moot …` are run line by line with the built program, in a
 *   fresh home and a fresh folder that holds a copy of examples/. What is shown below a command must be its stdout
 *   (see `matchesShown`); a command with nothing below it must only end with exit code 0, or the block's `exit=N`.
 * - `continued` in the info string keeps the home and folder of the block before. `no-run: why` needs its reason.
 *
 * Prints how many ran; exits 1 when one failed. Arguments are page paths; without them all pages are read.
 */
import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Block, matchesShown, readBlocks, readCommands, showsMoot } from "./doc-blocks.ts";

type Place = { readonly home: string; readonly folder: string };
type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

const root = resolve(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "moot-docs-"));
const shims = join(scratch, "bin");
const doors: Record<string, string> = { moot: "src/index.ts", "moot/core": "src/core.ts", "moot/testing": "src/testing.ts" };
const commandTimeoutMs = 60_000;
const pagesAtOnce = 2;

const failures: string[] = [];
let ran = 0;
let skipped = 0;

try {
  await main(process.argv.slice(2));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main(named: readonly string[]): Promise<void> {
  const all = ["README.md", ...globSync("docs/**/*.md", { cwd: root }).sort()];
  const pages = (named.length > 0 ? named.map((name) => relative(root, resolve(name))) : all).filter((page) =>
    existsSync(join(root, page)),
  );
  const blocks = pages.map((page) => readBlocks(page, readFileSync(join(root, page), "utf8")).filter(isExample));
  writeShims();
  const typed = blocks.flat().filter((block) => isTypeScript(block) && block.noRun === undefined);
  if (typed.length > 0) await compile(typed);
  const waiting = [...blocks];
  const reader = async (): Promise<void> => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) await runPage(page);
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, reader));

  for (const failure of failures) process.stdout.write(`${failure}\n\n`);
  process.stdout.write(`${ran} doc examples ran on ${pages.length} pages, ${failures.length} failed, ${skipped} marked no-run\n`);
  if (failures.length > 0) process.exitCode = 1;
}

function isTypeScript(block: Block): boolean {
  return block.language === "ts" || block.language === "typescript";
}

function isExample(block: Block): boolean {
  return isTypeScript(block) || (["console", "sh", "bash", "shell"].includes(block.language) && showsMoot(block));
}

/** Runs the examples of one page in order. */
async function runPage(blocks: readonly Block[]): Promise<void> {
  let place: Place | undefined;
  for (const block of blocks) {
    if (block.noRun !== undefined) {
      if (block.noRun === "") fail(block, "`no-run` needs a reason: no-run: why");
      skipped += 1;
      continue;
    }
    if (place === undefined || !block.isContinued) place = freshPlace();
    ran += 1;
    await (isTypeScript(block) ? runModule(block, place) : runCommands(block, place));
  }
}

async function runCommands(block: Block, place: Place): Promise<void> {
  const commands = readCommands(block);
  for (const [index, { command, expected }] of commands.entries()) {
    const ended = await run("/bin/sh", ["-c", command], place);
    const exit = index === commands.length - 1 ? block.exit : 0;
    if (ended.code !== exit) {
      fail(block, `$ ${command}\nended with exit code ${ended.code}, not ${exit}\n${ended.stdout}${ended.stderr}`);
      return;
    }
    if (expected.length > 0 && !matchesShown(expected, ended.stdout)) {
      fail(block, `$ ${command}\n--- the page shows\n${expected.join("\n")}\n--- stdout is\n${ended.stdout}`);
      return;
    }
  }
}

async function runModule(block: Block, place: Place): Promise<void> {
  const ended = await run(process.execPath, ["--import", hookUrl(), modulePath(block)], place);
  if (ended.code !== block.exit)
    fail(block, `ended with exit code ${ended.code}, not ${block.exit}\n${ended.stdout}${inPage(ended.stderr)}`);
}

/** Type-checks all blocks at once, under the rules of the main project. */
async function compile(blocks: readonly Block[]): Promise<void> {
  mkdirSync(join(scratch, "ts"));
  writeFileSync(join(scratch, "ts", "package.json"), '{ "type": "module" }');
  for (const block of blocks) {
    // Blank lines above the block, so that a message names the line of the page; `export {}` makes each block a module.
    writeFileSync(modulePath(block), `${"\n".repeat(block.line - 1)}${block.text}\nexport {};\n`);
  }
  const paths = Object.fromEntries(Object.entries(doors).map(([name, file]) => [name, [join(root, file)]]));
  const tsconfig = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: { paths, typeRoots: [join(root, "node_modules/@types")], declaration: false, isolatedDeclarations: false },
    include: ["./*.ts"],
  };
  writeFileSync(join(scratch, "ts", "tsconfig.json"), JSON.stringify(tsconfig));
  const ended = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", join(scratch, "ts")], freshPlace());
  if (ended.code !== 0) failures.push(inPage(ended.stdout));
}

function modulePath(block: Block): string {
  return join(scratch, "ts", `${block.file.replaceAll("/", "__")}__${block.line}.ts`);
}

/** Names the page instead of the module that was made of it. */
function inPage(message: string): string {
  return message.replace(/[^\s('"]*?([^\s('"/]+[.]md)__\d+[.]ts/g, (_all, name: string) => name.replaceAll("__", "/"));
}

/** A module that makes the doors, and the packages of this checkout, resolvable from the scratch folder. */
function hookUrl(): string {
  const urls = Object.fromEntries(Object.entries(doors).map(([name, file]) => [name, pathToFileURL(join(root, file)).href]));
  const source = `import { registerHooks } from "node:module";
const doors = ${JSON.stringify(urls)};
registerHooks({ resolve: (name, context, next) => {
  if (doors[name]) return { url: doors[name], format: "module-typescript", shortCircuit: true };
  const isBare = !/^([./]|[a-z]+:)/.test(name);
  return next(name, isBare ? { ...context, parentURL: ${JSON.stringify(pathToFileURL(join(root, "package.json")).href)} } : context);
} });`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

function freshPlace(): Place {
  const place = { home: mkdtempSync(join(scratch, "home-")), folder: mkdtempSync(join(scratch, "folder-")) };
  if (existsSync(join(root, "examples"))) cpSync(join(root, "examples"), join(place.folder, "examples"), { recursive: true });
  return place;
}

/** `moot` and `npx moot` as a reader would type them. */
function writeShims(): void {
  mkdirSync(shims);
  const moot = `exec "${process.execPath}" "${join(root, "bin/moot.cjs")}" "$@"\n`;
  writeFileSync(join(shims, "moot"), `#!/bin/sh\n${moot}`);
  writeFileSync(join(shims, "npx"), `#!/bin/sh\nshift\n${moot}`);
  for (const name of ["moot", "npx"]) chmodSync(join(shims, name), 0o755);
}

/** Runs a program offline, without the keys and settings of this machine. Never rejects. */
function run(program: string, args: readonly string[], { home, folder }: Place): Promise<Ended> {
  const env = {
    PATH: `${shims}:/usr/bin:/bin`,
    HOME: home,
    MOOT_HOME: join(home, "moot"),
    MOOT_MODE: "offline",
    LANG: "C.UTF-8",
    TZ: "UTC",
    NO_COLOR: "1",
  };
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], timeout: commandTimeoutMs });
    const text = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text.stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      text.stderr += chunk;
    });
    child.on("error", (error) => done({ code: null, stdout: text.stdout, stderr: error.message }));
    child.on("close", (code) => done({ code, ...text }));
  });
}

function fail(block: Block, message: string): void {
  failures.push(`${block.file}:${block.line} ${message.trimEnd()}`);
}
