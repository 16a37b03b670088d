import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import type { Digest } from "../../src/core/roundtable/digest.ts";
import type { StoredEvent } from "../../src/ports/journal.ts";
import { openFolder, openHomeFolder } from "../../src/storage/files/home-folder.ts";
import { openRegisteredFiles } from "../../src/storage/files/registered-files.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { loadConfig } from "../../src/usecases/home/config.ts";
import { openRoundtable } from "../../src/usecases/roundtable/open.ts";
import { seatPlans } from "../../src/usecases/team/seat-plans.ts";
import { standing } from "../kit/backends.ts";
import { systemClock } from "../kit/drive.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place, SLOW_PROGRAM } from "./kit/moot.ts";

const assets = resolve(import.meta.dirname, "../../assets");
const RUN = "rt-0000000000ca";
const WORST_MICRO_USD = 1000;
const COST_MICRO_USD = 400;

/** The program whose answers cost money. */
const priced = {
  program: SLOW_PROGRAM,
  env: { MOOT_TEST_COST_MICRO_USD: String(COST_MICRO_USD), MOOT_TEST_LATENCY_MS: "0" },
};

/** Opens the bundled briefing as a run whose seats have a price: no backend of this version has one. */
const openPriced = ({ home, project }: Place, capMicroUsd: number): void => {
  const journal = openSqliteJournal({ home, clock: systemClock });
  const loaded = loadConfig({});
  if (!loaded.ok) throw new Error(loaded.fault.message);
  const { roundtable, steward } = loaded.value.config;
  const plans = seatPlans({
    config: loaded.value.config,
    home: openHomeFolder(home),
    assets: openFolder(assets),
    journal,
    backends: standing("offline"),
  });
  if (!plans.ok) throw new Error(plans.fault.message);
  const folder = join(assets, "briefings/queue-or-cron");
  const opened = openRoundtable(
    {
      journal,
      files: openRegisteredFiles(),
      newId: () => RUN,
      sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
    },
    {
      topic: "Queue or cron?",
      briefing: { file: "briefing.md", bytes: new Uint8Array(readFileSync(join(folder, "briefing.md"))) },
      roots: [folder, project],
      seats: plans.value.seats.map((seat) => ({ ...seat, worstMicroUsd: WORST_MICRO_USD })),
      judge: { ...plans.value.judge, worstMicroUsd: WORST_MICRO_USD },
      mode: "offline",
      budget: roundtable.budget,
      limits: {
        maxRounds: roundtable.maxRounds,
        speakerTimeoutMs: 200_000,
        judgeTimeoutMs: 200_000,
        stewardTimeoutMs: 120_000,
        stewardBudget: steward.budget,
      },
      capMicroUsd,
      steward: true,
    },
  );
  if (!opened.ok) throw new Error(opened.fault.message);
  journal.close();
};

const events = async (place: Place): Promise<readonly StoredEvent[]> =>
  successOf<readonly StoredEvent[]>(await moot(place, ["show", "latest", "--raw", "--json"])).data;

it("a cap that is reached ends with 5, spends no more than it, keeps the state, and a higher one goes on", async () => {
  const place = makePlace();
  const capMicroUsd = 12_000;
  openPriced(place, capMicroUsd);
  const said = await moot(place, ["resume", "latest", "--quiet"], priced);
  expect(said.code, said.stderr).toBe(5);
  expect(said.stdout).toBe("");
  expect(said.stderr.replace(/\s+/gu, " ")).toMatch(
    /stopped CAP_REACHED: the run's cap of \$0\.01 stopped rt-0000000000ca after \d+ turns/u,
  );
  expect(said.stderr).toContain(`next: moot resume ${RUN} --cap 0.03`);
  const [run] = successOf<readonly { state: string; spentMicroUsd: number }[]>(await moot(place, ["runs", "--json"])).data;
  expect(run?.state).toBe("paused");
  expect(run?.spentMicroUsd).toBeGreaterThan(0);
  expect(run?.spentMicroUsd).toBeLessThanOrEqual(capMicroUsd);
  const before = await events(place);
  const again = await moot(place, ["resume", "latest", "--json"], priced);
  expect([again.code, failureOf(again).code]).toEqual([5, "CAP_REACHED"]);
  const ended = await moot(place, ["resume", "latest", "--quiet", "--json", "--cap", "1"], priced);
  expect(ended.code, ended.stdout).toBe(0);
  expect(successOf<{ digest: Digest }>(ended).data.digest.decision?.option).toBe("pg-queue");
  expect((await events(place)).slice(0, before.length)).toEqual(before);
  expect((await moot(place, ["journal", "verify"])).code).toBe(0);
});

it("a cap of nothing stops what has a price before its first call, and not what has none", async () => {
  const place = makePlace();
  openPriced(place, 0);
  const said = await moot(place, ["resume", "latest", "--quiet"], priced);
  expect(said.code, said.stderr).toBe(5);
  expect(said.stderr).toContain(`next: moot resume ${RUN} --cap 0.01`);
  expect(successOf<readonly { turns: number; spentMicroUsd: number }[]>(await moot(place, ["runs", "--json"])).data[0]).toMatchObject({
    turns: 0,
    spentMicroUsd: 0,
  });
  expect((await moot(makePlace(), ["roundtable", "--sample", "--quiet", "--cap", "0"])).code).toBe(0);
});
