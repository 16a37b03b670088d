import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const isRoot = process.getuid?.() === 0;

/**
 * Makes a folder read-only until the test ends: by its modes, or for root, whom modes do not bind, by a mount. False, with a line
 * that says so, where neither can be done.
 */
export const freeze = (folder: string): boolean => {
  if (isRoot) return mountReadOnly(folder);
  const setModes = (file: number, directory: number): void => {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
    chmodSync(folder, directory | 0o500);
    for (const path of names) chmodSync(path, statSync(path).isDirectory() ? directory : file);
    chmodSync(folder, directory);
  };
  setModes(0o400, 0o500);
  onTestFinished(() => setModes(0o600, 0o700));
  return true;
};

const mountReadOnly = (folder: string): boolean => {
  try {
    execFileSync("mount", ["--bind", folder, folder], { stdio: "ignore" });
  } catch {
    console.log("read-only home: no bind mount here, so what root would be refused was not tried");
    return false;
  }
  onTestFinished(() => void execFileSync("umount", [folder], { stdio: "ignore" }));
  execFileSync("mount", ["-o", "remount,bind,ro", folder], { stdio: "ignore" });
  return true;
};
