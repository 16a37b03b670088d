import { describe, expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";

const decided = (body: string) =>
  decide(
    analyse([
      {
        file: "briefing.md",
        sha256: body,
        text: `# Which hall: Alder or Birch?\n\n## Criteria\n\n- rent\n\n## Limits\n\n- The rent is at most 7,500 EUR.\n\n## Data\n\n${body}\n`,
      },
    ]),
    [],
    [],
  );
const states = (body: string): readonly string[] => decided(body).limits[0]?.per.map((cell) => cell.state) ?? [];
const told = (body: string): string =>
  decided(body)
    .open.map((line) => line.text)
    .join("\n");

describe("prices with and without tax", () => {
  const table = (alder: string, birch: string): string =>
    `| Hall | rent EUR | VAT in the rent |\n|---|---|---|\n| Alder | 8,000 | ${alder} |\n| Birch | 7,000 | ${birch} |\n`;

  test("are neither compared nor tested where a column says that they differ, and the decision says so", () => {
    const mixed = table("included", "not included");
    expect(states(mixed)).toEqual(["untested", "untested"]);
    expect(decided(mixed).kind).not.toBe("answer");
    expect(told(mixed)).toContain("holds the tax for some options and not for others");
  });

  test("leave a briefing open that names no criteria, though other figures could decide", () => {
    const bare = (birch: string) =>
      decide(
        analyse([
          {
            file: "briefing.md",
            sha256: birch,
            text: `# Which hall: Alder or Birch?\n\n| Hall | rent EUR | VAT in the rent | noise dB | delay ms |\n|---|---|---|---|---|\n| Alder | 6,000 | included | 30 | 5 |\n| Birch | 7,000 | ${birch} | 60 | 90 |\n`,
          },
        ]),
        [],
        [],
      );
    expect(bare("not included").kind).toBe("open");
    expect(bare("included").option).toBe("Alder");
  });

  test("are compared and tested where they do not differ", () => {
    expect(states(table("included", "included"))).toEqual(["broken", "kept"]);
    expect(told(table("included", "included"))).not.toContain("holds the tax");
  });

  test("are not compared where the amounts themselves say net and gross", () => {
    const cells = (alder: string, birch: string): string =>
      `| Hall | rent |\n|---|---|\n| Alder | 8,000 EUR ${alder} |\n| Birch | 7,000 EUR ${birch} |\n`;
    expect(states(cells("gross", "net"))).toEqual(["untested", "untested"]);
    expect(states(cells("net", "net"))).toEqual(["broken", "kept"]);
  });
});
