import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

const limitsOf = (text: string): readonly string[] =>
  analyse([{ file: "briefing.md", sha256: text, text: `${text}\n` }]).limits.map(({ text: said, quantity, upper, forbids }) =>
    quantity
      ? `${quantity.cmp} ${quantity.value} ${quantity.dim}${quantity.per.length > 0 ? `/${quantity.per.join("+")}` : ""}${upper ? `, ${upper.cmp} ${upper.value}` : ""}`
      : forbids
        ? `no ${forbids.join(" ")}`
        : said,
  );

describe("a sentence of prose is a limit when it bounds, dates, forbids or demands of a thing", () => {
  test.each<[string, string[]]>([
    ["We can't go over 500 EUR per month.", ["<= 500 money:EUR/month"]],
    ["Anything above 2,000 EUR is out of the question.", ["<= 2000 money:EUR"]],
    ["Whatever we choose, weekly effort must stay below 5 hours.", ["< 18000 time"]],
    ["We have 3,000 EUR for it.", ["<= 3000 money:EUR"]],
    ["The hall should be between 80 and 120 square metres.", [">= 80 area, <= 120"]],
    ["The game has to last between 45 and 60 minutes.", [">= 2700 time, <= 3600"]],
    ["The venue must hold at least 120 guests and cost no more than 2,500 EUR.", [">= 120 count:guest", "<= 2500 money:EUR"]],
    ["It has to work without internet.", ["no internet"]],
    ["The budget is 40,000 EUR. No diesel.", ["<= 40000 money:EUR", "no diesel"]],
    ["It must be here by 1 March.", ["It must be here by 1 March."]],
    ["Mehr als 6 Liter darf es nicht verbrauchen.", ["<= 6 volume"]],
    [
      "Die Lieferzeit darf sechs Wochen nicht überschreiten. Höchstens 9.000 EUR. Ohne Gas.",
      ["<= 3628800 time", "<= 9000 money:EUR", "no gas"],
    ],
    ["Spätestens am 15. April muss die Küche fertig sein.", ["Spätestens am 15. April muss die Küche fertig sein."]],
    ["Die Wohnung muss barrierefrei sein.", ["Die Wohnung muss barrierefrei sein."]],
    ["Le loyer ne doit pas dépasser 900 euros par mois. Il faut au moins 4 pièces.", ["<= 900 money:EUR/month", ">= 4 count:piec"]],
    ["El local debe tener al menos 60 m2. El precio: 3.000 euros como máximo.", [">= 60 area", "<= 3000 money:EUR"]],
  ])("%s", (text, expected) => {
    expect(limitsOf(text)).toEqual(expected);
  });
});

describe("what people must do, a situation, a report or a question is no limit", () => {
  test.each([
    "Wir sind zwölf Leute und müssen bis März umziehen.",
    "Bis März müssen wir umziehen.",
    "Wir müssen entscheiden, welches Angebot wir nehmen.",
    "Wir müssen sparen.",
    "We must replace the old truck.",
    "We are five people and must share one car.",
    "My wife must approve it.",
    "You must know that we have a dog.",
    "The team must decide on Friday.",
    "It holds at most 60 people in the brochure.",
    "Must we pay more than 300 EUR?",
    "No diesel.",
  ])("%s", (text) => {
    expect(limitsOf(text)).toEqual([]);
  });
});

describe("a list of bounds", () => {
  const list =
    "Not up for discussion:\n\n- no more than 3,500 EUR, that is all there is\n- nothing wider than 60 cm\n- on Saturdays at least 110 cups per hour\n";

  test("holds limits whatever leads it in", () => {
    expect(limitsOf(`Which machine?\n\n${list}`)).toEqual(["<= 3500 money:EUR", "<= 0.6 length", ">= 110 count:cup/hour"]);
  });

  test("names what a comparative bounds", () => {
    const evidence = analyse([{ file: "briefing.md", sha256: "w", text: `Which machine?\n\n${list}` }]);
    expect(evidence.limits[1]?.terms).toContain("width");
  });

  test("holds none when most items state no bound, or when they tell of options", () => {
    expect(limitsOf("Notes:\n\n- the door sticks\n- no more than 12 people came\n- it rained\n")).toEqual([]);
    expect(limitsOf("Which one: Alba or Borea?\n\n- Alba holds at most 60 people\n- Borea holds at most 90 people\n")).toEqual([]);
  });

  test("is read up to its reason, and not from its lead-in or from talk about limits", () => {
    expect(
      limitsOf(
        "## Limits\n\nMust:\n\n- no more than 45 minutes, otherwise someone must start before nine\n- at most 12 EUR\n\nAll three limits are mandatory.\n",
      ),
    ).toEqual(["<= 2700 time", "<= 12 money:EUR"]);
  });
});
