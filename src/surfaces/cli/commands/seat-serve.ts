import { seatVariables } from "../../../compose/environment.ts";
import { fail, ok } from "../../../core/kernel/result.ts";
import { serveSeat } from "../../../usecases/seats/serve.ts";
import { tokenHash } from "../../../usecases/seats/table.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import { openRun } from "./open-run.ts";

/** After our input closed, what still answers may stop this long before it is killed with us. */
const LAST_MS = 1_000;

/** `moot seat serve <run> --as <name>`: the process of an isolated seat. Lives as long as whoever started it. */
export const runSeatServe: Run = async (context, { args, options }) => {
  const { token } = seatVariables();
  const seat = options.as as string | undefined;
  if (token === undefined || seat === undefined)
    return fail(usageFault("a seat is served by its driver only", "moot roundtable --isolate"));
  const opened = await openRun(context, args[0], { kinds: ["roundtable"] });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const gone = hostGone();
  const perform = await app.performHere();
  const served = { run: row.run, seat, tokenHash: tokenHash(app, token), signal: gone };
  const end = await serveSeat({ journal: app.journal, clock: app.clock, perform }, served);
  // Our input would keep us here for as long as the driver lives.
  process.stdin.destroy();
  return ok({ schema: "seat-serve", data: { run: row.run, seat, end }, text: () => [] });
};

/** Aborts when our input ends: the driver is gone, however it went. What does not stop by then is killed, with all it started. */
const hostGone = (): AbortSignal => {
  const gone = new AbortController();
  const leave = (): void => {
    gone.abort();
    setTimeout(killGroup, LAST_MS).unref();
  };
  process.stdin.on("end", leave).on("error", leave).resume();
  process.on("SIGTERM", leave);
  return gone.signal;
};

/** Somebody who started us by hand leads our group: then we end alone. */
const killGroup = (): void => {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
};
