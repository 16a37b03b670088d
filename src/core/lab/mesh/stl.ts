import { eachLine, latinText } from "../../kernel/byte-lines.ts";
import { fail, type Result } from "../../kernel/result.ts";
import { type Mesh, MeshBuilder, type MeshFault, MOST_TRIANGLES, malformed, normalOf, tooMany } from "./mesh.ts";

/** A binary file: 80 bytes of anything, the count, then 50 bytes a triangle. */
const HEADER_BYTES = 84;
const TRIANGLE_BYTES = 50;
const MOST_LINE_BYTES = 10_000;

/**
 * Reads an STL file, binary or text. The count of a binary file is believed only as far as there are bytes for it; its stored
 * normals are not looked at, and bytes after the last triangle neither.
 */
export const readStl = (bytes: Uint8Array): Result<Mesh, MeshFault> => {
  const count = bytes.length < HEADER_BYTES ? undefined : viewOf(bytes).getUint32(80, true);
  const needed = count === undefined ? Number.POSITIVE_INFINITY : HEADER_BYTES + TRIANGLE_BYTES * count;
  // Many programs open binary files with the word "solid" too, so that the size decides.
  if (bytes.length !== needed && /^\s*solid\b/iu.test(latinText(bytes, 0, Math.min(bytes.length, 100)))) return readText(bytes);
  if (count === undefined) return fail(malformed(`it has ${bytes.length} bytes; a binary STL has at least ${HEADER_BYTES}`));
  if (bytes.length < needed)
    return fail(
      malformed(`its header promises ${count} triangles, which take ${needed} bytes, and it has ${bytes.length}: it was cut off`),
    );
  return count > MOST_TRIANGLES ? fail(tooMany(String(count))) : readBinary(bytes, count);
};

const readBinary = (bytes: Uint8Array, count: number): Result<Mesh, MeshFault> => {
  const view = viewOf(bytes);
  const builder = new MeshBuilder(count);
  const corner = new Float64Array(9);
  for (let index = 0; index < count && builder.fault === undefined; index++) {
    const at = HEADER_BYTES + TRIANGLE_BYTES * index + 12;
    for (let k = 0; k < 9; k++) corner[k] = view.getFloat32(at + 4 * k, true);
    builder.add(corner, 0, () => `triangle ${index + 1}`);
  }
  return builder.finish();
};

const readText = (bytes: Uint8Array): Result<Mesh, MeshFault> => {
  const builder = new MeshBuilder();
  const corner = new Float64Array(9);
  let held = 0;
  let isEnded = false;
  let fault: MeshFault | undefined;
  const long = eachLine(bytes, MOST_LINE_BYTES, (text, line) => {
    const words = text.trim().toLowerCase().split(/\s+/u);
    if (words[0] === "vertex")
      fault = held < 9 ? takeVertex(words, corner, held, line) : malformed(`line ${line}: a facet has more than three corners`);
    if (words[0] === "vertex") held += 3;
    if (words[0] === "endfacet") {
      if (held === 9) builder.add(corner, 0, () => `line ${line}`);
      else fault ??= malformed(`line ${line}: a facet has ${held / 3} corners instead of three`);
      held = 0;
    }
    if (words[0] !== "") isEnded = words[0] === "endsolid";
    return fault === undefined && builder.fault === undefined;
  });
  if (long !== undefined) return fail(malformed(`line ${long.line} is longer than ${MOST_LINE_BYTES} bytes`));
  if (fault !== undefined) return fail(fault);
  if (builder.fault === undefined && !isEnded) return fail(malformed("it does not end with endsolid: it was cut off"));
  return builder.finish();
};

const takeVertex = (words: readonly string[], corner: Float64Array, at: number, line: number): MeshFault | undefined => {
  for (let k = 0; k < 3; k++) {
    const word = words[k + 1] ?? "";
    const value = word === "" ? Number.NaN : Number(word);
    if (!Number.isFinite(value)) return malformed(`line ${line}: ${JSON.stringify(word.slice(0, 40))} is no finite number`);
    corner[at + k] = value;
  }
  return undefined;
};

/** A part as a binary STL file, for programs that read nothing else; numbers lose what a 32-bit float does not hold. */
export const writeStl = ({ corners }: Mesh): Uint8Array => {
  const count = corners.length / 9;
  const bytes = new Uint8Array(HEADER_BYTES + TRIANGLE_BYTES * count);
  const view = viewOf(bytes);
  view.setUint32(80, count, true);
  for (let index = 0; index < count; index++) {
    const at = HEADER_BYTES + TRIANGLE_BYTES * index;
    normalOf(corners, 9 * index).forEach((value, axis) => {
      // A zero is written as -0: admesh, which slicers read with, takes a file whose first bytes are all under 128 for text.
      view.setFloat32(at + 4 * axis, value === 0 ? -0 : value, true);
    });
    for (let k = 0; k < 9; k++) view.setFloat32(at + 12 + 4 * k, corners[9 * index + k] as number, true);
  }
  return bytes;
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
