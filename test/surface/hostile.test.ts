import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { columnsOf } from "../../src/surfaces/cli/render/wrap.ts";
import { makePlace, moot } from "./kit/moot.ts";

/** Clears the screen, sets the title, writes the clipboard, links, hides, turns the reading direction. */
const HOSTILE =
  "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{1b}]8;;http://evil.test\u{7}x\u{202e}txt\u{2066}\u{200b}\u{feff}";
const BRIEFING = `# Which ${HOSTILE} shelf?

## Options

1. **oak${HOSTILE}**: by the door [click](javascript:alert(1))
2. **pine**: by the window ${HOSTILE}

| | oak${HOSTILE} | pine |
|---|---|---|
| Price, EUR | 80 | 120 |

## Steward-Registered Files

- data.csv
- evil${HOSTILE}.csv
`;
const ACTIVE = /[\u{0}-\u{9}\u{b}-\u{1f}\u{7f}-\u{9f}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]/u;
const withoutOurColours = (text: string): string => text.replace(/\u{1b}\[[0-9;]*m/gu, "");

it("nothing that a briefing, a file or a path holds can act on the terminal, in any view", { timeout: 120_000 }, async () => {
  const place = makePlace({ "notes.md": BRIEFING, "data.csv": `option,price${HOSTILE}\noak${HOSTILE},80\npine,120\n` });
  const topic = `Which ${HOSTILE.replaceAll("\u{0}", "")} shelf?`;
  const first = await moot(place, ["roundtable", "--topic", topic, "--briefing", "notes.md", "--color", "always"]);
  expect(first.code, first.stderr).toBe(0);
  const views = [
    ["show", "latest", "--transcript"],
    ["watch", "latest", "--full", "--research", "full"],
    ["runs"],
    ["roundtable", "transcript", "latest"],
    ["roundtable", "index", "latest"],
    ["why", "decision:latest"],
  ];
  for (const view of views.flatMap((args) => [args, [...args, "--color", "always"]])) {
    const { stdout, stderr } = await moot(place, view);
    expect(withoutOurColours(stdout + stderr), view.join(" ")).not.toMatch(ACTIVE);
    expect(stdout.length, view.join(" ")).toBeGreaterThan(10);
  }
  expect(withoutOurColours(first.stdout + first.stderr)).not.toMatch(ACTIVE);
  expect(first.stderr).toContain("<U+001B>");
});

it("every view keeps to the width of the terminal", { timeout: 120_000 }, async () => {
  const place = makePlace();
  writeFileSync(
    join(place.project, "wide.md"),
    "# 漢字の棚はどれですか、とても長い題名なので折り返す必要があります👩‍💻👩‍💻?\n\n## Options\n\n1. **樫**: ドアのそば\n2. **松**: 窓のそば\n",
  );
  await moot(place, [
    "roundtable",
    "--topic",
    "漢字の棚はどれですか、とても長い題名なので折り返す必要があります",
    "--briefing",
    "wide.md",
    "--quiet",
  ]);
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  const views = [
    ["runs"],
    ["show", "latest"],
    ["watch"],
    ["watch", "--full"],
    ["doctor"],
    ["team", "list"],
    ["team", "templates"],
    ["sparks", "ledger"],
    ["agent", "show", "clare"],
    ["why", "decision:latest"],
    ["help", "exit-codes"],
    ["config"],
    ["refresh-seeds", "--dry-run"],
    ["docs"],
  ];
  for (const columns of [40, 80, 200])
    for (const view of views) {
      const { stdout, stderr } = await moot(place, [...view, "--color", "always"], { env: { COLUMNS: String(columns) } });
      for (const line of (stdout + stderr).split("\n"))
        expect(columnsOf(line), `${view.join(" ")} at ${columns}: ${line}`).toBeLessThanOrEqual(columns);
    }
});

it("--ascii keeps our own marks to ASCII", async () => {
  const { stdout, stderr } = await moot(makePlace(), ["doctor", "--ascii"]);
  expect(stdout + stderr).toMatch(/^[\n -~]+$/u);
});
