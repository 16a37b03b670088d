import type { Result } from "../../kernel/result.ts";
import { fail } from "../../kernel/result.ts";
import { type Mesh, MeshBuilder, type MeshFault, malformed, tooMany } from "./mesh.ts";

/** An affine move of a 3MF file: twelve numbers, three rows that a point is multiplied with from the left, then the shift. */
export type Transform = readonly number[];

/** One use of an object: in which model file (absent: the same one), which id, how it is moved. */
export type Use = { readonly path?: string; readonly id: string; readonly transform?: Transform };

/** An object: its own mesh (three numbers a vertex, three indices a triangle), or uses of others. */
export type PartObject = { readonly vertices: readonly number[]; readonly triangles: readonly number[]; readonly uses: readonly Use[] };

/** A model file of a 3MF package. `millimetres` is what its unit stands for; `items` is what is to be printed. */
export type PartModel = {
  readonly millimetres: number;
  readonly objects: ReadonlyMap<string, PartObject>;
  readonly items: readonly Use[];
};

/** How deep objects may be made of objects, and how many uses one part may have. */
const MOST_DEPTH = 32;
const MOST_USES = 100_000;
const IDENTITY: Transform = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];

/**
 * Puts a part together: every item of the root model with everything that it is made of, moved and in mm. Objects are found by
 * path and id within `models` alone. Faults: an object that is not there, objects within objects over the limits.
 */
export const assemble = (models: ReadonlyMap<string, PartModel>, root: string): Result<Mesh, MeshFault> => {
  const builder = new MeshBuilder();
  let uses = 0;
  let fault: MeshFault | undefined;
  const place = (use: Use, from: string, outer: Transform, depth: number): void => {
    const path = use.path ?? from;
    const object = models.get(path)?.objects.get(use.id);
    if (object === undefined)
      fault = malformed(`object ${JSON.stringify(use.id.slice(0, 40))} of ${JSON.stringify(path.slice(0, 80))} is used and not there`);
    else if (depth > MOST_DEPTH) fault = malformed(`objects are made of objects more than ${MOST_DEPTH} deep, or of themselves`);
    else if (++uses > MOST_USES) fault = tooMany(`more than ${MOST_USES} copies of parts in`);
    if (fault !== undefined || object === undefined) return;
    const whole = use.transform === undefined ? outer : product(use.transform, outer);
    addObject(builder, object, whole, `object ${use.id.slice(0, 40)}`);
    fault = builder.fault;
    for (const inner of object.uses) if (fault === undefined) place(inner, path, whole, depth + 1);
  };
  const model = models.get(root);
  const scale = model?.millimetres ?? 1;
  const toMillimetres = IDENTITY.map((value) => value * scale);
  for (const item of model?.items ?? []) if (fault === undefined) place(item, root, toMillimetres, 1);
  return fault === undefined ? builder.finish() : fail(fault);
};

const addObject = (builder: MeshBuilder, { vertices, triangles }: PartObject, m: Transform, name: string): void => {
  const isMirrored = determinant(m) < 0;
  const corner = new Float64Array(9);
  for (let at = 0; at < triangles.length && builder.fault === undefined; at += 3) {
    for (let slot = 0; slot < 3; slot++) {
      // A mirror turns a part inside out; the other order turns it back.
      const vertex = 3 * (triangles[at + (isMirrored ? 2 - slot : slot)] as number);
      const [x, y, z] = [vertices[vertex] as number, vertices[vertex + 1] as number, vertices[vertex + 2] as number];
      for (let axis = 0; axis < 3; axis++)
        corner[3 * slot + axis] =
          x * (m[axis] as number) + y * (m[3 + axis] as number) + z * (m[6 + axis] as number) + (m[9 + axis] as number);
    }
    builder.add(corner, 0, () => `${name}, triangle ${at / 3 + 1}`);
  }
};

/** First `a`, then `b`. */
const product = (a: Transform, b: Transform): Transform =>
  Array.from({ length: 12 }, (_, index) => {
    const [row, axis] = [Math.floor(index / 3), index % 3];
    const moved = [0, 1, 2].reduce((sum, k) => sum + (a[3 * row + k] as number) * (b[3 * k + axis] as number), 0);
    return row === 3 ? moved + (b[9 + axis] as number) : moved;
  });

const determinant = (m: Transform): number => {
  const at = (index: number): number => m[index] as number;
  return at(0) * (at(4) * at(8) - at(5) * at(7)) - at(1) * (at(3) * at(8) - at(5) * at(6)) + at(2) * (at(3) * at(7) - at(4) * at(6));
};
