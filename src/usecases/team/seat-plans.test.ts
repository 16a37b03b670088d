import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryHome } from "../../../test/home/temporary-home.ts";
import { standing } from "../../../test/kit/backends.ts";
import type { HomeFolder } from "../../ports/home.ts";
import type { Journal } from "../../ports/journal.ts";
import { openFolder } from "../../storage/files/home-folder.ts";
import { openMemoryJournal } from "../../storage/memory/journal.ts";
import { type Config, loadConfig } from "../home/config.ts";
import { leaderboard } from "./leaderboard.ts";
import { type SeatPlans, type SeatRequest, seatPlans, standIns } from "./seat-plans.ts";

const assets = openFolder(join(import.meta.dirname, "../../../assets"));
const DAY = 86_400_000;

const configOf = (value: unknown = {}): Config => {
  const loaded = loadConfig({ user: { file: "config.json", text: JSON.stringify(value) } });
  if (!loaded.ok) throw new Error(loaded.fault.message);
  return loaded.value.config;
};

const ask = (over: Partial<SeatRequest> & { readonly settings?: unknown } = {}): ReturnType<typeof seatPlans> => {
  const { settings, ...rest } = over;
  const journal = openMemoryJournal({ clock: { now: () => 0, elapsed: () => 0 } });
  return seatPlans({ config: configOf(settings), home: temporaryHome(), assets, journal, backends: standing("offline"), ...rest });
};

const plans = (over: Parameters<typeof ask>[0] = {}): SeatPlans => {
  const planned = ask(over);
  if (!planned.ok) throw new Error(`${planned.fault.code}: ${planned.fault.message}`);
  return planned.value;
};

const names = ({ seats }: SeatPlans): readonly string[] => seats.map(({ name }) => name);

/** A journal in which these seats were scored, one roundtable a row, a day apart. */
const scoredJournal = (rows: readonly Readonly<Record<string, number>>[]): Journal => {
  let now = 0;
  const journal = openMemoryJournal({ clock: { now: () => now, elapsed: () => 0 } });
  for (const [index, row] of rows.entries()) {
    now = (index + 1) * DAY;
    const facts = Object.entries(row).map(([seat, total]) => ({ kind: "seat-scored", data: { seat, total } }));
    const ledger = facts.map(({ data }) => [{ account: data.seat, amount: data.total, reason: "score", name: "total" }]);
    journal.open({ run: `rt-${index}`, kind: "roundtable", version: 1, title: "t", facts, ledger });
  }
  return journal;
};

describe("seatPlans", () => {
  it("gives a seat the effort that it was given, and the judge that of the settings", () => {
    const workers = { elena: { effort: "high" }, clare: {} };
    const planned = plans({ settings: { team: { workers, judge: { effort: "low" } } } });
    expect(planned.seats.map((seat) => ["effort" in seat, seat.effort])).toEqual([
      [true, "high"],
      [false, undefined],
    ]);
    expect(planned.judge.effort).toBe("low");
    expect(() => plans({ settings: { team: { workers: { elena: { effort: "utmost" } } } } })).toThrow(/low, medium, high or max|effort/u);
  });

  it("seats the whole roster in its order, offline, with its tiers and the judge apart", () => {
    const planned = plans();
    expect(planned.seats.map(({ name, tier, backend, model }) => [name, tier, backend, model])).toEqual([
      ["elena", "sonnet", "offline", null],
      ["marcus", "sonnet", "offline", null],
      ["clare", "haiku", "offline", null],
      ["simon", "haiku", "offline", null],
      ["naomi", "flash", "offline", null],
    ]);
    expect(planned.judge).toEqual({
      name: "judge",
      effort: "max",
      role: "judge",
      backend: "offline",
      tier: "sonnet",
      model: null,
      persona: assets.read("personas/judge/CLAUDE.md"),
      rank: null,
      history: [],
      worstMicroUsd: 0,
    });
    expect([planned.mode, planned.notes]).toEqual(["offline", []]);
  });

  it("takes the persona of the home before the bundled one, and refuses a seat that has none", () => {
    const home: HomeFolder = temporaryHome({ "agents/elena/CLAUDE.md": "# mine", "agents/nova/IDENTITY.md": "" });
    const [elena, marcus] = plans({ home, workers: ["elena", "marcus"] }).seats;
    expect([elena?.persona, marcus?.persona]).toEqual(["# mine", assets.read("personas/marcus/CLAUDE.md")]);
    expect(ask({ home, settings: { team: { workers: { nova: {} } } } })).toMatchObject({
      fault: { code: "NO_PERSONA", message: expect.stringContaining(`${home.root}/agents/nova/CLAUDE.md`) },
    });
  });

  it("seats those who are named, in that order, without those to skip", () => {
    expect(names(plans({ workers: ["simon", " Elena "] }))).toEqual(["simon", "elena"]);
    expect(names(plans({ skip: ["elena", "naomi"] }))).toEqual(["marcus", "clare", "simon"]);
    expect(names(plans({ workers: ["elena"], skip: ["elena"] }))).toEqual([]);
  });

  it("names the known workers where one is not known", () => {
    expect(ask({ workers: ["elena", "elana"] })).toEqual({
      ok: false,
      fault: {
        code: "UNKNOWN_WORKER",
        message: 'no worker is called "elana"; known are elena, marcus, clare, simon, naomi',
        hint: "did you mean elena?",
      },
    });
    for (const over of [{ workers: ["judge"] }, { skip: ["constructor"] }, { workers: [""] }])
      expect(ask(over)).toMatchObject({ fault: { code: "UNKNOWN_WORKER" } });
  });

  it("passes a model id through and keeps a tier as a tier", () => {
    const settings = { team: { workers: { a: { model: "gpt-4o" }, b: { model: "opus" }, c: { model: "claude-haiku-4-5-20251001" } } } };
    const home = temporaryHome(Object.fromEntries(["a", "b", "c"].map((name) => [`agents/${name}/CLAUDE.md`, name])));
    expect(plans({ home, settings }).seats.map(({ tier, model }) => [tier, model])).toEqual([
      ["sonnet", "gpt-4o"],
      ["opus", null],
      ["haiku", "claude-haiku-4-5-20251001"],
    ]);
  });

  it("brings each seat's rank and its last five totals, newest last", () => {
    const journal = scoredJournal([1, 2, 3, 4, 5, 6].map((total) => ({ elena: total, marcus: 6 })));
    const [elena, marcus, clare] = plans({ journal }).seats;
    expect([elena?.history, elena?.rank]).toEqual([[2, 3, 4, 5, 6], 2]);
    expect([marcus?.history, marcus?.rank]).toEqual([[6, 6, 6, 6, 6], 1]);
    expect([clare?.history, clare?.rank]).toEqual([[], null]);
  });
});

describe("the backend of a seat", () => {
  const of = (backends: readonly string[], mode: string, over: Partial<SeatRequest> = {}): SeatPlans =>
    plans({ settings: { llm: { mode } }, backends: standing(...backends), ...over });

  it("is the active one on auto, and Gemini for naomi where Gemini can answer", () => {
    const planned = of(["offline", "openai-compat", "anthropic-sdk", "gemini"], "auto");
    expect(planned.seats.map(({ backend }) => backend)).toEqual([
      "anthropic-sdk",
      "anthropic-sdk",
      "anthropic-sdk",
      "anthropic-sdk",
      "gemini",
    ]);
    expect([planned.mode, planned.judge.backend, planned.notes]).toEqual(["anthropic-sdk", "anthropic-sdk", []]);
  });

  it("drops naomi with a note where another real backend answers and Gemini cannot", () => {
    const planned = of(["offline", "scripted"], "scripted");
    expect([names(planned), planned.notes]).toEqual([
      ["elena", "marcus", "clare", "simon"],
      ["naomi takes no seat: Gemini cannot answer here: gemini has no key"],
    ]);
  });

  it("is an offline voice for everybody in the offline mode, whatever could answer", () => {
    const planned = of(["offline", "gemini", "anthropic-sdk"], "offline");
    expect(new Set(planned.seats.map(({ backend }) => backend))).toEqual(new Set(["offline"]));
    expect(planned.notes).toEqual([]);
    expect(standIns(configOf(), standing("offline"))).toEqual(["naomi speaks with an offline voice instead of gemini"]);
    expect(standIns(configOf(), standing("offline", "gemini", "anthropic-sdk"))).toEqual([]);
  });

  it("is none for a Gemini seat that a person leaves out, in every mode", () => {
    for (const [backends, mode] of [
      [["offline"], "auto"],
      [["offline", "gemini"], "auto"],
      [["offline"], "offline"],
      [["scripted"], "scripted"],
    ] as const) {
      const planned = of(backends, mode, { skipNaomi: true });
      expect([names(planned), planned.notes]).toEqual([
        ["elena", "marcus", "clare", "simon"],
        ["naomi takes no seat: seats on Gemini are left out"],
      ]);
    }
  });

  it("is the first in order that can answer on auto, and says why", () => {
    for (const [able, mode] of [
      [["gemini"], "gemini"],
      [["gemini", "openai-compat"], "openai-compat"],
      [["gemini", "openai-compat", "anthropic-sdk"], "anthropic-sdk"],
      [["gemini", "openai-compat", "anthropic-sdk", "claude-code"], "claude-code"],
      [[], "offline"],
    ] as const) {
      const planned = of(["offline", ...able], "auto");
      expect([planned.mode, planned.why]).toEqual([mode, expect.stringMatching(/^auto: /u)]);
      if (mode !== "offline") expect(planned.why).toContain(`${mode} is at hand`);
    }
  });

  it("may be named by an alias, as a mode and at a seat", () => {
    const all = ["offline", "claude-code", "anthropic-sdk", "openai-compat"];
    for (const [alias, id] of [
      ["claude", "claude-code"],
      ["anthropic", "anthropic-sdk"],
      ["openai", "openai-compat"],
    ] as const)
      expect([of(all, alias).mode, of(all, alias).judge.backend]).toEqual([id, id]);
    const settings = { llm: { mode: "anthropic" }, team: { workers: { elena: { backend: "openai", model: "gpt-4o-mini" }, simon: {} } } };
    expect(plans({ settings, backends: standing(...all) }).seats.map(({ backend, model }) => [backend, model])).toEqual([
      ["openai-compat", "gpt-4o-mini"],
      ["anthropic-sdk", null],
    ]);
  });

  it("is never scripted by itself", () => {
    expect(of(["offline", "scripted"], "auto").mode).toBe("offline");
  });

  it("is the seat's own where it names one that can answer", () => {
    const settings = {
      team: { workers: { elena: { backend: "scripted" }, simon: { backend: "offline" }, clare: {} } },
      llm: { mode: "anthropic-sdk" },
    };
    expect(plans({ settings, backends: standing("offline", "scripted", "anthropic-sdk") }).seats.map(({ backend }) => backend)).toEqual([
      "scripted",
      "offline",
      "anthropic-sdk",
    ]);
    expect(
      plans({ settings: { ...settings, llm: { mode: "offline" } }, backends: standing("offline", "scripted") }).seats.map(
        ({ backend }) => backend,
      ),
    ).toEqual(["scripted", "offline", "offline"]);
  });

  it("is a fault where it was named and cannot answer: a mode, a seat or the judge", () => {
    expect(ask({ settings: { llm: { mode: "anthropic-sdk" } } })).toMatchObject({
      fault: {
        code: "BACKEND_UNAVAILABLE",
        message: "the backend anthropic-sdk cannot answer here: anthropic-sdk has no key",
        hint: "give anthropic-sdk a key; or MOOT_MODE=offline, which needs nothing",
      },
    });
    expect(ask({ settings: { llm: { mode: "oflline" } } })).toMatchObject({
      fault: { code: "UNKNOWN_BACKEND", hint: "did you mean offline?" },
    });
    const seat = { llm: { mode: "scripted" }, team: { workers: { elena: { backend: "openai-compat" } } } };
    expect(ask({ settings: seat, backends: standing("scripted") })).toMatchObject({
      fault: { code: "BACKEND_UNAVAILABLE", message: expect.stringMatching(/^elena: /) },
    });
    const judge = { llm: { mode: "scripted" }, team: { judge: { backend: "gemini" } } };
    expect(ask({ settings: judge, backends: standing("scripted"), skipNaomi: true })).toMatchObject({
      fault: { message: expect.stringMatching(/^judge: /) },
    });
  });
});

describe("leaderboard", () => {
  it("joins scores and balances of the journal, and lists who was never scored last", () => {
    const journal = scoredJournal([{ elena: 4, marcus: 8 }, { elena: 6 }]);
    expect(leaderboard(journal, ["elena", "zoe"], 9 * DAY)).toEqual([
      { agent: "marcus", roundtables: 1, totalScore: 8, avgScore: 8, sparks: 8, rank: 1 },
      { agent: "elena", roundtables: 2, totalScore: 10, avgScore: 5, sparks: 10, rank: 2 },
      { agent: "zoe", roundtables: 0, totalScore: 0, avgScore: 0, sparks: 0, rank: 3 },
    ]);
    expect(leaderboard(journal, [], 3 * DAY)[1]).toMatchObject({ agent: "elena", sevenDayAvg: 5 });
  });
});
