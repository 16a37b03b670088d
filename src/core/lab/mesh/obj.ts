import { eachLine } from "../../kernel/byte-lines.ts";
import { fail, type Result } from "../../kernel/result.ts";
import { type Mesh, MeshBuilder, type MeshFault, MOST_TRIANGLES, malformed, tooMany } from "./mesh.ts";

const MOST_LINE_BYTES = 100_000;
const MOST_VERTICES = 3 * MOST_TRIANGLES;

/**
 * Reads the vertices (`v`) and faces (`f`) of an OBJ file as mm, z up; other lines say nothing of the shape. A face of more
 * corners than three is cut into a fan from its first corner, which is exact where the face is convex. Indices count from 1, or
 * backwards from -1.
 */
export const readObj = (bytes: Uint8Array): Result<Mesh, MeshFault> => {
  const vertices: number[] = [];
  const builder = new MeshBuilder();
  let fault: MeshFault | undefined;
  let before = "";
  const long = eachLine(bytes, MOST_LINE_BYTES, (text, line) => {
    const whole = before + text;
    if (whole.endsWith("\\") && whole.length <= MOST_LINE_BYTES) {
      before = `${whole.slice(0, -1)} `;
      return true;
    }
    before = "";
    const [kind = "", ...words] = whole.trim().split(/\s+/u);
    if (kind === "v") fault = takeVertex(words, vertices, line);
    if (kind === "f") fault = takeFace(words, vertices, builder, line);
    return fault === undefined && builder.fault === undefined;
  });
  if (long !== undefined) return fail(malformed(`line ${long.line} is longer than ${MOST_LINE_BYTES} bytes`));
  return fault === undefined ? builder.finish() : fail(fault);
};

const takeVertex = (words: readonly string[], vertices: number[], line: number): MeshFault | undefined => {
  if (vertices.length >= 3 * MOST_VERTICES) return tooMany(`over ${MOST_VERTICES} corners for its`);
  for (let k = 0; k < 3; k++) {
    const word = words[k] ?? "";
    const value = word === "" ? Number.NaN : Number(word);
    if (!Number.isFinite(value)) return malformed(`line ${line}: ${JSON.stringify(word.slice(0, 40))} is no finite number`);
    vertices.push(value);
  }
  return undefined;
};

const takeFace = (words: readonly string[], vertices: readonly number[], builder: MeshBuilder, line: number): MeshFault | undefined => {
  const count = vertices.length / 3;
  if (words.length < 3) return malformed(`line ${line}: a face has ${words.length} corners; it takes three or more`);
  const corner = new Float64Array(9);
  const place = (word: string, slot: number): boolean => {
    const index = /^[+-]?\d{1,9}(?:\/|$)/u.test(word) ? Number.parseInt(word, 10) : 0;
    const at = index < 0 ? count + index : index - 1;
    if (index === 0 || at < 0 || at >= count) return false;
    for (let k = 0; k < 3; k++) corner[3 * slot + k] = vertices[3 * at + k] as number;
    return true;
  };
  const bad = words.find((word) => !place(word, 0));
  if (bad !== undefined)
    return malformed(`line ${line}: ${JSON.stringify(bad.slice(0, 40))} names no corner; ${count} are known at that line`);
  for (let last = 2; last < words.length; last++) {
    place(words[0] as string, 0);
    place(words[last - 1] as string, 1);
    place(words[last] as string, 2);
    builder.add(corner, 0, () => `line ${line}`);
  }
  return undefined;
};
