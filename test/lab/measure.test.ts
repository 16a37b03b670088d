import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeStl } from "../../src/core/lab/mesh/stl.ts";
import { bridge, moved, SAMPLE_PARTS } from "../kit/parts.ts";
import { failureOf, successOf } from "../surface/kit/envelope.ts";
import { makePlace, moot } from "../surface/kit/moot.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples/lab");
const place = (files: Readonly<Record<string, string | Uint8Array>> = {}) => makePlace({ "bridge.stl": writeStl(bridge(40)), ...files });

describe("moot lab measure", () => {
  it("measures a part, says what it is prone to and why, and gives what rows take from it", async () => {
    const { data } = successOf<Record<string, unknown>>(await moot(place(), ["lab", "measure", "bridge.stl", "--json"]));
    expect(data).toMatchObject({
      triangles: 36,
      size_mm: [60, 40, 46],
      length_mm: 60,
      contact_mm2: 800,
      overhang_deg: 0,
      geometry_type: "bridge",
      bed: { machine: "ender-3-v2", fits: true, over: [] },
      row: { geometry_type: "bridge", length_mm: 60, height_mm: 46, overhang_deg: 0, span_mm: data.span_mm },
    });
    expect(Math.abs((data.span_mm as number) - 40)).toBeLessThan(0.2);
    const at = place({ "rows.jsonl": JSON.stringify({ material: "PLA", env_temp: 22, env_humidity: 40, ...(data.row as object) }) });
    expect((await moot(at, ["lab", "loop", "--iterations", "1", "--in", "rows.jsonl"])).code).toBe(0);
  });

  it("warns of a wall that is missing, of a part in another unit, and of one that stands on an edge, and so does a plan of it", async () => {
    const cube = SAMPLE_PARTS.cube?.() ?? bridge(40);
    const scaled = (by: number) => moved(cube, ([x, y, z]) => [x * by, y * by, z * by]);
    const at = place({
      "open.stl": writeStl({ corners: cube.corners.slice(18), degenerate: 0 }),
      "metres.stl": writeStl(scaled(0.001)),
      "edge.stl": writeStl(moved(cube, ([x, y, z]) => [x - z, y, x + z])),
      "sound.stl": writeStl(cube),
    });
    const said = async (file: string) => successOf(await moot(at, ["lab", "measure", file, "--json"])).warnings.join("; ");
    expect(await said("open.stl")).toMatch(/^the surface has a gap of at least 2\d % of its area/u);
    expect(await said("metres.stl")).toContain("is its file in inches, or in metres?");
    expect(await said("edge.stl")).toMatch(/^it stands on 0 mm²/u);
    expect(await said("sound.stl")).toBe("");
    expect((await moot(at, ["lab", "plan", "--part", "open.stl", "--quiet"])).stderr).toContain("open.stl: the surface has a gap");
  });

  it("rows take from a part what they do not say themselves, and nothing else", async () => {
    const settings = { nozzle_temp: 210, bed_temp: 60, retraction_mm: 5, fan_pct: 0, first_layer_fan_pct: 0 };
    const bare = { material: "PLA", env_temp: 22, env_humidity: 40, settings };
    const full = { ...bare, geometry_type: "bridge", length_mm: 60, height_mm: 46, overhang_deg: 0 };
    const at = place({
      "bare.jsonl": [bare, { ...bare, span_mm: 5 }, { ...bare, geometry_type: "cube" }].map((row) => JSON.stringify(row)).join("\n"),
      "full.jsonl": [
        { ...full, span_mm: 40.08 },
        { ...full, span_mm: 5 },
        { ...full, span_mm: 40.08, geometry_type: "cube" },
      ]
        .map((row) => JSON.stringify(row))
        .join("\n"),
    });
    const printed = async (...args: readonly string[]) =>
      successOf<readonly unknown[]>(await moot(at, ["lab", "simulate", "--json", "--in", ...args])).data;
    expect(await printed("bare.jsonl", "--part", "bridge.stl")).toEqual(await printed("full.jsonl"));
    expect(failureOf(await moot(at, ["lab", "simulate", "--json", "--in", "bare.jsonl"])).message).toContain("geometry_type is missing");
    expect((await moot(at, ["lab", "loop", "--iterations", "2", "--in", "bare.jsonl", "--part", "bridge.stl"])).code).toBe(0);
    expect(failureOf(await moot(at, ["lab", "loop", "--json", "--in", "bare.jsonl", "--part", "none.stl"])).code).toBe("PART_UNREADABLE");
  });

  it("tells a person the same, and what does not fit the bed", async () => {
    const shown = await moot(place(), ["lab", "measure", "bridge.stl"]);
    expect(shown.stdout).toMatch(/bridges {2,}1, the longest 40\.\d+ mm/u);
    expect(shown.stdout).toContain("bridge: a ceiling spans 40.");
    const large = writeStl(SAMPLE_PARTS.plate?.() ?? bridge(40)).slice();
    const view = new DataView(large.buffer);
    for (let at = 96; at < large.length; at += 50)
      for (let k = 0; k < 36; k += 4) view.setFloat32(at + k, 2 * view.getFloat32(at + k, true), true);
    const wide = await moot(place({ "wide.STL": large }), ["lab", "measure", "wide.STL", "--machine", "prusa-mini"]);
    expect(wide.stdout.replaceAll(/\s+/gu, " ")).toContain(
      "It does not fit prusa-mini: 240 mm wide on a bed of 180 mm, 240 mm deep on a bed of 180 mm.",
    );
  });

  it("refuses a folder, a pipe, what is not there, what is too large and what is no part, by name and at once", async () => {
    const at = place({ "notes.txt": "solid words", "cut.stl": writeStl(bridge(40)).subarray(0, 900), "huge.stl": "" });
    execFileSync("mkfifo", [join(at.project, "pipe.stl")]);
    truncateSync(join(at.project, "huge.stl"), 200 * 1024 * 1024);
    const said = async (file: string): Promise<string> => failureOf(await moot(at, ["lab", "measure", file, "--json"])).message;
    expect(await said("..")).toBe(".. is a folder");
    expect(await said("pipe.stl")).toBe("pipe.stl is a pipe");
    expect(await said("/dev/zero")).toBe("/dev/zero is a device");
    expect(await said("none.stl")).toBe("none.stl is not there");
    expect(await said("huge.stl")).toBe("huge.stl has 209715200 bytes; at most 134217728 are read");
    expect(await said("notes.txt")).toBe("notes.txt: its name ends in none of .stl, .obj, .3mf");
    expect(await said("cut.stl")).toContain("cut.stl: its header promises 36 triangles");
    expect((await moot(at, ["lab", "measure"])).code).toBe(2);
  });

  it("reads the part behind a link that a person named", async () => {
    const at = place();
    symlinkSync(join(at.project, "bridge.stl"), join(at.project, "link.stl"));
    expect((await moot(at, ["lab", "measure", "link.stl"])).code).toBe(0);
  });

  it("makes no home and writes nothing", async () => {
    const at = place();
    await moot(at, ["lab", "measure", "bridge.stl"]);
    expect(existsSync(at.home)).toBe(false);
  });

  it("the part of the examples is the sample of the lab", () => {
    expect(Buffer.compare(readFileSync(join(EXAMPLES, "bridge.stl")), writeStl(bridge(40)))).toBe(0);
  });
});
