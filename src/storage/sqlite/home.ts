import { accessSync, closeSync, constants, openSync, readFileSync, statfsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeRootFolder } from "../shared/root-folder.ts";
import { StorageError } from "../storage-error.ts";

/** The files of a home that storage owns. */
export type HomePaths = { readonly home: string; readonly database: string; readonly bell: string; readonly hosts: string };

/** Names the network file system that holds a folder, or undefined for a local disk. */
export type NetworkOf = (folder: string) => string | undefined;

/** Where the files of a home are. Makes none. */
export const homePaths = (home: string): HomePaths => {
  const root = resolve(home);
  return { home: root, database: join(root, "moot.db"), bell: join(root, "bell"), hosts: join(root, "hosts") };
};

/**
 * Creates what is missing (folders 0700, files 0600) and returns the paths. Throws `unwritable-home` or, where locks cannot
 * be trusted, `network-home` before any file is made; both name MOOT_HOME.
 */
export const prepareHome = (home: string, networkOf: NetworkOf): HomePaths => {
  const paths = homePaths(home);
  const root = paths.home;
  try {
    makeRootFolder(root);
    demandLocal(root, networkOf);
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
    makeRootFolder(paths.hosts);
    createFile(paths.database);
    createFile(paths.bell);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const advice = "Set MOOT_HOME to a folder that you own and can write to.";
    throw new StorageError("unwritable-home", root, `The home ${root} cannot be written (${reason}). ${advice}`, { cause: error });
  }
  return paths;
};

const demandLocal = (root: string, networkOf: NetworkOf): void => {
  const network = networkOf(root);
  if (network === undefined) return;
  const why = `The home ${root} lies on ${network}: a write-ahead log and its locks cannot be trusted there.`;
  throw new StorageError("network-home", root, `${why} Set MOOT_HOME to a folder on a local disk.`);
};

/**
 * Creates an empty file with mode 0600 unless it exists. Never opens an existing one: closing any descriptor of a database
 * file drops the locks that SQLite holds on it in this process.
 */
export const createFile = (path: string): void => {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    accessSync(path, constants.R_OK | constants.W_OK);
    if (!statSync(path).isFile()) throw error;
  }
};

const NETWORK_MAGIC: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB2"],
  [0x01021997, "9P"],
  [0x00c36400, "Ceph"],
  [0x5346414f, "AFS"],
  [0x6b414653, "AFS"],
  [0x73757245, "Coda"],
  [0x0bd00bd0, "Lustre"],
  [0x47504653, "GPFS"],
  [0x01161970, "GFS2"],
  [0x7461636f, "OCFS2"],
  [0x786f4256, "VirtualBox shared folder"],
]);
const FUSE_MAGIC = 0x65735546;
const NETWORK_FUSE = /^fuse\.(sshfs|s3fs|rclone|gcsfuse|glusterfs|ceph|davfs|goofys|mount-s3|seaweedfs|juicefs|curlftpfs|smbnetfs)/;

/** The name of the network file system that holds `home`, or undefined: locks are unsafe there. Linux only; elsewhere undefined. */
export const networkFileSystem: NetworkOf = (home) => {
  if (process.platform !== "linux") return undefined;
  const magic = Number(statfsSync(home).type) >>> 0;
  if (magic !== FUSE_MAGIC) return networkFileSystemName(magic);
  return networkFileSystemName(magic, fileSystemType(readFileSync("/proc/self/mountinfo", "utf8"), resolve(home)));
};

/** The network file system behind a statfs magic number; for FUSE the mount's type decides. */
export const networkFileSystemName = (magic: number, mountType?: string): string | undefined => {
  if (magic !== FUSE_MAGIC) return NETWORK_MAGIC.get(magic);
  return mountType !== undefined && NETWORK_FUSE.test(mountType) ? mountType : undefined;
};

/** The type of the innermost mount that holds `path`, by the text of `/proc/self/mountinfo`. */
export const fileSystemType = (mountInfo: string, path: string): string | undefined => {
  let best = -1;
  let type: string | undefined;
  for (const line of mountInfo.split("\n")) {
    const [left, right] = line.split(" - ");
    const point = left?.split(" ")[4]?.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    if (point === undefined || right === undefined || point.length < best) continue;
    if (path !== point && !path.startsWith(point.endsWith("/") ? point : `${point}/`)) continue;
    best = point.length;
    type = right.split(" ")[0];
  }
  return type;
};
