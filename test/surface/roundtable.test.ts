import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Digest } from "../../src/core/roundtable/digest.ts";
import { successOf } from "./kit/envelope.ts";
import { makePlace, moot } from "./kit/moot.ts";
import { SHELF_BRIEFING } from "./kit/shelf.ts";

type Result = {
  readonly run: string;
  readonly decision: string;
  readonly digest: Digest;
  readonly paths: Readonly<Record<string, string>>;
};

describe("moot roundtable", () => {
  it("prints the decision on stdout and everything else on stderr, and writes the documents", async () => {
    const place = makePlace({ "notes.md": SHELF_BRIEFING });
    const said = await moot(place, ["roundtable", "--topic", "Which shelf?", "--briefing", "notes.md"]);
    expect(said.code, said.stderr).toBe(0);
    expect(said.stdout).toMatch(/^# Decision: Which shelf\?\n\n\*\*Answer: /u);
    expect(said.stderr).toContain("offline voices: rules over your text and files, no language model");
    expect(said.stderr).toContain("nothing leaves this machine");
    expect(said.stderr).toContain("--- SPEAK PHASE (Round 1) ---");
    const run = /moot show (rt-[0-9a-f]{12})/u.exec(said.stderr)?.[1] as string;
    expect(readFileSync(join(place.home, "runs", run, "decision.md"), "utf8")).toBe(said.stdout);
    expect(said.stderr.split("\n").filter((line) => line.startsWith("next") || line.startsWith("      moot"))).toHaveLength(3);
  });

  it("says the same as data: the digest under data.digest, checked against the wire", async () => {
    const place = makePlace({ "notes.md": SHELF_BRIEFING });
    const said = await moot(place, [
      "roundtable",
      "-t",
      "Which shelf?",
      "-b",
      "notes.md",
      "--workers",
      "elena,marcus",
      "--max-rounds",
      "1",
      "--json",
    ]);
    const { data, next } = successOf<Result>(said);
    expect(said.code).toBe(0);
    expect(data.digest.roundtable_id).toBe(data.run);
    expect(Object.keys(data.digest.entry_fees)).toEqual(["elena", "marcus"]);
    expect(data.digest.rounds).toBe(1);
    expect(JSON.parse(readFileSync(data.paths.digest as string, "utf8"))).toEqual(data.digest);
    expect(next[0]).toBe(`moot show ${data.run}`);
  });

  it("argues the bundled sample, and equal runs give equal decisions", async () => {
    const place = makePlace();
    const first = await moot(place, ["roundtable", "--sample", "--quiet"]);
    const second = await moot(place, ["roundtable", "--sample", "--quiet"]);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain("# Decision: Queue or cron");
    expect(first.stdout).toBe(second.stdout);
    expect(first.stderr).not.toContain("SPEAK PHASE");
  });

  it("prints the seed's summary with --summary", async () => {
    const said = await moot(makePlace({ "notes.md": SHELF_BRIEFING }), [
      "roundtable",
      "-t",
      "Which shelf?",
      "-b",
      "notes.md",
      "--summary",
      "--quiet",
    ]);
    expect(said.stdout).toMatch(/^TOPIC: Which shelf\?\nROUNDS: \d+\nMESSAGES: \d+\nCONVERGED: (Yes|No)\n/u);
    expect(said.stdout).toMatch(/BUDGET USAGE:\n {2}elena: spent \d\/3\n/u);
  });

  it("takes a briefing from the home before one from the folder", async () => {
    const place = makePlace({ "notes.md": "# From the folder\n" });
    await moot(place, ["init"]);
    writeFileSync(join(place.home, "briefings", "notes.md"), SHELF_BRIEFING);
    const said = await moot(place, ["roundtable", "-t", "Which shelf?", "-b", "notes.md", "--json"]);
    expect(successOf<Result>(said).data.digest.decision?.question).toContain("Which shelf for the atlas?");
  });

  it("leaves seats out that a person leaves out", async () => {
    const said = await moot(makePlace(), [
      "roundtable",
      "--sample",
      "--skip-naomi",
      "--skip-agent",
      "simon",
      "--skip-agent",
      "clare",
      "--json",
    ]);
    expect(Object.keys(successOf<Result>(said).data.digest.entry_fees)).toEqual(["elena", "marcus"]);
    expect(said.stderr).toContain("naomi takes no seat");
  });
});

describe("moot demo", () => {
  it("runs in an empty folder and leaves nothing behind", async () => {
    const place = makePlace();
    const temporary = join(place.project, "tmp");
    mkdirSync(temporary);
    const said = await moot(place, ["demo"], { env: { TMPDIR: temporary } });
    expect(said.code, said.stderr).toBe(0);
    expect(said.stdout).toContain("# Decision: Queue or cron");
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(place.home)).toBe(false);
    expect(said.stderr).toContain("moot demo --keep");
    expect(said.stderr).not.toContain("moot watch");
  });

  it("keeps the home with --keep, for its owner alone", async () => {
    const place = makePlace();
    const said = await moot(place, ["demo", "--keep", "--json"], { env: { TMPDIR: place.project } });
    const { paths } = successOf<Result>(said).data;
    const home = join(paths.latest as string, "..");
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(readdirSync(home)).toContain("moot.db");
    expect((await moot({ ...place, home }, ["runs", "--json"])).stdout).toContain("pg-queue");
  });
});
