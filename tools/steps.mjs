/**
 * Runs named commands side by side and tells how each went.
 *
 * A step is `{ name, command: [program, ...args], after?, output? }`: it waits for the step named `after`, and does not run
 * when that one failed; `output` is where it leaves a report for others.
 */
import { spawn } from "node:child_process";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");

/** Runs `steps` at most `width` at a time, in the order of the list. Resolves to the names of those that did not pass. */
export async function runSteps(steps, width) {
  const waiting = [...steps];
  const passed = new Set();
  const failed = new Set();
  const runner = async () => {
    for (let step = take(); step !== undefined; step = take()) await finish(step);
  };
  const take = () => {
    const index = waiting.findIndex(({ after }) => after === undefined || passed.has(after) || failed.has(after));
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };
  const finish = async (step) => {
    if (failed.has(step.after)) {
      say(`not run  ${step.name}: ${step.after} failed`);
      failed.add(step.name);
      return;
    }
    const { ok, seconds, output } = await run(step.command);
    say(`${ok ? "ok      " : "FAILED  "} ${step.name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s`);
    if (!ok) say(output.trimEnd());
    else for (const line of reducedIn(output)) say(line);
    (ok ? passed : failed).add(step.name);
  };
  // A runner that finds nothing to start goes home; the one that runs what the rest waits for takes them afterwards.
  await Promise.all(Array.from({ length: width }, runner));
  return [...failed];
}

/** What tests could not look at here, once each: they pass without it, but not in silence. */
function reducedIn(output) {
  return new Set(output.split("\n").flatMap((line) => /^.*?(REDUCED: .*)$/.exec(line)?.slice(1) ?? []));
}

/** Runs one command in the root of the checkout and keeps what it prints. Never rejects. */
function run([program, ...args]) {
  const startedMs = performance.now();
  const chunks = [];
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    });
    const end = (ok) => done({ ok, seconds: (performance.now() - startedMs) / 1000, output: Buffer.concat(chunks).toString() });
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      end(false);
    });
    child.on("close", (code) => end(code === 0));
  });
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
