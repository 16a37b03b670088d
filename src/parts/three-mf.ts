import { SaxesParser } from "saxes";
import { fail, type Result } from "../core/kernel/result.ts";
import { assemble, type PartModel, type PartObject, type Use } from "../core/lab/mesh/assemble.ts";
import { type Mesh, type MeshFault, MOST_TRIANGLES, malformed, tooMany } from "../core/lab/mesh/mesh.ts";
import { type Archive, ArchiveFault, openArchive } from "./archive.ts";

/** Bytes that the model files of one package may unpack to in all, and those of the file that names the first of them. */
const MOST_MODEL_BYTES = 256 * 1024 * 1024;
const MOST_RELATIONS_BYTES = 1024 * 1024;
const MOST_MODELS = 1000;
const RELATIONS = "_rels/.rels";
const USUAL_MODEL = "3D/3dmodel.model";

/** What the units of a model stand for, mm. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ["micron", 0.001],
  ["millimeter", 1],
  ["centimeter", 10],
  ["inch", 25.4],
  ["foot", 304.8],
  ["meter", 1000],
]);

/**
 * Reads a 3MF package: units, components, transforms, and model files that name each other (the production extension), with what
 * its build says is to be printed. Objects of type `other` are left out. Everything is looked up inside the package alone.
 */
export const readThreeMf = async (bytes: Uint8Array): Promise<Result<Mesh, MeshFault>> => {
  try {
    const archive = await openArchive(bytes);
    const root = (await rootOf(archive)) ?? USUAL_MODEL;
    const models = await modelsOf(archive, root);
    return assemble(models, root);
  } catch (error) {
    if (error instanceof BadModel) return fail(error.fault);
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof ArchiveFault) return fail({ ...malformed(why), kind: error.kind });
    return fail(malformed(`it is no sound 3MF package: ${why.slice(0, 200)}`));
  }
};

/** Carries a fault out of the handlers of the parser. */
class BadModel extends Error {
  readonly fault: MeshFault;
  constructor(fault: MeshFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const bad = (message: string): BadModel => new BadModel(malformed(message));

/** The model that the package names as its first. */
const rootOf = async (archive: Archive): Promise<string | undefined> => {
  if (!archive.has(RELATIONS)) return undefined;
  let target: string | undefined;
  await parse(archive.read(RELATIONS, MOST_RELATIONS_BYTES), RELATIONS, {
    open: (name, attributes) => {
      if (name === "Relationship" && attributes.Type?.endsWith("/3dmodel") === true) target ??= attributes.Target;
    },
  });
  return target === undefined ? undefined : pathOf(target);
};

/** Reads the first model and every other one that it leads to. */
const modelsOf = async (archive: Archive, root: string): Promise<ReadonlyMap<string, PartModel>> => {
  const models = new Map<string, PartModel>();
  const wanted = [root];
  let left = MOST_MODEL_BYTES;
  let corners = 0;
  for (const path of wanted) {
    if (models.has(path)) continue;
    if (models.size === MOST_MODELS) throw bad(`it has more than ${MOST_MODELS} model files`);
    const model = await readModel(
      count(archive.read(path, left), (size) => (left -= size)),
      path,
      (added) => (corners += added),
    );
    models.set(path, model);
    const uses = [...model.items, ...[...model.objects.values()].flatMap((object) => object.uses)];
    for (const { path: other } of uses) if (other !== undefined && !models.has(other)) wanted.push(other);
  }
  return models;
};

const count = async function* (chunks: AsyncGenerator<Uint8Array>, tell: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    tell(chunk.length);
    yield chunk;
  }
};

type Growing = { readonly vertices: number[]; readonly triangles: number[]; readonly uses: Use[] };
type Attributes = Readonly<Record<string, string | undefined>>;

/** Reads one model file. `grown` is told of corners and triangles, and answers how many there are in all. */
const readModel = async (chunks: AsyncGenerator<Uint8Array>, path: string, grown: (added: number) => number): Promise<PartModel> => {
  const objects = new Map<string, PartObject>();
  const others = new Set<string>();
  const items: Use[] = [];
  let millimetres = 1;
  let current: Growing | undefined;
  let where = (): string => path;
  const grow = (): void => {
    if (grown(1) > 4 * MOST_TRIANGLES) throw new BadModel(tooMany(`more than ${MOST_TRIANGLES}`));
  };
  const openings: Readonly<Record<string, (attributes: Attributes) => void>> = {
    model: ({ unit = "millimeter" }) => {
      const found = UNITS.get(unit);
      if (found === undefined)
        throw bad(`${where()}: the unit ${JSON.stringify(unit.slice(0, 40))} is none of ${[...UNITS.keys()].join(", ")}`);
      millimetres = found;
    },
    object: ({ id = "", type = "model" }) => {
      current = { vertices: [], triangles: [], uses: [] };
      objects.set(id, current);
      if (type === "other") others.add(id);
    },
    vertex: ({ x, y, z }) => {
      grow();
      for (const value of [x, y, z]) current?.vertices.push(number(value, where));
    },
    triangle: ({ v1, v2, v3 }) => {
      grow();
      const most = (current?.vertices.length ?? 0) / 3;
      for (const value of [v1, v2, v3]) current?.triangles.push(corner(value, most, where));
    },
    component: (attributes) => {
      grow();
      current?.uses.push(useOf(attributes, where));
    },
    item: (attributes) => {
      grow();
      items.push(useOf(attributes, where));
    },
  };
  await parse(chunks, path, {
    locate: (position) => {
      where = position;
    },
    open: (name, attributes) => openings[name]?.(attributes),
  });
  return { millimetres, objects, items: items.filter(({ id, path: other }) => other !== undefined || !others.has(id)) };
};

const useOf = (attributes: Attributes, where: () => string): Use => {
  const { objectid: id, transform } = attributes;
  if (id === undefined) throw bad(`${where()}: an item or component without objectid`);
  const key = Object.keys(attributes).find((name) => name === "path" || name.endsWith(":path"));
  const path = key === undefined ? undefined : attributes[key];
  const moves =
    transform === undefined
      ? undefined
      : transform
          .trim()
          .split(/\s+/u)
          .map((word) => number(word, where));
  if (moves !== undefined && moves.length !== 12) throw bad(`${where()}: a transform has ${moves.length} numbers instead of 12`);
  return { id, ...(path === undefined ? {} : { path: pathOf(path) }), ...(moves === undefined ? {} : { transform: moves }) };
};

const pathOf = (path: string): string => path.replace(/^\/+/u, "");

const number = (text: string | undefined, where: () => string): number => {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw bad(`${where()}: ${JSON.stringify((text ?? "nothing").slice(0, 40))} is no finite number`);
  return value;
};

const corner = (text: string | undefined, known: number, where: () => string): number => {
  const value = number(text, where);
  if (!Number.isInteger(value) || value < 0 || value >= known)
    throw bad(`${where()}: corner ${value} of a triangle is not there; ${known} are`);
  return value;
};

type Handlers = {
  readonly open: (name: string, attributes: Attributes) => void;
  /** Is given what says where the parser stands. */
  readonly locate?: (position: () => string) => void;
};

/** Parses XML as it comes. Names lose their prefix. A document type is refused: no entity is ever expanded. */
const parse = async (chunks: AsyncGenerator<Uint8Array>, path: string, { open, locate }: Handlers): Promise<void> => {
  const parser = new SaxesParser({ xmlns: false });
  locate?.(() => `${path}:${parser.line}`);
  parser.on("doctype", () => {
    throw bad(`${path}:${parser.line}: a document type is not allowed in 3MF`);
  });
  parser.on("opentag", ({ name, attributes }) => open(name.slice(name.indexOf(":") + 1), attributes));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode());
  parser.close();
};
