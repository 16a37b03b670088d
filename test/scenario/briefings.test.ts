import { beforeAll, describe, expect, it } from "vitest";
import { AXES } from "../../src/core/judging/axes.ts";
import { type Digest, digestOf } from "../../src/core/roundtable/digest.ts";
import type { TurnReading } from "../../src/core/voices/types.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { decisionText } from "../../src/usecases/roundtable/documents.ts";
import { briefings, type Fixture } from "../kit/briefings.ts";
import { systemClock } from "../kit/drive.ts";
import { FIVE, open, plan, playOut, request } from "../kit/roundtable.ts";

const fixtures = briefings();
const played = new Map<string, Digest>();

const readings = new Map<string, readonly TurnReading[]>();

const play = async ({ name, folder, briefing }: Fixture, seats: readonly string[] = FIVE): Promise<Digest> => {
  const journal = openMemoryJournal({ clock: systemClock });
  const run = open(journal, request(briefing, { topic: name, roots: [folder], seed: "briefings", seats: seats.map((seat) => plan(seat)) }));
  await playOut(journal, run);
  const digest = digestOf("rt-briefing", journal.read(run));
  if (digest === undefined) throw new Error("no digest");
  const made = journal.read(run).find(({ kind }) => kind === "decision-made")?.data as { readings: readonly TurnReading[] } | undefined;
  if (!readings.has(name)) readings.set(name, made?.readings ?? []);
  return digest;
};

beforeAll(async () => {
  for (const fixture of fixtures) played.set(fixture.name, await play(fixture));
}, 120_000);

const labelled = fixtures.filter(({ labels }) => labels !== undefined);
const digestFor = (name: string): Digest => played.get(name) as Digest;
/** Labelled briefings with a winner that stay open, and why: what a rule would have to read. */
const KNOWN_OPEN: { readonly [name: string]: string } = {
  "03-checkout-outage": "three of its four limits have no figure for any remedy",
  "s4-one-megabyte": "two limits of the one ahead are tested, three are not",
  "24-goat-feed": "what decides is a formula in its prose: litres times a price, less the feed",
  "05-mail-archive": "half of the limits of the one that is left have no figure",
  "10-invoice-script": "its totals stand in prose as products over three years",
};
const isYesNo = (text: string): boolean => /^(?:yes|no|ja|nein)$/u.test(text);
/** What a decision answers: the option, or for a yes-no question the word before it. */
const answersOf = (answer: string, option: string | undefined): readonly string[] => {
  const word = /^(?:yes|no|ja|nein)\b/u.exec(answer)?.[0];
  return word === undefined ? [option ?? ""] : [word];
};
const sameOption = (left: string, right: string): boolean => {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return plain(left).includes(plain(right)) || plain(right).includes(plain(left));
};

describe.each(fixtures.map(({ name }) => name))("%s", (name) => {
  it("gives the decision that a person read and kept", async () => {
    await expect(decisionText(digestFor(name))).toMatchFileSnapshot(`../golden/decisions/${name}.md`);
  });

  it("lets no offline seat misquote a source or state a number that stands nowhere", () => {
    const wrong = (readings.get(name) ?? []).flatMap(({ ordinal, claims }) =>
      claims
        .filter(({ verdict }) => verdict === "misquoted" || verdict === "found nowhere")
        .map(({ text, verdict }) => `turn ${ordinal}: ${verdict}: ${text}`),
    );
    expect(wrong).toEqual([]);
    expect(digestFor(name).failures).toEqual([]);
  });
});

describe.each(labelled)("$name against its labels", ({ name, labels }) => {
  it("answers only what is acceptable, or says that it is open", () => {
    const decision = digestFor(name).decision;
    const { acceptable, neverAcceptable, openAcceptable, noneKeepsAll } = labels?.answer ?? {
      acceptable: [],
      neverAcceptable: [],
      openAcceptable: true,
      noneKeepsAll: true,
    };
    if (decision?.kind === "answer") {
      const answers = answersOf(decision.answer, decision.option);
      const among = (list: readonly string[]): boolean => list.some((option) => answers.some((answer) => sameOption(option, answer)));
      expect(among(neverAcceptable), decision.answer).toBe(false);
      expect(among(acceptable), decision.answer).toBe(true);
      expect(Object.keys(KNOWN_OPEN), "answered now: take it off the list").not.toContain(name);
    } else if (decision?.kind === "none-keeps-every-limit") expect(noneKeepsAll, decision.answer).toBe(true);
    else expect(openAcceptable || KNOWN_OPEN[name] !== undefined, decision?.answer).toBe(true);
  });

  it("calls no limit kept that is broken or untested, and none broken that is kept", () => {
    for (const limit of digestFor(name).decision?.limits ?? []) {
      const known = labels?.limits.find(({ text }) => sameOption(text.replace(/\s+/gu, " "), limit.text));
      for (const [index, { option, state }] of limit.per.entries()) {
        const truth = Object.entries(known?.per ?? {}).find(([label]) =>
          isYesNo(label) ? /^(?:yes|ja)$/u.test(label) === (index === 0) : sameOption(label, option),
        )?.[1];
        if (truth === undefined) continue;
        if (state === "kept") expect(truth, `${limit.text} · ${option}`).toBe("kept");
        if (state === "broken") expect(truth, `${limit.text} · ${option}`).toBe("broken");
      }
    }
  });
});

describe("the judge over all briefings", () => {
  const scores = () => [...played.values()].flatMap(({ scoring }) => scoring.scores);

  it("keeps the rubric's calibration: axis mode 1, mean total 4 to 6, 3 rare", () => {
    const values = scores().flatMap((score) => AXES.map((axis) => score[axis]));
    const share = (value: number): number => values.filter((given) => given === value).length / values.length;
    for (const other of [0, 2, 3, 10]) expect(share(1), `1 against ${other}`).toBeGreaterThan(share(other));
    expect(share(3)).toBeLessThan(0.15);
    const mean = scores().reduce((sum, { score }) => sum + score, 0) / scores().length;
    expect(mean).toBeGreaterThanOrEqual(4);
    expect(mean).toBeLessThanOrEqual(6);
  });

  it("gives a 10 only with its checked quote", () => {
    for (const score of scores()) if (AXES.some((axis) => score[axis] === 10)) expect(score.grand_insight?.quote).toBeTruthy();
  });
});

it("a permuted roster and a single seat keep the answer", async () => {
  const fixture = fixtures[0] as Fixture;
  const answer = digestFor(fixture.name).decision?.answer;
  expect((await play(fixture, [...FIVE].reverse())).decision?.answer).toBe(answer);
  expect((await play(fixture, ["clare"])).decision?.option).toBe(digestFor(fixture.name).decision?.option);
});

it("the same briefing gives the same bytes twice", async () => {
  for (const fixture of fixtures.slice(0, 4)) {
    const strip = (digest: Digest): string => JSON.stringify(digest, (key, value: unknown) => (key === "timestamp" ? 0 : value));
    expect(strip(await play(fixture))).toBe(strip(digestFor(fixture.name)));
  }
});
