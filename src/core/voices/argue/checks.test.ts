import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import type { LimitState, SourceText } from "../types.ts";
import { ledgerOf } from "./ledger.ts";

const briefing = (text: string, ...files: readonly (readonly [string, string])[]): readonly SourceText[] =>
  [["briefing.md", text] as const, ...files].map(([file, body]) => ({ file, sha256: file, text: body }));

const states = (text: string, ...files: readonly (readonly [string, string])[]): { readonly [option: string]: LimitState } => {
  const { checks, evidence } = ledgerOf(analyse(briefing(text, ...files)));
  return Object.fromEntries(
    checks.filter((check) => check.limit === 0).map((check) => [evidence.options[check.option]?.short ?? "", check.state]),
  );
};

const ask = (limit: string, body: string): string =>
  `# Which one?\n\n## Options\n\n- **Alder**: the first\n- **Birch**: the second\n\n## Limits\n\n- ${limit}\n\n## What we know\n\n${body}\n`;
const table = (head: string, alder: string, birch: string): string =>
  `| Model | ${head} |\n|---|---|\n| Alder | ${alder} |\n| Birch | ${birch} |\n`;

describe("limits", () => {
  test("a measured value that keeps the limit is kept, one that does not is broken", () => {
    expect(states(ask("Delivery within 8 weeks.", table("Delivery weeks", "6", "12")))).toEqual({ Alder: "kept", Birch: "broken" });
  });

  test("the bound itself keeps at most and breaks under", () => {
    expect(states(ask("Delivery within 8 weeks.", table("Delivery weeks", "8", "9")))).toEqual({ Alder: "kept", Birch: "broken" });
    expect(states(ask("Delivery must take under 8 weeks.", table("Delivery weeks", "8", "7")))).toEqual({ Alder: "broken", Birch: "kept" });
  });

  test("a range is one limit: kept only between its ends, broken past either, untested where nothing is said", () => {
    const range = "The pressure must be between 45 and 60 bar.";
    expect(states(ask(range, table("Pressure bar", "45", "61")))).toEqual({ Alder: "kept", Birch: "broken" });
    expect(states(ask(range, table("Pressure bar", "44", "60")))).toEqual({ Alder: "broken", Birch: "kept" });
    expect(states(ask(range, table("Colour", "red", "blue")))).toEqual({ Alder: "untested", Birch: "untested" });
    expect(analyse(briefing(ask(range, table("Pressure bar", "45", "61")))).limits).toHaveLength(1);
  });

  test("a shared unit alone tests nothing", () => {
    expect(states(ask("The range must be at least 300 km.", table("Distance to the dealer km", "12", "400")))).toEqual({
      Alder: "untested",
      Birch: "untested",
    });
    expect(states(ask("Training takes at most 2 days.", table("Payback days", "1", "900")))).toEqual({
      Alder: "untested",
      Birch: "untested",
    });
  });

  test("another `per` tests nothing", () => {
    expect(
      states(
        ask(
          "The licence costs at most 700 EUR per month.",
          "Alder's licence costs 600 EUR per year. Birch's licence costs 900 EUR per year.",
        ),
      ),
    ).toEqual({ Alder: "untested", Birch: "untested" });
  });

  test("a price per seat is multiplied by the one stated number of seats", () => {
    const body = "We have 14 agents. Alder's licence costs 19 EUR per agent and month. Birch's licence costs 60 EUR per agent and month.";
    expect(states(ask("The licence costs at most 700 EUR per month.", body))).toEqual({ Alder: "kept", Birch: "broken" });
  });

  test("a limit on every run is broken by one run, one on the average is not", () => {
    const csv: readonly [string, string] = ["runs.csv", "model,start_s\nAlder,10\nAlder,70\nAlder,12\nBirch,20\nBirch,21\nBirch,22\n"];
    const files = "\n## Steward-Registered Files\n\n- runs.csv\n";
    expect(states(ask("A start takes at most 60 seconds in every run.", files), csv)).toEqual({ Alder: "broken", Birch: "kept" });
    expect(states(ask("A start takes at most 60 seconds on average.", files), csv)).toEqual({ Alder: "kept", Birch: "kept" });
  });

  test("a stress condition that was not measured leaves it untested", () => {
    const text = ask("The processor load stays under 70 % at the December peak.", table("Processor load %", "40", "50"));
    expect(states(text)).toEqual({ Alder: "untested", Birch: "untested" });
  });

  test("the number of somebody who gains by it keeps nothing", () => {
    const body = "Alder's account manager gave us a deck: availability of 99.99 %. Birch was available for 99.95 % of the trial.";
    expect(states(ask("Availability of at least 99.9 %.", body)).Alder).toBe("untested");
  });

  test("a yes/no cell decides a requirement whose words it holds", () => {
    expect(states(ask("Single sign-on is required.", table("Single sign-on", "yes", "no")))).toEqual({ Alder: "kept", Birch: "broken" });
  });

  test("never lost means zero in the counted column", () => {
    expect(states(ask("An accepted job must never be lost.", table("lost_jobs", "0", "4")))).toEqual({ Alder: "kept", Birch: "broken" });
  });

  test("a day past the deadline breaks it; a day without a verb of delivery tests nothing", () => {
    const limit = "The system has to be live by 1 October 2026.";
    expect(states(ask(limit, "Alder can be live on 15 September 2026. Birch goes live on 3 November 2026."))).toEqual({
      Alder: "kept",
      Birch: "broken",
    });
    expect(states(ask(limit, "Alder was founded on 15 September 2011. Birch held a party on 3 November 2026."))).toEqual({
      Alder: "untested",
      Birch: "untested",
    });
  });

  test("at least until a day is broken by an earlier end", () => {
    const limit = "We may stay at least until 31 December 2031.";
    expect(states(ask(limit, "The lease of Alder ends on 30 June 2030. The lease of Birch ends on 31 March 2034."))).toEqual({
      Alder: "broken",
      Birch: "kept",
    });
  });
});
