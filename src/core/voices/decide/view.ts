import { byCodeUnit } from "../../kernel/json.ts";
import { type Fact, stanceOf } from "../argue/fact.ts";
import { type Ledger, ledgerOf, withFacts } from "../argue/ledger.ts";
import { criterionOf } from "../argue/relate.ts";
import { schemeOf } from "../argue/text-facts.ts";
import { italic } from "../frames/cite.ts";
import { toldOf } from "../frames/told.ts";
import { termSet } from "../index/terms.ts";
import { type Heard, hear } from "../seats/heard.ts";
import type { Claim, DecisionLine, Evidence, SpokenTurn, TurnReading } from "../types.ts";
import type { DecisionWords } from "./words.ts";
import { decisionWords } from "./words-of.ts";

/** What the parts of a decision share. */
export type View = {
  readonly evidence: Evidence;
  readonly ledger: Ledger;
  readonly heard: Heard;
  readonly turns: readonly SpokenTurn[];
  readonly readings: readonly TurnReading[];
  readonly words: DecisionWords;
};

/** The ledger with the verified claims of foreign turns added, and what was said. */
export const viewOf = (evidence: Evidence, turns: readonly SpokenTurn[], readings: readonly TurnReading[]): View => {
  const own = ledgerOf(evidence);
  const claims = foreignClaims(readings, own);
  const ledger =
    claims.length === 0
      ? own
      : withFacts(
          evidence,
          own.items,
          own.checks,
          [...own.facts, ...claims].sort((left, right) => byCodeUnit(left.id, right.id)),
        );
  const speech = turns.filter((turn) => turn.phase !== "judge" && turn.phase !== "research");
  return { evidence, ledger, heard: hear(speech, own), turns: speech, readings, words: decisionWords(evidence.language) };
};

/** Most claims of turns that become facts. */
const MAX_CLAIMS = 60;

/**
 * Verified claims that say something of one option which no fact of the ledger holds: they must cite a place that no bearing fact
 * covers and quote or number something there. One per place, option and sign, whoever and however often it was said.
 */
const foreignClaims = (readings: readonly TurnReading[], ledger: Ledger): readonly Fact[] => {
  const covered = new Set(ledger.facts.flatMap((fact) => fact.places.map((place) => `${place.file}:${place.line}`)));
  const aside = new Set(
    [
      ...ledger.evidence.sentences.filter((each) => each.aside !== undefined || each.hypothesis).map((each) => each.place),
      ...ledger.evidence.asides.map((each) => each.place),
      ...[...ledger.evidence.limits, ...ledger.evidence.criteria, ...ledger.evidence.openQuestions].map((each) => each.place),
    ].map((place) => `${place.file}:${place.line}`),
  );
  const facts = new Map<string, Fact>();
  for (const claim of readings.flatMap((reading) => reading.claims)) {
    const fact = claimFact(claim, covered, aside, ledger.evidence);
    if (fact !== undefined && facts.size < MAX_CLAIMS) facts.set(fact.id, fact);
  }
  return [...facts.values()];
};

const claimFact = (claim: Claim, covered: ReadonlySet<string>, aside: ReadonlySet<string>, evidence: Evidence): Fact | undefined => {
  const keys = claim.places.map((place) => `${place.file}:${place.line}`);
  const option = claim.options[0];
  const backed = claim.quotes.some((quote) => quote.place !== undefined) || claim.numbers.length > 0;
  if (
    claim.verdict !== "verified" ||
    option === undefined ||
    claim.options.length !== 1 ||
    claim.stance === 0 ||
    keys.length === 0 ||
    !backed
  )
    return undefined;
  if (keys.some((key) => covered.has(key) || aside.has(key))) return undefined;
  const scheme = schemeOf(claim.text, claim.stance);
  return {
    id: `claim/${keys.join(",")}/${option}/${Math.sign(claim.stance)}`,
    kind: "claim",
    criterion: criterionOf(termSet(claim.text, evidence.language), [], "", evidence),
    stances: [{ option, value: Math.sign(claim.stance) * 0.4 }],
    strength: 1.5,
    quality: 0.5,
    places: claim.places,
    subject: "",
    figures: [],
    quote: claim.quotes[0]?.text ?? claim.text,
    computed: false,
    ...(scheme === undefined ? {} : { scheme }),
  };
};

/** Option label in italics. */
export const label = (view: View, option: number): string => italic(view.evidence.options[option]?.short ?? "");

/** A fact as a line, with the turn that told it first. */
export const factLine = (view: View, fact: Fact): DecisionLine => {
  const told = toldOf(fact, view.evidence);
  const first = view.heard.told.find((each) => each.fact.id === fact.id)?.turn;
  const criterion = told.criterion !== "" && fact.kind !== "check" ? `${told.criterion}: ` : "";
  const subject =
    told.subject !== "" && fact.figures.length > 0 && fact.kind !== "check" && fact.kind !== "fragile" && fact.kind !== "votes"
      ? `${told.subject} `
      : "";
  return {
    text: `${criterion}${subject}${told.brief}`,
    places: fact.places,
    turns: first === undefined ? [] : [first.ordinal],
    ...(first === undefined ? {} : { seat: first.seat }),
  };
};

/** Facts that stand and speak for (sign 1) or against (-1) an option, heaviest first. */
export const standing = (view: View, option: number, sign: 1 | -1): readonly Fact[] =>
  view.ledger.facts
    .filter((fact) => view.ledger.labels.get(fact.id) !== "out" && sign * stanceOf(fact, option) > 0.1 && fact.kind !== "check")
    .map((fact) => ({
      fact,
      value:
        Math.abs(stanceOf(fact, option)) * fact.strength * fact.quality * ((view.evidence.criteria[fact.criterion]?.weight ?? 0.08) + 0.05),
    }))
    .sort((left, right) => right.value - left.value || byCodeUnit(left.fact.id, right.fact.id))
    .map((each) => each.fact);
