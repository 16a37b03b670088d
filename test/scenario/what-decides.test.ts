import { describe, expect, it } from "vitest";
import { decide } from "../../src/core/voices/decide/decide.ts";
import { analyse } from "../../src/core/voices/index/analyse.ts";
import type { Decision } from "../../src/core/voices/types.ts";
import { type ChoicePage, choicePages, openPages } from "../kit/paraphrases/choice-pages.ts";

/** The least of a hundred pages of a language that must be answered: a ratchet, raised with what is read. */
const LEAST: { readonly [language: string]: number } = { en: 90, de: 94, fr: 95, es: 95 };

const decided = (page: ChoicePage): Decision => decide(analyse([{ file: "briefing.md", sha256: page.name, text: page.text }]), [], []);

describe.each(Object.keys(LEAST))("what decides, as different people put it: %s", (language) => {
  const pages = choicePages()
    .filter((page) => page.language === language)
    .map((page) => ({ page, decision: decided(page) }));

  it("never gives the answer to another option", () => {
    const wrong = pages.filter(({ page, decision }) => decision.kind === "answer" && decision.option?.includes(page.winner ?? "") !== true);
    expect(wrong.map(({ page, decision }) => [page.name, page.wording, decision.answer])).toEqual([]);
  });

  it("is read in most of them and joined to the column that holds it", () => {
    const answered = pages.filter(({ decision }) => decision.kind === "answer").length;
    expect((100 * answered) / pages.length).toBeGreaterThanOrEqual(LEAST[language] as number);
  });
});

it("what only looks as if it decided leaves the answer open", () => {
  const answered = openPages().flatMap((page) => {
    const { kind, answer } = decided(page);
    return kind === "open" ? [] : [[page.wording, answer]];
  });
  expect(answered).toEqual([]);
});
