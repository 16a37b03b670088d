import { describe, expect, it } from "vitest";
import { analyse } from "./analyse.ts";

const options = (briefing: string, ...files: readonly string[]): readonly string[] =>
  analyse([
    { file: "briefing.md", sha256: "0", text: briefing },
    ...files.map((text, i) => ({ file: `data-${i}.csv`, sha256: String(i), text })),
  ])
    .options.map(({ name }) => name)
    .toSorted();

const TRIAL = "day,lamp,minutes\n1,Corvin,12\n1,Dorset,14\n2,Corvin,11\n2,Dorset,16\n3,Corvin,13\n3,Dorset,15\n";

describe("a table under a blank first head", () => {
  it("has one option a row where its columns are each of one kind and its rows are not", () => {
    const page =
      "Which way do we offer?\n\n| | languages | kept where |\n|---|---|---|\n| Web form | 6 | county server |\n| Parent app | 9 | abroad |\n";
    expect(options(page)).toEqual(["Parent app", "Web form"]);
  });

  it("has one option a column where its rows are each of one kind and its columns are not", () => {
    const page =
      "Which trolley do we buy?\n\n| | Alder | Birch |\n|---|---|---|\n| Price | 1,890 EUR | 2,450 EUR |\n| Wheels | solid | air |\n";
    expect(options(page)).toEqual(["Alder", "Birch"]);
  });

  it("of numbers alone, has names with a capital beside heads without one as its options", () => {
    const prose = "Weights: trust 50 %, reach 50 %.\n\nNorth Mill was quick. South Mill was not.";
    const page = `Which mill do we take?\n\n| | trust | reach |\n|---|---|---|\n| North Mill | 8 | 6 |\n| South Mill | 7 | 9 |\n\n${prose}\n`;
    expect(options(page)).toEqual(["North Mill", "South Mill"]);
  });
});

describe("a column of a file that repeats a few names", () => {
  const page = (prose: string): string => `${prose}\n\n## Steward-Registered Files\n\n- data-0.csv\n`;

  it("names the options of a page that asks for one of several and speaks of each", () => {
    expect(options(page("Which light do we hang in the shed? The Corvin is bright. The Dorset has a switch."), TRIAL)).toEqual([
      "Corvin",
      "Dorset",
    ]);
  });

  it("names none where the prose does not speak of each, where nothing is asked, or where two columns could", () => {
    expect(options(page("Which light do we hang in the shed? The Corvin is bright."), TRIAL)).toEqual([]);
    expect(options(page("The Corvin is bright. The Dorset has a switch."), TRIAL)).toEqual([]);
    const two = "day,lamp,room,minutes\n1,Corvin,Hall,1\n1,Dorset,Attic,2\n2,Corvin,Attic,3\n2,Dorset,Hall,4\n";
    expect(options(page("Which light do we hang? The Corvin is bright. The Dorset has a switch. Hall and Attic were tried."), two)).toEqual(
      [],
    );
  });
});

describe("a decision that is announced and not asked", () => {
  it("takes the list that follows as its options", () => {
    const page =
      "We must decide which second line we order for the house.\n\nI asked three firms:\n\n- fibre: 39 € in a month, digging for 800 €\n- radio link: 52 € in a month\n- mobile router: 35 € in a month\n";
    expect(options(page)).toEqual(["fibre", "mobile router", "radio link"]);
  });
});
