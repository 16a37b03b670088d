import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Digest } from "../../src/core/roundtable/digest.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place, type Said } from "./kit/moot.ts";

const argue = (place: Place, ...more: readonly string[]): Promise<Said> =>
  moot(place, ["roundtable", "--topic", "t", "--briefing", "notes.md", ...more]);

/** A refusal: nothing on stdout, what and what to do on stderr, no stack. The text is unwrapped. */
const refused = (said: Said, code: number): string => {
  expect(said.code, said.stderr).toBe(code);
  expect(said.stdout).toBe("");
  expect(said.stderr).not.toMatch(/\n\s+at .*[.]ts:\d+/u);
  expect(said.stderr).toMatch(/^error [A-Z_]+:/mu);
  expect(said.stderr).toMatch(/^fix: {2}\S/mu);
  return said.stderr.replace(/\n {2,}/gu, " ");
};

describe("the command line", () => {
  it("needs a briefing, and never asks for it; a topic where the briefing gives none", async () => {
    expect(refused(await moot(makePlace(), ["roundtable"]), 2)).toContain("--briefing is missing");
    const place = makePlace({ "rule.md": "---\n\n***\n", "notes.md": "Some notes\n\n# Which queue?\n" });
    expect(refused(await moot(place, ["roundtable", "--briefing", "rule.md"]), 2)).toContain("rule.md has no heading and no line of text");
    expect(refused(await moot(place, ["roundtable", "--briefing", "notes.md", "--topic", " "]), 2)).toContain("--topic is empty");
    const { digest } = successOf<{ digest: Digest }>(await moot(place, ["roundtable", "--briefing", "notes.md", "--json"])).data;
    expect(digest.topic).toBe("Which queue?");
  });

  it.each([
    ["--max-rounds", "0", 2, "--max-rounds must be a whole number from 1 to 20 but is 0"],
    ["--max-rounds", "many", 2, "--max-rounds must be a whole number from 1 to 20"],
    ["--budget", "99", 2, "--budget must be a whole number from 0 to 20 but is 99"],
    ["--cap", "-1", 2, "--cap must be null or a number of US dollars"],
    ["--workers", "elena,marcsu", 2, 'no worker is called "marcsu"; known are elena, marcus, clare, simon, naomi'],
    ["--workers", "elena,elena", 2, "elena is named twice"],
    ["--skip-agent", "bob", 2, 'no worker is called "bob"'],
    ["--skip-agent", "elena,marcus,clare,simon,naomi", 1, "no worker is left to take a seat"],
  ])("refuses %s %s", async (flag, value, code, message) => {
    expect(refused(await argue(makePlace({ "notes.md": "# T\n" }), flag, value), code)).toContain(message);
  });

  it("refuses a team without workers", async () => {
    const place = makePlace({ "notes.md": "# T\n" });
    await moot(place, ["team", "import", "empty", "--replace"]);
    const text = refused(await argue(place), 1);
    expect(text).toContain("NO_WORKERS");
    expect(text).toContain("fix:  moot team import curated-five");
  });
});

describe("a briefing", () => {
  it("that is not there is refused with the places that were looked at", async () => {
    const place = makePlace();
    const text = refused(await argue(place), 2).replace(/\s+/gu, "");
    expect(text).toContain(`lookedfor${place.home}/briefings/notes.mdand${place.project}/notes.md`);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ["of 10 MB", "x".repeat(10 * 1024 * 1024), /BRIEFING_TOO_LARGE: notes\.md has 10485760 bytes; a briefing has at most 2097152/u],
    [
      "that is not UTF-8",
      Uint8Array.from([0x23, 0x20, 0x54, 0xff, 0xfe]),
      /BRIEFING_INVALID: notes\.md is not UTF-8 text \(first bad byte at offset 3\)/u,
    ],
    ["that holds a NUL byte", "# T\0\n", /BRIEFING_INVALID: \S+notes\.md is not text: it holds a NUL byte at offset 3/u],
    ["of no bytes", "", /BRIEFING_EMPTY: \S+notes\.md is empty/u],
    ["of nothing but white space", "\n \t\n", /BRIEFING_EMPTY: \S+notes\.md holds nothing but white space/u],
  ])("%s is refused before anything is opened", async (_name, content, message) => {
    const place = makePlace({ "notes.md": content });
    expect(refused(await argue(place), 2)).toMatch(message);
    expect(successOf<readonly unknown[]>(await moot(place, ["runs", "--json"])).data).toEqual([]);
  });

  it("that is a folder or a pipe is refused at once", async () => {
    const place = makePlace();
    mkdirSync(join(place.project, "notes.md"));
    expect(refused(await argue(place), 2)).toMatch(/BRIEFING_UNREADABLE: \S+ is a folder; a briefing is a file/u);
    const piped = makePlace();
    execFileSync("mkfifo", [join(piped.project, "notes.md")]);
    expect(refused(await argue(piped), 2)).toMatch(/BRIEFING_UNREADABLE: \S+ is a pipe/u);
  });

  it("of text without a question is argued, and the decision says what is missing", async () => {
    const said = await argue(makePlace({ "notes.md": "Words.\n" }), "--json");
    expect(said.code, said.stderr).toBe(0);
    expect(successOf<{ digest: Digest }>(said).data.digest.decision?.kind).toBe("no-question");
  });
});

it("registered files that may not be read are refused, named and recorded, and the debate goes on", async () => {
  const place = makePlace({ "data.bin": Uint8Array.from([1, 0, 2, 0]), ".env": "KEY=1", "ok.csv": "a,b\n1,2\n" });
  writeFileSync(join(place.home, "..", "outside.txt"), "secret");
  symlinkSync(join(place.home, "..", "outside.txt"), join(place.project, "link.txt"));
  execFileSync("mkfifo", [join(place.project, "pipe.txt")]);
  const foreign = ["~/notes.csv", "https://example.org/a.csv?b=1"];
  const paths = ["gone.csv", ...foreign, "../outside.txt", "link.txt", "pipe.txt", "data.bin", ".env", "ok.csv"];
  writeFileSync(join(place.project, "notes.md"), `# T?\n\n## Steward-Registered Files\n\n${paths.map((path) => `- ${path}`).join("\n")}\n`);
  const said = await argue(place, "--json");
  expect(said.code, said.stderr).toBe(0);
  const { sources } = successOf<{ digest: Digest }>(said).data.digest;
  expect(sources.map(({ path, status }) => [path, status])).toEqual(paths.map((path) => [path, path === "ok.csv" ? "read" : "refused"]));
  for (const { path, status, reason } of sources) if (status === "refused") expect(reason, path).toMatch(/\w/u);
  expect(said.stdout).not.toContain("secret");
  for (const path of paths.slice(0, -1)) expect(said.stderr).toContain(`${path} was not read:`);
  for (const path of foreign)
    expect(sources.find((source) => source.path === path)?.reason).toMatch(/name a file below the briefing's folder or the project/u);
  const shown = await moot(place, ["show", "latest"]);
  for (const path of paths.slice(0, -1)) expect(shown.stdout).toContain(`${path} was not read:`);
});

describe("settings", () => {
  const withConfig = async (text: string): Promise<Place> => {
    const place = makePlace({ "notes.md": "# T\n" });
    await moot(place, ["init"]);
    writeFileSync(join(place.home, "config.json"), text);
    return place;
  };

  it("that do not parse are shown at their line with a caret", async () => {
    const place = await withConfig('{\n  "roundtable": {\n    "maxRounds": 3,,\n  }\n}\n');
    const said = await argue(place);
    expect(said.code).toBe(1);
    expect(said.stderr).toContain(`at:   ${place.home}/config.json:3:20\n`);
    expect(said.stderr).toContain('  3 │     "maxRounds": 3,,\n');
    expect(said.stderr).toContain(`  ${" ".repeat(4)}${" ".repeat(19)}^\n`);
  });

  it("that are out of range are shown at their value", async () => {
    const place = await withConfig('{ "roundtable": { "maxRounds": 300 } }');
    const said = await moot(place, ["config"]);
    expect(said.code).toBe(1);
    expect(said.stderr).toMatch(/\^\^\^\n/u);
    expect(failureOf(await moot(place, ["config", "--json"]))).toMatchObject({ code: "CONFIG_INVALID" });
  });

  it("by name of a backend that cannot answer are exit 4, and config still shows them", async () => {
    const place = makePlace({ "notes.md": "# T\n" });
    const env = { MOOT_MODE: "anthropic-sdk" };
    const said = await moot(place, ["roundtable", "-t", "t", "-b", "notes.md"], { env });
    expect(refused(said, 4)).toContain("BACKEND_UNAVAILABLE");
    const config = await moot(place, ["config"], { env });
    expect(config.code).toBe(4);
    expect(config.stdout).toContain("env MOOT_MODE");
  });

  it("by name of a backend that cannot answer say what to do, under its alias too", async () => {
    const place = makePlace({ "notes.md": "# T\n" });
    for (const [mode, variable] of [
      ["anthropic", "ANTHROPIC_API_KEY"],
      ["openai", "OPENAI_API_KEY"],
      ["gemini", "GEMINI_API_KEY"],
    ] as const) {
      const said = await moot(place, ["roundtable", "-t", "t", "-b", "notes.md"], { env: { AMATELIER_MODE: mode } });
      expect(refused(said, 4)).toContain(`export ${variable}=`);
    }
  });
});

describe("keys", () => {
  const canary = "canary-7Qm2xV9tLw4KpZ81";
  const env = {
    ANTHROPIC_API_KEY: canary,
    OPENAI_API_KEY: canary,
    OPENROUTER_API_KEY: canary,
    GEMINI_API_KEY: canary,
    AMATELIER_LLM_API_KEY: canary,
    // Nobody listens there, so that every call fails at once.
    ANTHROPIC_BASE_URL: "http://127.0.0.1:9",
    GOOGLE_GEMINI_BASE_URL: "http://127.0.0.1:9",
  };

  it("are in no output of any command and nowhere in the home, even where every call with them fails", { timeout: 120_000 }, async () => {
    const place = makePlace({ "notes.md": "# Queue or cron?\n\nThe queue took 12 ms.\n" });
    const outputs: string[] = [];
    for (const args of [
      ["init"],
      ["config"],
      ["config", "--json"],
      ["doctor", "--deep"],
      ["roundtable", "-t", "t", "-b", "notes.md", "--max-rounds", "1", "--budget", "0", "--workers", "elena,naomi"],
      ["show", "latest", "--raw"],
      ["journal", "verify"],
    ]) {
      const said = await moot(place, args, { env });
      outputs.push(said.stdout, said.stderr);
    }
    expect(outputs.join("\n")).toContain("ANTHROPIC_API_KEY is set");
    expect(outputs.join("\n")).not.toContain(canary);
    for (const file of readdirSync(place.home, { recursive: true, withFileTypes: true }))
      if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name)).includes(canary), file.name).toBe(false);
  });

  it("are listed as set or not set, under the names of the system before Moot", async () => {
    const place = makePlace();
    const said = await moot(place, ["config", "--json"], { env: { ANTHROPIC_API_KEY: canary, PATH: "/nowhere" } });
    const { data } = successOf<Record<string, Record<string, unknown>>>(said);
    expect(data.env).toMatchObject({ ANTHROPIC_API_KEY: true, OPENAI_API_KEY: false, CLAUDE_ON_PATH: false });
    expect(data.llm).toMatchObject({
      "anthropic-sdk": { available: true, detected_via: "ANTHROPIC_API_KEY is set" },
      "openai-compat": { available: false },
      active_mode: "anthropic-sdk",
      explicit_override: null,
    });
    expect(data.paths).toMatchObject({ user_data_dir: place.home, user_db_path: join(place.home, "moot.db"), AMATELIER_WORKSPACE: null });
    expect(data.version).toMatch(/^\d+\.\d+\.\d+/u);
  });
});

describe("a home", () => {
  it("that cannot be written is refused with MOOT_HOME", async () => {
    const place = makePlace({ file: "not a folder", "notes.md": "# T\n" });
    const blocked = { ...place, home: join(place.project, "file", "home") };
    const text = refused(await argue(blocked), 1);
    expect(text).toContain("HOME_UNWRITABLE");
    expect(text).toContain("MOOT_HOME");
    const doctor = await moot(blocked, ["doctor"]);
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toContain("FAIL journal");
    expect(doctor.stdout.replace(/\s+/gu, "")).toContain(`${place.project}/fileisafile,sonohomecanbethere`);
    expect(doctor.stdout).not.toContain("chmod");
  });

  it("that the kernel owns is refused at once, by what reads and by what writes", { skip: process.platform !== "linux" }, async () => {
    const place = { ...makePlace(), home: "/proc/moot-home" };
    for (const args of [["runs"], ["init"], ["roundtable", "--sample"], ["team", "new", "vera"]])
      expect(refused(await moot(place, args), 1), args.join(" ")).toContain("HOME_UNWRITABLE");
  });

  it("is not made by a look at it; what is not there is said, with the command that makes it", async () => {
    const place = makePlace();
    const looks = [
      ["runs"],
      ["show"],
      ["why", "decision:latest"],
      ["doctor"],
      ["config"],
      ["docs"],
      ["team", "list"],
      ["team", "validate"],
    ];
    for (const args of [...looks, ["agent", "show", "elena"], ["sparks", "balances"], ["sparks", "leaderboard"], ["journal", "verify"]]) {
      const { stdout, stderr } = await moot(place, args);
      expect(existsSync(place.home), args.join(" ")).toBe(false);
      expect(stdout + stderr, args.join(" ")).not.toContain("UNEXPECTED");
    }
    expect((await moot(place, ["runs"])).stdout).toContain("There is no run yet");
    expect(successOf(await moot(place, ["runs", "--json"])).next).toEqual(["moot roundtable --sample"]);
    expect(successOf(await moot(place, ["team", "list", "--json"])).next).toEqual(["moot init"]);
    expect(refused(await moot(place, ["show"]), 1)).toContain("fix:  moot roundtable --sample");
  });

  it("that others may read fails the doctor", async () => {
    const place = makePlace();
    await moot(place, ["init"]);
    execFileSync("chmod", ["755", place.home]);
    const said = await moot(place, ["doctor", "--json"]);
    expect(said.code).toBe(1);
    expect(said.stdout).toContain(`chmod 700 ${place.home}`);
  });

  it("is mended by doctor --fix: rights, folders and locks of the dead; what a person wrote stays", async () => {
    const place = makePlace();
    await moot(place, ["roundtable", "--sample", "--quiet"]);
    const persona = join(place.home, "agents", "elena", "CLAUDE.md");
    writeFileSync(persona, "# mine\n");
    execFileSync("chmod", ["755", place.home]);
    execFileSync("chmod", ["644", persona]);
    rmSync(join(place.home, "staging"), { recursive: true });
    writeFileSync(join(place.home, "hosts", "1-000000000000.db"), "");
    expect((await moot(place, ["doctor"])).stdout).toContain("missing in the home: staging");
    const said = await moot(place, ["doctor", "--fix"]);
    expect(said.code, said.stdout).toBe(0);
    expect(said.stdout.replace(/\s+/gu, " ")).toMatch(
      /3 files and folders of the home are for you alone now: the home itself.*made what was missing: staging\/.*removed 1 lock of processes that are gone/u,
    );
    expect(statSync(place.home).mode & 0o777).toBe(0o700);
    expect(statSync(persona).mode & 0o777).toBe(0o600);
    expect(readFileSync(persona, "utf8")).toBe("# mine\n");
    expect(readdirSync(join(place.home, "hosts"))).toEqual([]);
    expect((await moot(place, ["doctor", "--fix"])).stdout).toContain("nothing was to mend");
  });
});

describe("a run", () => {
  it("that is not known is refused by every command that takes one", async () => {
    const place = makePlace();
    for (const args of [["show"], ["resume"], ["watch"]]) expect(refused(await moot(place, args), 1)).toContain("NO_RUNS");
    await moot(place, ["demo"], {});
    await moot(place, ["roundtable", "--sample", "--quiet"]);
    const commands = [["show"], ["resume"], ["watch"], ["pause"], ["cut"], ["fork"], ["roundtable", "transcript"], ["journal", "verify"]];
    for (const command of commands) {
      const args = [...command, "rt-nope", ...(command[0] === "fork" ? ["--at", "3"] : [])];
      expect(refused(await moot(place, args), 2), args.join(" ")).toContain("UNKNOWN_RUN");
    }
    expect(refused(await moot(place, ["why", "score:latest/nobody"]), 2)).toContain("there is elena, marcus, clare, simon, naomi");
    expect(refused(await moot(place, ["why", "score:latest/elena/charm"]), 2)).toContain(
      "the axes are novelty, accuracy, impact, challenge",
    );
    expect(refused(await moot(place, ["why", "gate:latest/99"]), 2)).toContain("there is 1");
    expect(refused(await moot(place, ["why", "gate:rt-nope/1"]), 2)).toContain("UNKNOWN_RUN");
    expect(refused(await moot(place, ["why", "flag:latest/elena"]), 1)).toContain("no record: no flag elena");
    expect(refused(await moot(place, ["why", "mood:latest"]), 2)).toContain("the kinds are score");
    for (const command of ["resume", "pause", "cut"])
      expect(refused(await moot(place, [command, "latest"]), 7)).toMatch(/is closed|all before it are closed/u);
  });
});

it("a name that nothing has is 2 for every command, a name that is taken is 7, and each says what there is", async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const typed: readonly (readonly [args: readonly string[], code: number, known: RegExp])[] = [
    [["agent", "show", "nobody"], 2, /known are elena/u],
    [["sparks", "ledger", "nobody"], 2, /known are clare/u],
    [["team", "remove", "nobody"], 2, /known are elena/u],
    [["team", "import", "nothing"], 2, /known are curated-five/u],
    [["team", "new", "vera", "--from-template", "nothing"], 2, /known are/u],
    [["team", "new", "elena"], 7, /on the team already/u],
    [["refresh-seeds", "--agent", "nobody"], 2, /known are/u],
    [["docs", "nothing"], 2, /fix: {2}moot docs/u],
    [["schema", "nothing"], 2, /known are/u],
    [["show", "rt-nope"], 2, /the latest are rt-/u],
    [["why", "mood:latest"], 2, /the kinds are score/u],
  ];
  for (const [args, code, known] of typed) expect(refused(await moot(place, args), code), args.join(" ")).toMatch(known);
});
