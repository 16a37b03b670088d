import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bridge, SAMPLE_PARTS } from "../../test/kit/parts.ts";
import { threeMf, zipOf } from "../../test/kit/zip.ts";
import { boxOf } from "../core/lab/mesh/columns.ts";
import { measure } from "../core/lab/mesh/measure.ts";
import type { Mesh } from "../core/lab/mesh/mesh.ts";
import { readPart } from "./read-part.ts";

const read = (bytes: Uint8Array) => readPart("part.3mf", bytes);
const partOf = async (bytes: Uint8Array): Promise<Mesh> => {
  const found = await read(bytes);
  if (!found.ok) throw new Error(found.fault.message);
  return found.value;
};
const faultOf = async (bytes: Uint8Array): Promise<string> => {
  const found = await read(bytes);
  return found.ok ? "read" : found.fault.message;
};

const meshXml = ({ corners }: Mesh): string => {
  const vertices = Array.from(
    { length: corners.length / 3 },
    (_, at) => `<vertex x="${corners[3 * at]}" y="${corners[3 * at + 1]}" z="${corners[3 * at + 2]}"/>`,
  );
  const triangles = Array.from(
    { length: corners.length / 9 },
    (_, at) => `<triangle v1="${3 * at}" v2="${3 * at + 1}" v3="${3 * at + 2}"/>`,
  );
  return `<mesh><vertices>${vertices.join("")}</vertices><triangles>${triangles.join("\n")}</triangles></mesh>`;
};
const object = (id: number, inside: string, more = ""): string => `<object id="${id}" ${more}>${inside}</object>`;
const model = (objects: string, items: string, unit = "millimeter"): string =>
  `<?xml version="1.0"?><model unit="${unit}" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"><resources>${objects}</resources><build>${items}</build></model>`;
const CUBE = meshXml(SAMPLE_PARTS.cube?.() as Mesh);

describe("a 3MF package", () => {
  it("is the part that was put into it, to the last bit", async () => {
    const part = bridge(30);
    const found = await partOf(threeMf(model(object(1, meshXml(part)), '<item objectid="1"/>')));
    expect([...found.corners]).toEqual([...part.corners]);
  });

  it.each([
    ["micron", 0.02],
    ["millimeter", 20],
    ["centimeter", 200],
    ["inch", 508],
    ["foot", 6096],
    ["meter", 20_000],
  ])("in %s is read in mm", async (unit, side) => {
    const { low, high } = boxOf(await partOf(threeMf(model(object(1, CUBE), '<item objectid="1"/>', unit))));
    expect(high[2] - low[2]).toBeCloseTo(side, 6);
  });

  it("moves its parts, inner transforms first; a mirror does not turn them inside out", async () => {
    const objects = object(1, CUBE) + object(2, '<components><component objectid="1" transform="1 0 0 0 1 0 0 0 1 5 0 0"/></components>');
    const found = await partOf(threeMf(model(objects, '<item objectid="2" transform="-2 0 0 0 1 0 0 0 1 0 7 0"/>')));
    expect(boxOf(found)).toEqual({ low: [-50, 7, 0], high: [-10, 27, 20] });
    expect(Math.round(measure(found, 64).volumeMm3)).toBe(16_000);
    expect(measure(found, 64)).toMatchObject({ contactMm2: 800, openShare: 0 });
  });

  it("is made of all its items and of models in other files, and not of what is no part of the build", async () => {
    const other = { name: "3D/Objects/other.model", data: model(object(9, CUBE), "") };
    const objects =
      object(1, CUBE) +
      object(2, CUBE, 'type="other"') +
      object(3, '<components><component p:path="/3D/Objects/other.model" objectid="9"/></components>');
    const items = '<item objectid="1"/><item objectid="2"/><item objectid="3" transform="1 0 0 0 1 0 0 0 1 40 0 0"/>';
    expect((await partOf(threeMf(model(objects, items), other))).corners.length / 9).toBe(24);
  });

  it("is found by the usual name when nothing names it", async () => {
    expect(
      (await partOf(zipOf([{ name: "3D/3DModel.model", data: model(object(1, CUBE), '<item objectid="1"/>') }]))).corners,
    ).toHaveLength(108);
  });

  const item = '<item objectid="1"/>';
  it.each<[string, Uint8Array, RegExp]>([
    ["no zip file", Uint8Array.of(1, 2, 3, 4, 5), /it is no zip file/u],
    ["a cut package", threeMf(model(object(1, CUBE), item)).subarray(0, 300), /it is no sound 3MF package/u],
    ["a path that leads out", zipOf([{ name: "../../etc/passwd", data: "x" }]), /invalid relative path/u],
    ["an absolute path", zipOf([{ name: "/etc/passwd", data: "x" }]), /absolute path/u],
    [
      "a model in a file outside",
      threeMf(model(object(1, '<components><component p:path="/../../etc/passwd" objectid="1"/></components>'), item)),
      /is not in it/u,
    ],
    ["no model", zipOf([{ name: "a", data: "b" }]), /"3D\/3dmodel.model" is not in it/u],
    ["no XML", threeMf("<model><resources>"), /no sound 3MF package: .*unclosed tag/u],
    ["an unknown unit", threeMf(model(object(1, CUBE), item, "ell")), /3D\/part.model:1: the unit "ell" is none of micron/u],
    [
      "NaN",
      threeMf(model(object(1, '<mesh><vertices><vertex x="NaN" y="0" z="0"/></vertices></mesh>'), item)),
      /part.model:1: "NaN" is no finite number/u,
    ],
    [
      "a missing number",
      threeMf(model(object(1, '<mesh><vertices><vertex x="1" y="0"/></vertices></mesh>'), item)),
      /"nothing" is no finite/u,
    ],
    [
      "a corner that is not there",
      threeMf(model(object(1, '<mesh><triangles><triangle v1="0" v2="1" v3="2"/></triangles></mesh>'), item)),
      /corner 0 of a triangle is not there; 0 are/u,
    ],
    ["an object that is not there", threeMf(model("", item)), /object "1" of "3D\/part.model" is used and not there/u],
    [
      "a transform of ten numbers",
      threeMf(model(object(1, CUBE), '<item objectid="1" transform="1 0 0 0 1 0 0 0 1 0"/>')),
      /a transform has 10 numbers/u,
    ],
    ["an empty build", threeMf(model(object(1, CUBE), "")), /there is no triangle in it/u],
    [
      "an object made of itself",
      threeMf(model(object(1, '<components><component objectid="1"/></components>'), item)),
      /more than 32 deep, or of themselves/u,
    ],
    [
      "entities that multiply",
      threeMf(`<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${model(object(1, CUBE), item).slice(21)}`),
      /a document type is not allowed/u,
    ],
    [
      "bytes that are no UTF-8",
      zipOf([{ name: "3D/3dmodel.model", data: Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0xfe) }]),
      /no sound 3MF package: The encoded data was not valid/u,
    ],
  ])("with %s is refused with what is wrong", async (_name, bytes, message) => {
    expect(await faultOf(bytes)).toMatch(message);
  });

  it("that doubles at every level is refused before it fills the memory", async () => {
    const levels = Array.from({ length: 31 }, (_, at) =>
      object(at + 2, `<components>${`<component objectid="${at + 1}"/>`.repeat(2)}</components>`),
    );
    expect(await faultOf(threeMf(model(object(1, CUBE) + levels.join(""), '<item objectid="32"/>')))).toMatch(
      /at most 2000000 are read|copies of parts/u,
    );
  });

  it("that unpacks to more than it may is refused, whatever it says of its size", async () => {
    const bomb = { name: "3D/3dmodel.model", data: Buffer.alloc(4 * 1024 * 1024, 32) };
    const told = await faultOf(zipOf([{ ...bomb, claims: 300 * 1024 * 1024 }]));
    expect(told).toMatch(/unpacks to 314572800 bytes; at most 268435456 are read/u);
    expect(await faultOf(zipOf([{ ...bomb, claims: 1000 }]))).toMatch(/too many bytes/u);
  });

  it("of any bytes, and any package with bytes changed, is a part or a fault", async () => {
    const sound = threeMf(model(object(1, CUBE), item));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(sound.length),
        async (changes, cut) => {
          const bytes = sound.slice(0, changes.length === 0 ? cut : sound.length);
          for (const [at, value] of changes) bytes[at] = value;
          expect(typeof (await read(bytes)).ok).toBe("boolean");
        },
      ),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            "<model>",
            '<object id="1">',
            "<mesh>",
            '<vertex x="0" y="1" z="2"/>',
            '<triangle v1="0" v2="0" v3="1"/>',
            "</mesh>",
            "</object>",
            "</model>",
            '<item objectid="1"/>',
            "&lt;",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
          ),
        ),
        async (words) => {
          expect(typeof (await read(threeMf(words.join("")))).ok).toBe("boolean");
        },
      ),
      { numRuns: 300 },
    );
  });
});
