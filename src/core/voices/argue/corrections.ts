import { fold } from "../../kernel/text.ts";
import type { Evidence, Quantity, Sentence } from "../types.ts";
import { isAdded } from "./added.ts";
import { speaks, subjectOf } from "./clauses.ts";
import type { Metric, Sample } from "./metric.ts";
import { overlap, topical } from "./words.ts";

/** An amount that takes the place of an earlier one of its kind for one option. */
export type Correction = { readonly option: number; readonly quantity: Quantity; readonly sentence: Sentence };

/** Headings and openings under which what was said before is put right. */
const NOTICE =
  /^(?:\W*)(?:updates?|corrections?|corrigendum|errat(?:um|a)|amendments?|addendum|postscript|p\.? ?s\.?|late news|news|nachtrag|nachtrage|korrektur|berichtigung|aktualisierung|aktualisiert|neuer stand|rectificatifs?|mise a jour|correctif|addenda|correccion|rectificacion|actualizacion|fe de erratas|novedad)\b/;
const REPLACES =
  /\b(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing)|instead of the (?:old|earlier|first|previous)|(?:new|revised|corrected|updated) (?:offer|quote|price|figure|bid)|corrections?|corrected|no longer|came down to|is now|are now|now costs|ersetzt|neue[snr]? (?:angebot|preis|zahl|wert)|korrigiert|korrektur|nunmehr|nicht mehr|remplace|nouvelle offre|nouveau prix|sustituye|nueva oferta|nuevo precio)\b/;
/** What stands right before the figure that no longer holds. */
const OLD =
  /\b(?:from|instead of|rather than|was|were|had been|not|formerly|previously|before|than|statt|anstatt|anstelle von|von|war|waren|bisher|zuvor|vorher|au lieu de|avant|etait|en lugar de|antes|era)\s(?:the |der |die |den |les |los |las )?$/;

const found = new WeakMap<Evidence, readonly Correction[]>();

/** Whether words say that an amount takes the place of an earlier one. */
export const saysReplaced = (text: string): boolean => REPLACES.test(fold(text));

/**
 * Amounts of one option in a sentence that says it replaces an earlier figure, or that stands in a notice ("Update, Tuesday: …", "## Nachtrag
 * vom 12. Juni"): in text order. A sentence about two options, a bound and the figure that no longer holds correct nothing.
 */
export const correctionsOf = (evidence: Evidence): readonly Correction[] => {
  const known = found.get(evidence);
  if (known) return known;
  const notices = noticesOf(evidence);
  const subjects = subjectOf(evidence);
  const built: Correction[] = [];
  let last: { readonly option: number; readonly sentence: Sentence } | undefined;
  for (const sentence of evidence.sentences) {
    if (!notices.has(sentence.id) && !saysReplaced(sentence.text)) continue;
    const before = last !== undefined && isNear(last.sentence, sentence) ? last.option : undefined;
    const option = sentence.options.length === 0 ? (subjects.get(sentence.id) ?? before) : sentence.options[0];
    if (option === undefined || sentence.options.length > 1 || !speaks(sentence)) continue;
    last = { option, sentence };
    for (const quantity of sentence.quantities)
      if (
        quantity.cmp === undefined &&
        quantity.dim !== "number" &&
        !isAdded(sentence.text, quantity) &&
        !OLD.test(fold(sentence.text.slice(0, quantity.start)))
      )
        built.push({ option, quantity, sentence });
  }
  found.set(evidence, built);
  return built;
};

const isNear = (left: Sentence, right: Sentence): boolean =>
  left.place.file === right.place.file && right.id - left.id <= 2 && left.path.join() === right.path.join();

/** Ids of the sentences under a heading, or in a paragraph, that opens as a notice. */
const noticesOf = ({ sentences, sources }: Evidence): ReadonlySet<number> => {
  const lines = new Map(sources.map(({ file, lines: own }) => [file, own]));
  const ids = new Set<number>();
  const headings = new Map<string, boolean>();
  const isNotice = (heading: string): boolean => {
    const known = headings.get(heading) ?? NOTICE.test(fold(heading.slice(0, 40)));
    headings.set(heading, known);
    return known;
  };
  let open: Sentence | undefined;
  for (const sentence of sentences) {
    const { file, line } = sentence.place;
    const joined = open !== undefined && open.place.file === file && !hasBlank(lines.get(file) ?? [], open.place.line, line);
    const opens = NOTICE.test(fold(sentence.text.slice(0, 40)));
    open = opens ? sentence : joined ? open : undefined;
    if (open !== undefined || sentence.path.some(isNotice)) ids.add(sentence.id);
  }
  return ids;
};

const hasBlank = (lines: readonly string[], from: number, to: number): boolean =>
  lines.slice(from, Math.max(from, to - 1)).some((line) => line.trim() === "");

/** Whether a later correction speaks of the same kind of amount: one dimension, the same `per` or none named. */
export const replaces = (correction: Correction, kind: { readonly dim: string; readonly per: readonly string[] }): boolean =>
  correction.quantity.dim === kind.dim && (correction.quantity.per.length === 0 || correction.quantity.per.join() === kind.per.join());

/**
 * The metrics with what was corrected in them: the figure of the option becomes the corrected one, with its place. Only where each option has
 * one figure; of several metrics of the kind the one that the sentence names; where that is not said, the option's figures of the kind are
 * left out, since one of them no longer holds.
 */
export const correctedMetrics = (metrics: readonly Metric[], evidence: Evidence): readonly Metric[] =>
  correctionsOf(evidence).reduce<readonly Metric[]>((all, correction) => {
    const fitting = all.filter((metric) => isKind(correction, metric) && isEarlier(correction, metric));
    if (fitting.length === 0) return all;
    const named = fitting.map((metric) => ({ metric, score: namedBy(correction, metric) })).sort((left, right) => right.score - left.score);
    const [best, second] = named;
    const sure = second === undefined || (best !== undefined && best.score > second.score);
    return all.map((metric) => {
      if (!fitting.includes(metric)) return metric;
      if (sure) return metric === best?.metric ? withCorrected(metric, correction) : metric;
      return { ...metric, samples: metric.samples.filter((each) => each.option !== correction.option) };
    });
  }, metrics);

const isKind = (correction: Correction, metric: Metric): boolean => {
  const { dim } = correction.quantity;
  const counts = dim.startsWith("count:") && metric.dim === "number" && overlap([dim.slice(6)], metric.terms) === 1;
  if (!counts && !replaces(correction, metric)) return false;
  return new Set(metric.samples.map((each) => each.option)).size === metric.samples.length;
};

/** A figure in the sentence itself is the correction; one in a file is measured anew by nobody. */
const isEarlier = ({ option, sentence }: Correction, metric: Metric): boolean => {
  const own = metric.samples.find((each) => each.option === option);
  if (own === undefined) return metric.origin === "stated" && metric.samples.length > 0;
  return own.place.file !== sentence.place.file || own.place.line < sentence.place.line;
};

const namedBy = ({ sentence, quantity }: Correction, metric: Metric): number => {
  const counted = quantity.dim.startsWith("count:") ? [quantity.dim.slice(6)] : [];
  return overlap(topical(metric.terms), [...sentence.terms, ...counted]);
};

const withCorrected = (metric: Metric, { option, quantity, sentence }: Correction): Metric => {
  const own = metric.samples.find((each) => each.option === option);
  if (own?.value === quantity.value) return metric;
  const scale = own === undefined || own.shown === 0 ? 1 : own.value / own.shown;
  const sample: Sample = {
    option,
    value: quantity.value,
    shown: quantity.value / scale,
    raw: quantity.raw,
    place: sentence.place,
    row: fold(sentence.text),
  };
  const samples = own === undefined ? [...metric.samples, sample] : metric.samples.map((each) => (each === own ? sample : each));
  return { ...metric, samples: samples.sort((left, right) => left.option - right.option) };
};
