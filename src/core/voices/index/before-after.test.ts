import { expect, test } from "vitest";
import { analyse } from "./analyse.ts";

const owners = (asked: string, told: string): readonly string[] => {
  const text = `# ${asked}\n\n${told}\n\n| Measure | Before | Trial |\n|---|---|---|\n| Sick days | 31 | 19 |\n| Orders late | 12 | 11 |\n`;
  const { tables, options } = analyse([{ file: "briefing.md", sha256: text, text }]);
  return [...new Set(tables.flatMap((table) => table.rowOption.map((option) => options[option]?.name ?? "nobody")))];
};
const change = ["introduce the short week", "do not introduce the short week"];

test("a trial of what is to be introduced gives its column to the change, and the column before to leaving it", () => {
  expect([...owners("Should we introduce the short week?", "We tried the short week for ten weeks.")].sort()).toEqual([...change].sort());
  expect([...owners("Should we introduce the short week?", "A trial of the short week ran from May to July.")].sort()).toEqual(
    [...change].sort(),
  );
});

test("nothing is bound when the trial was of something else, was not held, or the question is no change", () => {
  for (const told of ["We tried a new canteen for ten weeks.", "The short week was never tried.", "Everybody likes the short week."])
    expect(owners("Should we introduce the short week?", told)).toEqual(["nobody"]);
});
