import { fold, words } from "../../kernel/text.ts";
import { dimDirection, nameDirection } from "../index/direction.ts";
import { statesKind } from "../index/measure-kinds.ts";
import { type Scale, scaleIn } from "../index/scales.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Criterion, Evidence } from "../types.ts";
import type { NameFit } from "./criterion-fit.ts";
import { conceptsOf, overlap, topical } from "./words.ts";

/** What a direction rests on, for the decision to show. */
export type Direction = { readonly sign: 1 | -1 | 0; readonly assumed: boolean };

/** What is measured, as far as its direction goes. */
export type Named = {
  readonly label: string;
  readonly dim: string;
  readonly per: readonly string[];
  readonly terms: readonly string[];
  readonly samples: readonly { readonly value: number; readonly row: string }[];
};

/** Doing it fast: less of a time, more of a rate. */
const FAST =
  /^(?:speed|fast|faster|fastest|quick|quicker|quickest|quickly|pace|schneller|schnellste[nrs]?|tempo|schnell|schnelligkeit|geschwindigkeit|rapide|rapidite|vitesse|rapido|velocidad)$/;

/**
 * Direction of a measured quantity: what the criterion states, then the quantity's own name, then what a limit on it implies, then
 * the criterion's name, then the dimension of an amount that has no other name. All but the first and third are assumed. 0 when
 * nothing says; it is then shown and does not count.
 */
export const directionOf = (
  named: Named,
  criterion: Criterion | undefined,
  limited: 1 | -1 | 0,
  fit: NameFit,
  evidence: Evidence,
): Direction => {
  const lexicon = lexiconOf(evidence.language);
  const own = nameDirection(named.label, lexicon) || (named.label === "" ? saidOf(named) : 0);
  const said = saidSign(named, criterion, fit, own);
  if (said !== 0) return { sign: said, assumed: false };
  // What a rule of choice goes by says more than a word of the column's name: hours per charge are no charges.
  if (criterion?.rank !== undefined && criterion.direction !== 0 && criterion.columns?.includes(fold(named.label.trim())) === true)
    return { sign: criterion.direction, assumed: true };
  // "The fastest delivery" of "delivered in 9 days": whatever is done fast takes less time.
  if (criterion?.rank !== undefined && named.dim === "time" && isFast(criterion.name)) return { sign: -1, assumed: false };
  const marked = own === 0 ? markSign(named, criterion, evidence) : 0;
  if (marked !== 0) return { sign: marked, assumed: false };
  // "No more than 1.5 TB of extra storage": what the author bounds says more than the name of the column.
  if (own !== 0 && limited === -own) return { sign: limited, assumed: true };
  if (own !== 0) return { sign: isFast(named.label) && named.dim === "time" ? -1 : own, assumed: true };
  if (limited !== 0) return { sign: limited, assumed: false };
  return { sign: assumedSign(named, criterion, fit, evidence), assumed: true };
};

/** What the criterion states, where it states it of this quantity. */
const saidSign = (named: Named, criterion: Criterion | undefined, fit: NameFit, own: 1 | -1 | 0): 1 | -1 | 0 => {
  if (criterion === undefined || criterion.assumedDirection || criterion.direction === 0) return 0;
  // "The lowest error rate decides": a stated rule says itself which way it goes.
  const ruled = criterion.rank !== undefined;
  // "Reliability: higher is better" over a column of failures speaks of reliability.
  const akin = fit === "exact" || (fit === "head" && overlap(topical(named.terms), topical(criterion.terms)) > 0);
  return ruled || own === 0 || own === criterion.direction || akin ? criterion.direction : 0;
};

const assumedSign = (named: Named, criterion: Criterion | undefined, fit: NameFit, evidence: Evidence): 1 | -1 | 0 => {
  const dimension = dimDirection(named.dim, named.label, named.per);
  if (criterion === undefined) return dimension;
  // A rule of choice says which way it goes of whatever it goes by.
  if (criterion.direction !== 0 && statesKind(criterion, named.label, named.dim)) return criterion.direction;
  if (isFast(criterion.name)) return named.dim === "time" ? -1 : 1;
  // The word that gives a criterion its direction speaks of a quantity only where the two go by one name.
  const shares = fit === "exact" || fit === "head" || conceptsShared(named, criterion);
  if (criterion.direction !== 0 && shares) return criterion.direction;
  return fit === "exact" && isRated(named, evidence) ? 1 : dimension;
};

const OF_DIMENSION: ReadonlyMap<string, string> = new Map([
  ["time", "time"],
  ["person-time", "effort"],
  ["sound", "noise"],
]);

const conceptsShared = (named: Named, criterion: Criterion | undefined): boolean => {
  const theirs = conceptsOf(criterion?.terms ?? []);
  const measured = named.dim.startsWith("money:") ? "cost" : (OF_DIMENSION.get(named.dim) ?? "");
  return conceptsOf([...named.terms, measured]).some((each) => theirs.includes(each));
};

const PAID =
  /\b(?:costs?|price[ds]?|fees?|rent|spend|spends|pay|pays|paid|bill|charges?|kostet|kosten|preis|zahlen|miete|coute|coutent|prix|cuesta|cuestan|precio)\b/;
const EARNED = /\b(?:earns?|brings?|yields?|takings|revenue|income|saves?|donations?|einnahmen|bringt|spart|rapporte|ingresos)\b/;

/** Amounts without a noun of their own: what the clauses do with them. */
const saidOf = (named: Named): 1 | -1 | 0 => {
  const paid = named.samples.some((each) => PAID.test(each.row));
  const earned = named.samples.some((each) => EARNED.test(each.row));
  return paid === earned ? 0 : paid ? -1 : 1;
};

const SCALE =
  /\b(?:scores?|scored|rating|ratings|rated|points|stars|scale|scorecards?|out of (?:5|10|five|ten)|1 to 5|1 to 10|1-5|1-10|punkte|punkten|skala)\b/;
/** German school grades: one is best. */
const GRADES = /\b(?:schulnoten?|noten)\b/;

/** Points on a scale of at most ten, where the briefing speaks of points, or out of what it says: more of a skill is better, unless grades run the other way. */
const isRated = (named: Named, evidence: Evidence): boolean => {
  const most = outOf(evidence);
  const within = (end: number): boolean => named.samples.every(({ value }) => value >= 0 && value <= end);
  if (named.dim !== "number" || named.samples.length < 6) return false;
  return (most !== undefined && within(most)) || (within(10) && speaksOfPoints(evidence));
};

const OUT_OF =
  /\b(?:marks?|marked|points?|scores?|scored|ratings?|rated|notes?|notees?|punkte\w*|puntos|notas?|puntuacion)\b[^.]{0,60}?\b(?:out of|sur|sobre|von)\s(\d{1,3}|ten|five|twenty|zehn|funf|dix|vingt|cinq|diez|cinco|veinte)\b(?!\s?(?:bis|to|a)\b)/g;
const ends = new WeakMap<Evidence, number | false>();

/** The end of the scale that marks are given out of ("two marks out of 20", "deux notes sur 20"); undefined where none or several are said. */
const outOf = (evidence: Evidence): number | undefined => {
  const known = ends.get(evidence);
  if (known !== undefined) return known === false ? undefined : known;
  const { numberWords } = lexiconOf(evidence.language);
  const found = new Set(
    evidence.sentences
      .filter((sentence) => sentence.aside === undefined)
      .flatMap((sentence) =>
        [...fold(sentence.text).matchAll(OUT_OF)].map((match) => numberWords.get(match[1] as string) ?? Number(match[1])),
      ),
  );
  const [only] = found;
  const one = found.size === 1 && only !== undefined && only >= 4 && only <= 100 ? only : undefined;
  ends.set(evidence, one ?? false);
  return one;
};

/** Names of marks. */
const MARK =
  /\b(?:marks?|ratings?|scores?|stars?|points?|grades?|noten?|\p{L}*note|sterne?|punkte?|bewertung|notes?|etoiles?|puntos?|notas?|estrellas?|puntuacion)\b/u;

/** The way of the scale that the text explains, for marks on it: named as such or credited to a criterion. */
const markSign = (named: Named, criterion: Criterion | undefined, evidence: Evidence): 1 | -1 | 0 => {
  const scale = scaleOf(evidence);
  if (scale === undefined || named.dim !== "number" || named.samples.length < 2) return 0;
  if (criterion === undefined && !MARK.test(fold(named.label.replaceAll("_", " ")))) return 0;
  return named.samples.every(({ value }) => value >= scale.least && value <= scale.most) ? scale.direction : 0;
};

const scales = new WeakMap<Evidence, Scale | false>();

/** The one scale of marks that the text explains; undefined where it explains none, or two that go different ways. */
export const scaleOf = (evidence: Evidence): Scale | undefined => {
  const known = scales.get(evidence);
  if (known !== undefined) return known === false ? undefined : known;
  const lexicon = lexiconOf(evidence.language);
  const found = evidence.sentences
    .filter((sentence) => sentence.aside === undefined)
    .flatMap((sentence) => scaleIn(sentence.text, lexicon) ?? []);
  const [first] = found;
  const one = first !== undefined && found.every(({ direction }) => direction === first.direction) ? first : undefined;
  scales.set(evidence, one ?? false);
  return one;
};

const scaled = new WeakMap<Evidence, boolean>();

const speaksOfPoints = (evidence: Evidence): boolean => {
  const known = scaled.get(evidence);
  if (known !== undefined) return known;
  const text = fold(evidence.sources.map((source) => `${source.file} ${source.lines.slice(0, 200).join(" ").slice(0, 20_000)}`).join(" "));
  const found = SCALE.test(text) && !(evidence.language === "de" && GRADES.test(text));
  scaled.set(evidence, found);
  return found;
};

const isFast = (name: string): boolean => words(name.replaceAll("_", " ")).some((word) => FAST.test(word));
