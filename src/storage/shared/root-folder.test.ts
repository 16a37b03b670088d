import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeRootFolder } from "./root-folder.ts";

const base = (): string => mkdtempSync(join(tmpdir(), "moot-root-"));

it("makes every level that is missing for its owner alone, says which was the first, and makes nothing twice", () => {
  const root = base();
  const deep = join(root, "a", "b", "c");
  expect(makeRootFolder(deep)).toBe(join(root, "a"));
  if (process.platform !== "win32") expect(statSync(deep).mode & 0o777).toBe(0o700);
  expect(makeRootFolder(deep)).toBeUndefined();
});

it("ends where no folder can be: on a file, below a file, and in a folder of the kernel", () => {
  const file = join(base(), "file");
  writeFileSync(file, "");
  const places = [file, join(file, "home"), ...(process.platform === "linux" ? ["/proc/moot-home", "/proc/moot-home/deeper"] : [])];
  for (const place of places) expect(() => makeRootFolder(place), place).toThrow(/ENOTDIR|ENOENT|EEXIST|EPERM|not a folder/u);
});
