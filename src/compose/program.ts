import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package: the one above that holds the bundled assets. Works from the sources and from the bundle. */
export const packageRoot = (): string => {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "assets", "personas"))) return folder;
    if (folder === dirname(folder)) throw new Error(`the assets are missing beside ${import.meta.dirname}: install Moot again`);
  }
};

/** The version of this package. */
export const version = (): string => (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;

/** This program as it was started: the words that start it again. */
export const ownProgram = (): readonly string[] => [process.execPath, ...process.execArgv, process.argv[1] ?? ""];
