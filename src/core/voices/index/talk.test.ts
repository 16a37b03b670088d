import { describe, expect, test } from "vitest";
import { withoutSpeakers } from "./talk.ts";

const shown = (...lines: readonly string[]) => withoutSpeakers(lines).lines;

describe("withoutSpeakers()", () => {
  test.each([
    ["[Mo 09:12] timo: which one?", "[Mo 09:14] rhea: see the file"],
    ["09:12 timo: which one?", "09:14 rhea: see the file"],
    ["12.03.26, 09:12 - Timo Berg: which one?", "12.03.26, 09:14 - Rhea: see the file"],
    ["[2031-05-12 09:12] <timo> which one?", "[2031-05-12 09:14] <rhea> see the file"],
    ["**timo** (09:12): which one?", "**rhea** (09:14): see the file"],
  ])("takes time and name off %s", (...lines) => {
    expect(shown(...lines)).toEqual(["which one?", "see the file"]);
  });

  test("takes names off a talk without times, where a speaker comes back", () => {
    expect(shown("Ana: which one do we take?", "Bo: I like the Fern", "Ana: we said 90 at most", "Bo: ok then")).toEqual([
      "which one do we take?",
      "I like the Fern",
      "we said 90 at most",
      "ok then",
    ]);
  });

  test.each([
    [["Fern: 85 EUR, 3 kg", "Moss: 79 EUR, 4 kg", "Fern: rated 4", "Moss: rated 5"]],
    [["Opening: 09:12 sharp", "Closing: 18:00"]],
    [["From: London", "It takes two hours."]],
    [["09:12 the pump stopped", "09:14 the alarm rang"]],
  ])("leaves lines alone that nobody says: %j", (lines) => {
    expect(shown(...lines)).toEqual(lines);
  });

  test("keeps of a mail's head the subject, once", () => {
    expect(shown("**From:** Ida", "**To:** all", "**Subject:** kiln", "", "Hello", "From: Tove", "Subject: Re: kiln", "Hi")).toEqual([
      "",
      "",
      "**Subject:** kiln",
      "",
      "Hello",
      "",
      "",
      "Hi",
    ]);
  });
});
