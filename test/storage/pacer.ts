/** A process that calls a server as often as the pace of its home lets it: `node pacer.ts HOME PORT LIMITS CALLERS TOKENS`. Killed at will. */
import { ok } from "../../src/core/kernel/result.ts";
import { paced } from "../../src/models/pacing.ts";
import { sleep } from "../../src/models/retrying.ts";
import type { Model } from "../../src/ports/model.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";

const [home = "", port = "", limits = "{}", callers = "1", maxTokens = "1"] = process.argv.slice(2);
const journal = openSqliteJournal({ home, clock: { now: () => Date.now(), elapsed: () => performance.now() } });
const never = new AbortController().signal;

const model: Model = {
  id: "p",
  complete: async () => {
    await (await fetch(`http://127.0.0.1:${port}/${process.pid}`)).text();
    return ok({ text: "ok", model: "p", usage: { input: 1, output: 1, cached: 0 }, latencyMs: 0 });
  },
};

const turns = paced(model, { pace: journal.pace, limits: JSON.parse(limits), sleep });
for (let caller = 0; caller < Number(callers); caller++)
  void (async () => {
    for (;;) await turns.complete({ system: "", messages: [], tier: "haiku", maxTokens: Number(maxTokens) }, never);
  })();
