import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeStl } from "../../src/core/lab/mesh/stl.ts";
import { bridge } from "../kit/parts.ts";
import { successOf } from "./kit/envelope.ts";
import { environmentOf, makePlace, moot, type Place } from "./kit/moot.ts";
import { hasTerminals, onTerminal } from "./kit/terminal.ts";

const SLICER = "/usr/bin/prusa-slicer";
const ROOM = ["--machine", "prusa-mk4", "--temp", "22", "--humidity", "45", "--position", "center"];
type Shown = { readonly state: string; readonly job: { readonly geometry_type: string } };
type Opened = readonly { readonly kind: string; readonly data: { readonly brief: { readonly job: { readonly details: object } } } }[];

const opened = async (place: Place) => {
  const events = successOf<Opened>(await moot(place, ["show", "latest", "--raw", "--json"])).data;
  return events.find(({ kind }) => kind === "lab-opened")?.data.brief.job;
};

describe.skipIf(!hasTerminals())("moot lab session", () => {
  it.runIf(existsSync(SLICER))(
    "slices the part, plans by what its G-code says, prints, and writes the G-code of the best print",
    {
      timeout: 120_000,
    },
    async () => {
      const place = makePlace({ "part.stl": writeStl(bridge(40)) });
      const PATH = [dirname(SLICER), environmentOf(place).PATH].join(delimiter);
      const terminal = onTerminal(place, ["lab", "session", ...ROOM], { env: { PATH }, columns: 120, rows: 90 });
      await terminal.shows("material (PLA");
      terminal.send("PETG\r");
      await terminal.shows("file of the part");
      terminal.send("part.stl\r");
      await terminal.shows("sliced by");
      await terminal.shows("print it (yes, no)");
      terminal.send("yes\r");
      await terminal.shows("write its G-code to");
      terminal.send("out/part.gcode\r");
      await terminal.shows("did you print it for real?");
      terminal.send("\r");
      expect(await terminal.ended).toBe(0);
      expect(existsSync(join(place.project, "out/part.gcode"))).toBe(true);
      expect(await opened(place)).toMatchObject({
        geometry: "bridge",
        details: { heightMm: 46, spanMm: expect.closeTo(40, 0), layerSeconds: expect.any(Number), travelMm: expect.any(Number) },
      });
    },
  );

  it("goes by the measures of the part where no slicer is, and leaves without printing", { timeout: 60_000 }, async () => {
    const place = makePlace({ "part.stl": writeStl(bridge(40)) });
    const args = ["lab", "session", "--material", "PETG", "--part", "part.stl", ...ROOM];
    const terminal = onTerminal(place, args, { columns: 120, rows: 90 });
    await terminal.shows("prusa-slicer is not on the PATH");
    await terminal.shows("print it (yes, no)");
    terminal.send("no\r");
    expect(await terminal.ended).not.toBe(0);
    expect((await opened(place))?.details).not.toHaveProperty("layerSeconds");
    const { data } = successOf<Shown>(await moot(place, ["show", "latest", "--json"]));
    expect([data.state, data.job.geometry_type]).toEqual(["planned", "bridge"]);
  });

  it("asks again, with what is wrong, and keeps the answers that were right", { timeout: 60_000 }, async () => {
    const place = makePlace({ "large.stl": writeStl({ corners: bridge(40).corners.map((value) => value * 8), degenerate: 0 }) });
    const terminal = onTerminal(place, ["lab", "session", "--position", "edge"], { columns: 120, rows: 90 });
    const answers: readonly (readonly [question: string, wrong: readonly (readonly [string, string])[], right: string])[] = [
      ["material (PLA", [["WOOD", 'there is no material "WOOD"']], "petg"],
      ["printer (moot lab machines)", [["ender", "known are ender-3-v2"]], "ender-3-s1"],
      [
        "file of the part",
        [
          ["none.stl", "none.stl is not there"],
          ["large.stl", "large.stl does not fit: 480 mm wide"],
        ],
        "",
      ],
      ["class of part", [["banana", 'has no "banana"']], "bridge"],
      ["room, °C", [["1e9", "must be a number from -20 to 60"]], "25"],
      ["room, % humidity", [["-4", "must be a number from 0 to 100"]], ""],
      ["print it (yes, no)", [["maybe", "yes or no"]], "no"],
    ];
    for (const [question, wrong, right] of answers) {
      await terminal.shows(question);
      for (const [answer, said] of wrong) {
        terminal.send(`${answer}\r`);
        await terminal.shows(said);
      }
      terminal.send(`${right}\r`);
    }
    expect(await terminal.ended).toBe(3);
    expect(await opened(place)).toMatchObject({ material: "PETG", machine: "ender-3-s1", geometry: "bridge", bedPosition: "edge" });
  });

  it("says at once what is wrong with a flag, which no answer could mend", async () => {
    const terminal = onTerminal(makePlace(), ["lab", "session", "--temp", "hot"], { columns: 120 });
    await terminal.shows("--temp must be a number");
    expect(await terminal.ended).toBe(2);
  });

  it.each([
    ["Ctrl-C", "\u0003", 130],
    ["Ctrl-D", "\u0004", 3],
  ])("is left by %s at a question, and no home is made for it", { timeout: 60_000 }, async (_name, key, code) => {
    const place = makePlace();
    const terminal = onTerminal(place, ["lab", "session", ...ROOM]);
    await terminal.shows("material (PLA");
    terminal.send(key);
    expect(await terminal.ended).toBe(code);
    expect(existsSync(place.home)).toBe(false);
  });
});

describe("moot lab plan --part", () => {
  it("takes class and measures from the part, a flag over them, and refuses a part over the bed", { timeout: 60_000 }, async () => {
    const { corners } = bridge(40);
    const large = { corners: corners.map((value) => value * 8), degenerate: 0 };
    const place = makePlace({ "part.stl": writeStl(bridge(40)), "large.stl": writeStl(large) });
    const said = await moot(place, ["lab", "plan", "--part", "part.stl", "--detail", "span_mm=12", "--json"]);
    expect(successOf<Shown>(said).data.job.geometry_type).toBe("bridge");
    expect((await opened(place))?.details).toMatchObject({ heightMm: 46, spanMm: 12 });
    const refused = await moot(place, ["lab", "plan", "--part", "large.stl"]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("large.stl does not fit: ")]);
    expect((await moot(place, ["lab", "plan", "--part", "gone.stl"])).stderr).toContain("PART_UNREADABLE");
  });
});
