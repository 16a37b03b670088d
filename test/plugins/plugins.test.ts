import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/surfaces/cli/grammar/all.ts";
import { TOOLS } from "../../src/surfaces/mcp/tools/all.ts";

const ROOT = resolve(import.meta.dirname, "../../plugins");
const VERSION = (JSON.parse(readFileSync(resolve(ROOT, "../package.json"), "utf8")) as { version: string }).version;

type Manifest = { readonly name: string; readonly version: string; readonly description: string } & Readonly<Record<string, unknown>>;
type Market = { readonly plugins: readonly { readonly name: string; readonly source: string | { readonly path: string } }[] };
type Servers = { readonly mcpServers: Readonly<Record<string, { readonly command: string; readonly args: readonly string[] }>> };

const read = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as T;

/** A plugin's folder: its manifest, its MCP entry, and what starts a debate by name. */
const PLUGINS = [
  { folder: "claude-code", manifest: ".claude-plugin/plugin.json", servers: ".mcp.json", debate: "commands/debate.md" },
  { folder: "codex", manifest: ".codex-plugin/plugin.json", servers: ".mcp.json", debate: "skills/debate/SKILL.md" },
  { folder: "cursor", manifest: ".cursor-plugin/plugin.json", servers: "mcp.json", debate: "commands/debate.md" },
] as const;

describe.each(PLUGINS)("the plugin of $folder", ({ folder, manifest, servers, debate }) => {
  it("has a manifest of this version, whose files are there, inside the plugin", () => {
    const found = read<Manifest>(`${folder}/${manifest}`);
    expect(found).toMatchObject({ name: "moot", version: VERSION, description: expect.stringMatching(/\w/u) });
    for (const path of Object.values(found).filter((value): value is string => typeof value === "string" && value.startsWith("./"))) {
      expect(path).not.toContain("..");
      expect(existsSync(join(ROOT, folder, path)), path).toBe(true);
    }
  });

  it("starts the MCP server by a command that the program has", () => {
    const { mcpServers } = read<Servers>(`${folder}/${servers}`);
    expect(mcpServers).toEqual({ moot: { command: "moot", args: ["mcp"] } });
    expect(COMMANDS.find(({ name }) => name === "mcp")?.load).toBeDefined();
  });

  it("has a way to call a debate by name, and a skill that says when; both name tools that there are", () => {
    const names = TOOLS.map(({ name }) => name) as readonly string[];
    for (const path of [debate, "skills/roundtable/SKILL.md"]) {
      const text = readFileSync(join(ROOT, folder, path), "utf8");
      expect(text, path).toMatch(/^---\n(?:[\w-]+: .+\n)*description: .{40,1024}\n(?:[\w-]+: .+\n)*---\n\n/u);
      const tools = [...text.matchAll(/`((?:roundtable_|show|why)\w*)`/gu)].map(([, name]) => name as string);
      expect(tools.length, path).toBeGreaterThan(2);
      expect(
        tools.filter((name) => !names.includes(name)),
        path,
      ).toEqual([]);
    }
    for (const path of globSync("skills/*/SKILL.md", { cwd: join(ROOT, folder) })) {
      const [, name] = path.split("/");
      expect(readFileSync(join(ROOT, folder, path), "utf8"), path).toContain(`\nname: ${name}\n`);
    }
  });
});

it("both catalogues lead to a plugin of the same name", () => {
  for (const [catalogue, manifest] of [
    [".claude-plugin/marketplace.json", ".claude-plugin/plugin.json"],
    [".agents/plugins/marketplace.json", ".codex-plugin/plugin.json"],
  ] as const)
    for (const { name, source } of read<Market>(catalogue).plugins) {
      const path = typeof source === "string" ? source : source.path;
      expect(path).toMatch(/^\.\/[\w-]+$/u);
      expect(read<Manifest>(join(path, manifest)).name).toBe(name);
    }
});

it("nothing in a plugin runs by itself, names a path of a machine, an address or a key", () => {
  const files = globSync("**/*", { cwd: ROOT, exclude: [] }).concat(
    globSync("**/.*/**", { cwd: ROOT }),
    globSync("**/.mcp.json", { cwd: ROOT }),
  );
  const texts = [...new Set(files)].filter((path) => statSync(join(ROOT, path)).isFile());
  expect(texts.length).toBeGreaterThan(12);
  for (const path of texts) {
    expect(path).not.toMatch(/hooks|scripts/u);
    expect(readFileSync(join(ROOT, path), "utf8"), path).not.toMatch(
      /\/(?:home|Users|work|root|tmp)\/|[A-Z]:\\|https?:|\b(?:sk|ghp|AIza)[-_]\w/u,
    );
  }
});
