import { statfsSync, statSync } from "node:fs";

/**
 * What this machine and the place of a home are like. `homeMode` is absent while there is no home; `notFolder` says what stands
 * there instead of one. Bytes are free for us.
 */
export type MachineFacts = {
  readonly node: string;
  readonly sqlite: string;
  readonly oldestSqlite: string;
  readonly homeMode: number | undefined;
  readonly notFolder: string | undefined;
  readonly networkFileSystem: string | undefined;
  readonly freeBytes: number;
};

/** Looks at this machine and at the place of a home. Changes nothing. */
export const probeMachine = async (home: string): Promise<MachineFacts> => {
  const [{ networkFileSystem }, { OLDEST_SQLITE }, { nearestPlace }] = await Promise.all([
    import("../storage/sqlite/home.ts"),
    import("../storage/sqlite/open.ts"),
    import("../storage/files/place.ts"),
  ]);
  const nearest = nearestPlace(home);
  const stats = statSync(nearest);
  const { bavail, bsize } = statfsSync(nearest);
  return {
    node: process.versions.node,
    sqlite: process.versions.sqlite ?? "none",
    oldestSqlite: OLDEST_SQLITE,
    homeMode: nearest === home ? stats.mode & 0o777 : undefined,
    notFolder: stats.isDirectory() ? undefined : `${nearest} is ${stats.isFile() ? "a file" : "no folder"}`,
    networkFileSystem: networkFileSystem(nearest),
    freeBytes: bavail * bsize,
  };
};
