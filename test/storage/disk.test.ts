import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "../../src/storage/sqlite/open.ts";
import { awards, startWriter, temporaryHome, type Writer, withJournal } from "./processes.ts";

let home = "";
let remove = (): void => {};

beforeEach(() => {
  ({ home, remove } = temporaryHome());
});
afterEach(() => remove());

const isRoot = process.getuid?.() === 0;

const run = (command: string, ...args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** The writer met a full disk: the error names the database, everything acknowledged is there, and it goes on with space. */
const expectFullThenWell = async (writer: Writer, folder: string, codes: readonly string[], free: () => void): Promise<void> => {
  const { full, message, path, head, stored } = await writer.heard("full");
  expect(codes).toContain(full);
  expect([path, (message as string).includes(join(folder, "moot.db"))]).toEqual([join(folder, "moot.db"), true]);
  expect(stored).toBe(head);
  free();
  writer.child.stdin?.end("go on\n");
  expect(await writer.heard("again")).toMatchObject({ again: 3, stored: (head as number) + 3 });
  expect((await writer.ended).code).toBe(0);
  withJournal(folder, (journal) => {
    expect(journal.verify(awards)).toEqual([]);
    expect(journal.run("rt-full")?.head).toBe((head as number) + 3);
  });
};

test("a full disk is an error that names the path; nothing is lost; it works again when there is space", async () => {
  const folder = join(home, "disk");
  mkdirSync(folder);
  const mounted = isRoot && run("mount", "-t", "tmpfs", "-o", "size=6m,mode=0700", "tmpfs", folder);
  if (!mounted) {
    console.log("disk full: no mount here, so only the reduced form ran: a file size limit (ulimit -f), see the next test");
    return;
  }
  try {
    writeFileSync(join(folder, "filler"), new Uint8Array(2_000_000));
    const writer = startWriter(folder, { do: "fill", run: "rt-full", bytes: 10_000 });
    await expectFullThenWell(writer, folder, ["disk-full"], () => rmSync(join(folder, "filler")));
    console.log("disk full: ran on a tmpfs of 6 MB");
  } finally {
    run("umount", folder);
  }
});

test("a file size limit is met like a full disk, and the next process goes on", async () => {
  const writer = startWriter(home, { do: "fill", run: "rt-full", bytes: 10_000 }, { shell: "ulimit -f 6000" });
  const { full, message, head, stored } = await writer.heard("full");
  expect(["disk-full", "disk"]).toContain(full);
  expect(message).toContain(join(home, "moot.db"));
  expect(stored).toBe(head);
  writer.child.kill("SIGKILL");
  await writer.ended;
  withJournal(home, (journal) => expect(journal.verify(awards)).toEqual([]));
  const next = startWriter(home, { do: "append", run: "rt-full", commits: 1 });
  expect((await next.ended).code).toBe(0);
  withJournal(home, (journal) => expect(journal.run("rt-full")?.head).toBe((head as number) + 3));
});

test("a home that cannot be written is an error that names MOOT_HOME", async () => {
  const folder = join(home, "readonly");
  mkdirSync(folder);
  chmodSync(home, 0o755);
  chmodSync(folder, 0o555);
  const nobody = 65534;
  const bound = isRoot && run("mount", "--bind", folder, folder) && run("mount", "-o", "remount,bind,ro", folder);
  if (isRoot && !bound) console.log("read-only home: no bind mount here, so only the reduced form ran: the same folder as another user");
  try {
    const writer = startWriter(folder, { do: "open" }, isRoot && !bound ? { uid: nobody } : {});
    expect(await writer.heard("error")).toMatchObject({ error: "unwritable-home", message: expect.stringContaining("MOOT_HOME") });
    expect((await writer.ended).code).toBe(1);
  } finally {
    if (isRoot) run("umount", folder);
  }
});

/** Another program that holds the write lock for a while. */
const holdLock = async (milliseconds: number): Promise<void> => {
  const script = `
    const { DatabaseSync } = require("node:sqlite");
    const db = new DatabaseSync(${JSON.stringify(join(home, "moot.db"))});
    db.exec("BEGIN IMMEDIATE");
    console.log("locked");
    setTimeout(() => db.exec("COMMIT"), ${milliseconds});`;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
};

test("a lock held by another process for two seconds is waited for", async () => {
  withJournal(home, () => {});
  await holdLock(2000);
  const started = performance.now();
  withJournal(home, (journal) => {
    const opened = journal.open({ run: "rt-1", kind: "test", version: 1, title: "", facts: [], ledger: [] });
    expect(opened.ok).toBe(true);
  });
  const waited = performance.now() - started;
  expect(waited).toBeGreaterThan(1500);
});

test("a lock held longer than patience lasts is an error that says so, and nothing is stored", async () => {
  withJournal(home, () => {});
  await holdLock(1500);
  const db = connect(join(home, "moot.db"), { patienceMs: 300 });
  expect(() => db.write(() => ({ ok: true, value: db.run("INSERT INTO blob(hash, bytes) VALUES ('a', x'00')") }))).toThrow(
    /locked by another process/,
  );
  await sleep(1600);
  expect(db.all("SELECT * FROM blob")).toEqual([]);
  db.close();
});
