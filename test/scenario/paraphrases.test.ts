import { describe, expect, it } from "vitest";
import { decide } from "../../src/core/voices/decide/decide.ts";
import { analyse } from "../../src/core/voices/index/analyse.ts";
import type { Decision } from "../../src/core/voices/types.ts";
import { type Page, paraphrases } from "../kit/paraphrases/pages.ts";

/** The least of a hundred pages of a kind that must be answered: a ratchet, raised with what is read. */
const LEAST: { readonly [kind: string]: number } = {
  "en upper": 85,
  "en lower": 75,
  "en demand": 75,
  "en rule": 85,
  "en form": 55,
  "de upper": 80,
  "de lower": 85,
  "de demand": 75,
  "de rule": 80,
  "de form": 55,
  "en total": 80,
  "de total": 70,
  "fr upper": 95,
  "fr lower": 95,
  "fr rule": 50,
  "es upper": 95,
  "es lower": 95,
  "es rule": 85,
};

const decided = (page: Page): Decision => decide(analyse([{ file: "briefing.md", sha256: page.name, text: page.text }]), [], []);
const optionOf = (page: Page, text: string | undefined): number => page.names.findIndex((name) => text?.includes(name) === true);

/** What a decision says that the page does not allow: another winner, or a limit kept or broken by the wrong option. */
const wrongIn = (page: Page, decision: Decision): readonly string[] => [
  ...(decision.kind === "open" || (decision.kind === "answer" && optionOf(page, decision.option) === page.winner) ? [] : [decision.answer]),
  ...decision.limits.flatMap(({ text, per }) =>
    per.flatMap(({ option, state }) => {
      const breaks = page.breaks[optionOf(page, option)];
      const firm = state === "kept" || state === "appears kept" || state === "broken";
      return firm && (breaks === undefined || breaks !== (state === "broken")) ? [`${text} · ${option} ${state}`] : [];
    }),
  ),
];

const pages = paraphrases().map((page) => ({ page, decision: decided(page) }));

describe.each(Object.keys(LEAST))("one decision in many words: %s", (kind) => {
  const own = pages.filter(({ page }) => `${page.language} ${page.kind}` === kind);

  it("never gives another answer, and calls no limit kept or broken that is not", () => {
    expect(own.map(({ page, decision }) => [page.wording, wrongIn(page, decision)]).filter(([, wrong]) => wrong?.length !== 0)).toEqual([]);
  });

  it("answers most of them", () => {
    const answered = own.filter(({ decision }) => decision.kind === "answer").length;
    expect((100 * answered) / own.length).toBeGreaterThanOrEqual(LEAST[kind] as number);
  });
});

it.each(["en none", "de none"])("what is past, somebody else's, a wish or an example bounds nothing: %s", (kind) => {
  for (const { page, decision } of pages.filter((each) => `${each.page.language} ${each.page.kind}` === kind))
    expect(wrongIn(page, decision), page.wording).toEqual([]);
});
