import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import { bareChoice } from "./bare-choice.ts";
import { chooser, maySay, tied } from "./choosing.ts";
import type { CriterionDraft } from "./criterion-draft.ts";
import { nounKey, ranking, soleNoun, speaksOfNoun } from "./deciding-nouns.ts";
import { evenFold, type Graded, gradedIn } from "./graded.ts";
import { squeeze } from "./markup.ts";
import type { Span } from "./pieces.ts";
import { asRule } from "./rewordings.ts";
import { wishIn } from "./wishes.ts";

/** Most words of what a rule names. */
const MAX_WORDS = 14;
/** Most keys of a rule: what decides and what breaks its ties. */
const MAX_KEYS = 4;
/** Characters of a sentence that is cut at its semicolons. */
const MAX_SENTENCE = 420;

/** Words that say of an option that it keeps what is asked. */
const survivor: { readonly [language in Language]: string } = {
  en: "meet|met|fulfil|satisf|keep|kept|pass|surviv|qualif|remain|left|fit|work|comply|compli|clear|hold|eligible|admissible|standing|do so|affordable",
  de: "erfull|einhalt|einhalten|halten|ubrig|verbleib|bleib|schaff|bestehen|besteht|geht|passt|passen|infrage|in frage|zulassig|genug",
  fr: "tien|respect|rempli|rest|pass|satisf|convien|admissible",
  es: "cumpl|qued|pas|super|respet|sirv|vale|restante",
};

const several: { readonly [language in Language]: string } = {
  en: "(?:if|when|where|should|once)\\b.{0,30}?\\b(?:more than one|several|two or more|both|two|many|any|one or more|all)",
  de: "(?:wenn|falls|sofern|bleiben|sind|kommen|soweit|erfullen|schaffen|halten|passen|bestehen)\\b.{0,30}?(?:\\b(?:mehrere[sn]?|beide|zwei|alle|einige|mehr als)\\b)",
  fr: "si\\b.{0,30}?\\b(?:plusieurs|deux|tous|toutes)",
  es: "si\\b.{0,30}?\\b(?:vari[oa]s|dos|mas de|amb[oa]s|tod[oa]s)",
};
const part: { readonly [language in Language]: string } = {
  en: "(?:among|amongst|out of|of|from|between|what|whatever|whichever)",
  de: "(?:unter|von|aus|was)",
  fr: "(?:parmi|entre|de|des|ce qui)",
  es: "(?:de|entre|lo que)",
};

/** "Erfüllen mehrere Häuser das, …": the verb opens the condition. */
const verbFirst: { readonly [language in Language]: string } = {
  en: "",
  de: `|\\b(?:${survivor.de})\\p{L}*\\s(?:mehrere[sn]?|beide|zwei|alle|mehr als)\\b`,
  fr: "",
  es: "",
};

const compileAmong = (language: Language): RegExp =>
  new RegExp(
    `\\b(?:${several[language]}|${part[language]})\\b[^;:.${language === "de" ? "" : ","}]{0,60}?\\b(?:${survivor[language]})\\p{L}*${verbFirst[language]}`,
    "u",
  );
const among: { readonly [language in Language]: RegExp } = {
  en: compileAmong("en"),
  de: compileAmong("de"),
  fr: compileAmong("fr"),
  es: compileAmong("es"),
};

/** "After that, the cheapest": what is said before it comes first. */
const beyond =
  /(?:^|[.:,]\s|\band |\bund )(?:after that|beyond that|apart from that|otherwise|for the rest|all else equal|danach|sonst|ansonsten|daruber hinaus|im ubrigen|pour le reste|sinon|por lo demas)\b,?\s|^(?:and |und )?(?:then|dann|puis|luego),?\s(?!again\b)/u;

/** Whether a sentence speaks of the options that keep what was said before it. */
export const speaksOfLeft = (said: string, lexicon: Lexicon): boolean => {
  const text = asRule(said, lexicon.language);
  const folded = evenFold(text);
  return (
    (among[lexicon.language].test(folded) || beyond.test(folded)) && (gradedIn(text, lexicon.language) !== undefined || speaksOfNoun(text))
  );
};

/** "…, provided that refunds are at most 3 %": conditions and reasons are no part of what decides. */
const apart =
  /[,;:(]\s|\)\s?|\s[–—-]\s|\.\s|\s(?=(?:provided|because|since|as long as|so long as|unless|vorausgesetzt|sofern|weil|denn|solange|pourvu|a condition|à condition|parce|siempre que|porque)\b)/u;

/** A sentence that may state a rule; `loose` where it names no option and tells of none, so that a bare superlative is one. */
export type RuleSpan = Span & { readonly loose?: true };

/**
 * The stated rule of choice: what decides first, then what breaks ties, as ranked criteria in their order. A rule is a sentence
 * with a comparative or superlative and either a clause that speaks of the options left ("among those that pass", "if several
 * remain") or a verb of choosing ("wins", "we take"). A report, an opinion, a question and a denied comparative are none. A rule
 * about what is left outranks a plain one; of two alike the first counts. Undefined when there is none.
 */
export const selectionRule = (whole: readonly RuleSpan[], lexicon: Lexicon): CriterionDraft[] | undefined => {
  // "85 % or more; among those, the cheapest": what a semicolon parts is read by itself where the whole states no rule about what is left.
  const left = (span: RuleSpan): boolean =>
    keysOf({ ...span, text: asRule(span.text, lexicon.language) }, lexicon).some((key) => key.amongKept);
  const spans = whole.flatMap((span) =>
    span.text.length > MAX_SENTENCE || !/;\s/u.test(span.text) || left(span)
      ? [span]
      : span.text.split(/;\s+/u).map((text) => ({ ...span, text })),
  );
  const rules = spans.flatMap((span, at) => {
    const keys = keysOf({ ...span, text: asRule(span.text, lexicon.language) }, lexicon);
    return keys.length === 0 ? [] : [{ at, keys, left: keys[0]?.amongKept === true }];
  });
  const rule = rules.find((one) => one.left) ?? rules[0];
  if (rule === undefined) return undefined;
  const last = spans[rule.at] as Span;
  const ties = spans
    .slice(rule.at + 1, rule.at + 3)
    .filter(
      (span) => span.aside === undefined && span.place.line - last.place.endLine <= 2 && tied[lexicon.language].test(evenFold(span.text)),
    )
    .flatMap((span) => clauses(span.text).flatMap((clause) => keyIn(clause, span, lexicon) ?? []));
  const keys = [...rule.keys, ...ties].slice(0, MAX_KEYS);
  return keys.filter((key, i) => keys.findIndex((other) => other.name === key.name) === i).map((key, rank) => ({ ...key, rank }));
};

/** Most wishes that are weighed against one another. */
const MAX_WISHES = 6;

/** Wishes for as much or as little of something as can be, where nothing else says what decides: one decides alone, of several none comes first. */
export const wishedFor = (spans: readonly RuleSpan[], lexicon: Lexicon): CriterionDraft[] | undefined => {
  const found = spans.flatMap((span) => {
    const wish =
      span.loose === true && span.aside === undefined && maySay(span.text, evenFold(span.text)) ? wishIn(span.text, lexicon) : undefined;
    return wish === undefined ? [] : (keyIn(wish, span, lexicon) ?? []);
  });
  const distinct = found.filter((key, i) => found.findIndex((other) => other.name === key.name) === i).slice(0, MAX_WISHES);
  return distinct.length === 0 ? undefined : distinct.length === 1 ? distinct.map((key) => ({ ...key, rank: 0 })) : distinct;
};

const keysOf = (span: RuleSpan, lexicon: Lexicon): CriterionDraft[] => {
  const folded = evenFold(span.text);
  if (span.aside !== undefined || !maySay(span.text, folded)) return [];
  const bare = span.loose === true ? bareChoice(span.text, lexicon) : undefined;
  if (bare !== undefined) {
    const key = keyIn(bare, span, lexicon);
    if (key !== undefined) return [key, ...tieKeys(span, lexicon)];
  }
  const sole = soleNoun(span, lexicon);
  if (sole !== undefined) return [sole];
  const left = among[lexicon.language].test(folded) || beyond.test(folded);
  if (!left && !chooser[lexicon.language].test(folded) && !ranking.test(folded)) return [];
  const parts = clauses(span.text);
  const ties = (clause: string): boolean => tied[lexicon.language].test(evenFold(clause));
  if (ties(parts[0] ?? "")) return [];
  const member = left ? { amongKept: true as const } : {};
  for (const part of parts.filter((clause, i) => !ties(clause) && (left || chooses(clause, parts[i - 1], parts[i + 1], lexicon)))) {
    const key = keyIn(part, span, lexicon);
    if (key !== undefined && !/^\S+ first$/iu.test(key.name)) return [{ ...key, ...member }, ...thenKeys(parts, part, span, lexicon)];
  }
  const noun = left || ranking.test(folded) ? nounKey(span, lexicon) : undefined;
  return noun === undefined ? [] : [{ ...noun, ...member }];
};

/** A clause with a verb of choosing, or the relative clause behind one: "Den Zuschlag bekommt, wer am schnellsten liefert". */
const chooses = (clause: string, previous: string | undefined, next: string | undefined, lexicon: Lexicon): boolean =>
  chooser[lexicon.language].test(evenFold(clause)) ||
  (next !== undefined &&
    /^(?:wer|was|whoever|whichever|whatever)\s/u.test(evenFold(clause)) &&
    chooser[lexicon.language].test(evenFold(next))) ||
  (previous !== undefined && /^(?:wer|was|das|die|der)\s/u.test(evenFold(clause)) && chooser[lexicon.language].test(evenFold(previous)));

/** "the lowest price, then the shortest delivery; if they tie, the quieter": keys behind the first, each led by a word of order or tie. */
const thenKeys = (parts: readonly string[], first: string, span: Span, lexicon: Lexicon): CriterionDraft[] => {
  const leads = (clause: string): boolean => next.test(evenFold(clause)) || tied[lexicon.language].test(evenFold(clause));
  return parts
    .slice(parts.indexOf(first) + 1)
    .filter((clause, i, rest) => leads(clause) || tied[lexicon.language].test(evenFold(rest[i - 1] ?? "")))
    .flatMap((clause) => keyIn(clause, span, lexicon) ?? []);
};

/** "The cheapest; at the same price the quieter": keys in the clauses that speak of what is level, and in those right behind them. */
const tieKeys = (span: Span, lexicon: Lexicon): CriterionDraft[] =>
  clauses(span.text)
    .filter((clause, i, all) => i > 0 && [clause, all[i - 1] as string].some((each) => tied[lexicon.language].test(evenFold(each))))
    .flatMap((clause) => keyIn(clause, span, lexicon) ?? []);

const next = /^(?:and |und |et |y )?(?:then|next|dann|danach|puis|ensuite|luego|despues)\b/u;

const clauses = (text: string): readonly string[] =>
  text
    .replace(/[.!]+$/u, "")
    .split(apart)
    .map(squeeze)
    .filter((part) => part !== "");

const relative =
  /\b(?:that|which|who|whose|with which|for which|whichever|whatever|whoever|das|die|der|was|wer|dessen|bei dem|bei der|mit dem|qui|que|dont|con (?:el|la) que)\s/gu;
const determiner = /\b(?:the|a|an|das|die|der|den|le|la|les|el|los|las|lo)\s/u;

/** What a clause asks for: from its comparative, or from its relative pronoun where that speaks of what the option does, to the verb of choosing. */
const keyIn = (clause: string, span: Span, lexicon: Lexicon): CriterionDraft | undefined => {
  const text = withoutAmong(clause, lexicon);
  const found = gradedIn(text, lexicon.language);
  if (found === undefined) return undefined;
  // "what costs the least" says by its verb what is measured.
  const graded = found.concept === "" && costing.test(evenFold(text)) ? { ...found, concept: costWord[lexicon.language] } : found;
  if (!isDefinite(text, graded, lexicon)) return undefined;
  const phrase = phraseAt(text, graded, lexicon);
  const name = squeeze(phrase).replace(/^(?:the|das|die|der|den|le|la|les|el|lo|los|las)\s/iu, "");
  const content = contentOf(name, graded, text, lexicon);
  // "Then the cheapest pump failed" tells what happened.
  if (/\b(?:was|were|had|came|went|broke)\b|\p{L}{3,}ed$/iu.test(name)) return undefined;
  if (words(name).length > MAX_WORDS || (content.length === 0 && graded.concept === "")) return undefined;
  return {
    name,
    text: name,
    place: span.place,
    phrase: true,
    // "cools faster" names what is measured; "the faster one" leaves it to the word itself.
    ...(content.length === 0 || graded.direction !== 0 ? conceptOf(graded, content) : {}),
    ...(graded.direction === 0 ? {} : { direction: graded.direction }),
  };
};

const costing =
  /\b(?:lowest (?:offer|bid|tender|quote)|niedrigste\w* (?:angebot|gebot)|costs?|kostet|kosten|coute|coutent|cuesta|cuestan)\b/u;
const costWord: { readonly [language in Language]: string } = { en: "cost", de: "Kosten cost", fr: "coût cost", es: "coste cost" };

const definiteBefore = /\b(?:the|das|die|der|den|dem|le|la|les|el|los|las|lo|whichever|whatever|whoever|was|wer|am|one)\b/u;
const superlative = /(?:est|most|least|best|sten?|ster|stes)$/u;

const denied = /\b(?:not|never|nobody|neither|nicht|niemals|kein\w*|pas|jamais|nunca|tampoco|don.t|doesn.t)\b/u;

/** A superlative, a comparative behind an article ("the cheaper one", "el que más"), or one right before the verb ("shorter wins"). */
const isDefinite = (text: string, graded: Graded, lexicon: Lexicon): boolean => {
  const folded = evenFold(text);
  const own = folded.slice(graded.start, graded.end);
  if (denied.test(folded.slice(0, graded.start))) return false;
  // "Most of the members", "more and more": a part, not a comparison of the options.
  if (/^(?:most|more|less|meist\w*|mehr|la plupart)$/u.test(own) && /^\s(?:of|and|or|than|von|und|de)\b/u.test(folded.slice(graded.end)))
    return false;
  if (superlative.test(own) || definiteBefore.test(folded.slice(0, graded.start))) return true;
  const verb = chooser[lexicon.language].exec(folded.slice(graded.end));
  return verb !== null && /^(?:wins?|decides?|gewinnt|entscheidet|gagne|gana)/u.test(verb[0]);
};

const conceptOf = (graded: Graded, content: readonly string[]): { readonly concept?: string } =>
  graded.concept === "" || (content.length > 0 && !/\bcost$/u.test(graded.concept)) ? {} : { concept: graded.concept };

/** The clause without what narrows it to the options left: up to the comparative, the verb of choosing or its end. */
const withoutAmong = (clause: string, lexicon: Lexicon): string => {
  const folded = evenFold(clause);
  const match = among[lexicon.language].exec(folded);
  if (match === null) return clause;
  const from = match.index + match[0].length;
  const graded = gradedIn(clause.slice(from), lexicon.language);
  const verb = chooser[lexicon.language].exec(folded.slice(from));
  const opened =
    graded === undefined
      ? undefined
      : folded.slice(0, from + graded.start).search(/\b(?:the|das|die|der|den|dem|le|la|les|el|los|las|lo)\s(?:\p{L}+\s){0,3}$/u);
  const ends = [
    clause.length,
    ...(graded === undefined ? [] : [opened !== undefined && opened >= from ? opened : from + graded.start]),
    ...(verb === null ? [] : [from + verb.index]),
  ];
  return squeeze(`${clause.slice(0, match.index)} ${clause.slice(Math.min(...ends))}`);
};

const phraseAt = (text: string, graded: Graded, lexicon: Lexicon): string => {
  const folded = evenFold(text);
  const marks = [...folded.slice(0, graded.start).matchAll(relative)];
  const last = marks[marks.length - 1];
  const from = last === undefined ? graded.start : last.index + last[0].length;
  const start = determiner.test(folded.slice(from, graded.start)) ? graded.start : from;
  const tail = chooser[lexicon.language].exec(folded.slice(graded.end));
  const end = tail === null ? text.length : graded.end + tail.index;
  // "Le délai le plus court": the noun stands before.
  const behind =
    lexicon.language === "fr" || lexicon.language === "es"
      ? /(?:^|\s)((?:le|la|les|l['’]|el|los|las) ?\p{L}[^,;:]{1,40}?) (?:(?:le|la|les) )?$/iu.exec(text.slice(0, graded.start))
      : null;
  return last === undefined && behind !== null ? `${behind[1]} ${text.slice(graded.start, end)}` : text.slice(start, end);
};

const light =
  /^(?:one|ones|option|options|candidate|candidates|solution|offer|offers|choice|of|the|two|three|und|variante|angebot|losung|kandidat|moglichkeit|opcion|solucion|celui|celle|variant|that|all|overall|is|are|ist|sind|est|es|sont|son|then|dann|average|mean|durchschnitt|mittel|moyenne|media|promedio|costs?|kostet|coute|cuesta)$/u;

/** Words of the phrase that say what is measured: neither the comparative nor small words. */
const contentOf = (name: string, graded: Graded, text: string, lexicon: Lexicon): readonly string[] => {
  const own = new Set(words(text.slice(graded.start, graded.end)));
  return words(name).filter((word) => !own.has(word) && !lexicon.stopWords.has(word) && !light.test(word));
};
