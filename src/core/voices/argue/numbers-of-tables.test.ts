import { describe, expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";
import type { Decision, LimitState, SourceText } from "../types.ts";
import { isAdditive } from "./aggregate.ts";
import { flipsOf } from "./flips.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";

type File = readonly [name: string, body: string];
const sources = (text: string, files: readonly File[]): readonly SourceText[] =>
  [["briefing.md", text] as const, ...files].map(([file, body]) => ({ file, sha256: `${file}${body.length}`, text: body }));

const head = (criteria: string, limits = ""): string =>
  `# Which one: Alder or Birch?\n\n## Objective\n\nChoose Alder or Birch.\n\n## Criteria\n\n${criteria}\n\n${limits === "" ? "" : `## Constraints\n\n${limits}\n\n`}`;
const ledger = (text: string, ...files: readonly File[]): Ledger => ledgerOf(analyse(sources(text, files)));
const decision = (text: string, ...files: readonly File[]): Decision => decide(analyse(sources(text, files)), [], []);
const states = (text: string, ...files: readonly File[]): { readonly [option: string]: LimitState } =>
  Object.fromEntries((decision(text, ...files).limits[0]?.per ?? []).map((each) => [each.option, each.state]));
const cell = (made: Decision, criterion: string, option: string): string =>
  made.criteria.find((each) => each.name === criterion)?.cells.find((each) => each.option === option)?.value ?? "";
const months = (column: string, alder: readonly number[], birch: readonly number[]): File => [
  "use.csv",
  `model,month,${column}\n${[...alder.map((value, at) => `Alder,2024-${`${at + 1}`.padStart(2, "0")},${value}`), ...birch.map((value, at) => `Birch,2024-${`${at + 1}`.padStart(2, "0")},${value}`)].join("\n")}\n`,
];

describe("which rows may be added", () => {
  const samples = [{ value: 3 }, { value: 4 }];
  test.each([
    ["cost_eur", "money:EUR", [], true],
    ["breakdowns", "number", [], true],
    ["downtime_min", "time", [], true],
    ["price_eur", "money:EUR", [], false],
    ["price_eur_per_kwh", "money:EUR", ["kwh"], false],
    ["noise_db", "sound", [], false],
    ["latency_ms", "time", [], false],
    ["failed_pct", "percent", [], false],
    ["score", "number", [], false],
    ["queue_length", "number", [], false],
    ["total_eur", "money:EUR", [], false],
  ] as const)("%s (%s): %s", (label, dim, per, wanted) => {
    expect(isAdditive({ label, dim, per, samples })).toBe(wanted);
  });
});

describe("rows of a period", () => {
  const noise = months("noise_db", [58, 59, 59, 58], [61, 61, 60, 61]);

  test("a level is their mean, in the table, in the facts and in what would turn it", () => {
    const made = decision(head("- Noise (60 %)\n- Handling (40 %)"), noise);
    expect(cell(made, "Noise", "Alder")).toBe("58.5 dB (mean of 4 rows)");
    const { facts } = ledger(head("- Noise"), noise);
    expect(facts.find((fact) => fact.kind === "data")?.note).toEqual({ key: "mean", values: ["4", "", "", ""] });
    const flips = flipsOf(ledger(head("- Noise (60 %)\n- Handling (40 %)"), noise)).map((flip) => flip.note.values.join(" "));
    expect(flips.join()).not.toMatch(/\b2\d\d dB/);
  });

  test("an amount is its mean per month, and a sum where a total is asked for", () => {
    const file = months("energy_kwh", [400, 410, 380, 390], [300, 310, 280, 290]);
    expect(cell(decision(head("- Energy cost (50 %)\n- Energy (50 %)"), file), "Energy", "Alder")).toBe("395 kWh (mean per month, 4 rows)");
    expect(cell(decision(head("- Energy used in total"), file), "Energy used in total", "Alder")).toBe("1,580 kWh (sum of 4 rows)");
  });

  test("a limit a month is held against each row, one a year against the sum of twelve and no other number", () => {
    const twelve = (value: number): readonly number[] => Array.from({ length: 12 }, () => value);
    const month = head("- Cost", "- Cost at most 120 EUR a month.");
    expect(states(month, months("cost_eur", [100, 110, 105], [125, 130, 128]))).toEqual({ Alder: "kept", Birch: "broken" });
    const year = head("- Cost", "- Cost at most 1,300 EUR a year.");
    expect(states(year, months("cost_eur", twelve(100), twelve(110)))).toEqual({ Alder: "kept", Birch: "broken" });
    expect(states(year, months("cost_eur", twelve(100).slice(1), twelve(110).slice(1)))).toEqual({ Alder: "untested", Birch: "untested" });
  });

  test("a limit that names neither row nor total is decided only where both come out the same", () => {
    const limit = head("- Breakdowns", "- At most 4 breakdowns.");
    expect(states(limit, months("breakdowns", [1, 1, 1], [5, 6, 5]))).toEqual({ Alder: "kept", Birch: "broken" });
    expect(states(limit, months("breakdowns", [2, 2, 2], [5, 6, 5]))).toEqual({ Alder: "untested", Birch: "broken" });
  });

  test("a row that sums up the others is no measurement", () => {
    const file: File = [
      "use.csv",
      "model,month,cost_eur\nAlder,Jan,10\nAlder,Feb,20\nAlder,Total,30\nBirch,Jan,20\nBirch,Feb,30\nBirch,Total,50\n",
    ];
    expect(cell(decision(head("- Cost"), file), "Cost", "Alder")).toContain("15 EUR");
  });
});

describe("columns and criteria", () => {
  const table = (rows: string): string => `\n## Data\n\n| | Alder | Birch |\n|---|---|---|\n${rows}\n`;

  test("a column serves the criterion of its head noun, never one that shares only what it is per", () => {
    const made = decision(
      head("- Price per page (50 %)\n- Print speed (50 %)") + table("| pages_per_minute | 40 | 22 |\n| Price per page, cent | 2.1 | 1.2 |"),
    );
    expect(cell(made, "Price per page", "Alder")).toBe("2.1 cent");
    expect(cell(made, "Print speed", "Alder")).toBe("40");
  });

  test("a price paid once is no running cost, a price a month is", () => {
    const once = head("- Running cost") + table("| Purchase price | 900 EUR | 1,400 EUR |");
    expect(cell(decision(once), "Running cost", "Alder")).toBe("");
    const monthly = head("- Running cost") + table("| Service contract | 35 EUR per month | 20 EUR per month |");
    expect(cell(decision(monthly), "Running cost", "Birch")).toBe("20 EUR per month");
  });

  test("a column of the very name wins over one that resembles it, and is never called missing", () => {
    const made = decision(
      head("- Price (50 %)\n- Floor area (50 %)") +
        table("| Price | 900 EUR | 1,400 EUR |\n| Installation fee | 90 EUR | 10 EUR |\n| Floor area | 30 m² | 40 m² |"),
    );
    expect(cell(made, "Price", "Alder")).toBe("900 EUR");
    expect(made.open.map((line) => line.text).join("\n")).not.toMatch(/No evidence on “Floor area”/);
  });

  test("a file with a row a measure is never averaged over its rows, and the unit column gives each its unit", () => {
    const rows = "price,EUR a month,8925,6900\nspace,m²,1340,1280\nramps,pieces,4,3\n";
    const text = head("- Price (50 %)\n- Space: more is better (50 %)", "- At least 1,300 m² of space.");
    const made = decision(text, ["halls.csv", `measure,unit,Alder,Birch\n${rows}`]);
    expect(cell(made, "Price", "Alder")).toMatch(/^8925 EUR/);
    expect(states(text, ["halls.csv", `measure,unit,Alder,Birch\n${rows}`])).toEqual({ Alder: "kept", Birch: "broken" });
  });

  test("without a direction a figure is shown, does not count, and what to add is said", () => {
    const text = (more: string): string => `${head(`- Floor slope${more}`)}${table("| Floor slope | 3 | 9 |")}`;
    const silent = decision(text(""));
    expect(silent.kind).toBe("open");
    expect(silent.criteria[0]?.cells.map((each) => [each.value, each.sign])).toEqual([
      ["3", "?"],
      ["9", "?"],
    ]);
    expect(silent.open.map((line) => line.text).join("\n")).toMatch(/Direction not given for “Floor slope”/);
    expect(decision(text(": less is better")).option).toBe("Alder");
    expect(decision(text(": more is better")).option).toBe("Birch");
  });

  test("a direction that only a name implies is printed as assumed, one that is said is not", () => {
    const open = (criterion: string): string =>
      decision(head(criterion) + table("| Takings | 400 EUR | 300 EUR |"))
        .open.map((line) => line.text)
        .join("\n");
    expect(open("- Takings")).toMatch(/Assumed: more is better for “Takings”/);
    expect(open("- Takings: more is better")).not.toMatch(/Assumed/);
  });

  test("a single figure decides when the text asks for it, and stays open when it does not", () => {
    const text = (asked: string): string =>
      `# Alder or Birch?\n\n${asked} Alder or Birch?\n\n| Pack | Battery life h |\n|---|---|\n| Alder | 9 |\n| Birch | 14 |\n`;
    expect(decision(text("Battery life is what we care about.")).option).toBe("Birch");
    const silent = decision(text("We need one."));
    expect(silent.kind).toBe("open");
    expect(silent.answer).toMatch(/a single figure that the briefing does not ask for/);
  });
});

describe("weights", () => {
  const weights = (criteria: string): readonly number[] => analyse(sources(head(criteria), [])).criteria.map((each) => each.weight);

  test("the most important beside numbers weighs a quarter more than the largest, the nice to have a quarter of it", () => {
    const [first = 0, second = 0, third = 0] = weights("- Price (most important)\n- Speed (40 %)\n- Colour (nice to have)");
    expect(first / second).toBeCloseTo(1.25);
    expect(third / second).toBeCloseTo(0.25);
    expect(first + second + third).toBeCloseTo(1);
  });

  test("numbers alone stay as stated, and a denied emphasis is none", () => {
    expect(weights("- Price (60 %)\n- Speed (40 %)")).toEqual([0.6, 0.4]);
    expect(weights("- Price (not critical)\n- Speed")).toEqual([0.5, 0.5]);
  });

  test("a weight read from words beside numbers is printed", () => {
    const text = decision(head("- Price (most important)\n- Speed (40 %)"))
      .open.map((line) => line.text)
      .join("\n");
    expect(text).toMatch(/The weight of “Price” was given in words, beside numbers; it is read as 56 %/);
  });
});

describe("claims that a file holds", () => {
  const file: File = [
    "meas.csv",
    "supplier,month,latency_ms,breakdowns,cost_eur\nAlder,2024-01,70,1,250\nAlder,2024-02,66,0,260\nAlder,2024-03,72,2,255\nBirch,2024-01,90,0,310\nBirch,2024-02,88,0,320\nBirch,2024-03,95,0,315\n",
  ];
  const kinds = (claim: string): readonly string[] =>
    ledger(`${head("- Latency")}## Context\n\n${claim}\n`, file)
      .facts.filter((fact) => fact.note?.key === "compared")
      .map((fact) => fact.kind);

  test.each([
    ["Birch is the cheaper of the two.", "conflict"],
    ["Alder is cheaper than Birch.", "confirm"],
    ["Birch is faster than Alder.", "conflict"],
    ["Alder has a mean latency below 50 milliseconds.", "conflict"],
    ["Alder has a mean latency below 80 milliseconds.", "confirm"],
    ["Alder had no breakdowns.", "conflict"],
    ["Birch had no breakdowns.", "confirm"],
  ] as const)("%s: %s", (claim, kind) => {
    expect(kinds(claim)).toEqual([kind]);
  });

  test.each([
    "Birch is not cheaper than Alder.",
    "Birch may be cheaper than Alder.",
    "Birch is quieter than Alder.",
    "Alder had no breakdowns in 2019.",
  ])("%s: nothing is said", (claim) => {
    expect(kinds(claim)).toEqual([]);
  });
});

describe("a mean that rows decide", () => {
  const runs = (north: readonly number[], south: readonly number[]): File => [
    "runs.csv",
    `model,travel_min\n${[...north.map((value) => `Alder,${value}`), ...south.map((value) => `Birch,${value}`)].join("\n")}\n`,
  ];
  const fragile = (north: readonly number[], south: readonly number[]): readonly string[] | undefined =>
    ledger(head("- Travel time"), runs(north, south)).facts.find((fact) => fact.kind === "fragile")?.note?.values;

  test("one row is named, two are named as two, three are not", () => {
    expect(fragile([20, 21, 20, 60], [25, 26, 25, 26])?.slice(0, 2)).toEqual(["60 min", "5"]);
    expect(fragile([20, 21, 20, 60, 58], [25, 26, 25, 26, 25])?.slice(0, 2)).toEqual(["60 min + 58 min", "5 + 6"]);
    expect(fragile([20, 21, 20, 20, 60, 58, 59], [25, 26, 25, 26, 25, 26, 25])).toBeUndefined();
  });
});

describe("what a limit is held against", () => {
  test("how far past it the nearest option is, in the unit as shown", () => {
    const table = "\n## Data\n\n| | Alder | Birch |\n|---|---|---|\n| Price | 440 EUR | 500 EUR |\n";
    expect(decision(head("- Price", "- Price at most 400 EUR.") + table).answer).toMatch(/40 EUR \(10 %\) past/);
  });

  test("a cell with two amounts is held against each by what it is per", () => {
    const rows = "| Alder | 2,400 EUR, service contract 35 EUR per month |\n| Birch | 2,150 EUR, service contract 55 EUR per month |";
    const text = `${head("- Price", "- Service at most 40 EUR per month.")}| Lathe | Offer |\n|---|---|\n${rows}\n`;
    expect(states(text)).toEqual({ Alder: "kept", Birch: "broken" });
  });

  test("a bare price counts in the briefing's one currency, and in none when there are two", () => {
    const file: File = ["q.json", '{"offers":[{"model":"Alder","price":12},{"model":"Birch","price":17}]}'];
    expect(states(head("- Price", "- The price must be at most 15 EUR."), file)).toEqual({ Alder: "kept", Birch: "broken" });
    const two = `${head("- Price", "- The price must be at most 15 EUR.")}## Context\n\nLast year we paid 20 USD.\n`;
    expect(states(two, file)).toEqual({ Alder: "untested", Birch: "untested" });
  });

  test("a percentile is taken from twenty rows and not from fewer", () => {
    const rows = (count: number): File => [
      "runs.csv",
      `model,duration_s\n${Array.from({ length: count }, (_, at) => `Alder,${at + 1}\nBirch,${at + 100}`).join("\n")}\n`,
    ];
    const text = head("- Speed", "- The 95th percentile of duration must be at most 30 seconds.");
    expect(states(text, rows(20))).toEqual({ Alder: "kept", Birch: "broken" });
    expect(states(text, rows(19))).toEqual({ Alder: "untested", Birch: "untested" });
  });

  test("a share is counted over the outcome that the limit names, not over one that it leaves out", () => {
    const outcomes = (bad: number): string =>
      Array.from({ length: 10 }, (_, at) => (at < bad ? "infra_failure" : "test_failure")).join(" ");
    const file: File = [
      "runs.csv",
      `model,outcome\n${[
        ...outcomes(0)
          .split(" ")
          .map((one) => `Alder,${one}`),
        ...outcomes(2)
          .split(" ")
          .map((one) => `Birch,${one}`),
      ].join("\n")}\n`,
    ];
    const text = head("- Speed", "- No more than 10 % may fail (`infra_failure`; `test_failure` does not count).");
    expect(states(text, file)).toEqual({ Alder: "kept", Birch: "broken" });
  });
});

test("a rule of choice in a sentence is the criterion, but decides nothing where it presupposes limits and none were found", () => {
  const table = "\n| | Alder | Birch |\n|---|---|---|\n| Price | 900 EUR | 1,400 EUR |\n";
  const text = (rule: string): string => `# Alder or Birch?\n\nDo we buy Alder or Birch? ${rule}\n${table}`;
  expect(decision(text("The cheapest wins.")).option).toBe("Alder");
  const conditional = decision(text("Of those that meet the conditions, the cheapest wins."));
  expect(conditional.kind).toBe("open");
});

test("a mean is per day only where each row is one: two rows of an option for a day are summed, never taken for days", () => {
  const days = (times: number): File => [
    "use.csv",
    `model,date,energy_kwh\n${["Alder", "Birch"].flatMap((model, at) => [1, 2, 3, 4, 5, 6].flatMap((day) => Array.from({ length: times }, () => `${model},2024-03-0${day},${10 + at}`))).join("\n")}\n`,
  ];
  expect(cell(decision(head("- Energy"), days(1)), "Energy", "Alder")).toBe("10 kWh (mean per day, 6 rows)");
  expect(cell(decision(head("- Energy"), days(2)), "Energy", "Alder")).toBe("10 kWh (mean of 12 rows)");
  expect(cell(decision(head("- Energy used in total"), days(2)), "Energy used in total", "Alder")).toBe("120 kWh (sum of 12 rows)");
  expect(states(head("- Energy", "- At most 15 kWh of energy a day"), days(2))).toEqual({ Alder: "untested", Birch: "untested" });
});

test("a column of days tests a limit on the day, kept and broken, and one on another matter not at all", () => {
  const offers: File = ["offers.csv", "model,contract_start,eur\nAlder,2027-01-01,4\nBirch,2027-02-01,3\n"];
  const limit = (text: string): { readonly [option: string]: LimitState } => states(head("- Price", `- ${text}`), offers);
  expect(limit("The new contract must start by 1 January 2027.")).toEqual({ Alder: "kept", Birch: "broken" });
  expect(limit("It must start by 1 January 2027.")).toEqual({ Alder: "kept", Birch: "broken" });
  expect(limit("The old heating must be taken out by 1 January 2027.")).toEqual({ Alder: "untested", Birch: "untested" });
});
