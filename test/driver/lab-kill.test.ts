import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { journalHash, systemClock } from "../kit/drive.ts";
import { advised, LAB_KIND, lab, labFacts, labReply, voiceOn } from "../kit/lab.ts";

const child = fileURLToPath(new URL("./lab-kill-child.ts", import.meta.url));

const run = (...args: readonly string[]): Promise<{ readonly signal: string | null; readonly stdout: string }> =>
  new Promise((resolve) => {
    const started = execFile(process.execPath, [child, ...args], { timeout: 30_000 }, (_error, stdout) =>
      resolve({ signal: started.signalCode, stdout }),
    );
  });

const inHome = async <T>(use: (home: string) => Promise<T>): Promise<T> => {
  const home = mkdtempSync(join(tmpdir(), "moot-lab-kill-"));
  try {
    return await use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

/** What a home says: the bytes of the run, what `verify` found, and how often a call was answered twice. */
const verdict = (home: string): { readonly hash: string; readonly findings: unknown; readonly doubled: number } => {
  const journal = openSqliteJournal({ home, clock: systemClock });
  const answered = journal.calls("lab").filter(({ reply }) => reply !== undefined);
  const said = {
    hash: journalHash(journal, "lab"),
    findings: journal.verify(() => []),
    doubled: answered.length - new Set(answered.map(({ step }) => step)).size,
  };
  journal.close();
  return said;
};

describe("a run of the lab in the driver", () => {
  it("killed by SIGKILL at every failpoint and taken up again comes to the same bytes, and no answer is asked twice", async () => {
    const { expected, passed } = await inHome(async (home) => {
      const { stdout } = await run(home);
      return { expected: verdict(home), passed: (JSON.parse(stdout) as { passed: number }).passed };
    });
    expect(expected).toMatchObject({ findings: [], doubled: 0 });
    expect(passed).toBeGreaterThan(15);
    for (let at = 1; at <= passed; at++)
      await inHome(async (home) => {
        expect((await run(home, String(at))).signal, `failpoint ${at}`).toBe("SIGKILL");
        expect(JSON.parse((await run(home)).stdout), `failpoint ${at}`).toMatchObject({ outcome: "done" });
        expect(verdict(home), `failpoint ${at}`).toEqual(expected);
      });
  }, 300_000);

  it("rests at a hold with its process free, is paused and resumed there, and goes on with the word", async () => {
    const journal = openMemoryJournal({ clock: systemClock });
    const voices = { obrien: voiceOn("scripted"), laforge: voiceOn("scripted") };
    journal.open({ run: "lab", kind: LAB_KIND, version: 1, title: "", facts: labFacts({ voices }), ledger: [[]] });
    const reply = labReply({ answers: { propose: advised({ nozzle_temp: 400 }) } });
    const hosted = new Map([
      [
        LAB_KIND,
        {
          machine: lab,
          performer: "test",
          perform: async ({ step, request }: { step: string; request: Parameters<typeof reply>[1] }) => reply(step, request),
        },
      ],
    ]);
    const host = () => embeddedEngine({ journal, hosted }).host("lab", { signal: new AbortController().signal });
    expect(await host()).toMatchObject({ kind: "awaiting", steps: [{ key: "acknowledge/1" }] });
    expect([journal.run("lab")?.status, journal.isHosted("lab")]).toEqual(["open", false]);
    journal.offer("lab", { key: "pause/1", kind: "pause", data: { reason: "lunch" } }, "operator");
    expect(await host()).toEqual({ kind: "paused" });
    journal.offer("lab", { key: "step:acknowledge/1", kind: "acknowledge", data: { reason: "" } }, "operator");
    journal.offer("lab", { key: "resume/1", kind: "resume", data: {} }, "operator");
    expect(await host()).toMatchObject({ kind: "awaiting" });
    expect(journal.inputs("lab").find(({ kind }) => kind === "acknowledge")?.refused).toBe("an acknowledgement needs a reason");
    expect(journal.read("lab").some(({ kind }) => kind === "print-simulated")).toBe(false);
    expect(journal.verify(() => [])).toEqual([]);
  });
});
