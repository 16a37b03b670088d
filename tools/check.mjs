/**
 * `npm run check`: everything that must hold before a commit, in under a minute and offline. Prints the time of each step
 * and the output of those that fail; exits 1 when one did. `npm run check -- biome knip` runs only the steps it names.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, runSteps } from "./steps.mjs";
import { vitest } from "./vitest-run.mjs";

const node = process.execPath;
const bin = (...parts) => join(root, "node_modules", ...parts);
const tool = (name) => join(root, "tools", name);
const tsc = (project) => [
  node,
  bin("typescript/bin/tsc"),
  "-p",
  project,
  "--incremental",
  "--tsBuildInfoFile",
  bin(`.cache/moot/${project}.info`),
];
const knip = [node, bin("knip/bin/knip.js"), "--no-progress", "--no-config-hints"];

const cruised = ["src", "web"].filter((folder) => existsSync(join(root, folder)));

/** The long ones first, so that they do not end up alone on one core. */
export const checks = [
  { name: "build", command: [node, tool("bootstrap.cjs"), "build"] },
  { name: "unit tests", command: vitest("unit") },
  { name: "types", command: tsc("tsconfig.json") },
  { name: "doc examples", command: [node, tool("run-doc-examples.ts")], after: "build" },
  { name: "types of core", command: tsc("tsconfig.core.json") },
  {
    name: "rooms",
    command: [node, bin("dependency-cruiser/bin/dependency-cruise.mjs"), "--config", ".dependency-cruiser.cjs", ...cruised],
  },
  { name: "knip", command: knip },
  { name: "knip production", command: [...knip, "--production"] },
  { name: "biome", command: [node, bin("@biomejs/biome/bin/biome"), "ci", "--colors=off"] },
  { name: "registries", command: [node, tool("gen-registries.ts"), "--check"] },
  { name: "lock", command: [node, tool("lock-gate.mjs")] },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !checks.some((step) => step.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`unknown step ${unknown.join(", ")}; known: ${checks.map((step) => step.name).join(", ")}\n`);
    process.exit(2);
  }
  const chosen = wanted.length === 0 ? checks : checks.filter((step) => wanted.includes(step.name));
  const failed = await runSteps(
    chosen.map(({ after, ...step }) => (chosen.some(({ name }) => name === after) ? { ...step, after } : step)),
    2,
  );
  if (failed.length > 0) process.exitCode = 1;
}
