import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { splitAlternatives } from "./alternatives.ts";
import { type CriterionDraft, withWeight } from "./criterion-draft.ts";
import { nameDirection } from "./direction.ts";
import { squeeze } from "./markup.ts";
import { asksForKind } from "./measure-kinds.ts";
import type { Span } from "./pieces.ts";

const cue =
  /\b(?:weights?|weigh(?:ing)?|weighted|gewichtung|matters? most|what matters|we judge by|we decide by|criteria are|judged by|care (?:first |most )?about|first about|counts? most|count most|in this order|comes? first|entscheidend sind|wichtig sind|kriterien sind|les criteres sont|los criterios son)\b/u;

/**
 * Criteria in prose. Either a list of name and number ("system design 30, debugging 30"), or an order ("build time first, then
 * cost", "first about acceptance and then about cost"). `anywhere` asks for a cue word in the sentence.
 */
export const fromProse = (spans: readonly Span[], lexicon: Lexicon, anywhere: boolean): CriterionDraft[] | undefined => {
  for (const span of spans) {
    if (span.aside !== undefined || span.text.length > 500) continue;
    const found = readIn(span, spans, anywhere, lexicon);
    if (found && found.length >= 2) return found;
  }
  return undefined;
};

const readIn = (span: Span, spans: readonly Span[], anywhere: boolean, lexicon: Lexicon): CriterionDraft[] | undefined => {
  // "Ease counts 60 %, price 40 %": shares of the whole that are said to count, not votes or data.
  if (anywhere && !cue.test(fold(span.text)))
    return weighing.test(fold(span.text))
      ? pairs(span, true, lexicon)
      : listing.test(fold(span.text))
        ? measuredOrder(span, lexicon)
        : undefined;
  return (
    pairs(span, anywhere, lexicon) ??
    ordered(span, lexicon) ??
    cued(span, lexicon) ??
    (anywhere ? undefined : (mainly(span, spans, lexicon) ?? plainList(span, lexicon)))
  );
};

/** "First the noise, then the price": an order without a verb, or with one of counting. */
const listing =
  /^(?:first(?: of all)?,? (?:comes? |counts? )?|zuerst (?:zahlt |kommt )?|d'abord |primero )[^.]{3,60}?,? (?:then|dann|puis|luego)\b/u;

/** An order of things that are measured: "first we drove, then we swam" is none. */
const measuredOrder = (span: Span, lexicon: Lexicon): CriterionDraft[] | undefined => {
  const found = ordered(span, lexicon);
  return found?.every(({ name }) => nameDirection(name, lexicon) !== 0 || asksForKind(name)) === true ? found : undefined;
};

const pairs = (span: Span, anywhere: boolean, lexicon: Lexicon): CriterionDraft[] | undefined => {
  // "(shorter and cheaper is better)" behind the list says which way, and is no part of it.
  const body = span.text.slice(span.text.indexOf(": ") + 1).replace(/\s\([^()\d]{3,120}\)(?=[.!]?$)/u, "");
  const parts = splitAlternatives(body.replace(/[.]$/u, ""), lexicon, "and").flatMap((part) => part.split(/,\s+/u));
  const drafts = parts.flatMap((part): CriterionDraft[] => {
    const named = /^(.{2,60}?)[\s(:=×x]+(\d{1,3})\s*(?:%|percent|prozent)?\)?$/iu.exec(part.trim());
    const [name, weight] =
      named === null
        ? (/^(\d{1,3})\s*(?:%|percent|prozent) (?:for |on |to |für |auf |pour |para )?(.{2,60})$/iu.exec(part.trim()) ?? [])
            .slice(1)
            .reverse()
        : named.slice(1);
    const bare = weighed(name ?? "");
    return /\p{L}/u.test(bare) && words(bare).length <= 7 ? [{ name: bare, text: part, weight: Number(weight), place: span.place }] : [];
  });
  const sum = drafts.reduce((total, draft) => total + (draft.weight ?? 0), 0);
  return drafts.length >= 2 && drafts.length === parts.length && (!anywhere || cue.test(fold(span.text)) || sum === 100 || sum === 10)
    ? drafts
    : undefined;
};

const weighing =
  /\b(?:counts?|weighs?|makes? up|zahlt|zahlen|wiegt|wiegen|gewichtet|compte(?:nt)?|pese(?:nt)?|cuentan?|pesan?)\b[^.]{0,30}?\d{1,3} ?(?:%|percent|prozent)/u;

/** "Die Bedienung zählt 60 %": the name without article and verb. */
const weighed = (name: string): string =>
  squeeze(name)
    .replace(/^(?:(?:the|die|der|das|le|la|les|el|los|las)\s+|l['’])/iu, "")
    // "… compte pour 60 %, le décor pour 40 %": the verb is said once.
    .replace(/\s(?:for|with|at|zu|mit|pour|à|por|con)$/iu, "")
    .replace(
      /\s(?:counts?(?: for)?|weighs?|gets?|is worth|are worth|makes? up|zählt|zählen|wiegt|wiegen|compte(?:nt)?(?: pour)?|vaut|valent|cuentan?|pesan?|vale)$/iu,
      "",
    );

const orderWords =
  /\b(?:first|then|second|secondly|third|next|last|finally|most|after that|zuerst|dann|danach|zuletzt|an erster stelle|an zweiter stelle|d'abord|puis|ensuite|primero|luego|despues)\b/iu;

/** Clauses parted by "then": each gives the words that are no order word and no small word. */
const ordered = (span: Span, lexicon: Lexicon): CriterionDraft[] | undefined => {
  const text = span.text
    .slice(span.text.indexOf(": ") > 0 && span.text.indexOf(": ") < 40 ? span.text.indexOf(": ") + 2 : 0)
    .replace(/[.]$/u, "");
  if (!/\b(?:first|then|second|most|zuerst|dann|d'abord|puis|primero|luego)\b/iu.test(text)) return undefined;
  const clauses = text
    .split(/,\s+(?:and\s+)?(?:then\s+)?|;\s*|\band then\b|\bthen\b|\bund dann\b|\bdann\b|\bpuis\b|\bluego\b/iu)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
  const drafts = clauses.flatMap((clause): CriterionDraft[] => {
    const name = criterionName(clause, lexicon);
    return name === undefined ? [] : [{ name, text: clause, place: span.place, ranked: true }];
  });
  const ruled = drafts.some(({ name }) => /^(?:wer|who|whoever)\b|\b(?:wins?|gets|gewinnt|bekommt)\b/u.test(fold(name)));
  return drafts.length >= 2 && drafts.length === clauses.length && !ruled ? drafts : undefined;
};

const filler =
  /^(?:i|we|you|it|die|der|das|den|dem|zahlt|kommt|le|la|les|el|los|las|care|cares|about|comes?|counts?|matters?|is|are|the|of|for|and|most|by|to|protected|would|my|our|us|in|at|place|between|among|that|those|these|all|after|before|second(?:ly)?|third|first|then|last|next|finally)$/u;

const criterionName = (clause: string, lexicon: Lexicon): string | undefined => {
  const after = /\b(?:about|is|are|auf|sur)\s+(.+)$/iu.exec(clause)?.[1] ?? clause;
  const kept = squeeze(after.replace(orderWords, " ")).split(" ");
  const list = kept.filter((word, i) => !((i === 0 || i === kept.length - 1) && filler.test(fold(word))));
  const trimmed = squeeze(list.join(" ").replace(/\b(?:comes?|counts?|matters?)\b.*$/iu, ""));
  const content = words(trimmed).filter((word) => !lexicon.stopWords.has(word));
  if (words(trimmed).length > 6) {
    const article = list.findLastIndex((word, i) => lexicon.articles.has(fold(word)) && list.length - i <= 7 && i > 0);
    return article > 0 ? criterionName(list.slice(article + 1).join(" "), lexicon) : undefined;
  }
  return content.length === 0 || words(trimmed).length > 6 ? undefined : trimmed.replace(/[,;:]+$/u, "");
};

/** "Cost, speed and staff." as a whole sentence. */
const plainList = (span: Span, lexicon: Lexicon): CriterionDraft[] | undefined => {
  const body = span.text
    .slice(span.text.indexOf(": ") + 1)
    .replace(/[.]$/u, "")
    .trim();
  const parts = splitAlternatives(body, lexicon, "and");
  return parts.length >= 2 && parts.every((part) => words(part).length <= 4 && !/\b(?:is|are|was|has|have|we|i|it)\b/u.test(fold(part)))
    ? parts.map((name) => ({ name, text: name, place: span.place }))
    : undefined;
};

/** "What matters to us, in this order: weight, price and battery." */
const cued = (span: Span, lexicon: Lexicon): CriterionDraft[] | undefined => {
  const colon = span.text.indexOf(": ");
  const lead = colon < 0 ? "" : fold(span.text.slice(0, colon));
  if (!cue.test(lead)) return undefined;
  const ranked = /\b(?:order|importance|reihenfolge|wichtigkeit|ordre|orden)\b/u.test(lead);
  return plainList(span, lexicon)?.map((draft) => ({ ...draft, ranked }));
};

/** "Mostly revenue growth and whether support can explain an invoice." with "I would weigh them about two to one." beside it. */
const mainly = (span: Span, spans: readonly Span[], lexicon: Lexicon): CriterionDraft[] | undefined => {
  const match = /^(?:mostly|mainly|above all|chiefly|first of all|vor allem|hauptsächlich|surtout|sobre todo),?\s+(.+?)[.]?$/iu.exec(
    span.text,
  );
  const parts = match ? splitAlternatives(match[1] as string, lexicon, "and") : [];
  if (parts.length < 2 || parts.some((part) => words(part).length > 14)) return undefined;
  const ratio = parts.length === 2 ? ratioIn(spans, lexicon) : undefined;
  return parts.map((part, i) => ({
    name: part.replace(/^(?:whether|that|ob|dass|si|que)\s+/iu, ""),
    text: part,
    place: span.place,
    ...withWeight(ratio?.[i]),
  }));
};

/** "weigh them two to one", said first of all; a later ratio is somebody else's. */
const ratioIn = (spans: readonly Span[], lexicon: Lexicon): readonly [number, number] | undefined => {
  for (const span of spans) {
    const match = span.aside === undefined ? /\bweigh\p{L}*\b.{0,40}?\b(\p{L}+|\d+) to (\p{L}+|\d+)\b/iu.exec(span.text) : null;
    const [left, right] = [match?.[1], match?.[2]].map((word) =>
      word === undefined ? undefined : (lexicon.numberWords.get(fold(word)) ?? (Number(word) || undefined)),
    );
    if (left !== undefined && right !== undefined) return [left, right];
  }
  return undefined;
};
