import { toldOf } from "../frames/told.ts";
import type { Evidence, Place } from "../types.ts";
import type { Measured } from "./data-facts.ts";
import { least, most } from "./extremes.ts";
import { placesOfRows } from "./fact.ts";
import { flipsOf } from "./flips.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";
import { decimalsShown, mean, median, numeralsIn, readings } from "./numbers.ts";

/** Most numbers of cited lines that are combined with each other. */
const MAX_OPERANDS = 60;

/** Whether a numeral as written stands for a value, within the digits it shows. */
const shows = (raw: string, value: number): boolean => {
  const tolerance = 0.5 * 10 ** -decimalsShown(raw) + 1e-9;
  return readings(raw).some((reading) => Math.abs(Math.abs(reading) - Math.abs(value)) <= tolerance);
};

/** Whether a numeral says exactly a number that a text holds. */
const stands = (raw: string, text: string): boolean =>
  numeralsIn(text).some((other) => other.raw === raw || readings(other.raw).some((value) => readings(raw).includes(value)));

/**
 * Checks the numerals of a sentence against cited lines: as written, or recomputed (mean, median, sum, least, most, count of a cited
 * column by option; a fact's own figures; weights of criteria; and, where the sentence shows an operator, one step of arithmetic).
 */
export const verifyNumerals = (
  numerals: readonly string[],
  sentence: string,
  places: readonly Place[],
  evidence: Evidence,
): readonly boolean[] => {
  const lines = places.flatMap((place) => linesAt(place, evidence));
  const cited = lines.join("\n");
  const recomputed = recomputedFor(places, evidence);
  const weights = evidence.criteria.map((criterion) => criterion.weight * 100);
  const operands = numeralsIn(cited)
    .slice(0, MAX_OPERANDS)
    .flatMap((each) => readings(each.raw));
  const checked = numerals.map(
    (raw) =>
      stands(raw, cited) ||
      recomputed.some((value) => shows(raw, value)) ||
      (/%/.test(sentence) && [...weights, 10, 0].some((value) => shows(raw, value))) ||
      places.length === 0,
  );
  if (!/[×*=+−/%]|\bof\b|\bagainst\b/.test(sentence)) return checked;
  return numerals.map(
    (raw, index) =>
      checked[index] === true ||
      derives(raw, [...operands, ...numerals.filter((_, other) => checked[other]).flatMap((other) => readings(other))]),
  );
};

const derives = (raw: string, operands: readonly number[]): boolean =>
  operands.some((left, i) =>
    operands.some(
      (right, j) =>
        i !== j &&
        [
          left * right,
          left + right,
          left - right,
          right === 0 ? Number.NaN : left / right,
          // Tax of `right` per cent added to `left` or taken out of it, and its factor.
          left * (1 + right / 100),
          left / (1 + right / 100),
          1 + right / 100,
          right === 0 ? Number.NaN : (100 * left) / right,
          right === 0 ? Number.NaN : (100 * (left - right)) / right,
        ].some((value) => shows(raw, value)),
    ),
  );

/** The lines of a place; none when the file or the lines do not exist. */
export const linesAt = (place: Place, evidence: Evidence): readonly string[] =>
  evidence.sources.find((source) => source.file === place.file)?.lines.slice(place.line - 1, place.endLine) ?? [];

const touches = (place: Place, others: readonly Place[]): boolean =>
  others.some((other) => other.file === place.file && place.line <= other.endLine && place.endLine >= other.line);

type Recomputed = { readonly places: readonly Place[]; readonly values: readonly number[] };
const caches = new WeakMap<Ledger, { readonly parts: readonly Recomputed[]; readonly flips: readonly number[] }>();

const numbersOf = (text: string): readonly number[] => numeralsIn(text).flatMap((each) => readings(each.raw));

/** Everything the ledger recomputes, with the places it comes from; built once per ledger. */
const recomputable = (ledger: Ledger): { readonly parts: readonly Recomputed[]; readonly flips: readonly number[] } => {
  const known = caches.get(ledger);
  if (known) return known;
  const columns = ledger.items.map((item): Recomputed => ({ places: placesOfRows(item.metric.samples), values: columnValues(item) }));
  const facts = ledger.facts.map((fact): Recomputed => ({ places: fact.places, values: numbersOf(toldOf(fact, ledger.evidence).core) }));
  const built = { parts: [...columns, ...facts], flips: flipsOf(ledger).flatMap((flip) => flip.note.values.flatMap(numbersOf)) };
  caches.set(ledger, built);
  return built;
};

const recomputedFor = (places: readonly Place[], evidence: Evidence): readonly number[] => {
  if (places.length === 0) return [];
  const { parts, flips } = recomputable(ledgerOf(evidence));
  return [...flips, ...parts.flatMap((part) => (part.places.some((place) => touches(place, places)) ? part.values : []))];
};

const columnValues = (item: Measured): readonly number[] =>
  item.levels.flatMap((level) =>
    [level.rows, [...level.rows, ...level.dropped]].flatMap((rows) => {
      const values = rows.map((row) => row.shown);
      return [mean(values), median(values), values.reduce((sum, value) => sum + value, 0), least(values), most(values), values.length];
    }),
  );
