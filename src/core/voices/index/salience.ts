import type { Role } from "../types.ts";
import { textRank } from "./textrank.ts";

/** What ranking needs of a sentence. */
export type Ranked = { readonly terms: readonly string[]; readonly role: Role; readonly quantified: boolean };

const K1 = 1.2;
const B = 0.75;
/** Sentences that take part in pairwise work. */
const MAX_PAIRWISE = 300;

const factors: { readonly [role in Role]: number } = {
  title: 1,
  objective: 1,
  context: 1.1,
  options: 1.15,
  criteria: 0.3,
  constraints: 0.6,
  questions: 0.5,
  risks: 1.2,
  data: 1.15,
  files: 0,
};

/**
 * Salience per sentence, in order: BM25 (Robertson and Zaragoza 2009; k1 1.2, b 0.75) of its terms against the query, plus 0.8 with
 * a quantity, times the factor of its role, times (0.7 + 0.3 · min(2, rank)) where rank is TextRank among the best 300, scaled to
 * mean 1, and 1 for all others. Rounded to six decimals, so that equal inputs give equal bytes.
 */
export const salienceOf = (sentences: readonly Ranked[], query: ReadonlySet<string>): number[] => {
  const scores = bm25(sentences, query);
  const base = scores.map((score, i) => (score + ((sentences[i] as Ranked).quantified ? 0.8 : 0)) * factors[(sentences[i] as Ranked).role]);
  const top = base
    .map((_, i) => i)
    .sort((left, right) => (base[right] as number) - (base[left] as number) || left - right)
    .slice(0, MAX_PAIRWISE);
  const ranks = textRank(top.map((i) => new Set((sentences[i] as Ranked).terms)));
  const rank = new Map(top.map((i, at) => [i, ranks[at] as number]));
  return base.map((score, i) => Math.round(score * (0.7 + 0.3 * Math.min(2, rank.get(i) ?? 1)) * 1e6) / 1e6);
};

const bm25 = (sentences: readonly Ranked[], query: ReadonlySet<string>): number[] => {
  const count = sentences.length;
  const average = sentences.reduce((sum, sentence) => sum + sentence.terms.length, 0) / Math.max(1, count) || 1;
  const frequency = new Map<string, number>();
  for (const sentence of sentences)
    for (const term of new Set(sentence.terms)) if (query.has(term)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const idf = new Map([...frequency].map(([term, n]): [string, number] => [term, Math.log(1 + (count - n + 0.5) / (n + 0.5))]));
  return sentences.map(({ terms }) => {
    const times = new Map<string, number>();
    for (const term of terms) if (idf.has(term)) times.set(term, (times.get(term) ?? 0) + 1);
    let score = 0;
    for (const [term, n] of times) score += ((idf.get(term) as number) * n * (K1 + 1)) / (n + K1 * (1 - B + (B * terms.length) / average));
    return score;
  });
};
