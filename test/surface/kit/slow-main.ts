import { setTimeout as sleep } from "node:timers/promises";
import { evidenceCache } from "../../../src/core/voices/evidence-cache.ts";
import { offlineModel } from "../../../src/models/offline-voices.ts";
import { runCli } from "../../../src/surfaces/cli/cli.ts";

/** The program with offline voices that take their time, so that tests can interrupt them. */
const offline = offlineModel(evidenceCache());
const latencyMs = Number(process.env.MOOT_TEST_LATENCY_MS ?? 50);

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  models: () => ({
    id: "offline",
    complete: async (request, signal) => {
      await sleep(latencyMs, undefined, { signal }).catch(() => undefined);
      return offline.complete(request, signal);
    },
  }),
});
