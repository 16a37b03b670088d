/**
 * Drives one scripted table in a home and kills itself with SIGKILL at the n-th failpoint: `node kill-child.ts HOME N [MS]`.
 * N = 0 never kills. Prints the number of failpoints passed and of calls made.
 */
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { drawnLatency, openTable, systemClock, tableEngine } from "../kit/drive.ts";

const [home = "", at = "0", latency = "0"] = process.argv.slice(2);
let passed = 0;
let calls = 0;
const failpoint = (): void => {
  passed += 1;
  if (passed === Number(at)) process.kill(process.pid, "SIGKILL");
};
const knobs = { seats: ["ada", "bo"], maxRounds: 1, asks: 0.6 };
const journal = openSqliteJournal({ home, clock: systemClock, failpoint });
if (journal.run("rt") === undefined) openTable(journal, "rt", knobs);
const most = Number(latency);
const onCall = (): void => {
  calls += 1;
};
const perform = most > 0 ? { latencyMs: drawnLatency("kill", most), onCall } : { onCall };
const outcome = await tableEngine(journal, knobs, perform, {}, failpoint).host("rt", { signal: new AbortController().signal });
process.stdout.write(`${JSON.stringify({ passed, calls, outcome: outcome.kind })}\n`);
