/** What one command of the lab keeps, the others know. */
import { describe, expect, it } from "vitest";
import { successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place } from "./kit/moot.ts";

const data = async <T>(place: Place, ...args: readonly string[]): Promise<T> => {
  const said = await moot(place, ["lab", ...args, "--json"]);
  if (said.code !== 0) throw new Error(`${args.join(" ")}: ${said.stderr}${said.stdout}`);
  return successOf<T>(said).data;
};

type Plan = {
  readonly run: string;
  readonly plan: { readonly changes: readonly { readonly setting: string; readonly cause: string; readonly of: string }[] };
};
type Lessons = { readonly lessons: readonly { readonly id: string; readonly run: string; readonly source: string }[] };
const causes = ({ plan }: Plan): readonly string[] => plan.changes.map(({ setting, cause, of }) => `${setting} ${cause} ${of}`);

const JOB = ["--material", "PETG", "--geometry", "stringing"];
const HOT = 'filament_type = PETG\nfilament_settings_id = "Hot PETG"\ntemperature = 244\nbed_temperature = 80\n';
const DRIER = JSON.stringify({
  job_id: "shop-7",
  material: "PETG",
  geometry_type: "stringing",
  env_temp: 22,
  env_humidity: 45,
  outcome: "success",
  lesson: "A dry spool and a longer retraction.",
  settings: { retraction_mm: 6.5 },
});

describe("a proposal", () => {
  it("names what was ingested among its causes, and the ledger of lessons lists it with its run", { timeout: 60_000 }, async () => {
    const place = makePlace({ "mine/hot.ini": HOT, "mine/shop.jsonl": DRIER });
    const before = await data<Plan>(place, "plan", ...JOB);
    expect(causes(before).join()).not.toMatch(/Hot PETG|shop-7/u);
    const { run } = await data<{ readonly run: string }>(place, "ingest", "mine");
    const after = causes(await data<Plan>(place, "plan", ...JOB));
    expect(after).toContain("nozzle_temp reference Hot PETG");
    expect(after).toContain("retraction_mm precedent shop-7");
    const { lessons } = await data<Lessons>(place, "lessons", "--source", "ingested");
    expect(lessons.map(({ id, run: from }) => [id, from])).toEqual([["shop-7", run]]);
  });

  it("names the tower that a person read among its causes", { timeout: 60_000 }, async () => {
    const place = makePlace();
    const tower = await data<{ readonly run: string }>(place, "tower", "temperature", "--material", "PETG");
    const read = await data<{ readonly run: string; readonly lesson: { readonly id: string } }>(
      place,
      "tower",
      "read",
      tower.run,
      "--best",
      "4",
    );
    expect(causes(await data<Plan>(place, "plan", ...JOB))).toContain(`nozzle_temp precedent ${read.lesson.id}`);
    const { lessons } = await data<Lessons>(place, "lessons", "--source", "earned");
    expect(lessons.map(({ id, run }) => [id, run])).toEqual([[read.lesson.id, read.run]]);
  });
});
