import { closeSync, constants, type Dirent, openSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { byCodeUnit } from "../../core/kernel/json.ts";
import { type Glob, parseGlob } from "../../core/steward/glob.ts";
import { descriptorPath } from "./descriptor.ts";
import { secretPartOf } from "./secret-name.ts";

/** Folders that a wildcard never enters: version control, packages, output, caches and virtual environments. */
const SKIPPED = new Set(
  ".git .hg .svn node_modules bower_components vendor dist build out site target coverage __pycache__ venv env virtualenv site-packages .venv .env .tox .nox .cache .next .nuxt .turbo .pytest_cache .mypy_cache .ruff_cache .gradle .idea .vscode".split(
    " ",
  ),
);

/** Bounds of one walk; what lies behind them is not found. */
const MAX_ENTRIES = 200_000;
const MAX_DEPTH = 32;

const FOLDER_FLAGS = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);

type Walk = { readonly glob: Glob; readonly found: Set<string>; left: number };

/**
 * Paths below the roots that match, relative to their root, sorted by code unit, each once, at most `limit`. Only regular
 * files; no link is followed, neither to a file nor to a folder; credentials are left out. A folder of `SKIPPED` is
 * entered only when the pattern spells its name. Same tree, same answer.
 */
export const expandGlob = (pattern: string, roots: readonly string[], limit: number): readonly string[] => {
  if (pattern.includes("\0") || pattern.split("/").includes("..")) return [];
  const walk: Walk = { glob: parseGlob(pattern), found: new Set(), left: MAX_ENTRIES };
  for (const root of roots) {
    const inside = pattern.startsWith("/") ? patternBelow(pattern, root) : pattern;
    if (inside === undefined) continue;
    const below: Walk = { ...walk, glob: parseGlob(inside), left: walk.left };
    const real = realFolder(root);
    if (real !== undefined) visit(below, real, "", below.glob.start, 0);
    walk.left = below.left;
  }
  return [...walk.found].sort(byCodeUnit).slice(0, Math.max(0, limit));
};

const patternBelow = (pattern: string, root: string): string | undefined => {
  const base = `${root.replace(/\/+$/u, "")}/`;
  return pattern.startsWith(base) ? pattern.slice(base.length) : undefined;
};

const realFolder = (root: string): string | undefined => {
  try {
    return realpathSync.native(root);
  } catch {
    return undefined;
  }
};

const visit = (walk: Walk, root: string, folder: string, positions: readonly number[], depth: number): void => {
  if (depth > MAX_DEPTH || positions.length === 0) return;
  for (const entry of entriesOf(join(root, folder))) {
    if (walk.left-- <= 0) return;
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const next = walk.glob.after(positions, entry.name);
    if (entry.isFile() && walk.glob.accepts(next) && secretPartOf(path) === undefined) walk.found.add(path);
    if (!entry.isDirectory() || secretPartOf(`${path}/x`) !== undefined) continue;
    if (SKIPPED.has(entry.name) && !walk.glob.names(positions, entry.name)) continue;
    visit(walk, root, path, next, depth + 1);
  }
};

/** Entries in code unit order. The folder is opened without following a link and listed through its descriptor where the system can. */
const entriesOf = (folder: string): readonly Dirent[] => {
  let fd: number | undefined;
  try {
    fd = openSync(folder, FOLDER_FLAGS);
    const real = descriptorPath(fd);
    if (real !== undefined && real !== folder) return [];
    const entries = readdirSync(real === undefined ? folder : `/proc/self/fd/${fd}`, { withFileTypes: true });
    return entries.sort((left, right) => byCodeUnit(left.name, right.name));
  } catch {
    return [];
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
};
