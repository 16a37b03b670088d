import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HomeFolder } from "../../src/ports/home.ts";
import { openHomeFolder } from "../../src/storage/files/home-folder.ts";
import { temporaryFolder } from "../kit/home.ts";

/** A home on disk that is removed when the test is over. `writes` lists the paths that were written, in order. */
export type TemporaryHome = HomeFolder & { readonly writes: readonly string[] };

/** Opens a home that holds these files by path; they do not count as writes. */
export const temporaryHome = (files: Readonly<Record<string, string>> = {}): TemporaryHome => {
  const folder = openHomeFolder(join(temporaryFolder("home"), "moot"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.root, path)), { recursive: true });
    writeFileSync(join(folder.root, path), text);
  }
  const writes: string[] = [];
  return {
    ...folder,
    writes,
    write: (path, text) => {
      writes.push(path);
      folder.write(path, text);
    },
  };
};

/** Every file below a folder of the home, path to text, sorted. */
export const filesOf = (home: HomeFolder, folder = ""): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...home.list(folder).map((name) => {
      const path = folder === "" ? name : `${folder}/${name}`;
      return name.endsWith("/") ? filesOf(home, path.slice(0, -1)) : { [path]: home.read(path) ?? "" };
    }),
  );
