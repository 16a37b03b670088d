/** What a run of the lab leaves beside the journal. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place } from "./kit/moot.ts";

const HELD = ["--material", "ABS", "--geometry", "bridge", "--position", "corner"];
const file = ({ home }: Place, run: string, name: string): string => readFileSync(join(home, "runs", run, name), "utf8");
const runOf = (said: Parameters<typeof successOf>[0]): string => successOf<{ readonly run: string }>(said).data.run;

describe("a run of the lab", () => {
  it("leaves a record with the cause of every shift, what the Spine moved, every print with its grade, and the word unvalidated", {
    timeout: 60_000,
  }, async () => {
    const place = makePlace();
    const plan = successOf<{
      readonly run: string;
      readonly plan: { readonly changes: readonly { readonly setting: string; readonly of: string; readonly cause: string }[] };
    }>(await moot(place, ["lab", "plan", "--material", "PETG", "--geometry", "bridge", "--temp", "29", "--humidity", "62", "--json"])).data;
    const { run } = plan;
    expect(file(place, run, "record.md")).toContain("Nothing was printed yet.");
    await moot(place, ["lab", "print", run, "--set", "nozzle_temp=400", "--because", "a wet spool"]);
    const held = file(place, run, "record.md");
    expect(held).toContain("| nozzle_temp | 205 | 245 |");
    expect(held).toMatch(/\| nozzle_temp [^\n]* \| 400 \| 245 \|\n/u);
    for (const words of ["- Own values: a wet spool", "- The print is held, clamp: nozzle_temp 400 is over the safe limit 245"])
      expect(held).toContain(words);
    await moot(place, ["lab", "print", run, "--acknowledge", "245 is enough", "--quiet"]);
    const text = file(place, run, "record.md");
    for (const { setting, of, cause } of plan.plan.changes)
      expect(text).toMatch(new RegExp(`\\| ${setting} \\| [-+.\\d]+ \\| ${cause} \\| ${of.slice(0, 8)}`, "u"));
    expect(plan.plan.changes.length).toBeGreaterThan(0);
    const record = JSON.parse(file(place, run, "record.json")) as {
      readonly prints: readonly { readonly quality: number }[];
      readonly best: number;
    };
    expect(record.prints.length).toBeGreaterThan(0);
    for (const [index, { quality }] of record.prints.entries()) expect(text).toContain(`| ${index + 1} | ${quality.toFixed(3)} |`);
    for (const words of [
      "simulated in the fdm world, *unvalidated*",
      "- Acknowledged: 245 is enough",
      "## Verdict",
      "no real print of this home was held against it",
    ])
      expect(text).toContain(words);
    expect(JSON.parse(file(place, run, "receipt.json"))).toMatchObject({ run, settledMicroUsd: 0 });
    // A view of the journal: what show says is what it says, and it is written again.
    expect(successOf(await moot(place, ["show", run, "--json"])).data).toEqual(record);
    rmSync(join(place.home, "runs"), { recursive: true });
  });

  it("leaves one when it is cut too, and none where nothing is kept", { timeout: 60_000 }, async () => {
    const place = makePlace();
    const run = runOf(await moot(place, ["lab", "plan", ...HELD, "--json"]));
    rmSync(join(place.home, "runs"), { recursive: true });
    expect((await moot(place, ["cut", run, "--reason", "not today"])).code).toBe(0);
    expect(file(place, run, "record.md")).toContain("cut, not today");
    const empty = makePlace();
    await moot(empty, ["demo", "--quiet"]);
    expect(existsSync(empty.home)).toBe(false);
  });

  it("shows what people wrote as text: no link, no image, no tag, no row of a table of theirs", { timeout: 60_000 }, async () => {
    const place = makePlace();
    const run = runOf(await moot(place, ["lab", "plan", ...HELD, "--json"]));
    const hostile = "x | y\n# head <img src=x> ![a](http://b.example) [c](d) `e`";
    await moot(place, ["lab", "print", run, "--set", "nozzle_temp=400", "--because", hostile, "--acknowledge", hostile, "--quiet"]);
    const text = file(place, run, "record.md");
    for (const what of ["Own values", "Acknowledged"])
      expect(text).toContain(`- ${what}: x | y # head \\<img src=x> !\\[a\\](http://b.example) \\[c\\](d) \\\`e\\\``);
    expect(text).not.toMatch(/(?<!\\)\[/u);
  });
});
