import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StorageError } from "../storage-error.ts";

/** File systems of the kernel, by their statfs magic: they hold no file of ours, whatever their modes say. */
const KERNEL_MAGIC: ReadonlyMap<number, string> = new Map([
  [0x9fa0, "proc"],
  [0x62656572, "sysfs"],
]);

/** The path itself, or the nearest above it that is there. */
export const nearestPlace = (path: string): string => (existsSync(path) || path === dirname(path) ? path : nearestPlace(dirname(path)));

/** Throws `unwritable-home` when no home can be made at `home` (absolute). Makes nothing. */
export const demandPlace = (home: string): void => {
  const nearest = nearestPlace(home);
  const reason = refusalOf(nearest);
  if (reason === undefined) return;
  const advice = "Set MOOT_HOME to a folder that you own and can write to.";
  throw new StorageError("unwritable-home", home, `The home ${home} cannot be made: ${nearest} ${reason}. ${advice}`);
};

const refusalOf = (place: string): string | undefined => {
  if (!statSync(place).isDirectory()) return "is a file, not a folder";
  const kernel = process.platform === "linux" ? KERNEL_MAGIC.get(Number(statfsSync(place).type) >>> 0) : undefined;
  if (kernel !== undefined) return `is a folder of the kernel (${kernel})`;
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
    return undefined;
  } catch {
    return "may not be written by you";
  }
};
