import { fail, type Result } from "../core/kernel/result.ts";
import { type Mesh, type MeshFault, malformed } from "../core/lab/mesh/mesh.ts";
import { readObj } from "../core/lab/mesh/obj.ts";
import { readStl } from "../core/lab/mesh/stl.ts";

/** The first bytes of every zip file. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** Bytes that the file of a part may have: two million triangles of binary STL, and a little. */
export const MOST_PART_BYTES: number = 128 * 1024 * 1024;

/** Reads a part by the ending of its name, `.stl`, `.obj` or `.3mf`; the bytes of a 3MF file must be those of a zip file. */
export const readPart = async (name: string, bytes: Uint8Array): Promise<Result<Mesh, MeshFault>> => {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  if (ending === "stl") return readStl(bytes);
  if (ending === "obj") return readObj(bytes);
  if (ending !== "3mf")
    return fail({ kind: "malformed", message: "its name ends in none of .stl, .obj, .3mf", hint: "export the part as STL, OBJ or 3MF" });
  if (!ZIP.every((byte, at) => bytes[at] === byte)) return fail(malformed("it is no zip file, and every 3MF file is one"));
  const { readThreeMf } = await import("./three-mf.ts");
  return readThreeMf(bytes);
};
