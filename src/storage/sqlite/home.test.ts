import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileSystemType, networkFileSystem, networkFileSystemName } from "./home.ts";
import { openSqliteJournal } from "./journal.ts";

const MOUNTS = [
  "22 1 0:1 / / rw,relatime - ext4 /dev/vda rw",
  "30 22 0:2 / /home/me/remote rw - fuse.sshfs me@host:/ rw",
  "31 22 0:3 / /home/me/with\\040space rw shared:1 - fuse.ntfs-3g /dev/sdb1 rw",
  "",
].join("\n");

test("network file systems are told by their magic number", () => {
  expect(networkFileSystemName(0x6969)).toBe("NFS");
  expect(networkFileSystemName(0xff534d42)).toBe("CIFS");
  expect(networkFileSystemName(-11317950 >>> 0)).toBe("CIFS");
  for (const local of [0xef53, 0x9123683e, 0x58465342, 0x01021994, 0x2fc12fc1]) expect(networkFileSystemName(local)).toBeUndefined();
});

test("a FUSE mount is told by its type", () => {
  expect(networkFileSystemName(0x65735546, fileSystemType(MOUNTS, "/home/me/remote/moot"))).toBe("fuse.sshfs");
  expect(networkFileSystemName(0x65735546, fileSystemType(MOUNTS, "/home/me/with space"))).toBeUndefined();
  expect(fileSystemType(MOUNTS, "/home/me/remotely")).toBe("ext4");
});

test("a home on a network file system is refused before the journal makes a file in it", () => {
  const home = mkdtempSync(join(tmpdir(), "moot-network-"));
  const clock = { now: () => 0, elapsed: () => 0 };
  const networkOf = (folder: string): string | undefined => (folder === home ? "NFS" : undefined);
  expect(() => openSqliteJournal({ home, clock, networkOf })).toThrow(
    expect.objectContaining({ name: "StorageError", code: "network-home", path: home, message: expect.stringMatching(/NFS.*MOOT_HOME/) }),
  );
  expect(readdirSync(home)).toEqual([]);
  openSqliteJournal({ home, clock, networkOf: () => undefined }).close();
  rmSync(home, { recursive: true });
});

test("a temporary folder of this machine is local", () => {
  expect(networkFileSystem(tmpdir())).toBeUndefined();
});
