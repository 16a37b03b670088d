import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { successOf } from "./kit/envelope.ts";
import { makePlace, moot } from "./kit/moot.ts";

it("init makes a home that the doctor finds nothing to say about, and changes nothing the second time", async () => {
  const place = makePlace();
  const first = successOf<{ fresh: boolean; created: readonly string[]; mode: string }>(await moot(place, ["init", "--json"])).data;
  expect(first).toMatchObject({ fresh: true, mode: "offline" });
  expect(first.created.length).toBeGreaterThan(40);
  expect(successOf<{ failed: number; warned: number }>(await moot(place, ["doctor", "--deep", "--json"])).data).toMatchObject({
    failed: 0,
    warned: 0,
  });
  expect(successOf<{ fresh: boolean; created: readonly string[] }>(await moot(place, ["init", "--json"])).data).toMatchObject({
    fresh: false,
    created: [],
  });
});

it("init --template replaces the team, and a debate runs with it", async () => {
  const place = makePlace();
  expect((await moot(place, ["init", "--template", "minimal"])).stdout).toMatch(/alpha[\s\S]*beta/u);
  const said = await moot(place, ["roundtable", "--sample", "--json"]);
  expect(Object.keys(successOf<{ digest: { entry_fees: object } }>(said).data.digest.entry_fees)).toEqual(["alpha", "beta"]);
});

it("init --force and refresh-seeds keep what a person edited; --force of refresh-seeds does not", async () => {
  const place = makePlace();
  await moot(place, ["init"]);
  const persona = join(place.home, "agents", "elena", "CLAUDE.md");
  const seed = readFileSync(persona, "utf8");
  writeFileSync(persona, "# mine\n");
  await moot(place, ["init", "--force"]);
  expect((await moot(place, ["refresh-seeds"])).stdout).toMatch(/elena +CLAUDE\.md +skip +user-modified/u);
  expect(readFileSync(persona, "utf8")).toBe("# mine\n");
  await moot(place, ["refresh-seeds", "--agent", "elena", "--force"]);
  expect(readFileSync(persona, "utf8")).toBe(seed);
});

it("a worker comes, is seen, argues and goes", async () => {
  const place = makePlace();
  expect((await moot(place, ["team", "new", "vera", "--role", "law and liability"])).code).toBe(0);
  expect((await moot(place, ["team", "new", "vera"])).code).toBe(7);
  expect((await moot(place, ["team", "new", "Vera!"])).code).toBe(2);
  expect((await moot(place, ["team", "validate"])).code).toBe(0);
  expect((await moot(place, ["agent", "show", "vera"])).stdout).toContain("law and liability");
  expect((await moot(place, ["roundtable", "--sample", "--workers", "vera,elena", "--quiet"])).code).toBe(0);
  expect((await moot(place, ["team", "remove", "vera"])).stdout.replace(/\s+/gu, " ")).toContain("its folder stays");
  expect(existsSync(join(place.home, "agents", "vera"))).toBe(true);
  expect((await moot(place, ["agent", "show", "nobody"])).stderr).toContain("UNKNOWN_AGENT");
});

it("who comes and goes leaves no setting behind, and who stays pins only what differs", async () => {
  const place = makePlace();
  const config = join(place.home, "config.json");
  await moot(place, ["team", "new", "vera", "--role", "law"]);
  expect(JSON.parse(readFileSync(config, "utf8"))).toEqual({
    team: { workers: { elena: {}, marcus: {}, clare: {}, simon: {}, naomi: {}, vera: { role: "law" } } },
  });
  await moot(place, ["team", "remove", "vera"]);
  expect(JSON.parse(readFileSync(config, "utf8"))).toEqual({});
});

it("a team with a missing persona is an error of validate, with the way to mend it", async () => {
  const place = makePlace();
  await moot(place, ["team", "new", "vera"]);
  rmSync(join(place.home, "agents", "vera"), { recursive: true });
  const said = await moot(place, ["team", "validate"]);
  expect(said.code).toBe(1);
  expect(said.stdout).toContain("vera has no folder");
});

it("config shows a table of prices as it was written, and none where there is none", async () => {
  const place = makePlace();
  await moot(place, ["init"]);
  const line = async (): Promise<string | undefined> =>
    /^llm\.prices[\s\S]*?(?=llm\.allow)/mu.exec((await moot(place, ["config"])).stdout)?.[0].replace(/\s+/gu, " ");
  expect(await line()).toBe("llm.prices none default ");
  writeFileSync(join(place.home, "config.json"), '{ "llm": { "prices": { "llama": { "input": 1, "output": 2.5 } } } }');
  expect((await line())?.replace(" user", "")).toBe('llm.prices { "llama": { "input": 1, "output": 2.5 } } ');
});

it("config says where each value came from: default, user, project, environment", async () => {
  const place = makePlace({ ".moot/config.json": '{ "roundtable": { "budget": 1 }, "llm": { "mode": "scripted" } }' });
  await moot(place, ["init"]);
  writeFileSync(join(place.home, "config.json"), '{ "roundtable": { "maxRounds": 2 } }');
  const said = await moot(place, ["config", "--json"], { env: { MOOT_SPEAKER_TIMEOUT: "30" } });
  const { data, warnings } = successOf<{ origins: Record<string, string> }>(said);
  expect(data.origins).toMatchObject({
    "roundtable.maxRounds": "user",
    "roundtable.budget": "project",
    "roundtable.speakerTimeoutSeconds": "env MOOT_SPEAKER_TIMEOUT",
    "llm.mode": "default",
  });
  expect(warnings.join("\n")).toContain("a project cannot set llm");
});

it("docs lists the pages and prints one by its topic, and nothing outside them", async () => {
  const place = makePlace();
  expect((await moot(place, ["docs"])).stdout).toMatch(/exit-codes +reference +Exit codes/u);
  expect((await moot(place, ["docs", "reference/exit-codes"])).stdout).toContain("| 130 | interrupted |");
  for (const topic of ["../package", "/etc/passwd", "nothing"]) expect((await moot(place, ["docs", topic])).code).toBe(2);
});
