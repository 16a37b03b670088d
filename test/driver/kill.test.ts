import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { findings, journalHash, systemClock } from "../kit/drive.ts";

const child = fileURLToPath(new URL("./kill-child.ts", import.meta.url));
type Ended = { readonly signal: string | null; readonly stdout: string; readonly stderr: string };

const run = (command: string, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const started = execFile(command, [...args], { timeout: 30_000 }, (_error, stdout, stderr) =>
      resolve({ signal: started.signalCode, stdout, stderr }),
    );
  });

/** What a home says once its run was carried to the end. */
type Verdict = {
  readonly hash: string;
  readonly findings: readonly string[];
  readonly ledger: string;
  readonly doubled: number;
  readonly lost: number;
};

const read = (home: string): Verdict => {
  const journal = openSqliteJournal({ home, clock: systemClock });
  const calls = journal.calls("rt");
  const answered = calls.filter(({ reply }) => reply !== undefined).map(({ step }) => step);
  const verdict = {
    hash: journalHash(journal, "rt"),
    findings: findings(journal),
    ledger: JSON.stringify(journal.ledger().map(({ key, amount }) => [key, amount])),
    doubled: answered.length - new Set(answered).size,
    lost: calls.filter(({ lost }) => lost).length,
  };
  journal.close();
  return verdict;
};

const inHome = async <T>(use: (home: string) => Promise<T>): Promise<T> => {
  const home = mkdtempSync(join(tmpdir(), "moot-kill-"));
  try {
    return await use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

/** Two at a time: the machine has two cores. */
const inPairs = async (count: number, each: (n: number) => Promise<void>): Promise<void> => {
  let next = 1;
  const worker = async (): Promise<void> => {
    while (next <= count) await each(next++);
  };
  await Promise.all([worker(), worker()]);
};

const untouched = async (): Promise<Verdict & { readonly passed: number }> =>
  inHome(async (home) => {
    const { stdout } = await run(process.execPath, [child, home]);
    return { ...read(home), passed: (JSON.parse(stdout) as { passed: number }).passed };
  });

const expectSame = (got: Verdict, expected: Verdict, where: string): void => {
  expect({ hash: got.hash, ledger: got.ledger, findings: got.findings, doubled: got.doubled }, where).toEqual({
    hash: expected.hash,
    ledger: expected.ledger,
    findings: [],
    doubled: 0,
  });
};

it("SIGKILL at every failpoint: resume reaches the same bytes, fees are charged once, only calls in flight are repeated", async () => {
  const expected = await untouched();
  expect(expected.passed).toBeGreaterThan(100);
  await inPairs(expected.passed, (at) =>
    inHome(async (home) => {
      const killed = await run(process.execPath, [child, home, String(at)]);
      expect(killed.signal, `failpoint ${at}: ${killed.stderr}`).toBe("SIGKILL");
      const { stdout, stderr } = await run(process.execPath, [child, home]);
      expect(stderr, `failpoint ${at}`).not.toMatch(/Error/u);
      expect(JSON.parse(stdout), `failpoint ${at}`).toMatchObject({ outcome: "done" });
      const got = read(home);
      expectSame(got, expected, `failpoint ${at}`);
      expect(got.lost, `failpoint ${at}`).toBeLessThanOrEqual(8);
    }),
  );
}, 600_000);

const strace = spawnSync("strace", ["-V"]).status === 0;
const FILE_CALLS = "pwrite64,fsync,fdatasync,ftruncate,unlink,openat";

it("SIGKILL at every file call of a small roundtable: the same", async () => {
  if (!strace) {
    console.warn("REDUCED: no strace on this machine; the file-call sweep did not run, the failpoint sweep did");
    return;
  }
  const expected = await untouched();
  const inject = (home: string, extra: readonly string[]): Promise<Ended> =>
    run("strace", [
      "-f",
      "-qq",
      "-o",
      join(home, "trace"),
      "-e",
      `trace=${FILE_CALLS}`,
      "-P",
      home,
      ...straceExtras(home),
      ...extra,
      process.execPath,
      child,
      home,
    ]);
  const total = await inHome(async (home) => {
    await inject(home, []);
    return readFileSync(join(home, "trace"), "utf8")
      .split("\n")
      .filter((line) => line.includes("(")).length;
  });
  expect(total).toBeGreaterThan(50);
  let killed = 0;
  const step = process.env.MOOT_SWEEP === "all" ? 1 : Math.max(1, Math.ceil(total / MAX_KILLS));
  await inPairs(Math.floor(total / step), (nth) =>
    inHome(async (home) => {
      const ended = await inject(home, ["-e", `inject=${FILE_CALLS}:signal=SIGKILL:when=${nth * step}`]);
      if (ended.stdout === "") killed += 1;
      const { stdout, stderr } = await run(process.execPath, [child, home]);
      expect(JSON.parse(stdout), `file call ${nth * step}: ${stderr}`).toMatchObject({ outcome: "done" });
      expectSame(read(home), expected, `file call ${nth * step}`);
    }),
  );
  expect(killed).toBeGreaterThan(0.8 * Math.floor(total / step));
  console.info(`file calls of the small roundtable: ${total}; killed at ${killed} of them (step ${step})`);
}, 1_800_000);

/** Kills of one test run; a longer list is sampled evenly, and the line above says so. `MOOT_SWEEP=all` kills at each. */
const MAX_KILLS = 220;

const straceExtras = (home: string): readonly string[] =>
  ["moot.db", "moot.db-wal", "moot.db-shm", "bell"].flatMap((file) => ["-P", join(home, file)]);
