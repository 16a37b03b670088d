import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { FAKE_PATH, fakeCli } from "../kit/fake-cli.ts";
import { plainAnswer } from "../kit/plain-answer.ts";
import { successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place } from "./kit/moot.ts";
import { SHELF_BRIEFING } from "./kit/shelf.ts";

const ARGUE = [
  "roundtable",
  "-t",
  "Which shelf?",
  "-b",
  "notes.md",
  "--workers",
  "elena,marcus",
  "--max-rounds",
  "1",
  "--seed",
  "s",
  "--json",
];

const place = (): Place => makePlace({ "notes.md": SHELF_BRIEFING });

/** What happened, as events without their numbers and times. */
const story = async (at: Place, run = "latest"): Promise<string> => {
  const said = await moot(at, ["show", run, "--raw", "--json"]);
  const events = successOf(said).data as readonly { readonly kind: string; readonly step: string; readonly data: unknown }[];
  return JSON.stringify(events.map(({ kind, step, data }) => ({ kind, step, data })));
};

describe("a roundtable over a hand-off", () => {
  it("ends with exit code 8 and the files to answer, and resume goes on as they are answered, to the decision", async () => {
    const at = place();
    const env = { MOOT_MODE: "handoff" };
    let said = await moot(at, ARGUE, { env });
    const folders = new Set<string>();
    let rests = 0;
    for (; said.code === 8 && rests < 40; rests++) {
      const { schema, data, next } = successOf(said);
      expect(schema).toBe("moot/waiting@1");
      const { run, files } = data as { readonly run: string; readonly files: readonly string[] };
      expect(next).toEqual([`moot resume ${run}`]);
      if (rests === 0) expect((await moot(at, ["runs"])).stdout).toMatch(/^rt-\w+ +\S+ \S+ +waiting /mu);
      // The last of them first, and one at a time: the order is whoever's.
      const file = files.at(-1) as string;
      const request = JSON.parse(readFileSync(join(dirname(file), "request.json"), "utf8"));
      const text = plainAnswer(request.system, request.messages.map((message: { readonly text: string }) => message.text).join("\n"));
      writeFileSync(file, file.endsWith(".md") ? `${text}\n<!-- end of answer -->\n` : text);
      folders.add(dirname(file));
      said = await moot(at, ["resume", run, "--json"]);
    }
    expect(said.code, said.stdout + said.stderr).toBe(0);
    expect(successOf(said).schema).toBe("moot/roundtable@1");
    expect(rests).toBe(folders.size);
    expect(readdirSync(join(at.home, "backends", "handoff"))).toHaveLength(folders.size);
    expect(await story(at)).not.toMatch(/waiting|turn-failed/u);
    expect((await moot(at, ["journal", "verify"])).code).toBe(0);
  });
});

describe("a roundtable over the person's own coding agent", () => {
  it("finds it on the PATH, asks it for every turn and every verdict, and says that prompts leave", async () => {
    const at = place();
    const bin = join(at.project, "bin");
    const answers = pathToFileURL(join(import.meta.dirname, "../kit/plain-answer.ts")).href;
    const { seen } = fakeCli(
      bin,
      "claude",
      `const { plainAnswer } = await import(${JSON.stringify(answers)});
       say(JSON.stringify({ type: "result", is_error: false, result: plainAnswer(seen.system, stdin), usage: { input_tokens: 9, output_tokens: 4 } }));`,
    );
    const env = { PATH: [bin, FAKE_PATH].join(delimiter), GITHUB_TOKEN: "canary-token" };
    const said = await moot(at, ARGUE.slice(0, -1), { env });
    expect(said.code, said.stderr).toBe(0);
    expect(said.stderr).toContain("claude-code");
    expect(said.stderr).toMatch(/leaves\s+briefing/u);
    expect(seen().length).toBeGreaterThan(5);
    expect(JSON.stringify(seen())).not.toContain("canary-token");
    expect(await story(at)).not.toContain("turn-failed");
  });
});

describe("a roundtable over a cassette", () => {
  it("recorded over one backend, is replayed without it to the same events", async () => {
    const live = { text: "I take the oak shelf: it costs 80 EUR." };
    const watch = { intervention: null, gates: [], requests: [] };
    const card = { novelty: 1, accuracy: 2, impact: 1, challenge: 0, reasoning: "plain", grandInsight: null };
    const rules = [
      { when: { kind: "watch" }, parsed: watch },
      { when: { kind: "check" }, parsed: { verdict: "CONVERGED", reason: "all is said", ...watch } },
      { when: { kind: "score" }, parsed: { scores: ["elena", "marcus"].map((seat) => ({ seat, ...card })), penalties: [] } },
      { when: { kind: "research" }, text: "PASS" },
      { when: { seat: "marcus", kind: "rebut" }, fault: { kind: "refused", message: "I will not" } },
      live,
    ];
    const first = makePlace({ "notes.md": SHELF_BRIEFING, "script.json": JSON.stringify({ rules }) });
    const cassette = { MOOT_MODE: "cassette", MOOT_CASSETTE_DIR: join(first.project, "tape") };
    mkdirSync(cassette.MOOT_CASSETTE_DIR);
    const env = { ...cassette, MOOT_CASSETTE: "record", MOOT_CASSETTE_BACKEND: "scripted", MOOT_SCRIPT: "script.json" };
    const recorded = await moot(first, ARGUE, { env });
    expect(recorded.code, recorded.stdout + recorded.stderr).toBe(0);
    const second = place();
    const replayed = await moot(second, ARGUE, { env: cassette });
    expect(replayed.code, replayed.stdout + replayed.stderr).toBe(0);
    const told = await story(first);
    expect(await story(second)).toBe(told);
    expect(told).toContain("I will not");
    const missed = await moot(place(), [...ARGUE.slice(0, -2), "other", "--json"], { env: cassette });
    expect(missed.code).not.toBe(0);
  });
});

describe("a backend chosen by name", () => {
  it.each(["claude-code", "codex", "mcp-sampling", "scripted"])("%s is a fault with exit code 4 where it cannot answer", async (mode) => {
    const said = await moot(place(), ARGUE, { env: { MOOT_MODE: mode, PATH: dirname(process.execPath) } });
    expect(said.code).toBe(4);
    expect(said.stdout).toContain("BACKEND_UNAVAILABLE");
  });
});
