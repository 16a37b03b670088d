import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { ledgerOf } from "./ledger.ts";

const states = (text: string, ...files: readonly (readonly [string, string])[]): readonly string[] =>
  ledgerOf(analyse([["briefing.md", text] as const, ...files].map(([file, body]) => ({ file, sha256: file, text: body })))).checks.map(
    ({ state }) => state,
  );

const drills = (limit: string): readonly string[] =>
  states(`# Which setup do we roll out?\n\n- Alder\n- Birch\n\n## Limits\n\n- ${limit}\n`, [
    "drills.log",
    [
      ["Alder", 3100],
      ["Birch", 1200],
      ["Alder", 2900],
      ["Birch", 1100],
      ["Alder", 4200],
      ["Birch", 7400],
      ["Alder", 3600],
      ["Birch", 1300],
    ]
      .map(([name, ms], i) => `2032-09-1${i} 10:00:11 drill=${i} setup="${name}" failover_ms=${ms}\n`)
      .join(""),
  ]);

describe("what a limit holds for", () => {
  test.each([
    "failover in under 5 seconds, in every drill, not on average",
    "failover in under 5 seconds, never mind the rest, not just on average",
    "failover under 5 seconds, and not the mean",
    "failover in less than 5 seconds in each drill",
    "failover must be under 5 seconds, not merely the average",
  ])("is every row where the mean is what it does not mean: %s", (limit) => {
    expect(drills(limit)).toEqual(["kept", "broken"]);
  });

  test("is the mean where the limit asks for it", () => {
    expect(drills("failover under 5 seconds on average")).toEqual(["kept", "kept"]);
  });
});

describe("the list of options under the question's heading", () => {
  test("states amounts of each of them", () => {
    const text =
      "# Resolver\n\n## Decision needed\n\nWhich setup do we roll out?\n\n- **Alder**: both announce one address. 360 EUR a month for the second line.\n- **Birch**: one address that moves. 90 EUR a month.\n- **Cedar**: a rack of our own. 410 EUR a month.\n\n## Limits\n\n- at most 400 EUR a month\n";
    expect(states(text)).toEqual(["kept", "kept", "broken"]);
  });

  test("and says of each what stands behind a comma of its line", () => {
    const text =
      "Which software do we take from July?\n\nWe tried three:\n\n1. Alder, 59 EUR a month, servers in Ulm, notice period 1 month\n2. Birch, 84 EUR a month, servers in Köln, notice period 3 months\n3. Cedar, 79 EUR a month, servers in Jena, notice period 12 months\n\n## Limits\n\n- notice period at most 3 months\n";
    expect(states(text)).toEqual(["kept", "kept", "broken"]);
  });
});

describe("units", () => {
  const flow = (limit: string): readonly string[] =>
    states(
      `# Pump\n\nWhich pump do we buy?\n\n| Pump | Delivers | Noise |\n|---|---|---|\n| Alder | 3.4 m³/h | 58 dB |\n| Birch | 2,900 l/h | 55 dB |\n\n## Limits\n\n- ${limit}\n`,
    );

  test.each(["at least 3,000 litres per hour", "at least 3,000 l/h", "at least 3 m³/h", "at least 50 litres per minute"])(
    "of one flow are compared: %s",
    (limit) => {
      expect(flow(limit)).toEqual(["kept", "broken"]);
    },
  );

  test("of a volume and a flow are not", () => {
    expect(flow("at least 3,000 litres")).toEqual(["untested", "untested"]);
  });

  test("that change from row to row in a column of their own are read, prefixes too", () => {
    const csv =
      "Gerät;Lauf;Staub;Einheit;Lautstärke_dB\nAlder;1;410;µg/m³;76\nAlder;2;0,43;mg/m³;77\nBirch;1;1,1;mg/m³;58\nBirch;2;1050;µg/m³;57\n";
    const text =
      "# Absaugung\n\nWelche nehmen wir?\n\n1. Alder\n2. Birch\n\n## Muss\n\n- Staub im Mittel höchstens 0,5 mg/m³\n- im Mittel höchstens 72 dB\n";
    expect(states(text, ["staub.csv", csv])).toEqual(["kept", "broken", "broken", "kept"]);
  });
});
