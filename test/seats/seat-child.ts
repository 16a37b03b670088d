/**
 * The process of one scripted seat: `node seat-child.ts HOME RUN SEAT MS`, its token in MOOT_SEAT_TOKEN. Answers after a drawn
 * latency of up to MS and goes when its input ends. Starts a helper that outlives it unless its whole group is killed, and
 * writes both pids to HOME/pids.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { serveSeat } from "../../src/usecases/seats/serve.ts";
import { drawnLatency, systemClock } from "../kit/drive.ts";
import { tableReply } from "../kit/table.ts";

const [home = "", run = "", seat = "", ms = "0"] = process.argv.slice(2);
const helper = spawn("sleep", ["600"], { stdio: "ignore" });
helper.unref();
appendFileSync(join(home, "pids"), `${seat} ${process.pid} ${helper.pid}\n`);
const gone = new AbortController();
process.stdin.on("end", () => gone.abort()).resume();
const journal = openSqliteJournal({ home, clock: systemClock });
const reply = tableReply({ seats: ["ada", "bo", "cy"], maxRounds: 2, asks: 0.4 });
const latency = drawnLatency(`seat-${process.pid}`, Number(ms));
await serveSeat(
  {
    journal,
    clock: systemClock,
    perform: async ({ step, request }) => {
      await sleep(latency(step));
      appendFileSync(join(home, "performed"), `${step}\n`);
      return reply(step, request);
    },
  },
  {
    run,
    seat,
    tokenHash: createHash("sha256")
      .update(process.env.MOOT_SEAT_TOKEN ?? "")
      .digest("hex"),
    signal: gone.signal,
  },
);
journal.close();
process.stdin.destroy();
process.kill(-process.pid, "SIGKILL");
