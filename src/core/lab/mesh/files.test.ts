import { describe, expect, it } from "vitest";
import { box, SAMPLE_PARTS } from "../../../../test/kit/parts.ts";
import type { Result } from "../../kernel/result.ts";
import { type Mesh, type MeshFault, MOST_TRIANGLES } from "./mesh.ts";
import { readObj } from "./obj.ts";
import { readStl, writeStl } from "./stl.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const messageOf = (read: Result<Mesh, MeshFault>): string => (read.ok ? `read ${read.value.corners.length / 9}` : read.fault.message);

const isPart = (read: Result<Mesh, MeshFault>, { corners }: Mesh): boolean =>
  read.ok && read.value.corners.length === corners.length && read.value.corners.every((value, at) => value === corners[at]);

const textStl = ({ corners }: Mesh, end = "\n"): string => {
  const facets: string[] = [];
  for (let at = 0; at < corners.length; at += 9) {
    const vertex = (k: number): string => `    vertex ${corners[at + k]} ${corners[at + k + 1]} ${corners[at + k + 2]}`;
    facets.push("  facet normal 0 0 0", "    outer loop", vertex(0), vertex(3), vertex(6), "    endloop", "  endfacet");
  }
  return ["solid part", ...facets, "endsolid part", ""].join(end);
};

const objOf = ({ corners }: Mesh): string => {
  const lines = ["# a part", "o part"];
  for (let at = 0; at < corners.length; at += 3) lines.push(`v ${corners[at]} ${corners[at + 1]} ${corners[at + 2]}`);
  for (let face = 0; face < corners.length / 9; face++) lines.push(`f ${3 * face + 1}/1/1 ${3 * face + 2}//2 ${3 * face + 3}`);
  return lines.join("\n");
};

describe("files of parts", () => {
  it.each(Object.entries(SAMPLE_PARTS))("%s is the same part as binary STL, as text and as OBJ", (_name, make) => {
    const part = make();
    const float = { corners: Float64Array.from(Float32Array.from(part.corners)), degenerate: 0 };
    expect(isPart(readStl(writeStl(part)), float)).toBe(true);
    expect(isPart(readStl(bytesOf(textStl(part))), part)).toBe(true);
    expect(isPart(readStl(bytesOf(textStl(part, "\r\n"))), part)).toBe(true);
    expect(isPart(readStl(bytesOf(textStl(part).toUpperCase())), part)).toBe(true);
    expect(isPart(readObj(bytesOf(objOf(part))), part)).toBe(true);
  });

  it("a binary file that opens with the word solid is binary, and bytes after it do not count", () => {
    const bytes = writeStl(box([0, 0, 0], [1, 1, 1]));
    bytes.set(bytesOf("solid made by a program"));
    expect(messageOf(readStl(bytes))).toBe("read 12");
    const longer = new Uint8Array(bytes.length + 7);
    longer.set(bytes.fill(0, 0, 80));
    expect(messageOf(readStl(longer))).toBe("read 12");
  });

  it("triangles without an area are left out and counted", () => {
    const flat = { corners: Float64Array.from([...box([0, 0, 0], [1, 1, 1]).corners, 0, 0, 0, 1, 1, 1, 2, 2, 2]), degenerate: 0 };
    expect(readStl(writeStl(flat))).toMatchObject({ ok: true, value: { degenerate: 1 } });
  });

  it("faces of an OBJ may have many corners, count backwards, and go on in the next line", () => {
    const square = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf -4 -3 \\\n-2 -1\n";
    expect(messageOf(readObj(bytesOf(square)))).toBe("read 2");
  });

  it.each<[string, Result<Mesh, MeshFault>, RegExp]>([
    [
      "a cut binary file",
      readStl(writeStl(box([0, 0, 0], [1, 1, 1])).subarray(0, 400)),
      /promises 12 triangles, which take 684 bytes, and it has 400/u,
    ],
    ["a short file", readStl(new Uint8Array(20)), /it has 20 bytes; a binary STL has at least 84/u],
    ["a huge count", readStl(new Uint8Array(84).fill(255, 80)), /promises 4294967295 triangles/u],
    ["a cut text", readStl(bytesOf(textStl(box([0, 0, 0], [1, 1, 1])).slice(0, -20))), /was cut off|corners instead of three/u],
    [
      "a facet of two corners",
      readStl(bytesOf("solid a\nfacet\nvertex 0 0 0\nvertex 1 0 0\nendfacet\nendsolid")),
      /line 5: a facet has 2 corners/u,
    ],
    [
      "a facet of four corners",
      readStl(bytesOf("solid a\nfacet\nvertex 0 0 0\nvertex 1 0 0\nvertex 1 1 0\nvertex 2 2 0\n")),
      /line 6: a facet has more/u,
    ],
    ["a word for a number", readStl(bytesOf("solid a\nvertex 0 nan 0\n")), /line 2: "nan" is no finite number/u],
    ["a part without triangles", readStl(bytesOf("solid a\nendsolid a\n")), /there is no triangle in it/u],
    [
      "NaN in a binary file",
      readStl(writeStl({ corners: Float64Array.from([0, 0, 0, 1, Number.NaN, 0, 0, 1, 0]), degenerate: 0 })),
      /triangle 1: a coordinate is NaN/u,
    ],
    [
      "a corner far out",
      readStl(writeStl({ corners: Float64Array.from([0, 0, 0, 1, 1e9, 0, 0, 1, 0]), degenerate: 0 })),
      /lies 1000000000 mm out/u,
    ],
    ["a corner that is not there", readObj(bytesOf("v 0 0 0\nf 1 2 3\n")), /line 2: "2" names no corner; 1 are known/u],
    ["a face of two", readObj(bytesOf("v 0 0 0\nv 1 0 0\nf 1 2\n")), /line 3: a face has 2 corners/u],
    ["an endless line", readObj(new Uint8Array(200_000).fill(97)), /line 1 is longer than/u],
  ])("%s is refused with what is wrong and where", (_name, read, message) => {
    expect(messageOf(read)).toMatch(message);
  });

  it("more triangles than the limit are refused before any is read", () => {
    const bytes = new Uint8Array(84 + 50 * (MOST_TRIANGLES + 1));
    new DataView(bytes.buffer).setUint32(80, MOST_TRIANGLES + 1, true);
    expect(readStl(bytes)).toMatchObject({ ok: false, fault: { kind: "too-large" } });
  });
});
