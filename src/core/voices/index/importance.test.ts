import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

const names = (text: string): readonly string[] =>
  analyse([{ file: "briefing.md", sha256: text, text: `Which method do we keep: Alder or Birch?\n\n${text}\n` }])
    .criteria.filter(({ inferred }) => !inferred)
    .map(({ name }) => name);
const german = (text: string): readonly string[] =>
  analyse([
    {
      file: "briefing.md",
      sha256: text,
      text: `Welche Methode behalten wir, die Erle oder die Birke? Das wollen wir hier klären.\n\n${text}\n`,
    },
  ])
    .criteria.filter(({ inferred }) => !inferred)
    .map(({ name }) => name);

describe("an order of importance that is said sentence by sentence", () => {
  test("gives the criteria in that order, in many words", () => {
    for (const text of [
      "Missed items are the most important thing by far. Time comes second.",
      "Missed items matter most to us. Time is secondary.",
      "Time comes second, within the twenty minutes. We said so in March.\n\nThe most important thing is missed items. Next comes time.",
      "What counts most is missed items; time comes last.",
      "Our top priority is missed items. After that comes the time.",
    ])
      expect(names(text)).toEqual([expect.stringMatching(/^missed items$/iu), expect.stringMatching(/^time$/iu)]);
  });

  test("in German, too, with what counts least at the end", () => {
    for (const text of [
      "Am wichtigsten ist, dass möglichst wenig kaputtgeht. Der Preis zählt am wenigsten. Danach kommt die Aufbauzeit.",
      "Am wichtigsten ist uns, dass möglichst wenig kaputtgeht. An zweiter Stelle steht die Aufbauzeit. Am wenigsten zählt der Preis.",
    ])
      expect(german(text)).toEqual(["möglichst wenig kaputtgeht", "Aufbauzeit", "Preis"]);
    expect(german("Die Genauigkeit ist mit Abstand das Wichtigste. Dann erst kommt der Preis.")).toEqual(["Genauigkeit", "Preis"]);
  });

  test("weighs what comes first most", () => {
    const { criteria } = analyse([
      {
        file: "briefing.md",
        sha256: "w",
        text: "Which method do we keep: Alder or Birch?\n\nTime counts most. The price comes second.\n",
      },
    ]);
    expect(criteria.map(({ weight }) => Number(weight.toFixed(2)))).toEqual([0.67, 0.33]);
  });

  test("says nothing where it is denied, asked, somebody's opinion, or only one place is said", () => {
    for (const text of [
      "Missed items are not the most important thing. Time comes second.",
      "Are missed items the most important thing? Time comes second.",
      "Olu thinks missed items are the most important thing. Time comes second.",
      "Missed items are the most important thing.",
      "It comes first. Time comes second.",
    ])
      expect(names(text)).toEqual([]);
  });
});
