import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, type TemporaryHome, temporaryHome } from "../../../test/home/temporary-home.ts";
import { standing } from "../../../test/kit/backends.ts";
import type { BackendState } from "../../ports/backend.ts";
import { openFolder } from "../../storage/files/home-folder.ts";
import { bootstrapHome } from "../home/bootstrap.ts";
import { type Config, loadConfig, readConfigFiles } from "../home/config.ts";
import { DEFAULT_ROSTER } from "../home/config-shape.ts";
import { importTemplate, removeWorker } from "./change-team.ts";
import { newWorker } from "./new-worker.ts";
import { type Refreshed, type RefreshRequest, refreshSeeds } from "./refresh-seeds.ts";
import { listTeam } from "./roster.ts";
import { listTemplates, readTemplate } from "./templates.ts";
import { validateTeam } from "./validate.ts";

const assets = openFolder(join(import.meta.dirname, "../../../assets"));

const configOf = (home: TemporaryHome): Config => {
  const loaded = loadConfig(readConfigFiles(home));
  if (!loaded.ok) throw new Error(loaded.fault.message);
  return loaded.value.config;
};

const rosterOf = (home: TemporaryHome): readonly string[] => Object.keys(configOf(home).team.workers);

/** The files of a fresh home of the default team, made once. */
let fresh: Readonly<Record<string, string>> | undefined;

const filled = (files: Readonly<Record<string, string>> = {}): TemporaryHome => {
  if (files["config.json"] === undefined && fresh !== undefined) return temporaryHome({ ...fresh, ...files });
  const home = temporaryHome(files);
  bootstrapHome({ home, assets, workers: rosterOf(home) });
  if (Object.keys(files).length === 0) fresh = filesOf(home);
  return home;
};

describe("listTeam", () => {
  it("shows the workers in seat order, with the tier and whose persona speaks", () => {
    const home = temporaryHome({
      "config.json": '{"team": {"workers": {"nova": {"model": "gpt-4o"}, "elena": {}, "clare": {}}}}',
      "agents/clare/CLAUDE.md": "# mine",
    });
    expect(listTeam(configOf(home), home, assets).map(({ name, tier, persona }) => [name, tier, persona])).toEqual([
      ["nova", "sonnet", "missing"],
      ["elena", "sonnet", "bundled"],
      ["clare", "haiku", "home"],
    ]);
  });
});

describe("newWorker", () => {
  it("makes a whole worker from nothing: persona, state, registration; the team then has no error", () => {
    const home = filled();
    const added = newWorker({ home, assets }, { name: "law-clerk", model: "opus", role: "law and liability" });
    expect(added).toMatchObject({ ok: true, value: { worker: { model: "opus", backend: "auto", role: "law and liability" }, kept: [] } });
    expect(rosterOf(home)).toEqual([...Object.keys(DEFAULT_ROSTER), "law-clerk"]);
    expect(home.read("agents/law-clerk/CLAUDE.md")).toMatch(/^# Law Clerk\n\nYou are Law Clerk, .*Your field is law and liability\./);
    for (const section of ["Emerging Traits", "Skills Owned", "Learned Behaviors"])
      expect(home.read("agents/law-clerk/CLAUDE.md")).toContain(`\n## ${section}\n`);
    expect(home.read("agents/law-clerk/IDENTITY.md")).toContain("law and liability\n- **Tier:** opus (entry fee 15 sparks)");
    expect(JSON.parse(home.read("agents/law-clerk/behaviors.json") ?? "")).toEqual([]);
    expect(validateTeam({ config: configOf(home), home, assets, backends: standing("offline") })).toEqual({ errors: [], warnings: [] });
  });

  it("copies a bundled persona under the new name and tier, with what its team says of it", () => {
    const home = filled();
    const added = newWorker({ home, assets }, { name: "zoe", fromTemplate: "clare", role: "short answers" });
    expect(added).toMatchObject({ value: { worker: { model: "haiku", backend: "auto", role: "short answers" } } });
    const claude = home.read("agents/zoe/CLAUDE.md") ?? "";
    expect(claude).toMatch(/^# Zoe\n/);
    expect(claude).not.toMatch(/\bclare\b/i);
    expect(claude.replaceAll("Zoe", "Clare").replaceAll("zoe", "clare")).toBe(assets.read("personas/clare/CLAUDE.md"));
    expect(home.read("agents/zoe/IDENTITY.md")).toContain("- **Role:** worker, short answers\n- **Tier:** haiku (entry fee 5 sparks)\n");
    expect(newWorker({ home, assets }, { name: "duo", fromTemplate: "minimal", model: "opus" })).toMatchObject({
      value: { worker: { model: "opus", role: "builds the case" } },
    });
    expect(newWorker({ home, assets }, { name: "beta", fromTemplate: "minimal" })).toMatchObject({
      value: { worker: { model: "haiku", role: "tries to break the case" } },
    });
  });

  it("keeps the files that an earlier worker of the name left", () => {
    const home = filled({ "agents/nova/CLAUDE.md": "# mine", "agents/nova/behaviors.json": '[{"text": "mine"}]' });
    const added = newWorker({ home, assets }, { name: "nova" });
    expect(added.ok && added.value.kept).toEqual(["agents/nova/CLAUDE.md"]);
    expect([home.read("agents/nova/CLAUDE.md"), home.read("agents/nova/behaviors.json")]).toEqual(["# mine", '[{"text": "mine"}]']);
  });

  it.each([
    [{ name: "Nova" }, "BAD_NAME", "may hold only"],
    [{ name: "all" }, "BAD_NAME", "reserved"],
    [{ name: "judge" }, "BAD_NAME", "staff"],
    [{ name: "elena" }, "WORKER_EXISTS", "elena is on the team already"],
    [{ name: "nova", fromTemplate: "clair" }, "UNKNOWN_TEMPLATE", "known are alpha, beta, clare"],
    [{ name: "nova", fromTemplate: "judge" }, "UNKNOWN_TEMPLATE", "known are"],
    [{ name: "nova", fromTemplate: "../personas/clare" }, "UNKNOWN_TEMPLATE", "known are"],
    [{ name: "nova", model: "a\nb" }, "BAD_VALUE", "--model must be"],
    [{ name: "nova", backend: "no such" }, "BAD_VALUE", "--backend must be"],
  ] as const)("refuses %j and changes nothing", (asked, code, reason) => {
    const home = filled();
    const before = filesOf(home);
    expect(newWorker({ home, assets }, asked)).toMatchObject({ ok: false, fault: { code, message: expect.stringContaining(reason) } });
    expect(filesOf(home)).toEqual(before);
  });

  it("refuses with the place when the settings are broken, and changes nothing", () => {
    const home = temporaryHome({ "config.json": '{\n  "team": }' });
    expect(newWorker({ home, assets }, { name: "nova" })).toMatchObject({
      ok: false,
      fault: { code: "CONFIG_INVALID", line: 2, column: 11 },
    });
    expect(home.writes).toEqual([]);
  });

  it("edits a roster that the file names in place, and leaves its comments", () => {
    const home = filled({
      "config.json":
        '{\n  "team": { "workers": {\n    "_who": "mine",\n    "elena": { "model": "opus" }\n  } },\n  "cap": { "run_usd": 2 }\n}\n',
    });
    newWorker({ home, assets }, { name: "nova" });
    expect(home.read("config.json")).toMatch(
      /^\{\n {2}"team": \{ "workers": \{\n {4}"_who": "mine",\n {4}"elena": \{ "model": "opus" \},\n/,
    );
    expect([rosterOf(home), configOf(home).cap.runUsd]).toEqual([["elena", "nova"], 2]);
  });

  it("speaks the model's own backend for the seed's word", () => {
    expect(newWorker({ home: filled(), assets }, { name: "nova", backend: "claude" })).toMatchObject({
      value: { worker: { backend: "auto" } },
    });
  });
});

describe("removeWorker", () => {
  it("takes a worker off the team and keeps its folder, unless it is told to delete it", () => {
    const home = filled();
    expect(removeWorker(home, { name: "elena" })).toEqual({ ok: true, value: { name: "elena", folder: "kept" } });
    expect(removeWorker(home, { name: "marcus", deleteFolder: true })).toEqual({ ok: true, value: { name: "marcus", folder: "deleted" } });
    expect([rosterOf(home), home.list("agents").includes("elena/"), home.list("agents").includes("marcus/")]).toEqual([
      ["clare", "simon", "naomi"],
      true,
      false,
    ]);
    for (const name of ["clare", "simon", "naomi"]) removeWorker(home, { name });
    expect(rosterOf(home)).toEqual([]);
  });

  it("names the known workers where it is not one, and deletes nothing", () => {
    const home = filled();
    const before = filesOf(home);
    for (const name of ["judge", "..", "nobody"])
      expect(removeWorker(home, { name, deleteFolder: true })).toMatchObject({
        fault: { code: "UNKNOWN_WORKER", message: expect.stringContaining("known are elena, marcus") },
      });
    expect(filesOf(home)).toEqual(before);
  });

  it("undoes newWorker but for the folder, whatever the roster was", () => {
    for (const config of [undefined, '{"team":{"workers":{"elena":{"model":"opus"}}}}']) {
      const home = filled(config === undefined ? {} : { "config.json": config });
      const before = configOf(home);
      newWorker({ home, assets }, { name: "nova" });
      removeWorker(home, { name: "nova", deleteFolder: true });
      expect(configOf(home)).toEqual(before);
      expect(home.list("agents")).not.toContain("nova/");
    }
  });
});

describe("the bundled teams", () => {
  it("can all be read, and every worker has a persona", () => {
    expect(listTemplates(assets).map(({ name, workers }) => [name, workers.length])).toEqual([
      ["curated-five", 5],
      ["empty", 0],
      ["minimal", 2],
    ]);
    for (const { workers } of listTemplates(assets))
      for (const { name } of workers) expect(assets.read(`personas/${name}/CLAUDE.md`)).toBeDefined();
  });

  it("are named where one is not known", () => {
    expect(readTemplate(assets, "minimum")).toMatchObject({
      fault: {
        code: "UNKNOWN_TEMPLATE",
        message: 'no team is called "minimum"; known are curated-five, empty, minimal',
        hint: "did you mean minimal?",
      },
    });
    expect(readTemplate(assets, "../teams/minimal")).toMatchObject({ fault: { code: "UNKNOWN_TEMPLATE" } });
    const damaged = temporaryHome({ "teams/odd/team.json": "{" });
    expect(readTemplate(damaged, "odd")).toMatchObject({
      fault: { code: "TEMPLATE_INVALID", message: expect.stringContaining("teams/odd/team.json") },
    });
  });
});

describe("importTemplate", () => {
  it("adds the template's workers with its own models, and keeps the settings of those who are there", () => {
    const home = filled({ "config.json": '{"team": {"workers": {"elena": {}, "alpha": {"model": "opus"}}}}' });
    const done = importTemplate({ home, assets }, { name: "minimal" });
    expect(done).toMatchObject({ ok: true, value: { added: ["beta"], kept: ["alpha"], removed: [] } });
    const { workers } = configOf(home).team;
    expect([Object.keys(workers), workers.alpha?.model, workers.beta]).toEqual([
      ["elena", "alpha", "beta"],
      "opus",
      { model: "haiku", backend: "auto", role: "tries to break the case" },
    ]);
    expect(home.read("agents/beta/CLAUDE.md")).toBe(assets.read("personas/beta/CLAUDE.md"));
  });

  it("replaces the team when it is asked to, and leaves the folders of those who leave", () => {
    const home = filled();
    home.write("agents/elena/CLAUDE.md", "# mine");
    expect(importTemplate({ home, assets }, { name: "minimal", replace: true })).toMatchObject({
      value: { added: ["alpha", "beta"], removed: Object.keys(DEFAULT_ROSTER) },
    });
    expect([rosterOf(home), home.read("agents/elena/CLAUDE.md")]).toEqual([["alpha", "beta"], "# mine"]);
    importTemplate({ home, assets }, { name: "empty", replace: true });
    expect(rosterOf(home)).toEqual([]);
    importTemplate({ home, assets }, { name: "curated-five", replace: true });
    expect(configOf(home).team.workers).toEqual(DEFAULT_ROSTER);
    expect(home.read("agents/elena/CLAUDE.md")).toBe("# mine");
  });

  it("lets the template's own settings win when it replaces", () => {
    const home = filled({ "config.json": '{"team": {"workers": {"alpha": {"model": "opus", "role": "mine"}}}}' });
    importTemplate({ home, assets }, { name: "minimal", replace: true });
    expect(configOf(home).team.workers.alpha).toEqual({ model: "sonnet", backend: "auto", role: "builds the case" });
  });

  it("writes nothing the second time", () => {
    const home = filled();
    for (const replace of [false, true]) {
      importTemplate({ home, assets }, { name: "minimal", replace });
      const before = home.writes.length;
      const again = importTemplate({ home, assets }, { name: "minimal", replace });
      expect([again.ok && again.value.created, home.writes.length]).toEqual([[], before]);
    }
  });
});

describe("validateTeam", () => {
  const check = (home: TemporaryHome, backends = standing("offline")): readonly [readonly string[], readonly string[]] => {
    const { errors, warnings } = validateTeam({ config: configOf(home), home, assets, backends });
    return [errors.map(({ message, hint }) => `${message} | ${hint}`), warnings.map(({ message }) => message)];
  };

  it("finds nothing in a fresh home", () => expect(check(filled())).toEqual([[], []]));

  it("finds a missing folder and missing files, each with the command that mends it", () => {
    const home = filled({ "config.json": '{"team": {"workers": {"elena": {}, "clare": {}, "nova": {}}}}' });
    home.remove("agents/elena");
    home.remove("agents/clare/IDENTITY.md");
    const at = `${home.root}/agents`;
    expect(check(home)[0]).toEqual([
      `elena has no folder: ${at}/elena is missing | moot refresh-seeds --agent elena`,
      `clare has no IDENTITY.md: ${at}/clare/IDENTITY.md is missing | moot refresh-seeds --agent clare`,
      `nova has no CLAUDE.md: ${at}/nova/CLAUDE.md is missing | write ${at}/nova/CLAUDE.md`,
      `nova has no IDENTITY.md: ${at}/nova/IDENTITY.md is missing | write ${at}/nova/IDENTITY.md`,
    ]);
  });

  it("warns of an empty roster, of unknown backends and of missing staff", () => {
    const home = temporaryHome({
      "config.json": '{"team": {"workers": {}, "judge": {"backend": "mystery"}}}',
      "agents/opus-therapist/CLAUDE.md": "",
      "agents/admin/CLAUDE.md": "",
    });
    expect(check(home)).toEqual([
      [],
      [
        "the team has no worker",
        expect.stringMatching(/^judge is on an unknown backend "mystery"; known are auto, offline/),
        "no judge in the home: agents/judge is missing",
      ],
    ]);
    expect(check(home, [{ ...standing("offline")[0], id: "mystery" } as BackendState])[1]).toHaveLength(2);
  });
});

describe("refreshSeeds", () => {
  const refresh = (home: TemporaryHome, over: Partial<RefreshRequest> = {}): Refreshed => {
    const done = refreshSeeds({ home, assets, roster: rosterOf(home), ...over });
    if (!done.ok) throw new Error(done.fault.message);
    return done.value;
  };
  const told = ({ rows }: Refreshed): readonly string[] =>
    rows.filter(({ why }) => why !== "already current").map(({ agent, file, action, why }) => `${action} ${agent}/${file} ${why}`);

  const edited = (): TemporaryHome => {
    const home = filled();
    home.write("agents/elena/CLAUDE.md", "# mine");
    home.remove("agents/judge/IDENTITY.md");
    return home;
  };

  it("skips what is current and what a person edited, and writes what is missing", () => {
    const home = edited();
    const done = refresh(home);
    expect(told(done)).toEqual(["skip elena/CLAUDE.md user-modified", "write judge/IDENTITY.md missing"]);
    expect([done.written, done.skipped, done.rows.length]).toEqual([1, 17, 18]);
    expect([home.read("agents/elena/CLAUDE.md"), home.read("agents/judge/IDENTITY.md")]).toEqual([
      "# mine",
      assets.read("personas/judge/IDENTITY.md"),
    ]);
    expect(told(refresh(home))).toEqual(["skip elena/CLAUDE.md user-modified"]);
  });

  it("overwrites an edit only when it is forced, and never memory, behaviours or metrics", () => {
    const home = edited();
    home.write("agents/elena/behaviors.json", '["mine"]');
    expect(told(refresh(home, { force: true }))).toEqual(["write elena/CLAUDE.md forced", "write judge/IDENTITY.md missing"]);
    expect([home.read("agents/elena/CLAUDE.md"), home.read("agents/elena/behaviors.json")]).toEqual([
      assets.read("personas/elena/CLAUDE.md"),
      '["mine"]',
    ]);
    expect(told(refresh(home, { force: true }))).toEqual([]);
  });

  it("says in a dry run what the run would do, and writes nothing", () => {
    const home = edited();
    const before = home.writes.length;
    const dry = refresh(home, { force: true, dryRun: true });
    expect(home.writes.length).toBe(before);
    expect(dry.rows).toEqual(refresh(home, { force: true }).rows);
  });

  it("looks at one agent when it is named, on the team or not, and brings no stranger by itself", () => {
    const home = filled();
    expect(told(refresh(home, { agent: "alpha" }))).toEqual(["write alpha/CLAUDE.md missing", "write alpha/IDENTITY.md missing"]);
    expect(home.list("agents")).not.toContain("beta/");
  });

  it("names the known personas where one is not known, and says when none is bundled", () => {
    expect(refreshSeeds({ home: filled(), assets, roster: [], agent: "elana" })).toMatchObject({
      fault: { code: "UNKNOWN_AGENT", message: expect.stringContaining("alpha, beta, clare"), hint: "did you mean elena?" },
    });
    expect(refreshSeeds({ home: filled(), assets: temporaryHome(), roster: [] })).toMatchObject({ fault: { code: "SEEDS_MISSING" } });
  });
});
