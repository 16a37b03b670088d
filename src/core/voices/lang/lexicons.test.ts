import { describe, expect, it } from "vitest";
import { fold } from "../../kernel/text.ts";
import { detectLanguage, lexicons } from "./lexicons.ts";
import { hasPhrase, phraseAt, phraseIndex } from "./match.ts";

describe("every lexicon", () => {
  it.each(lexicons.map((lexicon) => [lexicon.language, lexicon] as const))("%s holds folded words only", (_language, lexicon) => {
    const { stopWords, abbreviations, numberWords, months, prepositions, articles, and, or, verbs, negations, per, optionNouns, idNouns } =
      lexicon;
    const all = [
      ...[stopWords, abbreviations, months, prepositions, articles, and, or, verbs, negations, per, optionNouns, idNouns].flatMap((set) => [
        ...set,
      ]),
      ...numberWords.keys(),
      ...lexicon.roles.flatMap(([, list]) => list),
      ...[...lexicon.comparatorsBefore, ...lexicon.comparatorsAfter].map(([phrase]) => phrase),
      ...[
        lexicon.must,
        lexicon.forbid,
        lexicon.before,
        lexicon.after,
        lexicon.guess,
        lexicon.keep,
        lexicon.remedy,
        lexicon.changeOnly,
        lexicon.lowerIsBetter,
        lexicon.higherIsBetter,
      ].flat(),
      ...Object.values(lexicon.question).flat(),
    ];
    expect(all.filter((word) => fold(word) !== word || word.trim() !== word || word === "")).toEqual([]);
  });

  it.each(lexicons.map((lexicon) => [lexicon.language, lexicon] as const))(
    "%s never calls one word both better high and better low",
    (_language, lexicon) => {
      expect(lexicon.lowerIsBetter.filter((word) => lexicon.higherIsBetter.includes(word))).toEqual([]);
    },
  );
});

describe("detectLanguage()", () => {
  it.each([
    ["en", "We have to decide which of the two is better for the team."],
    ["de", "Wir müssen uns entscheiden, welche der beiden besser für die Gruppe ist."],
    ["fr", "Nous devons choisir laquelle des deux est la meilleure pour l'équipe."],
    ["es", "Tenemos que decidir cuál de las dos es mejor para el equipo."],
    ["en", ""],
    ["en", "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false"],
    ["de", "Ich bin für den Kauf, siehe /usr/share/the/with."],
  ])("%s: %s", (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe("phrases", () => {
  it("match whole words, the longest first", () => {
    const index = phraseIndex(["at least", "at", "no more than"]);
    expect(phraseAt(["at", "least"], 0, index)).toEqual(["at", "least"]);
    expect(phraseAt(["at", "most"], 0, index)).toEqual(["at"]);
    expect(hasPhrase(["there", "are", "no", "more", "than"], index)).toBe(true);
    expect(hasPhrase(["no", "more"], index)).toBe(false);
  });
});
