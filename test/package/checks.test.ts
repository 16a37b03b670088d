/** A checker that cannot fail checks nothing: each one is shown a fault of its kind, planted in a toy house. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildToyHouse, checkout } from "./toy-house.ts";

const half = "src/core/kernel/half.ts";
const doc = "/** A planted thing. */\n";

test("npm test: the toy house passes every check and both projects, and the last line counts the tests", async () => {
  using house = buildToyHouse();
  const { code, output } = await house.run("test.mjs");
  expect(output).toMatch(/\n[1-9]\d* passed, 0 failed\n$/);
  expect(code).toBe(0);
});

test("npm test: a failing test, and a file that cannot be loaded, count as failures", async () => {
  using house = buildToyHouse({
    "test/half.test.ts": `import { test } from "vitest";\n\ntest("fails", () => {\n  throw new Error("planted");\n});\n`,
    "test/broken.test.ts": `throw new Error("planted");\n`,
  });
  const { code, output } = await house.run("test.mjs");
  expect(output).toMatch(/\n[1-9]\d* passed, 2 failed\n$/);
  expect(code).toBe(1);
});

test("npm test: a test that ran reduced says so in one line, though it passed", async () => {
  using house = buildToyHouse({
    "test/half.test.ts": `import { expect, test } from "vitest";\n\nprocess.stderr.write("REDUCED: no half-maker here\\n");\n\ntest("half", () => {\n  expect(1).toBe(1);\n});\n`,
  });
  const { code, output } = await house.run("test.mjs");
  expect(output).toMatch(/ok +whole tests .*\nREDUCED: no half-maker here\n/);
  expect([code, output.match(/REDUCED/g)?.length]).toEqual([0, 1]);
});

test.each([
  { step: "build", says: "nowhere", files: { "src/surfaces/cli/main.ts": `import "./nowhere.ts";\n` } },
  { step: "types", says: "TS2322", files: { "src/usecases/plan.ts": `${doc}export const plan: number = "four";\n` } },
  { step: "types", says: "TS9", files: { "src/usecases/plan.ts": `${doc}export const plan = Math.max(1, 2);\n` } },
  { step: "types of core", says: "TS2591", files: { [half]: `${doc}export const half = (): void => process.exit(1);\n` } },
  { step: "biome", says: "format", files: { "src/usecases/plan.ts": `${doc}export const plan : number=4\n` } },
  { step: "biome", says: "noExplicitAny", files: { "src/usecases/plan.ts": `${doc}export const plan: any = 4;\n` } },
  { step: "biome", says: "noDefaultExport", files: { "src/usecases/plan.ts": `const plan = 4;\nexport default plan;\n` } },
  { step: "biome", says: "noRestrictedGlobals", files: { [half]: `${doc}export const half = (): number => Date.now();\n` } },
  { step: "knip", says: "Unused files", files: { "src/usecases/plan.ts": `${doc}export const plan: number = 4;\n` } },
  { step: "knip", says: "Unused exports", files: { [half]: `${readFurniture()}${doc}export const third: number = 1 / 3;\n` } },
  { step: "knip", says: "Unlisted dependencies", files: { "bench/one.ts": `import "left-pad";\n` } },
  {
    step: "knip production",
    says: "third",
    files: {
      [half]: `${readFurniture()}${doc}export const third: number = 1 / 3;\n`,
      "src/core/kernel/third.test.ts": `import { third } from "./half.ts";\n\nthird.toFixed();\n`,
    },
  },
  { step: "registries", says: "src/harvest/_registry.ts", files: { "src/harvest/codex.ts": `${doc}export const entry: number = 4;\n` } },
  { step: "lock", says: "Missing", files: { "package-lock.json": lockWithout("node_modules/zod") } },
  { step: "doc examples", says: "docs/page.md:2", files: { "docs/page.md": "```console\n$ moot half\n3\n```\n" } },
  { step: "doc examples", says: "docs/page.md(3,7)", files: { "docs/page.md": "# Page\n```ts\nconst text: string = 4;\n```\n" } },
  { step: "doc examples", says: "needs a reason", files: { "docs/page.md": "```ts no-run\nlater();\n```\n" } },
])("the step `$step` fails on a planted fault and says $says", async ({ step, says, files }) => {
  using house = buildToyHouse(files);
  const steps = step === "doc examples" ? ["build", step] : [step];
  const { code, output } = await house.run("check.mjs", steps);
  expect(output).toContain(says);
  expect(code).toBe(1);
});

test("the step `rooms` sees every forbidden way between rooms", async () => {
  const room = (imports: readonly string[]): string => imports.map((name) => `import "${name}";\n`).join("");
  using house = buildToyHouse({
    [half]: `import "../../ports/port.ts";\nimport "node:fs";\nimport "zod";\nexport const half = 1;\n`,
    "src/ports/port.ts": room(["../storage/store.ts", "zod"]),
    "src/wire/shape.ts": room(["../ports/port.ts"]),
    "src/storage/store.ts": room(["../models/model.ts"]),
    "src/models/model.ts": room(["../harvest/source.ts"]),
    "src/harvest/source.ts": room(["../export/file.ts"]),
    "src/parts/mesh.ts": room(["../models/model.ts", "zod", "yauzl"]),
    "src/export/file.ts": room(["../engines/engine.ts"]),
    "src/engines/engine.ts": room(["../usecases/plan.ts"]),
    "src/usecases/plan.ts": room(["../storage/store.ts", "zod", "re2js", "./a.ts"]),
    "src/usecases/a.ts": `import type { B } from "./b.ts";\nexport type A = B;\n`,
    "src/usecases/b.ts": `import type { A } from "./a.ts";\nexport type B = A;\n`,
    "src/surfaces/cli/main.ts": room(["../../storage/store.ts", "../../index.ts", "../../compose.ts"]),
    "src/compose.ts": room(["./storage/store.ts", "./models/model.ts", "./usecases/plan.ts", "vitest", "./gone.ts"]),
    "src/surfaces/cli/lazy.ts": `export const again = (): Promise<unknown> => import("./later.ts");\n`,
    "src/surfaces/cli/later.ts": room(["./lazy.ts"]),
    "web/main.ts": room(["../src/wire/shape.ts", "../src/ports/port.ts"]),
  });
  const { code, output } = await house.run("check.mjs", ["rooms"]);
  const broken = new Set([...output.matchAll(/^ +error ([a-z-]+): /gm)].map((match) => match[1]));
  const rooms = ["core", "ports", "wire", "storage", "models", "harvest", "export", "parts", "engines", "usecases", "surfaces"].map(
    (name) => `room-${name}`,
  );
  const others = [
    "packages-core",
    "packages-ports",
    "packages-usecases",
    "packages-parts",
    "core-is-offline",
    "web-sees-wire",
    "doors-lead-out",
  ];
  expect([...broken].sort()).toEqual([...rooms, ...others, "no-cycles", "resolvable", "shipped-code-has-dependencies"].sort());
  expect(output).not.toMatch(/error [a-z-]+: src\/usecases\/plan\.ts → .*re2js/);
  expect(output).not.toMatch(/error [a-z-]+: src\/parts\/mesh\.ts → .*yauzl/);
  expect(output).not.toMatch(/error room-[a-z]+: src\/compose\.ts/);
  expect(output).not.toMatch(/error no-cycles: src\/surfaces/);
  expect(code).toBe(1);
});

test("a build replaces dist and keeps what was exported into it", async () => {
  using house = buildToyHouse();
  const at = (...parts: readonly string[]): string => join(house.folder, "dist", ...parts);
  mkdirSync(at("deliberation"), { recursive: true });
  for (const file of ["stale.js", "deliberation/README.md"]) writeFileSync(at(file), "");
  expect(await house.run("bootstrap.cjs", ["build", "--force"])).toMatchObject({ code: 0 });
  expect(["stale.js", "deliberation/README.md", "cli.js"].map((file) => existsSync(at(file)))).toEqual([false, true, true]);
});

test("gen-registries lists the entries of a folder in code-unit order, and what it writes type-checks and is fresh", async () => {
  const entry = (id: string): string => `/** An entry. */\nexport const entry: { readonly id: "${id}" } = { id: "${id}" };\n`;
  using house = buildToyHouse({
    "src/harvest/codex.ts": entry("codex"),
    "src/harvest/claude-code.ts": entry("claude-code"),
    "src/harvest/jsonl-lines.ts": `export const entryOf = (text: string): string => text;\n`,
    "src/core/lab/worlds/fdm/world.ts": entry("fdm"),
  });
  expect((await house.run("gen-registries.ts")).code).toBe(0);
  const written = readFileSync(join(house.folder, "src/harvest/_registry.ts"), "utf8");
  expect([...written.matchAll(/from "(.*)"/g)].map((match) => match[1])).toEqual(["./claude-code.ts", "./codex.ts"]);
  expect(existsSync(join(house.folder, "src/core/lab/worlds/_registry.ts"))).toBe(true);
  expect(existsSync(join(house.folder, "src/models/_registry.ts"))).toBe(false);
  expect(await house.run("check.mjs", ["types", "types of core", "registries", "biome"])).toMatchObject({ code: 0 });
});

test("the step `unit tests` holds the rules of tools/tidy.test.ts", async () => {
  const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
  const fixLater = ["TO", "DO later"].join("");
  using house = buildToyHouse({
    [half]: `// ${fixLater}\n${readFurniture().replace("/** @module Halves. */", "")}`,
    "src/core/BadName.ts": `export * from "./kernel/half.ts";\n`,
    "src/core/host.ts": `export const host = "${["/ro", "ot/moot"].join("")}";\nexport const mirror = "${["https://regis", "try.example.org"].join("")}";\n`,
    "src/core/long-module.ts": `${lines(401, "// one")}export const debateNow = 1;\n`,
    "src/core/long-function.ts": `export const run = (): void => {\n${lines(90, "  // one")}};\n`,
    "src/core/excused.ts": `export const run = (): void => {\n  // long: a table reads best in one piece\n${lines(90, "  // one")}};\n`,
    "src/index.ts": `export const half = 1;\n`,
    "package.json": readFileSync(join(checkout, "package.json"), "utf8").replace(/"zod": "/, '"zod": "^'),
    "bin/moot.cjs": "const late = 1;\n",
  });
  const { code, output } = await house.run("check.mjs", ["unit tests"]);
  const found = [
    half,
    "BadName.ts",
    "host.ts:1",
    "host.ts:2",
    "long-module.ts",
    "long-function.ts:1",
    "debateNow",
    "src/index.ts",
    "zod",
    "const late",
  ];
  for (const place of found) expect(output).toContain(place);
  expect(output).not.toContain("excused.ts");
  const failed = [...output.matchAll(/^ *FAIL .*tidy\.test\.ts > (.*)$/gm)].map((match) => match[1]);
  expect(new Set(failed).size).toBe(10);
  expect(code).toBe(1);
});

function readFurniture(): string {
  return `/** @module Halves. */\n\n/** Half of a number. */\nexport const half = (value: number): number => value / 2;\n`;
}

function lockWithout(place: string): string {
  const lock = JSON.parse(readFileSync(join(checkout, "package-lock.json"), "utf8"));
  delete lock.packages[place];
  return JSON.stringify(lock);
}
