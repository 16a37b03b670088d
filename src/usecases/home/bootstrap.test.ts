import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, temporaryHome } from "../../../test/home/temporary-home.ts";
import { openFolder } from "../../storage/files/home-folder.ts";
import { bootstrapHome, MARKER, SEED_VERSION, SEEDED_STAFF } from "./bootstrap.ts";

const assets = openFolder(join(import.meta.dirname, "../../../assets"));
const workers = ["elena", "naomi"];
const fill = (home: ReturnType<typeof temporaryHome>, force = false): ReturnType<typeof bootstrapHome> =>
  bootstrapHome({ home, assets, workers, force });

describe("bootstrapHome", () => {
  it("seeds the personas of the workers and the staff and no other, byte for byte", () => {
    const home = temporaryHome();
    expect(fill(home).fresh).toBe(true);
    expect(home.list("agents")).toEqual([...workers, ...SEEDED_STAFF].sort().map((name) => `${name}/`));
    for (const name of [...workers, ...SEEDED_STAFF]) {
      for (const file of ["CLAUDE.md", "IDENTITY.md"])
        expect(home.read(`agents/${name}/${file}`)).toBe(assets.read(`personas/${name}/${file}`));
    }
  });

  it("starts with state that its readers can read: lists are lists, and a worker has every key", () => {
    const home = temporaryHome();
    fill(home);
    const json = (path: string): unknown => JSON.parse(home.read(path) ?? "");
    expect([json("leaderboard.json"), json("shared-skills/index.json"), json("agents/elena/behaviors.json")]).toEqual([[], [], []]);
    expect(json("novel_concepts.json")).toEqual({ version: 1, count: 0, domains: {}, concepts: [] });
    expect(json("agents/elena/metrics.json")).toMatchObject({ assignments: 0, total_score: 0, scores: [], rt_net_history: [], gates: [] });
    expect(json("agents/naomi/MEMORY.json")).toMatchObject({ agent: "naomi", session_bridge: "", episodes: [], beliefs: [], diary: [] });
    expect(Object.entries(filesOf(home)).filter(([, text]) => text.trim() === "{}")).toEqual([]);
    expect(home.list("")).toEqual(expect.arrayContaining(["briefings/", "runs/", "staging/", "receipts/", "exports/"]));
    expect(home.list("agents/therapist")).toContain("case_notes/");
    expect(home.read("config.json")).toBeUndefined();
  });

  it("returns what it created, and the marker comes last", () => {
    const home = temporaryHome();
    const { created } = fill(home);
    const files = created.filter((path) => !path.endsWith("/"));
    expect([...files, MARKER].sort()).toEqual(Object.keys(filesOf(home)).sort());
    expect(home.writes.at(-1)).toBe(MARKER);
    expect(home.read(MARKER)?.trim()).toBe(SEED_VERSION);
  });

  it("does nothing the second time: not one write", () => {
    const home = temporaryHome();
    fill(home);
    const before = home.writes.length;
    for (let again = 0; again < 20; again++) expect(fill(home)).toEqual({ created: [], fresh: false });
    expect(home.writes.length).toBe(before);
  });

  it("changes no byte when it is forced, or when the marker is lost or of another version", () => {
    const home = temporaryHome();
    fill(home);
    home.write("agents/elena/CLAUDE.md", "# mine");
    home.write("agents/elena/behaviors.json", '[{"text": "mine"}]');
    home.write("agents/naomi/IDENTITY.md", "");
    const before = filesOf(home);
    expect(fill(home, true)).toEqual({ created: [], fresh: false });
    home.remove(MARKER);
    expect(fill(home)).toEqual({ created: [], fresh: true });
    home.write(MARKER, "moot-0\n");
    expect(fill(home).created).toEqual([]);
    expect(filesOf(home)).toEqual(before);
  });

  it("puts back only what was deleted", () => {
    const home = temporaryHome();
    fill(home);
    home.write("agents/elena/CLAUDE.md", "# mine");
    home.remove("agents/elena/IDENTITY.md");
    home.remove("runs");
    expect(fill(home, true).created).toEqual(["runs/", "agents/elena/IDENTITY.md"]);
    expect(home.read("agents/elena/CLAUDE.md")).toBe("# mine");
  });

  it("ends what a crash began: any part of a home grows into the whole one", () => {
    const whole = temporaryHome();
    fill(whole);
    const entries = Object.entries(filesOf(whole)).filter(([path]) => path !== MARKER);
    for (const kept of [1, 7, entries.length - 1]) {
      const home = temporaryHome(Object.fromEntries(entries.slice(0, kept)));
      fill(home);
      expect(filesOf(home)).toEqual(filesOf(whole));
    }
  });

  it("takes over a home of the system before Moot: hollow files get their shape, the rest stays", () => {
    const home = temporaryHome({
      [MARKER]: "1",
      "novel_concepts.json": "[]",
      "shared-skills/index.json": '{\n  "entries": []\n}',
      "agents/elena/behaviors.json": "{}",
      "agents/elena/metrics.json": '{"sparks": 4}',
      "agents/elena/CLAUDE.md": "# theirs",
    });
    expect(fill(home).fresh).toBe(false);
    expect(home.read("agents/elena/behaviors.json")).toBe("[]\n");
    expect(home.read("shared-skills/index.json")).toBe("[]\n");
    expect(JSON.parse(home.read("novel_concepts.json") ?? "")).toMatchObject({ concepts: [] });
    expect([home.read("agents/elena/metrics.json"), home.read("agents/elena/CLAUDE.md")]).toEqual(['{"sparks": 4}', "# theirs"]);
  });

  it("gives a worker without a bundled persona its state, and leaves its persona to a person", () => {
    const home = temporaryHome();
    bootstrapHome({ home, assets, workers: ["nova"] });
    expect(home.list("agents/nova")).toEqual(["MEMORY.json", "MEMORY.md", "behaviors.json", "metrics.json", "sessions/", "skills/"]);
  });
});
