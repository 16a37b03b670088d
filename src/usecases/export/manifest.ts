import type { FileFact } from "../../core/trace/card-facts.ts";

/** The file by which an export is known again: its other files with their sizes and checksums. */
export const MANIFEST = "moot-export.json";

/** What a manifest holds. */
export type Manifest = { readonly schema: typeof MANIFEST_SCHEMA; readonly generator: string; readonly files: readonly FileFact[] };

const MANIFEST_SCHEMA = "moot/export-manifest@1";

/** Files that a manifest may list. */
const MAX_FILES = 5_000;

/** The text of a manifest; files in the order given. */
export const manifestText = (generator: string, files: readonly FileFact[]): string =>
  `${JSON.stringify({ schema: MANIFEST_SCHEMA, generator, files } satisfies Manifest, undefined, 2)}\n`;

/** A path inside the folder: names that export writes, no way out of it. */
const PATH = /^(?:[a-zA-Z0-9][a-zA-Z0-9._-]*\/)*[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

/** Reads a manifest that may be anything; undefined when it is none. */
export const readManifest = (text: string): Manifest | undefined => {
  const read = parse(text) as Partial<Manifest> | null | undefined;
  if (typeof read !== "object" || read === null || read.schema !== MANIFEST_SCHEMA || typeof read.generator !== "string") return undefined;
  const { files } = read;
  const isList = Array.isArray(files) && files.length > 0 && files.length <= MAX_FILES && files.every(isFile);
  return isList && new Set(files.map(({ path }) => path)).size === files.length ? (read as Manifest) : undefined;
};

const isFile = (file: Partial<FileFact> | null): boolean =>
  typeof file === "object" &&
  file !== null &&
  typeof file.path === "string" &&
  PATH.test(file.path) &&
  !file.path.split("/").includes("..") &&
  Number.isSafeInteger(file.bytes) &&
  /^[0-9a-f]{64}$/.test(String(file.sha256));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Files of an older export in a folder that a newer one does not write: what would stand beside it as if it belonged to it. Only those
 * that are still as they were exported, so that nothing that a person changed is among them.
 */
export const staleFiles = (
  folder: { readonly read: (path: string) => Uint8Array | undefined },
  next: readonly string[],
  sha256: (bytes: Uint8Array) => string,
): readonly string[] => {
  const own = folder.read(MANIFEST);
  const before = own === undefined ? undefined : readManifest(new TextDecoder("utf-8").decode(own));
  const kept = new Set(next);
  return (before?.files ?? []).flatMap(({ path, sha256: hash }) => {
    const bytes = kept.has(path) ? undefined : folder.read(path);
    return bytes !== undefined && sha256(bytes) === hash ? [path] : [];
  });
};
