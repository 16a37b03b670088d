import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { ledgerOf } from "./ledger.ts";

type Files = { readonly [file: string]: string };

/** The states of every limit, option by option, of a briefing about Alder and Birch. */
const states = (limits: string, rest: string, files: Files = {}): readonly string[] => {
  const registered = Object.keys(files);
  const text = `# Which hall: Alder or Birch?\n\n## Limits\n\n${limits}\n\n## Data\n\n${rest}\n\n## Steward-Registered Files\n\n${registered.map((file) => `- ${file}`).join("\n")}\n`;
  const sources = [["briefing.md", text], ...Object.entries(files)].map(([file = "", body = ""]) => ({ file, sha256: file, text: body }));
  const { evidence, checks } = ledgerOf(analyse(sources));
  return evidence.limits.flatMap(({ id }) => checks.filter((check) => check.limit === id).map((check) => check.state));
};
const csv = (...rows: readonly string[]): Files => ({ "runs.csv": `${rows.join("\n")}\n` });

describe("a limit per something is tested on the quotient of two columns", () => {
  const rows = ["hall,week,visits,faults,cost_eur", "Alder,1,100,2,300", "Alder,2,300,2,700", "Birch,1,100,9,500", "Birch,2,300,15,1900"];

  test("of sums, not of the mean of the rows", () => {
    expect(states("- at most 3 % of visits end in faults", "See the file.", csv(...rows))).toEqual(["kept", "broken"]);
    expect(states("- no more than 4 EUR of cost per visit", "See the file.", csv(...rows))).toEqual(["kept", "broken"]);
    expect(states("- no more than 2 faults per 100 visits", "See the file.", csv(...rows))).toEqual(["kept", "broken"]);
  });

  test("without the rows that say they do not count", () => {
    const [head = "", ...others] = rows;
    const remarked = [`${head},remark`, ...others.map((row) => `${row},`), 'Alder,3,100,90,10,"storm, does not count"'];
    expect(states("- at most 3 % of visits end in faults", "See the file.", csv(...remarked))).toEqual(["kept", "broken"]);
  });

  test("but not where the file holds the rate itself, nor where a column is missing", () => {
    const rate = rows.map((row, i) => `${row},${i === 0 ? "fault_rate_pct" : "9"}`);
    expect(states("- at most 3 % of visits end in faults", "See the file.", csv(...rate))).not.toContain("kept");
    const without = rows.map((row) => row.split(",").slice(0, 2).concat(row.split(",").slice(3)).join(","));
    expect(states("- at most 3 % of visits end in faults", "See the file.", csv(...without))).toEqual(["untested", "untested"]);
  });
});

describe("a later notice takes the place of a figure", () => {
  const table = "| Hall | seats | rent EUR |\n|---|---|---|\n| Alder | 20 | 900 |\n| Birch | 22 | 800 |\n";

  test("of a table, for its option and its kind only", () => {
    expect(
      states("- at least 18 seats\n- rent at most 1,000 EUR", `${table}\nUpdate of 3 May: Birch called, only 14 seats are left.`),
    ).toEqual(["kept", "broken", "kept", "kept"]);
  });

  test("and not when it is no notice, when it names both, or when it tells what was before", () => {
    const seats = (said: string): readonly string[] => states("- at least 18 seats", `${table}\n${said}`);
    expect(seats("Last year Birch sold 14 seats to us.")).toEqual(["kept", "kept"]);
    expect(seats("Update: Alder and Birch each had 14 seats booked.")).toEqual(["kept", "kept"]);
    expect(seats("Update: Birch has 21 seats instead of 14 seats.")).toEqual(["kept", "kept"]);
  });
});

describe("prices are brought to the side of the tax that a limit asks for", () => {
  const table = "| Hall | rent |\n|---|---|\n| Alder | 7,800 EUR net |\n| Birch | 8,640 EUR gross |\n";

  test("by the one rate that the text names", () => {
    expect(states("- rent at most 9,000 EUR including VAT", `${table}\nVAT is 20 %.`)).toEqual(["broken", "kept"]);
    expect(states("- rent at most 7,500 EUR net", `${table}\nVAT is 20 %.`)).toEqual(["broken", "kept"]);
  });

  test("and not tested without a rate, with two rates, or without a side", () => {
    expect(states("- rent at most 9,000 EUR including VAT", table)).not.toContain("broken");
    expect(states("- rent at most 9,000 EUR including VAT", `${table}\nVAT is 20 %, for books VAT is 7 %.`)).not.toContain("broken");
    expect(states("- rent at most 9,000 EUR", `${table}\nVAT is 20 %.`)).toEqual(["untested", "untested"]);
  });
});

describe("prices on several bases", () => {
  const table = "| Hall | price EUR | price basis |\n|---|---|---|\n| Alder | 20 | per guest |\n| Birch | 520 | per group |\n";

  test("are divided by the one stated number of what the limit is per", () => {
    expect(states("- at most 21 EUR per guest", `${table}\nWe are 26 guests.`)).toEqual(["kept", "kept"]);
    expect(states("- at most 19 EUR per guest", `${table}\nWe are 26 guests.`)).toEqual(["broken", "broken"]);
  });

  test("and are not compared when the number is not given, or given twice", () => {
    expect(states("- at most 21 EUR per guest", table)).toEqual(["untested", "untested"]);
    expect(states("- at most 21 EUR per guest", `${table}\nWe are 26 guests. Last year we were 31 guests.`)).toEqual([
      "untested",
      "untested",
    ]);
  });

  test("a price a seat and month reaches a limit a year by counts and months", () => {
    const said = "There are 14 seats.\n\n- Alder: 29 EUR per seat and month.\n- Birch: 45 EUR per seat and month.";
    expect(states("- The price is at most 6,000 EUR a year.", said)).toEqual(["kept", "broken"]);
    expect(states("- The price is at most 6,000 EUR a year.", said.replace("There are 14 seats.", ""))).toEqual(["untested", "untested"]);
  });
});

describe("times of day and ends of a year", () => {
  test("every row keeps it", () => {
    const rows = ["hall,day,closes", "Alder,1,22:00", "Alder,2,21:30", "Birch,1,20:45", "Birch,2,20:30"];
    expect(states("- closes no later than 21:45", "See the file.", csv(...rows))).toEqual(["in doubt", "kept"]);
    expect(states("- open until at least 21:00", "See the file.", csv(...rows))).toEqual(["kept", "broken"]);
  });

  test("a duration is no time of day, and a limit without a side bounds nothing", () => {
    expect(states("- closes no later than 21:45", "Alder needs 2:30 h to close. Birch needs 1:10 h to close.")).toEqual([
      "untested",
      "untested",
    ]);
    expect(states("- think of the train at 21:45", "Alder closes at 22:00. Birch closes at 21:00.")).not.toContain("broken");
  });

  test("until the end of a year", () => {
    const said = "Alder gets updates until 2035. Updates for Birch end on 30 September 2031.";
    expect(states("- updates until at least the end of 2032", said)).toEqual(["kept", "broken"]);
    expect(states("- updates until at least the end of 2035", said)[0]).toBe("untested");
  });
});

describe("shares of a kind and trials of a change", () => {
  const trial = (question: string, limit: string, lines: readonly string[]): readonly string[] => {
    const text = `# ${question}\n\n## Limits\n\n- ${limit}\n\nThe drills are in the log.\n\n## Steward-Registered Files\n\n- drills.csv\n`;
    const sources = [
      { file: "briefing.md", sha256: "b", text },
      { file: "drills.csv", sha256: "d", text: `${lines.join("\n")}\n` },
    ];
    return ledgerOf(analyse(sources)).checks.map((check) => check.state);
  };
  const lines = ["kind,reverted", ...Array(9).fill("bad,yes"), "bad,no", ...Array(9).fill("good,no"), "good,yes"];

  test("count among the rows of their kind", () => {
    expect(trial("Should we switch on the guard?", "at least 90 % of the bad deploys are reverted", lines)[0]).toBe("kept");
    expect(trial("Should we switch on the guard?", "at most 5 % of the good deploys are reverted", lines)[0]).toBe("broken");
  });

  test("and not where no kind of the file is named", () => {
    expect(trial("Should we switch on the guard?", "at least 90 % of the slow deploys are answered", lines)[0]).toBe("untested");
  });
});

describe("what looks like the figure of a limit and is none", () => {
  test("a column of the same unit under another name, beside one of the limit's own name", () => {
    const table =
      "| Hall | excess per claim | cover |\n|---|---|---|\n| Alder | 500 EUR | 10 million EUR |\n| Birch | 750 EUR | 5 million EUR |\n";
    expect(states("- An excess of at most 500 EUR", table)).toEqual(["kept", "broken"]);
  });

  test("the second bound of a sentence whose first is kept", () => {
    const table = "| Hall | rent | hill |\n|---|---|---|\n| Alder | 40 EUR | 1,050 m |\n| Birch | 42 EUR | 780 m |\n";
    expect(states("- The rent must not exceed 45 EUR, and the hill 900 m at most", table)).toEqual(["kept", "kept", "broken", "kept"]);
    // However the sentence is cut, the hall that is too high up does not keep all of it.
    const one = states("- The rent must not exceed 45 EUR for the week and the hill, which we climb twice, 900 m at most", table);
    expect(one.filter((_, at) => at % 2 === 0).every((state) => state === "kept")).toBe(false);
  });

  test("an opening hour for a closing one, and an income for a cost", () => {
    const rows = ["hall,day,opens,visits,revenue_eur", "Alder,1,07:00,100,300", "Birch,1,08:00,100,900"];
    expect(states("- closes no later than 21:45", "See the file.", csv(...rows))).toEqual(["untested", "untested"]);
    expect(states("- no more than 4 EUR of cost per visit", "See the file.", csv(...rows))).toEqual(["untested", "untested"]);
    expect(states("- costs at most 500 EUR", "See the file.", csv(...rows))).toEqual(["untested", "untested"]);
  });

  test("a total for a limit on one piece, and delivery for the tax", () => {
    const table = "| Hall | rent |\n|---|---|\n| Alder | 9,800 EUR |\n| Birch | 9,200 EUR |\n";
    expect(states("- at most 30 EUR per hall", table)).toEqual(["untested", "untested"]);
    const said =
      "| Hall | rent |\n|---|---|\n| Alder | 7,800 EUR including heating |\n| Birch | 7,000 EUR including heating |\n\nVAT is 20 %.";
    expect(states("- rent at most 7,500 EUR net", said)).toEqual(["broken", "kept"]);
  });

  test("a range with its ends on both sides of the bound", () => {
    const table = "| Hall | notice |\n|---|---|\n| Alder | 3 to 5 weeks |\n| Birch | 2 to 3 weeks |\n";
    expect(states("- notice of at most 4 weeks", table)).toEqual(["in doubt", "kept"]);
    expect(states("- notice of at most 2 weeks", table)).toEqual(["broken", "in doubt"]);
  });
});

describe("shares and weights in words", () => {
  test("so many of so many, of the limit's own noun and with all of its words", () => {
    const late = (alder: string, birch: string): readonly string[] =>
      states("- at most 2 % of trips late", `- Alder: ${alder}\n- Birch: ${birch}`);
    expect(late("3 of 210 trips were late.", "9 of 180 trips were late.")).toEqual(["kept", "broken"]);
    expect(late("3 of 210 buses were late.", "9 of 180 trips were full.")).toEqual(["untested", "untested"]);
    expect(late("perhaps 3 of 210 trips were late.", "the provider says 1 of 180 trips was late.")).not.toContain("kept");
  });

  test("a weight that each option has once", () => {
    expect(states("- no heavier than 350 g", "- Alder: 310 g\n- Birch: 0.36 kg")).toEqual(["kept", "broken"]);
    expect(states("- no heavier than 350 g", "- Alder: 310 g, with its bag 420 g\n- Birch: 0.36 kg")[0]).toBe("untested");
  });
});
