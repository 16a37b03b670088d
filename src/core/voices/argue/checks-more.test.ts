import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import type { LimitState, SourceText } from "../types.ts";
import { ledgerOf } from "./ledger.ts";

const states = (text: string, ...files: readonly (readonly [string, string])[]): readonly LimitState[] => {
  const sources = [["briefing.md", text] as const, ...files].map(([file, body]): SourceText => ({ file, sha256: file, text: body }));
  return ledgerOf(analyse(sources))
    .checks.filter((check) => check.limit === 0)
    .map((check) => check.state);
};
const untested = ["untested", "untested"];
const rules = (limit: string, alder: string, birch: string): string =>
  `# Which one?\n\n## Options\n\n### Alder\n\n${alder}\n\n### Birch\n\n${birch}\n\n## Limits\n\n- ${limit}\n`;

describe("one week in five", () => {
  const limit = "Nobody is on call for more than one week in five.";

  test("is tested on the share that each option's own text states, also as a rotation of one person", () => {
    expect(states(rules(limit, "That means one week in four for everybody.", "One person, one week, eight people in turn."))).toEqual([
      "broken",
      "kept",
    ]);
  });

  test("is not tested on weeks off, guesses, another unit, two at a time or one option alone", () => {
    const fine = "On duty one week in eight.";
    for (const other of [
      "Everybody gets one week in four off.",
      "Perhaps one week in four.",
      "On duty one night in four.",
      "The lift is serviced one week in four.",
    ])
      expect(states(rules(limit, other, fine))).toEqual(untested);
    expect(states(rules(limit, "Two people, one week, eight people in turn.", fine))).toEqual(untested);
    expect(states(rules(limit, "On duty one week in eight. On call one week in two.", fine))[0]).toBe("untested");
  });

  test("is not tested on the length of a week", () => {
    expect(states(rules(limit, "The call lasts one week.", "The call lasts two weeks."))).toEqual(untested);
  });
});

describe("what waits for the morning", () => {
  const limit = "A page must be acknowledged within 15 minutes.";
  const first = (alder: string, text = limit): LimitState | undefined => states(rules(text, alder, "Somebody is there."))[0];

  test("breaks a limit of minutes on the same thing when the sentence is definite; bare words put it in doubt", () => {
    expect(first("At night nobody is there; pages wait for the morning.")).toBe("broken");
    expect(first("From 22:00 to 06:00 it is dark; pages wait for the morning.")).toBe("broken");
    expect(first("Pages wait for the morning.")).toBe("in doubt");
  });

  test("breaks nothing when denied, guessed, partial, of another thing or under a limit of days", () => {
    for (const text of [
      "No pages wait for the morning.",
      "Pages never wait for the morning.",
      "Perhaps pages wait for the morning.",
      "Only minor pages wait for the morning.",
      "Pages usually wait for the morning.",
      "Invoices wait for the morning.",
      "Pages wait for the pager.",
    ])
      expect([text, first(text)]).toEqual([text, "untested"]);
    expect(first("Pages wait for the morning.", "A page must be acknowledged within 2 days.")).toBe("untested");
  });
});

describe("a rise against today", () => {
  const bills = (alder: readonly number[], currency = '"currency": "EUR", ', base = "today"): readonly [string, string] => [
    "accounts.json",
    `{ ${currency}"accounts": [\n${[100, 200, 400]
      .map((was, at) => `{ "id": "A${at}", "seats": ${at * 10 + 5}, "${base}": ${was}, "alder": ${alder[at]}, "birch": ${was} }`)
      .join(",\n")}\n] }\n`,
  ];
  const ask = (limit: string): string =>
    `# Which one?\n\n## Options\n\n- **Alder**\n- **Birch**\n\n## Limits\n\n- ${limit}\n\n## Steward-Registered Files\n\n- accounts.json\n`;
  const each = "No account's bill may rise by more than 25 %.";
  const whole = "Revenue over the three accounts has to grow by at least 5 %.";
  const small = "Accounts with ten seats or fewer must not pay more than they do today.";

  test("of no record is tested record by record, not on the sum", () => {
    expect(states(ask(each), bills([130, 200, 400]))).toEqual(["broken", "kept"]);
    expect(states(ask(each), bills([125, 250, 400]))).toEqual(["kept", "kept"]);
  });

  test("over the records is tested on the sum, not record by record", () => {
    expect(states(ask(whole), bills([90, 200, 460]))).toEqual(["kept", "broken"]);
    expect(states(ask(whole), bills([130, 200, 400]))).toEqual(["broken", "broken"]);
  });

  test("for a group is tested on the group only", () => {
    expect(states(ask(small), bills([110, 200, 400]))).toEqual(["broken", "kept"]);
    expect(states(ask(small), bills([100, 900, 900]))).toEqual(["kept", "kept"]);
  });

  test("is not tested without money, a column of today, the noun of the records, the group's column or a scope", () => {
    expect(states(ask(each), bills([130, 200, 400], ""))).toEqual(untested);
    expect(states(ask(each), bills([130, 200, 400], undefined, "planned"))).toEqual(untested);
    expect(states(ask("No tenant's bill may rise by more than 25 %."), bills([130, 200, 400]))).toEqual(untested);
    expect(states(ask("No account's tickets may rise by more than 25 %."), bills([130, 200, 400]))).toEqual(untested);
    expect(states(ask("An account's bill may rise by at most 25 %."), bills([130, 200, 400]))).toEqual(untested);
    expect(states(ask("Accounts with ten branches or fewer must not pay more than they do today."), bills([110, 200, 400]))).toEqual(
      untested,
    );
    expect(states(ask("Accounts that pay by card must not pay more than they do today."), bills([110, 200, 400]))).toEqual(untested);
  });
});

describe("before and trial", () => {
  const ask = (question: string, context: string, heads = "| | Before | Trial |"): string =>
    `# ${question}\n\n## Context\n\n${context}\n\n${heads}\n|---|---|---|\n| Longest repair time | 71 h | 19 h |\n\n## Limits\n\n- The repair time is at most 24 hours.\n`;
  const lift = "Should we lift the deploy freeze?";

  test("stand for no and yes when what the question takes away was in force before", () => {
    expect(states(ask(lift, "Five weeks of trial against the five weeks before (freeze in force)."))).toEqual(["kept", "broken"]);
  });

  test("stand for nothing when it is unsaid what was tried, or another thing was, or the question is to keep it", () => {
    expect(states(ask(lift, "Five weeks of trial against the five weeks before."))).toEqual(untested);
    expect(states(ask(lift, "We ran a trial of the freeze against the five weeks before."))).toEqual(untested);
    expect(states(ask("Should we buy the blue press?", "In the trial we tried the blue press, before (freeze in force)."))).toEqual(
      untested,
    );
    expect(
      states(ask("Should we keep the deploy freeze?", "Five weeks of trial against the five weeks before (freeze in force).")),
    ).not.toContain("broken");
    const other = ask(lift, "Five weeks of trial against the five weeks before (freeze in force).", "| | Plan | Trial |");
    expect(states(other)).toEqual(untested);
  });
});
