import type { Fact } from "../argue/fact.ts";
import { flipsOf } from "../argue/flips.ts";
import { framesOf, toldOf } from "../frames/told.ts";
import type { Evidence, SpokenTurn } from "../types.ts";
import { answerOver, positionsAt, type Shift, shiftsIn, type Table, tableOf } from "./table.ts";

/** A value of an axis; nothing else is legal. */
export type AxisValue = 0 | 1 | 2 | 3 | 10;

/** One seat's scorecard. `reasoning` prints what was counted and the thresholds. */
export type SeatScore = {
  readonly seat: string;
  readonly novelty: AxisValue;
  readonly accuracy: AxisValue;
  readonly impact: AxisValue;
  readonly challenge: AxisValue;
  readonly reasoning: string;
  readonly grandInsight: null | { readonly quote: string; readonly before: string; readonly after: string };
};

/** A deduction with the passage that caused it. */
export type Penalty = {
  readonly seat: string;
  readonly kind: "redundancy" | "hallucination" | "off-directive";
  readonly quote: string;
  readonly reason: string;
};

/** Scores every worker seat that spoke, in seat order, by counted quantities (guides/offline-voices.md §8), never by name. */
export const score = (
  turns: readonly SpokenTurn[],
  seats: readonly string[],
  evidence: Evidence,
): { readonly scores: readonly SeatScore[]; readonly penalties: readonly Penalty[] } => {
  const table = tableOf(turns, evidence);
  const shifts = shiftsIn(table);
  const spoke = seats.filter((seat) => table.turns.some((turn) => turn.seat === seat));
  return { scores: spoke.map((seat) => scoreSeat(seat, table, shifts)), penalties: spoke.flatMap((seat) => penaltiesOf(seat, table)) };
};

const scoreSeat = (seat: string, table: Table, shifts: readonly Shift[]): SeatScore => {
  const firsts = table.heard.told.filter((each) => each.turn.seat === seat).map((each) => each.fact);
  const novelty = noveltyOf(firsts);
  const accuracy = accuracyOf(seat, table);
  const impact = impactOf(seat, firsts, table, shifts);
  const challenge = challengeOf(seat, firsts, table);
  return {
    seat,
    novelty: novelty.value,
    accuracy: accuracy.value,
    impact: impact.value,
    challenge: challenge.value,
    reasoning: [
      `novelty ${novelty.value}: ${novelty.why}`,
      `accuracy ${accuracy.value}: ${accuracy.why}`,
      `impact ${impact.value}: ${impact.why}`,
      `challenge ${challenge.value}: ${challenge.why}`,
    ].join(". "),
    grandInsight: impact.insight,
  };
};

type Judged = { readonly value: AxisValue; readonly why: string };

const noveltyOf = (firsts: readonly Fact[]): Judged => {
  const computed = firsts.filter(
    (fact) => fact.computed && fact.kind !== "stated" && (fact.note !== undefined || fact.places.length > 2),
  ).length;
  const strong = firsts.filter((fact) => fact.kind === "conflict" || fact.kind === "fragile" || fact.note?.key === "check-broken").length;
  const value = strong >= 1 && computed >= 4 ? 3 : computed >= 2 && (strong >= 1 || firsts.length >= 5) ? 2 : firsts.length >= 1 ? 1 : 0;
  return {
    value,
    why: `${firsts.length} facts first told, ${computed} of them recomputed, ${strong} that overturn something (3 at 1 and 4, 2 at 2 with one that overturns or 5 told, 1 at any)`,
  };
};

const accuracyOf = (seat: string, table: Table): Judged => {
  const claims = table.turns.filter((turn) => turn.seat === seat).flatMap((turn) => table.readings.get(turn.ordinal)?.claims ?? []);
  const bad = claims.filter((claim) => claim.verdict === "misquoted" || claim.verdict === "found nowhere").length;
  const checked = claims.filter((claim) => claim.verdict === "verified").length;
  const bare = claims.length - checked;
  if (bad > 0) return { value: 0, why: `${bad} quotations, places or numbers are not in the sources` };
  const value = checked >= 8 ? 3 : checked >= 4 ? 2 : checked >= 1 ? 1 : 0;
  return { value, why: `${checked} sentences verified, ${bare} without evidence (3 at 8, 2 at 4, 1 at any)` };
};

type Impact = Judged & { readonly insight: SeatScore["grandInsight"] };

const impactOf = (seat: string, firsts: readonly Fact[], table: Table, shifts: readonly Shift[]): Impact => {
  const all = table.heard.told.map((each) => each.fact);
  const whole = answerOver(table, all);
  const ids = new Set(firsts.map((fact) => fact.id));
  const without = answerOver(
    table,
    all.filter((fact) => !ids.has(fact.id)),
  );
  const moved = shifts.filter((shift) => shift.seat !== seat && causes(shift, firsts, table)).length;
  const turned = whole.first !== without.first;
  const change = Math.abs(whole.margin - without.margin);
  const ruled = whole.out - without.out;
  const insight = turned ? insightOf(seat, firsts, table, whole.first, shifts) : null;
  const value: AxisValue =
    insight !== null ? 10 : turned && moved >= 1 ? 3 : turned || moved >= 1 || ruled > 0 || change > 0.15 ? 2 : change > 0.04 ? 1 : 0;
  return {
    value,
    insight,
    why: `${turned ? "the answer turns without this seat's facts" : "the answer stays without this seat's facts"}, ${moved} ${moved === 1 ? "seat" : "seats"} moved by them, ${Math.max(0, ruled)} ${ruled === 1 ? "option" : "options"} ruled out by them alone, margin changes by ${change.toFixed(2)} (3 if it turns and one moved, 2 for either, an option or 0.15, 1 above 0.04)`,
  };
};

/** A seat moved by a fact that another seat told first: the turn that moved cites one of its places. */
const causes = (shift: Shift, firsts: readonly Fact[], table: Table): boolean =>
  firsts.some((fact) => shift.turn.text.includes(toldOf(fact, table.ledger.evidence).places));

/** One fact that turns the answer and after which most seats hold it, who did not before. */
const insightOf = (
  seat: string,
  firsts: readonly Fact[],
  table: Table,
  answer: number | undefined,
  shifts: readonly Shift[],
): SeatScore["grandInsight"] => {
  if (answer === undefined) return null;
  const all = table.heard.told.map((each) => each.fact);
  for (const fact of firsts) {
    const told = table.heard.told.find((each) => each.fact.id === fact.id)?.turn;
    if (
      told === undefined ||
      answerOver(
        table,
        all.filter((other) => other.id !== fact.id),
      ).first === answer
    )
      continue;
    const before = [...positionsAt(table, told.ordinal - 1).values()];
    const after = [...positionsAt(table, Number.MAX_SAFE_INTEGER)].filter(([name]) => name !== seat).map(([, option]) => option);
    const held = (list: readonly number[]): number => list.filter((option) => option === answer).length;
    const converted = shifts.filter(
      (shift) => shift.to === answer && shift.turn.ordinal > told.ordinal && causes(shift, [fact], table),
    ).length;
    if (converted < 2 || held(before) * 2 > before.length || held(after) * 2 <= after.length) continue;
    const name = table.ledger.evidence.options[answer]?.short ?? "";
    return {
      quote: toldOf(fact, table.ledger.evidence).core,
      before: `${held(before)} of ${before.length} stated views held ${name}`,
      after: `${held(after)} of ${after.length} hold it`,
    };
  }
  return null;
};

const challengeOf = (seat: string, firsts: readonly Fact[], table: Table): Judged => {
  const felled = firsts.filter((fact) => fact.kind === "conflict" || fact.kind === "fragile" || fact.note?.key === "check-broken").length;
  const answered = table.turns.filter(
    (turn) =>
      turn.seat === seat &&
      turn.phase === "rebut" &&
      (table.readings.get(turn.ordinal)?.claims ?? []).some(
        (claim) => claim.quotes.some((quote) => quote.found) && namesSeat(claim.text, table, seat),
      ),
  ).length;
  const pressed = gapsNamed(seat, table);
  const value: AxisValue =
    felled >= 2 && answered >= 1 ? 3 : felled >= 2 || (felled >= 1 && answered >= 1) ? 2 : felled + answered + pressed >= 1 ? 1 : 0;
  return {
    value,
    why: `${felled} claims felled or limits found broken, ${answered} points of others answered, ${pressed} gaps of the leading option named (3 at 2 and 1, 2 at 2 or 1 and 1, 1 at any)`,
  };
};

/** Sentences that cite a limit which the leading option has not been shown to keep, or say what would turn the answer. */
const gapsNamed = (seat: string, table: Table): number => {
  const { evidence, checks, outcome } = table.ledger;
  const lead = outcome.ranking[0];
  const open = checks
    .filter((check) => check.option === lead && (check.state === "untested" || check.state === "in doubt"))
    .map((check) => evidence.limits[check.limit]?.place);
  const flips = flipsOf(table.ledger).map((flip) => framesOf(evidence.language).flip(flip.note));
  const claims = table.turns.filter((turn) => turn.seat === seat).flatMap((turn) => table.readings.get(turn.ordinal)?.claims ?? []);
  return claims.filter(
    (claim) =>
      flips.some((flip) => claim.text.includes(flip)) ||
      claim.places.some((place) => open.some((other) => other?.file === place.file && other.line === place.line)),
  ).length;
};

const namesSeat = (text: string, table: Table, seat: string): boolean =>
  table.turns.some((turn) => turn.seat !== seat && text.startsWith(`${turn.seat} `)) ||
  table.turns.some((turn) => turn.seat !== seat && text.includes(turn.seat));

const penaltiesOf = (seat: string, table: Table): readonly Penalty[] => {
  const own = table.turns.filter((turn) => turn.seat === seat);
  const seen = new Set<string>();
  return own.flatMap((turn) => {
    const claims = table.readings.get(turn.ordinal)?.claims ?? [];
    const bad = claims.filter((claim) => claim.verdict === "misquoted" || claim.verdict === "found nowhere");
    const repeated = claims.filter((claim) => claim.text.length > 60 && seen.has(claim.text));
    for (const claim of claims) seen.add(claim.text);
    return [
      ...bad.slice(0, 1).map(
        (claim): Penalty => ({
          seat,
          kind: "hallucination",
          quote: claim.text,
          reason:
            claim.verdict === "misquoted" ? "The quotation is in no source and no earlier turn." : "A number or place is in no source.",
        }),
      ),
      ...repeated
        .slice(0, 1)
        .map((claim): Penalty => ({ seat, kind: "redundancy", quote: claim.text, reason: "The seat said this word for word before." })),
    ];
  });
};
