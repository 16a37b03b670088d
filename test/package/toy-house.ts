import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Text of a file by its path; `null` takes the file away. */
type Files = Readonly<Record<string, string | null>>;
type Ended = { readonly code: number | null; readonly output: string };

/** The checkout that these tests belong to. */
export const checkout: string = resolve(import.meta.dirname, "../..");

const manifest = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
const copied = ["package.json", "package-lock.json", ".npmrc", "tsconfig.json", "tsconfig.core.json", "biome.json", "knip.json"];
const alsoCopied = [".dependency-cruiser.cjs", "tsdown.config.ts", "vitest.config.ts", "bin", "tools/runtime"];
const tools = [
  ...["bootstrap.cjs", "where.cjs", "check.mjs", "test.mjs", "steps.mjs", "vitest-run.mjs", "lock-gate.mjs"],
  ...["gen-registries.ts", "run-doc-examples.ts", "doc-blocks.ts", "doc-blocks.test.ts", "tidy.test.ts"],
].map((name) => `tools/${name}`);

/** The smallest house that passes every check: a few rooms, the doors, a command, a page, and a use of every dependency. */
const furniture: Files = {
  "src/core/kernel/half.ts": `/** @module Halves. */\n\n/** Half of a number. */\nexport const half = (value: number): number => value / 2;\n`,
  "src/core/kernel/half.test.ts": `import { expect, test } from "vitest";\nimport { half } from "./half.ts";\n\ntest("half of 4 is 2", () => {\n  expect(half(4)).toBe(2);\n});\n`,
  "src/core.ts": `export { half } from "./core/kernel/half.ts";\n`,
  "src/index.ts": `export { half } from "./core/kernel/half.ts";\n`,
  "src/testing.ts": `export { half } from "./core/kernel/half.ts";\n`,
  "src/surfaces/cli/main.ts": `/** @module The command line. */\n${imports()}import { half } from "../../core/kernel/half.ts";\n\nprocess.stdout.write(\`\${half(4)}\\n\`);\n`,
  "tools/uses.cjs": `${Object.keys(manifest.devDependencies)
    .map((name) => `require("${name}");\n`)
    .join("")}`,
  "docs/page.md":
    '```console\n$ moot half\n2\n```\n\n```ts\nimport { half } from "moot";\n\nif (half(2) !== 1) throw new Error("half");\n```\n',
  "test/half.test.ts": `import { expect, test } from "vitest";\n\ntest("a whole test", () => {\n  expect(1).toBe(1);\n});\n`,
};

/** Makes a toy house in a temporary folder, with the real tools and settings; `changes` are planted in it. Dispose it. */
export function buildToyHouse(changes: Files = {}): ToyHouse {
  const folder = mkdtempSync(join(tmpdir(), "moot-toy-"));
  for (const name of [...copied, ...alsoCopied, ...tools]) cpSync(join(checkout, name), join(folder, name), { recursive: true });
  for (const [file, text] of Object.entries({ ...furniture, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  linkPackages(folder);
  return new ToyHouse(folder);
}

/** A house on disk. */
class ToyHouse implements Disposable {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Runs one of its tools with this Node. Never rejects. */
  run(tool: string, args: readonly string[] = []): Promise<Ended> {
    return new Promise((done) => {
      const child = spawn(process.execPath, [join(this.folder, "tools", tool), ...args], { cwd: this.folder, env: plainEnvironment() });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (chunk: string) => {
          output += chunk;
        });
      }
      child.on("error", (error) => done({ code: null, output: error.message }));
      child.on("close", (code) => done({ code, output }));
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** This process's environment without what vitest puts there, which would change how the tools of the house behave. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:VITEST|NODE_ENV$|NODE_OPTIONS$|TEST$|DEV$|PROD$|MODE$|FORCE_COLOR$)/.test(name),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: "1" };
}

/** A node_modules of its own, so that caches do not mix, whose packages are those of the checkout. */
function linkPackages(folder: string): void {
  const own = join(folder, "node_modules");
  mkdirSync(own);
  for (const name of [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    symlinkSync(join(checkout, "node_modules", name), join(own, name));
  }
  // With npm's record of what is installed, by which the bootstrap sees that it has nothing to install.
  for (const name of [".bin", ".package-lock.json"]) symlinkSync(join(checkout, "node_modules", name), join(own, name));
}

function imports(): string {
  return Object.keys(manifest.dependencies)
    .sort()
    .map((name) => `import "${name}";\n`)
    .join("");
}
