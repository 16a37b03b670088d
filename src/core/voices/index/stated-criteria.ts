import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Criterion, Language, Quantity } from "../types.ts";
import { dimDirection, nameDirection } from "./direction.ts";
import type { SentenceDraft } from "./indexed-sentences.ts";
import { termSet } from "./terms.ts";

/** Most criteria inferred from stated amounts. */
const MAX_STATED = 6;
/** Most amounts compared with one another. */
const MAX_PAIRS = 300;

type Stated = { readonly option: number; readonly quantity: Quantity; readonly sentence: SentenceDraft };

/**
 * Criteria inferred from amounts that the prose states for at least two options: one per dimension and `per`, named by the noun that
 * stands before the amounts ("Allowance 2,800 EUR a month"), else by the dimension. Equal weights, in order of appearance.
 */
export const statedCriteria = (sentences: readonly SentenceDraft[], lexicon: Lexicon): Criterion[] => {
  const groups = new Map<string, Stated[]>();
  for (const sentence of sentences) {
    const option = sentence.options.length === 1 ? sentence.options[0] : undefined;
    if (
      option === undefined ||
      sentence.hypothesis ||
      sentence.aside !== undefined ||
      sentence.role === "constraints" ||
      sentence.role === "criteria"
    )
      continue;
    for (const quantity of sentence.quantities) {
      if (!comparable(quantity)) continue;
      const key = `${quantity.dim}/${quantity.per.join("+")}`;
      const known = groups.get(key);
      if (known && known.length < MAX_PAIRS) known.push({ option, quantity, sentence });
      else if (!known) groups.set(key, [{ option, quantity, sentence }]);
    }
  }
  const found = [...groups.values()]
    .filter((list) => new Set(list.map((one) => one.option)).size >= 2 && alike(list, lexicon))
    .slice(0, MAX_STATED);
  return found.map((list, id) => criterionOf(list, id, found.length, lexicon));
};

/** Amounts of one kind: within a factor of 20, and, for anything but money and person time, under one noun. */
const alike = (list: readonly Stated[], lexicon: Lexicon): boolean => {
  const values = list.map((one) => Math.abs(one.quantity.value)).filter((value) => value > 0);
  const near = values.length === 0 || Math.max(...values) <= 20 * Math.min(...values);
  const dim = list[0]?.quantity.dim ?? "";
  return near && (dim.startsWith("money:") || dim === "person-time" || sharedNoun(list, lexicon) !== undefined);
};

const sharedNoun = (list: readonly Stated[], lexicon: Lexicon): string | undefined => {
  const heads = list.map((one) => nounBefore(one, lexicon));
  return heads.find((head, i) => head !== undefined && heads.some((other, j) => other === head && list[j]?.option !== list[i]?.option));
};

const comparable = ({ dim }: Quantity): boolean =>
  dim.startsWith("money:") ||
  ["time", "person-time", "percent", "frequency", "length", "mass", "bytes", "rate", "energy", "power"].includes(dim);

const labels: { readonly [dim: string]: string } = {
  time: "time",
  "person-time": "effort",
  percent: "share",
  frequency: "frequency",
  length: "length",
  mass: "weight",
  bytes: "size",
  rate: "rate",
  energy: "energy",
  power: "power",
};

const criterionOf = (list: readonly Stated[], id: number, count: number, lexicon: Lexicon): Criterion => {
  const first = list[0] as Stated;
  const heads = list.map((one) => nounBefore(one, lexicon));
  const shared = heads.find(
    (head, i) => head !== undefined && heads.some((other, j) => other === head && list[j]?.option !== list[i]?.option),
  );
  const name =
    shared ?? (first.quantity.dim.startsWith("money:") ? costWord[lexicon.language] : (labels[first.quantity.dim] ?? first.quantity.dim));
  const direction = nameDirection(name, lexicon) || dimDirection(first.quantity.dim, shared === undefined ? "" : name);
  return {
    id,
    name,
    weight: Number((1 / count).toPrecision(12)),
    direction,
    assumedDirection: true,
    terms: termSet(name, lexicon.language),
    place: first.sentence.place,
    inferred: true,
  };
};

/** The last content word within 24 characters before the amount and after the amount before it. */
const nounBefore = ({ sentence, quantity }: Stated, lexicon: Lexicon): string | undefined => {
  const from = Math.max(
    0,
    quantity.start - 24,
    ...sentence.quantities.filter((each) => each.end <= quantity.start).map((each) => each.end),
  );
  const content = (text: string): string[] =>
    words(text).filter((word) => word.length > 3 && !lexicon.stopWords.has(word) && !lexicon.verbs.has(word) && !/^\d/u.test(word));
  // "36 Monate Garantie": in German the noun may follow its amount.
  const after = lexicon.language === "de" ? /^ (\p{Lu}\p{L}{3,})/u.exec(sentence.text.slice(quantity.end))?.[1] : undefined;
  const last = content(after ?? "")[0] ?? content(sentence.text.slice(from, quantity.start)).at(-1);
  return last !== undefined && costing.test(last) ? costWord[lexicon.language] : last;
};

const costing = /^(?:costs?|costing|kostet|kosten|coute|coutent|cuesta|cuestan)$/u;
const costWord: { readonly [language in Language]: string } = { en: "cost", de: "Kosten", fr: "coût", es: "coste" };
