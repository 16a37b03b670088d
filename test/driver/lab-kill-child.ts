/**
 * Drives one run of the lab in a home and kills itself with SIGKILL at the n-th failpoint: `node lab-kill-child.ts HOME N`. N = 0
 * never kills. The operator's word lies in the inbox before the run begins, so that the run goes to its end without a person.
 */
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import type { Perform } from "../../src/ports/engine.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { systemClock } from "../kit/drive.ts";
import { advised, doubted, LAB_KIND, lab, labFacts, labReply, operator, voiceOn } from "../kit/lab.ts";

const [home = "", at = "0"] = process.argv.slice(2);
let passed = 0;
const failpoint = (): void => {
  passed += 1;
  if (passed === Number(at)) process.kill(process.pid, "SIGKILL");
};
const journal = openSqliteJournal({ home, clock: systemClock, failpoint });
if (journal.run("lab") === undefined)
  journal.open({
    run: "lab",
    kind: LAB_KIND,
    version: 1,
    title: "lab",
    facts: labFacts({ until: "plan", iterations: 4, voices: { obrien: voiceOn("scripted"), laforge: voiceOn("scripted") } }),
    ledger: [[]],
  });
const reply = labReply({ answers: { propose: advised({ nozzle_temp: 400 }), "opinion/1": doubted("dispute") } });
const perform: Perform = async ({ step, request }) => reply(step, request);
const hosted = new Map([[LAB_KIND, { machine: lab, performer: "test", perform }]]);
const engine = embeddedEngine({ journal, hosted, failpoint });
let outcome = await engine.host("lab", { signal: new AbortController().signal });
while (outcome.kind === "awaiting") {
  for (const { key } of outcome.steps)
    journal.offer("lab", { key: `step:${key}`, ...operator({ kind: "await", key, from: "operator", what: null }) }, "operator");
  outcome = await engine.host("lab", { signal: new AbortController().signal });
}
journal.close();
process.stdout.write(JSON.stringify({ outcome: outcome.kind, passed }));
