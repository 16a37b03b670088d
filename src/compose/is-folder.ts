import { statSync } from "node:fs";

/** True when a folder is there and can be looked at; also through a link. Never throws. */
export const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};
