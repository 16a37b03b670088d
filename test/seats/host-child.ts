/** Carries the isolated table in a home and kills itself with SIGKILL once N events were stored in this process: `node host-child.ts HOME N`. */
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { openTable, systemClock } from "../kit/drive.ts";
import { isolatedTable, KNOBS } from "./isolated-table.ts";

const [home = "", at = "0"] = process.argv.slice(2);
const journal = openSqliteJournal({ home, clock: systemClock });
if (journal.run("rt") === undefined) openTable(journal, "rt", KNOBS);
let stored = 0;
await isolatedTable(journal, home, { latencyMs: 10 }).engine.host("rt", {
  signal: new AbortController().signal,
  onEvents: (events) => {
    stored += events.length;
    if (stored >= Number(at)) process.kill(process.pid, "SIGKILL");
  },
});
