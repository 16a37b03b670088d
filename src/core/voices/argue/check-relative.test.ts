import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import type { LimitState, SourceText } from "../types.ts";
import { ledgerOf } from "./ledger.ts";

const states = (files: readonly SourceText[]): readonly (readonly LimitState[])[] => {
  const { checks, evidence } = ledgerOf(analyse(files));
  return evidence.limits.map((limit) => checks.filter((check) => check.limit === limit.id).map((check) => check.state));
};

const log = (on: readonly [number, number], off: readonly [number, number]): string =>
  Array.from({ length: 12 }, (_, i) => {
    const [bytes, latency] = i % 2 === 0 ? on : off;
    return `2031-05-12T09:${10 + i}:00Z INFO canary caching=${i % 2 === 0 ? "on" : "off"} bytes=${bytes + i} latency_ms=${latency}`;
  }).join("\n");

const canary = (limits: readonly string[], body: string, question = "Should we turn on caching for the site?"): readonly SourceText[] => [
  { file: "briefing.md", sha256: "b", text: `${question}\n\n## Limits\n\n${limits.map((limit) => `- ${limit}`).join("\n")}\n` },
  { file: "canary.log", sha256: body, text: body },
];

describe("a log of key=value lines with a switch", () => {
  const limits = [
    "Mean latency rises by no more than 5 ms.",
    "The bytes are at least 40 % lower than with it off.",
    "Latency stays below 50 ms.",
  ];

  test("a rise and a fall are tested on the change against leaving things as they are", () => {
    expect(states(canary(limits, log([80, 43], [200, 41])))).toEqual([
      ["kept", "not applicable"],
      ["kept", "not applicable"],
      ["kept", "kept"],
    ]);
    expect(states(canary(limits, log([180, 49], [200, 41])))).toEqual([
      ["broken", "not applicable"],
      ["broken", "not applicable"],
      ["kept", "kept"],
    ]);
  });

  test("the switch of a change that takes something away is not read, since on would mean the other way round", () => {
    const lift = canary(limits.slice(2), log([80, 43], [200, 61]), "Should we switch off caching for the site?");
    expect(states(lift)).toEqual([["untested", "untested"]]);
  });

  test("a log whose lines hold no common keys makes no table", () => {
    const events =
      "2031-05-12T09:10:00Z INFO caching=on\n2031-05-12T09:11:00Z WARN disk=90\n2031-05-12T09:12:00Z INFO started\n2031-05-12T09:13:00Z INFO done\n";
    expect(analyse(canary(limits, events)).tables).toHaveLength(0);
  });
});

describe("a limit on a change", () => {
  const choice = (limit: string, body: string): readonly SourceText[] => [
    {
      file: "briefing.md",
      sha256: limit,
      text: `# Which hall: Alder or Birch?\n\n## Limits\n\n- ${limit}\n\n## What we know\n\n${body}\n`,
    },
  ];

  test("is not tested on a level", () => {
    const table = "| Hall | latency_ms |\n|---|---|\n| Alder | 3 |\n| Birch | 41 |\n";
    expect(states(choice("Latency rises by no more than 5 ms.", table))).toEqual([["untested", "untested"]]);
    expect(states(choice("Latency is at most 5 ms.", table))).toEqual([["kept", "broken"]]);
  });

  test("is not tested on a per cent that speaks of something else, but on one that is a saving", () => {
    const limit = "The hall saves at least 10 % of the yearly cost.";
    expect(states(choice(limit, "Alder asks for a rent that includes 19 % tax. Birch asks for a rent without tax."))).toEqual([
      ["untested", "untested"],
    ]);
    expect(states(choice(limit, "Alder saves 13 % of the yearly cost. Birch saves 4 % of the yearly cost."))).toEqual([["kept", "broken"]]);
  });
});
