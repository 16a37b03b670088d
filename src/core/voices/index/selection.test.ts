import { describe, expect, test } from "vitest";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Language } from "../types.ts";
import { selectionRule } from "./selection.ts";

const rule = (language: Language, ...sentences: readonly string[]): readonly string[] =>
  (
    selectionRule(
      sentences.map((text, i) => ({ text, place: { file: "briefing.md", line: i + 1, endLine: i + 1 } })),
      lexiconOf(language),
    ) ?? []
  ).map(({ rank, name, direction, concept }) => [`${rank}`, name, direction ?? 0, ...(concept === undefined ? [] : [concept])].join("|"));

describe("a sentence that says how to choose among what is left names what decides", () => {
  test.each<readonly [Language, string, string]>([
    ["en", "Of the pumps meeting all three, take the one with the higher sustained flow.", "0|higher sustained flow|1"],
    ["en", "If more than one fulfils everything, the one that cools faster is to be preferred.", "0|cools faster|0"],
    ["en", "Then the one that boils faster.", "0|boils faster|0"],
    ["en", "Longest battery life among those that pass.", "0|Longest battery life|1"],
    ["en", "The cheapest of those that qualify wins.", "0|cheapest|-1|cost"],
    ["de", "Wenn mehreres geht, nehmen wir das Billigste im Jahr.", "0|Billigste im Jahr|-1|Kosten cost"],
    [
      "de",
      "Unter den Angeboten, die das einhalten, entscheidet der niedrigste Preis je Quadratmeter.",
      "0|niedrigste Preis je Quadratmeter|-1",
    ],
    ["de", "Erfüllen mehrere Häuser das, dann das günstigste.", "0|günstigste|-1|Kosten cost"],
    ["fr", "Parmi les modes qui tiennent ces exigences, on prend le moins cher par colis.", "0|moins cher par colis|-1|coût cost"],
    ["fr", "Si plusieurs candidats restent, nous retenons celui qui coûte le moins.", "0|moins|-1|coût cost"],
    ["es", "De los turnos que lo cumplan, se abre el que más familias reciba en total.", "0|más familias reciba en total|1"],
  ])("%s: %s", (language, sentence, expected) => {
    expect(rule(language, sentence)).toEqual([expected]);
  });
});

describe("a sentence with a verb of choosing names it, too", () => {
  test.each<readonly [Language, string, string]>([
    ["en", "The lowest error rate during the peak decides.", "0|lowest error rate during the peak|-1"],
    ["en", "Shorter wait wins.", "0|Shorter wait|-1"],
    ["de", "Den Zuschlag bekommt, wer am schnellsten liefert.", "0|am schnellsten liefert|0"],
  ])("%s: %s", (language, sentence, expected) => {
    expect(rule(language, sentence)).toEqual([expected]);
  });
});

test("what breaks ties follows in its order, in the same sentence or in the next", () => {
  expect(rule("en", "Among the bids that qualify, the cheapest wins.", "In case of a tie the shorter delivery time decides.")).toEqual([
    "0|cheapest|-1|cost",
    "1|shorter delivery time|-1",
  ]);
  expect(rule("en", "We take the one with the fewest complaints; if they tie, the one with the lower price.")).toEqual([
    "0|fewest complaints|-1",
    "1|lower price|-1",
  ]);
});

describe("a noun may decide without a comparative", () => {
  test.each<readonly [Language, string, string]>([
    ["en", "We rank what remains by price, lowest first.", "0|price|-1"],
    ["en", "Of those that pass, the tie-break: water use.", "0|water use|0"],
    ["en", "After that it's price.", "0|price|0"],
    ["de", "Ausschlaggebend sind unter den zulässigen die Passanten, je mehr, desto besser.", "0|Passanten|1"],
  ])("%s: %s", (language, sentence, expected) => {
    expect(rule(language, sentence)).toEqual([expected]);
  });
});

describe("no rule is", () => {
  test.each<readonly [string, Language, string]>([
    ["a report", "en", "Most of the pumps that passed were installed in 2019."],
    ["a report of the best of several", "en", "The fastest of the three was also the loudest."],
    ["a condition with a bare comparative", "en", "If both fit, more children walk."],
    ["a denial", "en", "We do not want the cheapest of those that pass."],
    ["what somebody wants", "en", "The members want the cheapest that passes."],
    ["what somebody says", "en", "The vendor says the cheapest wins."],
    ["what was done before", "en", "Last year we took the cheapest of those that passed."],
    ["a bound", "en", "Take at most 5 of those that pass."],
    ["a question", "en", "Which is the cheapest of those that pass?"],
    ["where one can order", "en", "There is feed that you can order by the internet."],
    ["several of something", "de", "Erfüllen mehrere Häuser das, freuen wir uns."],
    ["what happened then", "en", "Then the cheapest pump failed."],
    ["what a thing does", "en", "The bus takes the shortest route."],
    ["a German report", "de", "Die meisten von denen, die blieben, waren älter."],
  ])("%s", (_, language, sentence) => {
    expect(rule(language, sentence)).toEqual([]);
  });
});
