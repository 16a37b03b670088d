/**
 * The lock file must install everywhere. npm can write a lock that its own `npm ci` refuses (a platform variant that the
 * registry did not serve is left out), so the gate asks `npm ci` itself.
 *
 * `node tools/lock-gate.mjs`: `npm ci --dry-run` on the lock as it is; no network.
 * `node tools/lock-gate.mjs --fresh`: also makes a lock from nothing in a temporary folder and demands that it equals ours;
 * run it before committing a change of dependencies. `--write` puts the fresh lock in the place of ours.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const lock = "package-lock.json";
const fromNothing = process.argv.includes("--fresh") || process.argv.includes("--write");

const folder = mkdtempSync(join(tmpdir(), "moot-lock-"));
try {
  for (const name of ["package.json", ".npmrc", "tools/runtime/package.json"]) cpSync(join(root, name), join(folder, name));
  if (fromNothing) demand(npm(["install", "--package-lock-only", "--ignore-scripts"]), "npm could not make a fresh lock file");
  else cpSync(join(root, lock), join(folder, lock));

  demand(npm(["ci", "--dry-run", "--ignore-scripts"]), "npm ci refuses the lock file");
  if (process.argv.includes("--write")) cpSync(join(folder, lock), join(root, lock));
  if (fromNothing) demand(sameLock() ? "" : "differs", "package-lock.json is not what a fresh install writes: --write takes the fresh one");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs npm in the temporary folder; returns what is wrong, "" when nothing is. */
function npm(args) {
  const flags = ["--no-audit", "--no-fund", "--omit-lockfile-registry-resolved", "--loglevel=error"];
  const done = spawnSync("npm", [...args, ...flags], { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
  const output = `${done.stdout ?? ""}${done.stderr ?? ""}`;
  return done.status === 0 && !output.includes("Missing") ? "" : output || String(done.error);
}

function sameLock() {
  return readFileSync(join(folder, lock), "utf8") === readFileSync(join(root, lock), "utf8");
}

function demand(wrong, message) {
  if (wrong === "") return;
  process.stderr.write(`${message}\n${wrong}\n`);
  process.exitCode = 1;
}
