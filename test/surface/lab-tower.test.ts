import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot } from "./kit/moot.ts";

describe("moot lab tower", () => {
  it("writes a tower, and what a person saw on it becomes a lesson with its cause", async () => {
    const at = makePlace();
    const written = successOf<{ readonly run: string }>(
      await moot(at, ["lab", "tower", "temperature", "--material", "PLA", "--out", "t/tower.gcode", "--json"]),
    );
    expect(readFileSync(join(at.project, "t", "tower.gcode"), "utf8")).toMatch(/^; Moot: temperature tower, PLA on Creality Ender 3 V2\n/u);
    const read = [
      "lab",
      "tower",
      "read",
      written.data.run,
      "--best",
      "3",
      "--defects",
      "1:stringing,8:delamination",
      "--temp",
      "24.5",
      "--json",
    ];
    const { data } = successOf<{ readonly cause: string; readonly lesson: { readonly env_temp: number; readonly source: string } }>(
      await moot(at, read),
    );
    expect([data.cause, data.lesson.env_temp, data.lesson.source]).toEqual([
      "Above it, from 230 °C on: stringing. Below it, from 195 °C on: delamination.",
      24.5,
      "earned",
    ]);
    expect(successOf<{ readonly lessons: number }>(await moot(at, ["lab", "ingest", "--json"])).data.lessons).toBe(1);
    expect((await moot(at, ["journal", "verify"])).code).toBe(0);
  });

  it("writes nothing outside the envelope, and takes no look at what is no tower", async () => {
    const at = makePlace();
    const hot = await moot(at, ["lab", "tower", "temperature", "--material", "PLA", "--from", "300", "--to", "200", "--json"]);
    expect([hot.code, failureOf(hot).code, existsSync(join(at.project, "moot-temperature.gcode"))]).toEqual([2, "OUTSIDE", false]);
    await moot(at, ["lab", "tower", "flow", "--material", "PLA"]);
    expect(failureOf(await moot(at, ["lab", "tower", "read", "latest", "--best", "9", "--json"])).message).toBe(
      "the tower has steps 1 to 5, not 9",
    );
    expect(failureOf(await moot(at, ["lab", "tower", "read", "--best", "2", "--defects", "1:ugly", "--json"])).code).toBe("BAD_LOOK");
    expect((await moot(at, ["lab", "tower", "read", "latest"])).code).toBe(2);
    await moot(at, ["lab", "tower", "read", "latest", "--best", "2"]);
    expect(failureOf(await moot(at, ["lab", "tower", "read", "latest", "--best", "2", "--json"])).code).toBe("NO_TOWER");
  });
});
