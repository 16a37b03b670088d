import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Fence, HostId } from "../../ports/journal.ts";
import { StorageError } from "../storage-error.ts";
import type { Db } from "./db.ts";
import { createFile } from "./home.ts";
import { connect } from "./open.ts";

/** Why a run was not taken. */
export type LeaseFault = { readonly kind: "held" | "unknown-run"; readonly message: string };

/** The claim of one process on runs. No clock: the kernel drops the lock of its host file however the process dies. */
export interface Lease {
  acquire(run: RunId): Result<Fence, LeaseFault>;
  /** True while the process that took the run lives. Changes nothing. */
  isHeld(run: RunId): boolean;
  release(run: RunId, fence: Fence): void;
  /** The name of this process among the hosts; its lock is made when it is first needed. */
  enter(): HostId;
  /** True while the process of a host lives. */
  isAlive(host: HostId): boolean;
  close(): void;
}

const HOST_FILE = /^([0-9]+-[0-9a-f]{12})\.db$/;

/** A lease over the runs of `db`. The host file is made and locked when the first run is taken. */
export const openLease = (db: Db, hosts: string): Lease => {
  let mine: { readonly id: HostId; readonly lock: Db } | undefined;

  return {
    acquire: (run) =>
      // Host files are made, checked and removed only under the write lock of the journal, so nobody meets one half made.
      db.write<Fence, LeaseFault>(() => {
        const row = db.get<{ host: string | null }>("SELECT host FROM run WHERE run = ?", run);
        if (row === undefined) return fail({ kind: "unknown-run", message: `run ${run} does not exist` });
        if (row.host !== null && row.host !== mine?.id && !sweep(hosts, row.host)) {
          const process = row.host.split("-")[0];
          return fail({ kind: "held", message: `run ${run} is driven by process ${process} (host ${row.host}). Wait for it or stop it.` });
        }
        mine ??= lockHost(hosts);
        const taken = db.get<{ fence: Fence }>("UPDATE run SET host = ?, fence = fence + 1 WHERE run = ? RETURNING fence", mine.id, run);
        return ok(taken?.fence as Fence);
      }),
    isHeld: (run) => {
      const host = db.get<{ host: string | null }>("SELECT host FROM run WHERE run = ?", run)?.host ?? null;
      return host !== null && (host === mine?.id || isLocked(hosts, host));
    },
    release: (run, fence) => {
      db.write(() =>
        ok(db.run("UPDATE run SET host = NULL, fence = fence + 1 WHERE run = ? AND fence = ? AND host IS NOT NULL", run, fence)),
      );
    },
    enter: () => {
      if (mine !== undefined) return mine.id;
      const entered = db.write<HostId, never>(() => {
        mine ??= lockHost(hosts);
        return ok(mine.id);
      });
      return entered.ok ? entered.value : "";
    },
    isAlive: (host) => host === mine?.id || isLocked(hosts, host),
    close: () => {
      if (mine === undefined) return;
      mine.lock.close();
      rmSync(join(hosts, `${mine.id}.db`), { force: true });
      mine = undefined;
    },
  };
};

const lockHost = (hosts: string): { id: HostId; lock: Db } => {
  for (const name of readdirSync(hosts)) {
    const id = HOST_FILE.exec(name)?.[1];
    if (id !== undefined) sweep(hosts, id);
  }
  const id = `${process.pid}-${randomBytes(6).toString("hex")}`;
  const path = join(hosts, `${id}.db`);
  createFile(path);
  const lock = connect(path, { patienceMs: 0 });
  lock.get("PRAGMA journal_mode = MEMORY");
  lock.run("BEGIN EXCLUSIVE");
  return { id, lock };
};

/** Removes the file of a host that is gone; false when it lives. Only under the write lock. */
const sweep = (hosts: string, id: HostId): boolean => {
  if (isLocked(hosts, id)) return false;
  if (HOST_FILE.test(`${id}.db`)) rmSync(join(hosts, `${id}.db`), { force: true });
  return true;
};

/** True while the host's file is locked, which is as long as its process lives. */
const isLocked = (hosts: string, id: HostId): boolean => {
  const path = join(hosts, `${id}.db`);
  if (!HOST_FILE.test(`${id}.db`) || !existsSync(path)) return false;
  const probe = connect(path, { patienceMs: 0 });
  try {
    probe.get("SELECT 1 FROM sqlite_schema");
  } catch (error) {
    if (error instanceof StorageError && error.code === "busy") return true;
    throw error;
  } finally {
    probe.close();
  }
  return false;
};
