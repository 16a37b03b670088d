import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failureOf, successOf } from "../surface/kit/envelope.ts";
import { makePlace, moot } from "../surface/kit/moot.ts";

/** Every file below a folder, path to bytes. */
const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path)).toString("base64")]),
  );

const ELSEWHERE: readonly Readonly<Record<string, string>>[] = [
  { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  { TZ: "America/St_Johns", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8", HF_TOKEN: "x", ANTHROPIC_API_KEY: "x", MOOT_MODE: "claude-code" },
];

describe("the same bytes in every place", () => {
  it("of the fixed jobs and of the lessons, with no home opened", async () => {
    const place = makePlace();
    for (const what of ["hf", "lessons"]) {
      expect((await moot(place, ["export", what, "--out", `${what}/0`])).code).toBe(0);
      for (const [index, env] of ELSEWHERE.entries()) {
        expect((await moot(place, ["export", what, "--out", `${what}/${index + 1}`], { env })).code).toBe(0);
        expect(filesIn(join(place.project, `${what}/${index + 1}`))).toEqual(filesIn(join(place.project, `${what}/0`)));
      }
    }
    expect(readdirSync(join(place.project)).sort()).toEqual(["hf", "lessons"]);
    expect(() => statSync(place.home)).toThrow();
  }, 60_000);

  it("of one run, in every format, and nothing of the home is changed by it", async () => {
    const place = makePlace();
    expect((await moot(place, ["roundtable", "--sample", "--max-rounds", "1", "--quiet"])).code).toBe(0);
    const events = async (): Promise<string> => (await moot(place, ["show", "latest", "--raw", "--json"])).stdout;
    const before = await events();
    const formats = [
      ["hf", "latest"],
      ["traces", "latest"],
      ["otel", "latest"],
      ["report", "latest"],
    ];
    for (const [what = "", run = ""] of formats) {
      for (const [index, env] of [{}, ...ELSEWHERE].entries())
        successOf(await moot(place, ["export", what, run, "--out", `${what}-${index}`, "--json"], { env }));
      for (const index of [1, 2])
        expect(filesIn(join(place.project, `${what}-${index}`)), what).toEqual(filesIn(join(place.project, `${what}-0`)));
    }
    expect(await events()).toBe(before);
    const texts = Object.values(filesIn(place.project)).map((text) => Buffer.from(text, "base64").toString("latin1"));
    for (const word of [place.home, place.project]) expect(texts.filter((text) => text.includes(word))).toEqual([]);
  }, 120_000);
});

describe("what is not exported", () => {
  it("a run that is not done, a run that is not there, a licence that the Hub does not know", async () => {
    const place = makePlace();
    const refused = async (...args: readonly string[]): Promise<unknown> =>
      failureOf(await moot(place, ["export", ...args, "--json"])).code;
    expect(await refused("traces", "rt-nothing")).toBe("NO_RUNS");
    expect(await refused("hf", "--all")).toBe("NO_RUNS");
    expect((await moot(place, ["roundtable", "open", "--sample", "--seat", "clare=external"])).code).toBe(0);
    const [open] = successOf<readonly { id: string }[]>(await moot(place, ["runs", "--json"])).data;
    expect(await refused("hf", open?.id ?? "")).toBe("RUN_OPEN");
    expect(await refused("report", open?.id ?? "")).toBe("RUN_OPEN");
    expect(await refused("hf", "--license", "my-own")).toBe("UNKNOWN_ID");
    expect(readdirSync(place.project)).toEqual([]);
  }, 60_000);
});

it("an export takes the place of an older one in its folder, but of nothing that a person changed or put there", async () => {
  const place = makePlace();
  const at = (path: string): string => join(place.project, "set", path);
  expect((await moot(place, ["export", "hf", "--out", "set"])).code).toBe(0);
  writeFileSync(at("notes.txt"), "mine");
  writeFileSync(at("traces/pla-adhesion-center.jsonl"), "changed");
  expect((await moot(place, ["export", "lessons", "--out", "set"])).code).toBe(0);
  expect(Object.keys(filesIn(join(place.project, "set")))).toEqual([
    "README.md",
    "data/lessons/train-00000-of-00001.parquet",
    "jsonl/lessons.jsonl",
    "moot-export.json",
    "notes.txt",
    "redactions.json",
    "traces/pla-adhesion-center.jsonl",
  ]);
});
