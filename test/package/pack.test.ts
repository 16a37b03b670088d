/** The package as a stranger gets it: packed, installed in an empty home, run. Needs the registry, or npm's cache, for the dependencies. */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkout } from "./toy-house.ts";

const folder = mkdtempSync(join(tmpdir(), "moot-pack-"));
const home = join(folder, "home");
const project = join(folder, "project");
const installLimitMs = 60_000;
const settings: Record<string, string> = {};
let packed: readonly string[];
let installMs: number;

beforeAll(() => {
  mkdirSync(home);
  mkdirSync(project);
  const [tarball] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], checkout));
  packed = tarball.files.map(({ path }: { path: string }) => path);
  const startedMs = performance.now();
  run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", join(folder, tarball.filename)], project);
  installMs = performance.now() - startedMs;
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the package holds the program, the doors, the assets and the licence", () => {
  const wanted = ["package.json", "LICENSE", "README.md", "bin/moot.cjs", "bin/load.cjs", "bin/runtime.cjs", "dist/cli.js"];
  const doors = ["index", "core", "testing"].flatMap((door) => [`dist/${door}.js`, `dist/${door}.d.ts`]);
  expect([...wanted, ...doors].filter((file) => !packed.includes(file))).toEqual([]);
  expect(packed.filter((file) => file.startsWith("assets/")).length).toBeGreaterThan(0);
});

test("the package holds no sources, tests, fixtures, tools or stamps", () => {
  const stray = /(?:^|\/)(?:src|test|tests|fixtures|tools|bench|node_modules|[.][^/]+)(?:\/|$)|[.]test[.]|(?<![.]d)[.]ts$|[.]map$/;
  // The agents' own names for their manifests begin with a dot.
  const manifest = /^plugins\/(?:[\w-]+\/)?\.(?:mcp\.json|agents\/plugins\/|(?:claude|codex|cursor)-plugin\/)/u;
  expect(packed.filter((file) => stray.test(file) && !manifest.test(file))).toEqual([]);
});

test("no packed file names this machine", () => {
  const installed = join(project, "node_modules/moot");
  const paths = [checkout, homedir(), tmpdir()].filter((path) => path.split("/").length > 2);
  const telling = packed.filter((file) => {
    const text = readFileSync(join(installed, file), "utf8");
    return paths.some((path) => text.includes(`${path}/`) || text.includes(`${path}"`));
  });
  expect(telling).toEqual([]);
});

test("nothing that is installed has an install script or a build of its own", () => {
  const manifests = globSync("node_modules/{*,@*/*}/package.json", { cwd: project });
  expect(manifests.length).toBeGreaterThan(1);
  const scripted = manifests.filter((manifest) => {
    const { scripts = {} } = JSON.parse(readFileSync(join(project, manifest), "utf8"));
    const builds = existsSync(join(project, dirname(manifest), "binding.gyp"));
    return builds || ["preinstall", "install", "postinstall"].some((name) => name in scripts);
  });
  expect(scripted).toEqual([]);
});

test("moot --version prints the version", () => {
  const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  expect(moot(["--version"])).toBe(`${version}\n`);
});

test("each door can be imported", () => {
  const script = `for (const door of ["moot", "moot/core", "moot/testing"]) if (Object.keys(await import(door)).length === 0) throw new Error(door);`;
  run(process.execPath, ["--input-type=module", "-e", script], project);
});

test("install and demo take less than a minute, with no key and no settings, and the demo leaves nothing behind", () => {
  const startedMs = performance.now();
  const output = moot(["demo"]);
  expect(output).not.toBe("");
  expect(installMs + performance.now() - startedMs).toBeLessThan(installLimitMs);
  expect(readdirSync(home)).toEqual([]);
});

function moot(args: readonly string[]): string {
  return run(join(project, "node_modules/.bin/moot"), args, project);
}

/** Runs a program in an empty home under this Node; returns its stdout, throws with all it said when it fails. */
function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env: emptyEnvironment(), encoding: "utf8", timeout: 280_000 });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stdout}${stderr}${error ?? ""}`);
  return stdout;
}

/** What a stranger's shell has, and how npm reaches its registry and cache here. */
function emptyEnvironment(): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => /^(?:https?_proxy|no_proxy|node_extra_ca_certs|systemroot)$/i.test(name));
  return {
    ...Object.fromEntries(passed),
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: home,
    npm_config_cache: npmSetting("cache"),
    npm_config_registry: npmSetting("registry"),
    npm_config_update_notifier: "false",
  };
}

function npmSetting(name: string): string {
  settings[name] ??= spawnSync("npm", ["config", "get", name], { cwd: checkout, encoding: "utf8" }).stdout.trim();
  return settings[name];
}
