import type { Fact } from "../argue/fact.ts";
import { contentTerms, overlap } from "../argue/words.ts";
import { framesOf, toldOf } from "../frames/told.ts";
import type { Claim, Evidence, SpokenTurn, TurnReading } from "../types.ts";
import { type Table, tableOf } from "./table.ts";

/** What the live judge does about one turn. */
export type Intervention = {
  readonly kind: "redirect" | "off-directive" | "research-violation" | "halt" | "drift" | "note";
  readonly seat: string;
  readonly text: string;
};

/** An award in the debate; at most three a roundtable. */
export type Gate = { readonly seat: string; readonly reason: string };

/** Most awards of one roundtable. */
const MAX_GATES = 3;

/**
 * Watches the last of the turns: a number that stands nowhere halts, a place or file that is not registered is a research violation, a
 * quotation that is not found is noted, a turn about something else is off-directive, one without any evidence is redirected.
 */
export const watch = (
  turns: readonly SpokenTurn[],
  evidence: Evidence,
): { readonly intervention: Intervention | null; readonly gates: readonly Gate[] } => {
  const turn = turns[turns.length - 1];
  if (turn === undefined || turn.phase === "judge" || turn.phase === "research") return { intervention: null, gates: [] };
  const table = tableOf(turns, evidence);
  const reading = table.readings.get(turn.ordinal);
  if (reading === undefined) return { intervention: null, gates: [] };
  return { intervention: interventionFor(turn, reading, evidence), gates: gatesFor(turn, table, turns) };
};

const interventionFor = (turn: SpokenTurn, reading: TurnReading, evidence: Evidence): Intervention | null => {
  const { judge: words } = framesOf(evidence.language);
  const make = (kind: Intervention["kind"], text: string): Intervention => ({ kind, seat: turn.seat, text });
  const stray = /\[([^\][:\n]{1,80}\.[a-z]{1,5}):\d/i.exec(turn.text)?.[1];
  if (stray !== undefined && !evidence.sources.some((source) => source.file === stray))
    return make("research-violation", words.unregistered(stray));
  const invented = reading.claims.flatMap((claim) => claim.numbers.filter((number) => !number.found))[0];
  if (invented !== undefined) return make("halt", words.invented(invented.raw));
  const misquoted = reading.claims.flatMap((claim) => claim.quotes.filter((quote) => !quote.found))[0];
  if (misquoted !== undefined) return make("note", words.misquoted(misquoted.text.slice(0, 80)));
  if (reading.claims.some((claim) => claim.verdict === "verified") || reading.position !== undefined) return null;
  if (turn.text.split(/\s+/).length > 20 && evidence.question !== "" && isElsewhere(reading.claims, evidence))
    return make("off-directive", words.elsewhere);
  return turn.text.split(/\s+/).length > 40 ? make("redirect", words.bare) : null;
};

const isElsewhere = (claims: readonly Claim[], evidence: Evidence): boolean => {
  const known = [
    ...contentTerms(evidence.question, evidence.language),
    ...evidence.criteria.flatMap((each) => each.terms),
    ...evidence.limits.flatMap((each) => each.terms),
  ];
  return claims.every((claim) => claim.options.length === 0 && overlap(contentTerms(claim.text, evidence.language), known) === 0);
};

const gatesFor = (turn: SpokenTurn, table: Table, turns: readonly SpokenTurn[]): readonly Gate[] => {
  const awarded = turns
    .filter((each) => each.phase === "judge")
    .flatMap((each) => [...each.text.matchAll(/GATE:\s*(\S+)/g)].map((match) => match[1]));
  if (awarded.length >= MAX_GATES || awarded.includes(turn.seat)) return [];
  const firsts = table.heard.told.filter((each) => each.turn.ordinal === turn.ordinal).map((each) => each.fact);
  const telling = firsts.find((fact) => isTelling(fact, table));
  return telling === undefined
    ? []
    : [
        {
          seat: turn.seat,
          reason: framesOf(table.ledger.evidence.language).judge.firstToShow(toldOf(telling, table.ledger.evidence).core),
        },
      ];
};

/** A file that refutes the text, a mean that hangs on one row, or a broken limit of the option that would lead without it. */
const isTelling = (fact: Fact, table: Table): boolean => {
  if (fact.kind === "conflict" || fact.kind === "fragile") return true;
  const broken = fact.note?.key === "check-broken" ? fact.stances[0]?.option : undefined;
  if (broken === undefined) return false;
  const scores = table.ledger.outcome.scores;
  return scores[broken] === Math.max(...scores);
};
