import { setTimeout as sleep } from "node:timers/promises";
import { evidenceCache } from "../../../src/core/voices/evidence-cache.ts";
import { offlineModel } from "../../../src/models/offline-voices.ts";
import { runCli } from "../../../src/surfaces/cli/cli.ts";

/**
 * The program with offline voices that take their time, tell their text piece by piece, and cost something where
 * `MOOT_TEST_COST_MICRO_USD` says so: tests can watch and interrupt them, and reach a cap.
 */
const offline = offlineModel(evidenceCache());
const latencyMs = Number(process.env.MOOT_TEST_LATENCY_MS ?? 50);
const cost = process.env.MOOT_TEST_COST_MICRO_USD === undefined ? {} : { costMicroUsd: Number(process.env.MOOT_TEST_COST_MICRO_USD) };
const PIECES = 4;

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  models: () => ({
    id: "offline",
    complete: async (request, signal, onText) => {
      const reply = await offline.complete(request, signal);
      const text = reply.ok ? reply.value.text : "";
      for (let piece = 0; piece < PIECES && !signal.aborted; piece++) {
        await sleep(latencyMs / PIECES, undefined, { signal }).catch(() => undefined);
        const [from, to] = [piece, piece + 1].map((nth) => Math.round((nth * text.length) / PIECES));
        if (text !== "") onText?.(text.slice(from, to));
      }
      return reply.ok ? { ok: true, value: { ...reply.value, ...cost } } : reply;
    },
  }),
});
