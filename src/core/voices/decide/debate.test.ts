import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadBriefing } from "../../../../tools/voices-debate.ts";
import { debate, FIVE, type Played } from "../../../../tools/voices-play.ts";
import { fold, words } from "../../kernel/text.ts";
import { plain } from "../index/markup.ts";
import { score } from "../judge/score.ts";
import { answerOver, tableOf } from "../judge/table.ts";
import type { Decision, SourceText } from "../types.ts";
import { decide } from "./decide.ts";
import { renderDecision } from "./render.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const fixtures = join(root, "test/fixtures/briefings");
const bundled = join(root, "assets/briefings");

type Labels = {
  readonly answer: { readonly acceptable: readonly string[]; readonly openAcceptable: boolean; readonly noneKeepsAll: boolean };
  readonly limits: readonly { readonly text: string; readonly per: { readonly [option: string]: string } }[];
};
type Case = { readonly name: string; readonly sources: readonly SourceText[]; readonly labels: Labels | undefined };

const folders = (base: string): readonly string[] =>
  existsSync(base)
    ? readdirSync(base)
        .sort()
        .map((name) => join(base, name))
    : [];
const labelsOf = (folder: string, name: string): Labels | undefined => {
  const file = [join(folder, "labels.json"), join(fixtures, `${name}.labels.json`)].find((each) => existsSync(each));
  return file === undefined ? undefined : (JSON.parse(readFileSync(file, "utf8")) as Labels);
};
const cases: readonly Case[] = [...folders(bundled), ...folders(fixtures)]
  .filter((folder) => existsSync(join(folder, "briefing.md")))
  .map((folder) => {
    const name = folder.split("/").pop() as string;
    return { name, sources: loadBriefing(folder), labels: labelsOf(folder, name) };
  });

const played = new Map<string, Played>();
const play = (each: Case): Played => {
  const known = played.get(each.name) ?? debate(each.sources);
  played.set(each.name, known);
  return known;
};
const decisionOf = (each: Case): Decision => {
  const { evidence, turns, readings } = play(each);
  return decide(evidence, turns, readings);
};
const render = (each: Case): string =>
  renderDecision(decisionOf(each), { topic: "A topic", run: "r1", seats: FIVE, rounds: 1, mode: "offline" });
const same = (left: string, right: string): boolean => {
  const [a, b] = [words(left).join(" "), words(right).join(" ")];
  return a === b || a.includes(b) || b.includes(a);
};
/** What is answered: yes or no, else the option. */
const answerOf = (decision: Decision): string => /^(?:yes|no|ja|nein)\b/.exec(decision.answer)?.[0] ?? decision.option ?? "";
const letters = (text: string): string => fold(text).replace(/[^a-z0-9]/g, "");

describe.each(cases)("a debate over $name", (each) => {
  test("cites nothing that does not verify: quotations, places and numbers", () => {
    const bad = play(each).readings.flatMap((reading) =>
      reading.claims.filter((claim) => claim.verdict === "misquoted" || claim.verdict === "found nowhere"),
    );
    expect(bad.map((claim) => claim.text)).toEqual([]);
  });

  test("gives the same bytes twice", () => {
    expect(debate(each.sources).turns).toEqual(play(each).turns);
  });

  test("decides the same for any order of the roster, and without any turn", () => {
    const mine = decisionOf(each);
    const other = debate(each.sources, ["simon", "naomi", "marcus", "elena", "clare"]);
    const silent = decide(play(each).evidence, [], []);
    for (const decision of [decide(other.evidence, other.turns, other.readings), silent]) {
      expect([decision.kind, decision.option, decision.confidence]).toEqual([mine.kind, mine.option, mine.confidence]);
    }
  });

  test("tells no figure in full twice", () => {
    const told = play(each).turns.flatMap((turn) => [...turn.text.matchAll(/: (\*[^“\n]+?) \[/g)].map((match) => match[1]));
    expect(new Set(told).size).toBe(told.length);
  });

  test("keeps seats from talking alike: at most .12 of five-word runs are shared", () => {
    const seats = new Map<string, Set<string>>();
    for (const turn of play(each).turns.filter((one) => one.phase !== "research")) {
      const bare = words(turn.text.replace(/“[^”]*”|„[^“]*“|\[[^\]]*\]|\*[^*]+\*|`[^`]*`/g, " "));
      for (let at = 0; at + 5 <= bare.length; at++) {
        const run = bare.slice(at, at + 5).join(" ");
        seats.set(run, (seats.get(run) ?? new Set()).add(turn.seat));
      }
    }
    const shared = [...seats.values()].filter((set) => set.size > 1).length;
    expect(shared / Math.max(1, seats.size)).toBeLessThanOrEqual(0.12);
  });

  test("scores every seat that spoke with legal values and printed thresholds", () => {
    const { turns, evidence } = play(each);
    const { scores } = score(turns, FIVE, evidence);
    for (const card of scores) {
      for (const value of [card.novelty, card.accuracy, card.impact, card.challenge]) expect([0, 1, 2, 3, 10]).toContain(value);
      expect([card.novelty, card.accuracy, card.impact, card.challenge].includes(10)).toBe(card.grandInsight !== null);
      expect(card.reasoning).toMatch(/3 at/);
    }
  });

  test("never gives a false answer, and never a false kept or broken", () => {
    if (each.labels === undefined) return;
    const decision = decisionOf(each);
    const answer = answerOf(decision);
    if (decision.kind === "answer") expect(each.labels.answer.acceptable.some((name) => same(name, answer))).toBe(true);
    if (decision.kind === "none-keeps-every-limit") expect(each.labels.answer.noneKeepsAll).toBe(true);
    for (const limit of each.labels.limits) {
      const mine = decision.limits.find((row) => letters(row.text).includes(letters(limit.text).slice(0, 24)));
      for (const [option, label] of Object.entries(limit.per)) {
        const state = mine?.per.find((cell) => same(cell.option, option))?.state;
        if (state === "kept" || state === "appears kept") expect([limit.text, option, label]).toEqual([limit.text, option, "kept"]);
        if (state === "broken") expect([limit.text, option, label]).toEqual([limit.text, option, "broken"]);
      }
    }
  });

  test("renders the answer first and within 80 columns where a line can be", () => {
    const lines = render(each).split("\n");
    expect(lines[0]).toMatch(/^# /);
    expect(lines[2]).toMatch(/^\*\*(?:Answer|Antwort): /);
    const long = lines.filter(
      (line) => line.length > 80 && !line.startsWith("|") && line.trim().includes(" ") && !/^\S*\s?\S+$/.test(line.trim()),
    );
    expect(long).toEqual([]);
  });

  test("never quotes what is aimed at the debate", () => {
    const { evidence, turns } = play(each);
    const document = `${turns.map((turn) => turn.text).join("\n")}\n${render(each)}`;
    for (const sentence of evidence.sentences.filter((one) => one.aside !== undefined && words(one.text).length > 4))
      expect(plain(document)).not.toContain(plain(sentence.text));
    expect(document).not.toMatch(/etc\/passwd|ignore the criteria/i);
  });
});

test("most labelled briefings get a useful answer", () => {
  const labelled = cases.filter((each) => each.labels !== undefined);
  const useful = labelled.filter((each) => {
    const { answer } = each.labels as Labels;
    const decision = decisionOf(each);
    return decision.kind === "open" ? answer.openAcceptable : decision.kind !== "no-question";
  });
  expect(useful.length / labelled.length).toBeGreaterThanOrEqual(0.6);
});

test("sentences of the seats, positions aside, hold a quotation, a number or a place in three of four cases", () => {
  const POSITION =
    /^(?:I (?:am for|hold|move|no longer|now|have)|Now I|Like |With |No view|Ich (?:bin|halte|wechsle|lege)|Jetzt bin|Wie |Noch keine|An \*|Daraus folgt|Hiernach)/;
  const sentences = cases.flatMap((each) =>
    play(each)
      .turns.filter((turn) => turn.phase !== "research")
      .flatMap((turn) => turn.text.split(/(?<=[.\]])\s+(?=[\p{Lu}*“„`])/u))
      .filter((text) => !POSITION.test(text)),
  );
  const shown = sentences.filter((text) => /[“„]|\d|\[[^\]]+:\d/.test(text));
  expect(sentences.length).toBeGreaterThan(200);
  expect(shown.length / sentences.length).toBeGreaterThanOrEqual(0.75);
});

test("judge totals tell seats apart: at least three values in four of five debates", () => {
  const spread = cases.flatMap((each) => {
    const { turns, evidence } = play(each);
    const { scores } = score(turns, FIVE, evidence);
    const totals = scores.map((card) => card.novelty + card.accuracy + card.impact + card.challenge);
    return totals.length < 4 || evidence.options.length === 0 ? [] : [new Set(totals).size];
  });
  expect(spread.length).toBeGreaterThan(15);
  expect(spread.filter((values) => values >= 3).length / spread.length).toBeGreaterThanOrEqual(0.8);
});

test("an impact is what leaving the seat's own facts out changes: the ledger over the others' facts gives it back", () => {
  let seen = 0;
  for (const each of cases) {
    const { turns, evidence } = play(each);
    const table = tableOf(turns, evidence);
    const told = table.heard.told;
    const whole = answerOver(
      table,
      told.map((one) => one.fact),
    );
    for (const card of score(turns, FIVE, evidence).scores) {
      const others = told.filter((one) => one.turn.seat !== card.seat).map((one) => one.fact);
      const left = answerOver(table, others);
      const [, said, margin] = /impact \d+: (.*?) without this seat's facts.*?margin changes by ([\d.]+)/.exec(card.reasoning) ?? [];
      expect(said).toBe(left.first === whole.first ? "the answer stays" : "the answer turns");
      expect(Number(margin)).toBeCloseTo(Math.abs(whole.margin - left.margin), 2);
      if (left.first === whole.first && Math.abs(whole.margin - left.margin) <= 0.15) expect(card.impact).toBeLessThanOrEqual(2);
      else expect(card.impact).toBeGreaterThanOrEqual(2);
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(60);
});
