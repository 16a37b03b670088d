import type { Json } from "../../core/kernel/json.ts";
import type { HomeFolder, ReadableFolder } from "../../ports/home.ts";
import { AGENT_FOLDERS, emptyAgentFiles, emptyHomeFiles, HOME_FOLDERS, isHollow } from "./empty-state.ts";

/** The version of what a fresh home holds. A home with another one is gone through again; what is there stays. */
export const SEED_VERSION = "moot-1";

/** Says that the home is complete, and with which version of the seeds. */
export const MARKER = ".bootstrap-complete";

/** The two files of a persona. A person owns them as soon as they stand in the home. */
export const SEED_FILES: readonly string[] = ["CLAUDE.md", "IDENTITY.md"];

/** Personas that every home has beside its workers. */
export const SEEDED_STAFF: readonly string[] = ["judge", "therapist", "opus-admin", "opus-therapist"];

/** What there is to fill: the home, the bundled assets, the workers of the active settings. `force` goes through it all again. */
export type BootstrapRequest = {
  readonly home: HomeFolder;
  readonly assets: ReadableFolder;
  readonly workers: readonly string[];
  readonly force?: boolean;
};

/** What was created, in order, relative to the home; folders end with `/`. `fresh`: the home had never been filled. */
export type Bootstrapped = { readonly created: readonly string[]; readonly fresh: boolean };

/**
 * Fills a home with what is missing: folders, empty state, the personas of the workers and of the staff. Nothing that is there
 * changes, so an edited persona stays; the only files replaced are hollow ones of the system before Moot. With the marker
 * there, one read and nothing more. Throws what the home throws when it cannot be written.
 */
export const bootstrapHome = ({ home, assets, workers, force = false }: BootstrapRequest): Bootstrapped => {
  const marker = home.read(MARKER);
  if (marker?.trim() === SEED_VERSION && !force) return { created: [], fresh: false };
  const created: string[] = [];
  for (const folder of HOME_FOLDERS) makeFolder(home, folder, created);
  for (const [path, empty] of Object.entries(emptyHomeFiles)) writeEmpty(home, path, empty, created);
  for (const name of [...new Set([...workers, ...SEEDED_STAFF])]) {
    created.push(...seedPersona(home, assets, name));
    if (workers.includes(name)) created.push(...startState(home, name));
  }
  home.write(MARKER, `${SEED_VERSION}\n`);
  return { created, fresh: marker === undefined };
};

/** Folders that every home has and this one lacks. */
export const missingFolders = (home: ReadableFolder): readonly string[] =>
  HOME_FOLDERS.filter((path) => {
    const parts = path.split("/");
    return !home.list(parts.slice(0, -1).join("/")).includes(`${parts.at(-1)}/`);
  });

/** Copies the bundled persona's files that the home does not have; returns their paths. A persona that is not bundled gets none. */
export const seedPersona = (home: HomeFolder, assets: ReadableFolder, name: string): readonly string[] => {
  const missing = SEED_FILES.filter((file) => home.read(`agents/${name}/${file}`) === undefined);
  return missing.flatMap((file) => {
    const text = assets.read(`personas/${name}/${file}`);
    if (text === undefined) return [];
    home.write(`agents/${name}/${file}`, text);
    return [`agents/${name}/${file}`];
  });
};

/** Gives a worker the empty state that it lacks; returns what was created. */
export const startState = (home: HomeFolder, name: string): readonly string[] => {
  const created: string[] = [];
  for (const folder of AGENT_FOLDERS) makeFolder(home, `agents/${name}/${folder}`, created);
  if (home.read(`agents/${name}/MEMORY.md`) === undefined) {
    home.write(`agents/${name}/MEMORY.md`, "");
    created.push(`agents/${name}/MEMORY.md`);
  }
  for (const [file, empty] of Object.entries(emptyAgentFiles(name))) writeEmpty(home, `agents/${name}/${file}`, empty, created);
  return created;
};

const writeEmpty = (home: HomeFolder, path: string, empty: Json, created: string[]): void => {
  const text = home.read(path);
  if (text !== undefined && !isHollow(text, empty)) return;
  home.write(path, `${JSON.stringify(empty, null, 2)}\n`);
  created.push(path);
};

const makeFolder = (home: HomeFolder, path: string, created: string[]): void => {
  const parts = path.split("/");
  if (home.list(parts.slice(0, -1).join("/")).includes(`${parts.at(-1)}/`)) return;
  home.makeFolder(path);
  created.push(`${path}/`);
};
