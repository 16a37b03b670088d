/** A process that calls a server as often as the pace of its home lets it, as its first argument (JSON) says. Killed at will by the tests. */
import { ok } from "../../src/core/kernel/result.ts";
import { paced } from "../../src/models/pacing.ts";
import { sleep } from "../../src/models/retrying.ts";
import type { Model } from "../../src/ports/model.ts";
import type { PaceLimits } from "../../src/ports/pace.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";

/** Where to call, within which limits, by how many callers at once, with how long answers. */
export type PacerOrder = {
  readonly home: string;
  readonly port: number;
  readonly limits: PaceLimits;
  readonly callers: number;
  readonly maxTokens: number;
};

const { home, port, limits, callers, maxTokens } = JSON.parse(process.argv[2] as string) as PacerOrder;
const journal = openSqliteJournal({ home, clock: { now: () => Date.now(), elapsed: () => performance.now() } });
const never = new AbortController().signal;

const model: Model = {
  id: "p",
  complete: async () => {
    await (await fetch(`http://127.0.0.1:${port}/${process.pid}`)).text();
    return ok({ text: "ok", model: "p", usage: { input: 1, output: 1, cached: 0 }, latencyMs: 0 });
  },
};

const turns = paced(model, { pace: journal.pace, limits, sleep });
for (let caller = 0; caller < callers; caller++)
  void (async () => {
    for (;;) await turns.complete({ system: "", messages: [], tier: "haiku", maxTokens }, never);
  })();
