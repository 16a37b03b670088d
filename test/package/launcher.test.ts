import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkout } from "./toy-house.ts";

const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
const oldNode = findOldNode();
const isWindows = process.platform === "win32";

/** A package as it is installed, with a program that counts the interrupts it gets and ends with 130 or with its argument. */
let installed: string;
const program = `let interrupts = 0;
process.on("SIGINT", () => { interrupts += 1; });
process.on("SIGTERM", () => process.exit(143));
if (process.argv[2] === "end") process.exit(Number(process.argv[3]));
console.log("ready");
setInterval(() => { if (interrupts > 0) { setTimeout(() => { console.log("interrupts " + interrupts); process.exit(130); }, 1000); } }, 50);
`;

beforeAll(() => {
  installed = mkdtempSync(join(tmpdir(), "moot-launcher-"));
  cpSync(join(checkout, "bin"), join(installed, "bin"), { recursive: true });
  cpSync(join(checkout, "package.json"), join(installed, "package.json"));
  mkdirSync(join(installed, "dist"));
  writeFileSync(join(installed, "dist/cli.js"), program);
});

afterAll(() => rmSync(installed, { recursive: true, force: true }));

test("--version and -V print the version, without the program", () => {
  for (const flag of ["--version", "-V"])
    expect(launch(process.execPath, [flag])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("--version takes at most 80 ms", () => {
  const timesMs = Array.from({ length: 10 }, () => {
    const startedMs = performance.now();
    launch(process.execPath, ["--version"]);
    return performance.now() - startedMs;
  });
  expect(Math.min(...timesMs)).toBeLessThanOrEqual(80);
});

test("the exit code is that of the program", () => {
  expect(launch(process.execPath, ["end", "6"]).status).toBe(6);
});

test("a checkout that is not built says how to build it", () => {
  rmSync(join(installed, "dist/cli.js"));
  const { status, stdout, stderr } = launch(process.execPath, ["demo"]);
  writeFileSync(join(installed, "dist/cli.js"), program);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toBe("dist/cli.js is missing: this checkout is not built yet. Run: npm run build\n");
});

test.skipIf(oldNode === undefined)("an old Node is refused in one line that says what to do", () => {
  const { status, stdout, stderr } = launch(oldNode ?? "", ["demo"]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^Moot needs Node 24 or newer and found v\d+\.\d+\.\d+: install it .*\n$/);
});

test.skipIf(oldNode === undefined)("in the checkout an old Node hands over to the Node of the repository", () => {
  const { status, stdout } = spawnSync(oldNode ?? "", ["-p", "require('./bin/runtime.cjs').findNode(process.cwd())"], {
    cwd: checkout,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(existsSync(stdout.trim())).toBe(true);
});

test.skipIf(isWindows)("one Ctrl-C reaches the program once, though the terminal and the parent both send it", async () => {
  expect(await interrupt((pid) => process.kill(-pid, "SIGINT"))).toEqual({ stdout: "ready\ninterrupts 1\n", code: 130 });
});

test.skipIf(isWindows)("two presses reach the program as two", async () => {
  const twice = async (pid: number): Promise<void> => {
    process.kill(-pid, "SIGINT");
    await sleep(400);
    process.kill(-pid, "SIGINT");
  };
  expect(await interrupt(twice)).toEqual({ stdout: "ready\ninterrupts 2\n", code: 130 });
});

test.skipIf(isWindows)("a signal to the launcher alone is passed on, and the exit code is 128 + its number", async () => {
  expect(await interrupt((pid) => process.kill(pid, "SIGINT"))).toEqual({ stdout: "ready\ninterrupts 1\n", code: 130 });
  expect(await interrupt((pid) => process.kill(pid, "SIGTERM"))).toEqual({ stdout: "ready\n", code: 143 });
});

function launch(node: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(node, [join(installed, "bin/moot.cjs"), ...args], { encoding: "utf8" });
}

/** Starts the program through `handOver`, in a process group of its own, and sends it something when it is ready. */
async function interrupt(send: (pid: number) => unknown): Promise<{ stdout: string; code: number | null }> {
  const handOver = "require('./bin/runtime.cjs').handOver(process.execPath, ['bin/moot.cjs', 'wait'])";
  const child = spawn(process.execPath, ["-e", handOver], { cwd: installed, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const ready = new Promise<void>((done) => {
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
      done();
    });
  });
  await ready;
  await send(child.pid ?? 0);
  return { code: await ended, stdout };
}

/** A Node on the PATH that is older than 24, if this machine has one. */
function findOldNode(): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "node"))
    .filter((node) => existsSync(node))
    .find((node) => Number(/^v(\d+)/.exec(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout ?? "")?.[1] ?? 24) < 24);
}
