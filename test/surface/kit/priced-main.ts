import { evidenceCache } from "../../../src/core/voices/evidence-cache.ts";
import { offlineModel } from "../../../src/models/offline-voices.ts";
import { runCli } from "../../../src/surfaces/cli/cli.ts";

/** The program with offline voices that cost `MOOT_TEST_COST_MICRO_USD` an answer, so that tests can reach a cap. */
const offline = offlineModel(evidenceCache());
const costMicroUsd = Number(process.env.MOOT_TEST_COST_MICRO_USD ?? 0);

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  models: () => ({
    id: "offline",
    complete: async (request, signal) => {
      const reply = await offline.complete(request, signal);
      return reply.ok ? { ok: true, value: { ...reply.value, costMicroUsd } } : reply;
    },
  }),
});
