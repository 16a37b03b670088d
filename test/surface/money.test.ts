import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChatCompletionRequest, FixtureResponse, LLMock } from "@copilotkit/aimock";
import { afterEach, expect, it } from "vitest";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import type { Estimate } from "../../src/usecases/money/estimate.ts";
import type { Receipt } from "../../src/usecases/money/receipt.ts";
import { startMock, tableAnswer } from "../kit/aimock.ts";
import { systemClock } from "../kit/drive.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Place, type Said } from "./kit/moot.ts";

const mocks: LLMock[] = [];

afterEach(async () => {
  for (const mock of mocks.splice(0)) await mock.stop();
});

type Answer = { readonly content?: string };

/** The table's answers with the tokens that they have: about four bytes each. */
const honest = (request: ChatCompletionRequest): FixtureResponse => {
  const answer = tableAnswer(request) as Answer;
  const input = Math.ceil(JSON.stringify(request.messages).length / 4);
  const output = Math.ceil((answer.content ?? "").length / 4);
  return { ...answer, usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output } } as FixtureResponse;
};

/** The same answers, which claim to have used nothing. */
const lying = (request: ChatCompletionRequest): FixtureResponse =>
  ({ ...tableAnswer(request), usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }) as FixtureResponse;

const BRIEFING = "# Queue or cron?\n\n## Options\n\n- Queue\n- Cron\n";

/** A place whose backend is a mock on loopback with prices of one's own, and the environment that leads there. */
const pricedPlace = async (response: typeof honest, config: object = {}) => {
  const mock = await startMock([{ match: {}, response }]);
  mocks.push(mock);
  const place = makePlace({ "notes.md": BRIEFING });
  mkdirSync(place.home, { recursive: true });
  const prices = { "gpt-4o-mini": { input: 1, output: 5 }, "gpt-4o": { input: 3, output: 15 } };
  writeFileSync(join(place.home, "config.json"), JSON.stringify({ llm: { prices }, ...config }));
  const env = { MOOT_MODE: "openai-compat", MOOT_OPENAI_BASE_URL: `${mock.url}/v1`, AMATELIER_LLM_API_KEY: "sk-test-0000000000000000" };
  return { place, env, mock };
};

const ARGUE = ["roundtable", "-t", "Queue or cron?", "-b", "notes.md", "--workers", "elena,clare", "--max-rounds", "1", "--budget", "0"];

const argue = (place: Place, env: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<Said> =>
  moot(place, [...ARGUE, "--quiet", "--json", ...more], { env });

const spentIn = (place: Place, run: string) => {
  const journal = openSqliteJournal({ home: place.home, clock: systemClock });
  const sum = journal.spend(run).reduce((total, { microUsd }) => total + microUsd, 0);
  const day = journal.exposure(`day:${new Date().toISOString().slice(0, 10)}`);
  journal.close();
  return { sum, day };
};

it("says what it may cost before it opens, and the receipt of the whole run adds up to its spend", async () => {
  const { place, env, mock } = await pricedPlace(honest);
  const planned = successOf<{ estimate: Estimate }>(await argue(place, env, "--plan")).data.estimate;
  expect(mock.getRequests()).toHaveLength(0);
  expect(planned.microUsd.high).toBeGreaterThan(planned.microUsd.low);
  expect(planned.leaves).toEqual({ backends: ["openai-compat"], files: ["notes.md"] });
  expect(planned.models.map(({ from }) => from)).toEqual(planned.models.map(() => "llm.prices of your settings"));
  const ended = successOf<{ run: string; spentMicroUsd: number; paths: { receipt: string } }>(await argue(place, env));
  const { run, spentMicroUsd, paths } = ended.data;
  const receipt = JSON.parse(readFileSync(paths.receipt, "utf8")) as Receipt;
  expect(spentMicroUsd).toBeGreaterThan(planned.microUsd.low);
  expect(spentMicroUsd).toBeLessThan(planned.microUsd.high);
  expect([receipt.settledMicroUsd, receipt.openMicroUsd, receipt.corrected]).toEqual([spentMicroUsd, 0, []]);
  expect(spentIn(place, run)).toEqual({ sum: spentMicroUsd, day: spentMicroUsd });
  expect(receipt.calls).toBe(mock.getRequests().length);
  expect(receipt.calls).toBeGreaterThanOrEqual(planned.calls.low);
  expect(receipt.calls).toBeLessThanOrEqual(planned.calls.high);
  expect(receipt.reservedMicroUsd).toBeGreaterThan(receipt.settledMicroUsd);
  expect(successOf<{ money: Receipt }>(await moot(place, ["show", "latest", "--json"])).data.money).toEqual(receipt);
  expect((await moot(place, ["show", "latest"])).stdout).toMatch(/Money[\s\S]*elena +openai-compat gpt-4o/u);
});

it("a cap stops a priced run with exit 5 before it is passed, and a higher one carries it on", async () => {
  const { place, env } = await pricedPlace(honest);
  const capped = await argue(place, env, "--cap", "0.20");
  expect([capped.code, failureOf(capped).code]).toEqual([5, "CAP_REACHED"]);
  expect(failureOf(capped).message).toMatch(
    /^the run's cap of \$0\.20 stopped rt-\w+ after \d+ turns?: \$\d+\.\d+ is booked and the next call may cost up to \$0\.\d+$/u,
  );
  const [row] = successOf<readonly { id: string; state: string; spentMicroUsd: number }[]>(await moot(place, ["runs", "--json"])).data;
  expect([row?.state, (row?.spentMicroUsd ?? 1e9) <= 200_000]).toEqual(["paused", true]);
  const ended = await moot(place, ["resume", "latest", "--quiet", "--json", "--cap", "5"], { env });
  expect(ended.code, ended.stdout).toBe(0);
});

it("a backend that claims to use nothing is booked at its worst case and passes no cap", async () => {
  const { place, env, mock } = await pricedPlace(lying);
  const capped = await argue(place, env, "--cap", "0.60");
  expect(capped.code, capped.stdout + capped.stderr).toBe(5);
  const [row] = successOf<readonly { id: string; spentMicroUsd: number }[]>(await moot(place, ["runs", "--json"])).data;
  expect(row?.spentMicroUsd).toBeLessThanOrEqual(600_000);
  expect(mock.getRequests().length).toBeGreaterThan(0);
  const { money } = successOf<{ money: Receipt }>(await moot(place, ["show", "latest", "--json"])).data;
  expect(money.corrected.length).toBe(money.lines.reduce((sum, { calls, failed }) => sum + calls - failed, 0));
});

it("the cap of the day holds over runs, names itself, and is nothing to runs that cost nothing", async () => {
  const { place, env } = await pricedPlace(honest, { cap: { dayUsd: 0.25 } });
  const first = await argue(place, env);
  expect(first.code, first.stdout).toBe(5);
  expect(failureOf(first)).toMatchObject({
    message: expect.stringContaining("the day's cap of $0.25"),
    hint: expect.stringContaining("MOOT_CAP_DAY_USD="),
  });
  const second = await argue(place, env, "--cap", "100");
  expect([second.code, failureOf(second).message.includes("the day's cap")]).toEqual([5, true]);
  expect(spentIn(place, "none").day).toBeLessThanOrEqual(250_000);
  expect((await argue(place, { MOOT_MODE: "offline" })).code).toBe(0);
});

it("a cassette that records is estimated, reserved, capped and booked as the backend that it records; what it has costs nothing", async () => {
  const { place, env, mock } = await pricedPlace(honest);
  const seeded = ["--seed", "7"];
  const tape = (mode: string) => ({ ...env, MOOT_MODE: "cassette", MOOT_CASSETTE: mode, MOOT_CASSETTE_BACKEND: "openai-compat" });
  type Ended = { readonly run: string; readonly spentMicroUsd: number; readonly estimate: Estimate };
  const plain = successOf<Ended>(await argue(place, env, ...seeded)).data;
  const asked = mock.getRequests().length;
  const capped = await argue(place, tape("record"), ...seeded, "--cap", "0.20");
  expect([capped.code, failureOf(capped).code], capped.stdout).toEqual([5, "CAP_REACHED"]);
  const recorded = successOf<Ended>(await argue(place, tape("record"), ...seeded, "--isolate")).data;
  expect(recorded.spentMicroUsd).toBe(plain.spentMicroUsd);
  expect(recorded.estimate.microUsd).toEqual(plain.estimate.microUsd);
  expect(recorded.estimate.leaves.backends).toEqual(["cassette"]);
  expect(spentIn(place, recorded.run).sum).toBe(plain.spentMicroUsd);
  const before = mock.getRequests().length;
  const had = successOf<Ended>(await argue(place, tape("auto"), ...seeded)).data;
  const replayed = successOf<Ended>(await argue(place, tape("replay"), ...seeded, "--cap", "0")).data;
  expect([had.spentMicroUsd, replayed.spentMicroUsd, replayed.estimate.leaves.backends]).toEqual([0, 0, []]);
  expect([asked > 0, mock.getRequests().length - before]).toEqual([true, 0]);
});

it("the doctor says what day and month spent of their caps, what has no price and which pace is kept, and takes no run", async () => {
  const limits = { "openai-compat": { concurrency: 2, tokensPerMinute: 90_000 } };
  const { place, env } = await pricedPlace(honest, { cap: { dayUsd: 0.25 } });
  const settings = JSON.parse(readFileSync(join(place.home, "config.json"), "utf8"));
  const withLimits = { ...settings, llm: { ...settings.llm, limits } };
  writeFileSync(join(place.home, "config.json"), JSON.stringify({ ...withLimits, team: { judge: { model: "odd-model" } } }));
  const checksOf = async (more: Readonly<Record<string, string>>) => {
    const { checks } = successOf<{ checks: readonly { check: string; state: string; text: string }[] }>(
      await moot(place, ["doctor", "--json"], { env: { ...env, ...more } }),
    ).data;
    return (name: string) => checks.filter(({ check }) => check === name).map(({ state, text }) => `${state} ${text}`);
  };
  await argue(place, env, "--workers", "clare", "--cap", "0");
  const { id } = successOf<readonly { id: string }[]>(await moot(place, ["runs", "--json"])).data[0] as { id: string };
  const fresh = await checksOf({});
  expect(fresh("spend")).toEqual(["ok $0.00 today (UTC) of a cap of $0.25", "ok $0.00 this month (UTC), no cap"]);
  expect(fresh("pace")).toEqual(["ok openai-compat: at most 2 calls at once, 90000 tokens a minute"]);
  expect(fresh("price")).toEqual(["ok every model of the team has a price, or costs nothing"]);
  expect(fresh("run")).toEqual([`warn ${id} is paused`]);
  const remote = await checksOf({ MOOT_OPENAI_BASE_URL: "https://llm.invalid/v1", MOOT_CAP_DAY_USD: "0" });
  expect(remote("price")).toEqual([
    "warn judge: no price is known for odd-model of openai-compat; a roundtable that may ask it is refused",
  ]);
  expect(remote("spend")[0]).toBe("warn $0.00 today (UTC) of a cap of $0.00: nothing that costs starts before it is over");
});

it("a model without a known price is refused before anything opens, unless a person allows it", async () => {
  const { place, env, mock } = await pricedPlace(honest, { llm: {} });
  const remote = { ...env, MOOT_MODE: "openai-compat", MOOT_OPENAI_BASE_URL: "https://llm.invalid/v1" };
  writeFileSync(
    join(place.home, "config.json"),
    JSON.stringify({ team: { workers: { nova: { model: "some-model-9", backend: "auto", role: "x" } } } }),
  );
  mkdirSync(join(place.home, "agents", "nova"), { recursive: true });
  writeFileSync(join(place.home, "agents", "nova", "CLAUDE.md"), "# nova\n");
  const asked = [...ARGUE.slice(0, 5), "--workers", "nova", "--json", "--plan"];
  const refused = await moot(place, asked, { env: remote });
  expect([refused.code, failureOf(refused).code]).toEqual([2, "UNKNOWN_PRICE"]);
  expect(failureOf(refused).message).toContain("nova: no price is known for the model some-model-9 of openai-compat");
  const allowed = successOf<{ estimate: Estimate }>(await moot(place, [...asked, "--allow-unknown-price"], { env: remote }));
  expect(allowed.warnings.join(" ")).toContain("counted as $0.00");
  const seated = [...ARGUE.slice(0, 5), "--workers", "nova", "--seat", "nova=external", "--json", "--plan"];
  const external = successOf<{ estimate: Estimate }>(await moot(place, seated, { env: remote })).data.estimate;
  expect(external.models.filter(({ backend }) => backend === "external").map(({ microUsd }) => microUsd)).toEqual([{ low: 0, high: 0 }]);
  expect(mock.getRequests()).toHaveLength(0);
});
