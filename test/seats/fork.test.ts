import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { canonicalJson } from "../../src/core/kernel/json.ts";
import { roundtableConsequences } from "../../src/core/roundtable/machine.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { readDigest } from "../../src/usecases/roundtable/documents.ts";
import { type OpenRequest, openRoundtable } from "../../src/usecases/roundtable/open.ts";
import { compareRuns } from "../../src/usecases/runs/compare.ts";
import { type ForkRequest, forkRun } from "../../src/usecases/runs/fork.ts";
import { standing } from "../kit/backends.ts";
import { systemClock } from "../kit/drive.ts";
import { plainScript, plan, request } from "../kit/roundtable.ts";
import { countingEngine, sha256 } from "./counting.ts";

const folder = (files: Readonly<Record<string, string>>) => ({
  root: "/nowhere",
  read: (path: string) => files[path],
  list: () => [],
});

const llm = { prices: {}, allowUnknownPrice: false } as unknown as ForkRequest["config"]["llm"];

const NAMES = ["ada", "bo", "cy", "di"];

/** A debate of four paid seats, carried to its end, and everything to fork it. */
const debate = async (over: Partial<OpenRequest> = {}, more: readonly string[] = []) => {
  const journal = openMemoryJournal({ clock: systemClock });
  const asked: ModelRequest[] = [];
  const script = plainScript(
    (turn) => `${turn.task?.seat} at ${turn.task?.kind} ${turn.task?.round}: shelf ${turn.messages[0]?.text.length ?? 0}`,
  );
  const engine = countingEngine(journal, script, (one) => void asked.push(one));
  let ids = 0;
  const newId = (): string => `rt-${ids++}`;
  const files = { expand: () => [], open: () => undefined } as never;
  const opened = openRoundtable(
    { journal, files, newId, sha256 },
    request("# Which shelf?\n\nTop or bottom.\n", {
      seats: NAMES.map((name) => ({ ...plan(name, "scripted"), worstMicroUsd: 100 })),
      judge: { ...plan("judge", "scripted", "sonnet"), worstMicroUsd: 100 },
      ...over,
    }),
  );
  if (!opened.ok) throw new Error(opened.fault.message);
  const play = async (run: string): Promise<void> => {
    const outcome = await engine.host(run, { signal: new AbortController().signal });
    expect(outcome.kind).toBe("done");
  };
  await play(opened.value);
  const deps = {
    journal,
    home: folder({ "agents/zed/CLAUDE.md": "# Zed" }),
    assets: folder({ "prices.json": readFileSync("assets/prices.json", "utf8") }),
    backends: standing("offline", "scripted", ...more),
    newId,
  };
  const fork = (over: Partial<ForkRequest>, run = opened.value) =>
    forkRun(deps as never, journal.run(run) as never, {
      ...{ at: 2, replace: [], without: [], fresh: false, externalTimeoutMs: 5_000, config: { llm } },
      ...over,
    });
  const forked = async (over: Partial<ForkRequest>, run?: string): Promise<string> => {
    const made = fork(over, run);
    if (!made.ok) throw new Error(made.fault.message);
    asked.length = 0;
    await play(made.value.run);
    return made.value.run;
  };
  return { journal, run: opened.value, asked, fork, forked };
};

const boundaries = (events: readonly { readonly seq: number; readonly step: string }[]): readonly number[] =>
  events.filter(({ step }, at) => step !== events[at + 1]?.step).map(({ seq }) => seq);

it("a fork without changes reaches the same events from every step boundary and asks for nothing again, for nothing", async () => {
  const { journal, run, asked, forked } = await debate();
  const events = journal.read(run);
  for (const at of boundaries(events).slice(0, -1)) {
    const copy = await forked({ at });
    expect(asked.length, `at ${at}`).toBe(0);
    expect(compareRuns(journal, journal.run(run) as never, journal.run(copy) as never)?.firstDifference, `at ${at}`).toBeNull();
    expect(journal.run(copy)?.exposureMicroUsd).toBe(0);
  }
  expect(journal.verify((event) => roundtableConsequences(event))).toEqual([]);
});

it("--fresh asks everything after the cut again, and nothing before it", async () => {
  const { journal, run, asked, forked } = await debate();
  const at = boundaries(journal.read(run)).find((seq) => seq > 20) as number;
  const before = new Set(
    journal
      .read(run)
      .filter(({ seq }) => seq <= at)
      .map(({ step }) => step),
  );
  const copy = await forked({ at, fresh: true });
  const calls = journal.calls(copy);
  expect(asked.length).toBeGreaterThan(0);
  expect(calls.filter(({ step }) => before.has(step))).toEqual([]);
});

it("leave one out: the seat is called no more, the others keep their order, what did not change is not bought again", async () => {
  const { journal, run, asked, forked } = await debate();
  const firstOrder = (of: string): readonly string[] =>
    (journal.read(of).find(({ kind }) => kind === "round-opened")?.data as { order: string[] } | undefined)?.order ?? [];
  const last = firstOrder(run).at(-1) as string;
  const copy = await forked({ without: [last] });
  expect(firstOrder(copy)).toEqual(firstOrder(run).filter((name) => name !== last));
  const spoken = asked.filter(({ task }) => task?.kind === "speak" && task.round === 1);
  expect(spoken).toEqual([]);
  expect(asked.some(({ task }) => task?.seat === last)).toBe(false);
  const requests = asked.map((one) => canonicalJson({ system: one.system, messages: one.messages as never }));
  expect(new Set(requests).size).toBe(requests.length);
  const settled = journal
    .read(copy)
    .filter(({ kind }) => kind === "seat-settled")
    .map(({ data }) => (data as { seat: string }).seat);
  expect(settled.sort()).toEqual(NAMES.filter((name) => name !== last));
  const book = journal.run(copy)?.book as string;
  expect(journal.balances(book).get(last)).toBe(0);
  expect(readDigest(journal, copy)?.refunds).toEqual({ [last]: 5 });
  expect(journal.verify((event) => roundtableConsequences(event))).toEqual([]);
});

it("from every step boundary each seat can be left out, and the debate comes to its end", async () => {
  const { journal, run, forked } = await debate({
    limits: { maxRounds: 1, speakerTimeoutMs: 1e5, judgeTimeoutMs: 1e5, stewardTimeoutMs: 1e5, stewardBudget: 1 },
  });
  for (const at of boundaries(journal.read(run)).slice(0, -1))
    for (const name of NAMES) {
      const copy = await forked({ at, without: [name] });
      expect(readDigest(journal, copy)?.outcome, `${name} left at ${at}`).toBe("max-rounds");
      const later = journal
        .read(copy)
        .filter(({ seq, kind, data }) => seq > at && kind === "turn-spoken" && (data as { seat: string }).seat === name);
      expect(later, `${name} left at ${at}`).toEqual([]);
    }
});

it("a seat takes another tier, model, backend or persona from the cut on; balances of the main book do not move", async () => {
  const { journal, run, asked, forked } = await debate();
  const main = [...journal.balances()];
  await forked({ replace: ["bo=opus", "judge=big-model"] });
  const tiers = (seat: string): ReadonlySet<string> => new Set(asked.filter(({ task }) => task?.seat === seat).map(({ tier }) => tier));
  expect([...tiers("bo")]).toEqual(["opus"]);
  expect(asked.some(({ model }) => model === "big-model")).toBe(true);
  const copy = await forked({ replace: ["cy=zed", "di=offline"] });
  expect(asked.filter(({ task }) => task?.seat === "cy").every(({ system }) => system.startsWith("# Zed"))).toBe(true);
  expect(asked.some(({ task }) => task?.seat === "di")).toBe(false);
  expect([...journal.balances()]).toEqual(main);
  expect(compareRuns(journal, journal.run(run) as never, journal.run(copy) as never)?.same).toBe(false);
  const again = await forked({ at: 3 }, copy);
  expect(compareRuns(journal, journal.run(copy) as never, journal.run(again) as never)?.firstDifference).toBeNull();
});

it("a model that comes with a fork has its price, or is refused where nobody knows it and nobody allowed it", async () => {
  const { journal, fork, forked } = await debate({}, ["openai-compat"]);
  const copy = await forked({ replace: ["bo=openai-compat"] });
  const reserved = journal.spend(copy).filter(({ key }) => key.endsWith("/reserve") && key.includes("/bo/"));
  expect(reserved.length).toBeGreaterThan(0);
  expect(reserved.every(({ microUsd }) => microUsd > 1_000)).toBe(true);
  expect(fork({ replace: ["bo=mystery-1"] }, copy)).toMatchObject({ ok: false, fault: { code: "UNKNOWN_PRICE" } });
  const allowed = fork({ replace: ["bo=mystery-1"], config: { llm: { ...llm, allowUnknownPrice: true } } }, copy);
  expect(allowed.ok && allowed.value.notes).toEqual([expect.stringContaining("no price is known for mystery-1")]);
});

it("a seat that a fork gives to somebody outside has the time of such seats", async () => {
  const { journal, fork } = await debate();
  const made = fork({ replace: ["bo=external"] });
  const data = made.ok ? journal.read(made.value.run).at(-1)?.data : undefined;
  expect(data).toMatchObject({ externalTimeoutMs: 5_000, seats: [{ name: "bo", backend: "external", worstMicroUsd: 0 }] });
});

it("a fork that cannot be is refused by name, and nothing is stored", async () => {
  const { journal, fork } = await debate();
  const runs = journal.runs().length;
  const codes = [
    fork({ without: ["zoe"] }),
    fork({ without: NAMES }),
    fork({ replace: ["bo"] }),
    fork({ replace: ["judge=external"] }),
    fork({ at: 0 }),
    fork({ at: 100_000, without: ["bo"] }),
  ].map((made) => (made.ok ? "forked" : made.fault.code));
  expect(codes).toEqual(["UNKNOWN_SEAT", "NO_WORKERS", "BAD_VALUE", "BAD_VALUE", "NO_BOUNDARY", "RUN_DONE"]);
  expect(journal.runs().length).toBe(runs);
});
