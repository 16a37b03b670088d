import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import type { CriterionDraft } from "./criterion-draft.ts";
import { statedDirection } from "./direction.ts";
import { evenFold, type Graded, gradedIn } from "./graded.ts";
import { squeeze } from "./markup.ts";
import type { Span } from "./pieces.ts";
import { asRule } from "./rewordings.ts";

/** Longest sentence that is read as a rule, and most words of what it names. */
const MAX_SENTENCE = 420;
const MAX_WORDS = 14;
/** Most keys of a rule: what decides and what breaks its ties. */
const MAX_KEYS = 4;

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
    (among[lexicon.language].test(folded) || beyond.test(folded)) &&
    (gradedIn(text, lexicon.language) !== undefined || nounShapes.some((shape) => shape.test(text)))
  );
};

/** Verbs of choosing in a rule: present, infinitive or passive, never in the past or in somebody's mouth. */
const chooser: { readonly [language in Language]: RegExp } = {
  en: /(?:^(?:and\s)?|[,;:]\s(?:and\s)?|\b(?:we|i|to|then|will|must|should|shall|please|just|always|simply|us)\s)(?:take|pick|choose|buy|prefer|keep|select|adopt|use|go (?:with|for|by)|rank by|order by|award it to)\b|\b(?:wins?|decides?|is (?:to be )?(?:chosen|preferred|taken|kept|selected|bought)|goes live|goes ahead|gets (?:it|the \p{L}+)|carries it|comes first|counts?|settles it|breaks (?:the|a) tie|is what (?:we|i) want)\b/u,
  de: /\b(?:nehmen|nimmt|wahlen|wahlt|kaufen|gewinnt|entscheidet|entscheiden|bekommt|erhalt|zahlt|bleibt|bevorzugt|vorgezogen|vorzuziehen|den zuschlag|hat vorrang|gilt|kommt dran|ist zu wahlen)\b/u,
  fr: /\b(?:on|nous) (?:prend|prenons|choisit|choisissons|retient|retenons|garde|gardons)\b|\b(?:gagne|l'emporte|l’emporte|est (?:retenue?|choisie?|preferee?)|sera (?:retenue?|choisie?)|decide|a la preference|prime)\b/u,
  es: /\b(?:se (?:abre|elige|escoge|toma|queda|prefiere|compra|contrata)|elegimos|elegiremos|escogemos|tomamos|preferimos|nos quedamos con|gana|decide|cuenta|se lo lleva|sera (?:elegid[oa]|escogid[oa]))\b/u,
};

/** Somebody's opinion, a custom or the past: no rule. */
const hearsay =
  /["“„«]|\b(?:said|says|say|thinks?|thought|believes?|claims?|argues?|suggests?|wants?|wished|would like|hopes?|asked|used to|last year|previously|took|bought|chose|sagt|sagte|meint|meinte|findet|will|wollte|letztes jahr|dit|pense|veut|dice|cree|quiere)\b/u;
const decided = /\b(?:agreed|decided|said|told|wrote|rule|beschlossen|vereinbart|regel|convenu|decide|acordado|acuerda|regla)\b/u;

const tied: { readonly [language in Language]: RegExp } = {
  en: /\b(?:tie|ties|tied|equal|equally|level|draw|drawn|same|even|still (?:two|several|more than one))\b/u,
  de: /\b(?:gleichstand|gleichauf|gleich|unentschieden|patt)\b/u,
  fr: /\b(?:egalite|ex aequo|egaux|egales)\b/u,
  es: /\b(?:empat\w*|igual\w*|igualdad)\b/u,
};

/** "…, provided that refunds are at most 3 %": conditions and reasons are no part of what decides. */
const apart =
  /[,;:(]\s|\)\s?|\s[–—-]\s|\.\s|\s(?=(?:provided|because|since|as long as|so long as|unless|vorausgesetzt|sofern|weil|denn|solange|pourvu|a condition|à condition|parce|siempre que|porque)\b)/u;

/**
 * The stated rule of choice: what decides first, then what breaks ties, as ranked criteria in their order. A rule is a sentence
 * with a comparative or superlative and either a clause that speaks of the options left ("among those that pass", "if several
 * remain") or a verb of choosing ("wins", "we take"). A report, an opinion, a question and a denied comparative are none. A rule
 * about what is left outranks a plain one; of two alike the first counts. Undefined when there is none.
 */
export const selectionRule = (spans: readonly Span[], lexicon: Lexicon): CriterionDraft[] | undefined => {
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

const keysOf = (span: Span, lexicon: Lexicon): CriterionDraft[] => {
  if (!maySay(span)) return [];
  const folded = evenFold(span.text);
  const left = among[lexicon.language].test(folded) || beyond.test(folded);
  if (!left && !chooser[lexicon.language].test(folded) && !ranking.test(folded)) return [];
  const parts = clauses(span.text);
  const ties = (clause: string): boolean => tied[lexicon.language].test(evenFold(clause));
  if (ties(parts[0] ?? "")) return [];
  const member = left ? { amongKept: true as const } : {};
  for (const part of parts.filter((clause, i) => !ties(clause) && (left || chooses(clause, parts[i - 1], lexicon)))) {
    const key = keyIn(part, span, lexicon);
    if (key !== undefined && !/^\S+ first$/iu.test(key.name)) return [{ ...key, ...member }, ...thenKeys(parts, part, span, lexicon)];
  }
  const noun = left || ranking.test(folded) ? nounKey(span, lexicon) : undefined;
  return noun === undefined ? [] : [{ ...noun, ...member }];
};

/** No question, no opinion, nothing set aside; what was agreed may be reported. */
const maySay = ({ text, aside }: Span): boolean => {
  if (aside !== undefined || text.length > MAX_SENTENCE || /[?]["”»)]*$/u.test(text)) return false;
  const folded = evenFold(text);
  return !hearsay.test(folded) || (decided.test(folded) && /[,:]\s/u.test(text));
};

const NOUN = "(?:the |der |die |das |dem |den |le |la |les |l['’]|el |los |las )?([\\p{L}][\\p{L}\\p{N} '’-]{1,40}?)";
const END = "(?=[.,;:(]|$|\\s(?:lowest|highest|first|only|alone|allein|that decides|qui decide|que decide)\\b)";
/** "We rank what remains by …", "bids are ranked by …"; what "you can order by phone" is none. */
const ranking = /(?:^|[,;:]\s|\b(?:we|then|is|are|be|will)\s)(?:rank(?:ed)?|order(?:ed)?|sort(?:ed)?|go|choose|decided?)\b/u;
const nounShapes: readonly RegExp[] = [
  new RegExp(`${ranking.source}[^.,;]{0,40}?\\s(?:by|on)\\s${NOUN}${END}`, "iu"),
  new RegExp(`\\b(?:it['’]s|it is|it comes down to|what counts is|tie-?break(?:er)?[^:.]{0,60}:|then)\\s${NOUN}${END}`, "iu"),
  new RegExp(
    `\\b(?:entscheide[tn]|zählt|zählen|(?:ausschlaggebend|maßgeblich|entscheidend) (?:ist|sind)|geht es nach)\\s(?:unter [^,.]{2,40}?\\s(?=der |die |das |den ))?${NOUN}${END}`,
    "iu",
  ),
  new RegExp(`\\b(?:c['’]est|on (?:classe|départage) (?:par|selon)|départage par)\\s${NOUN}${END}`, "iu"),
  new RegExp(`\\b(?:se (?:ordenan|decide) por|lo que decide es|manda)\\s${NOUN}${END}`, "iu"),
];

/** "After that it's price", "we rank what remains by price, lowest first": a noun that decides; its direction is what the sentence says, or its own. */
const nounKey = (span: Span, lexicon: Lexicon): CriterionDraft | undefined => {
  const name = squeeze(nounShapes.map((shape) => shape.exec(span.text)?.[1] ?? "").find((found) => found !== "") ?? "");
  const content = words(name).filter((word) => !lexicon.stopWords.has(word) && !light.test(word));
  if (content.length === 0 || words(name).length > 5 || gradedIn(name, lexicon.language) !== undefined) return undefined;
  const ordered = /\b(lowest|smallest|cheapest|shortest|highest|largest|most)\s+first\b/u.exec(evenFold(span.text))?.[1];
  const direction = ordered === undefined ? statedDirection(span.text) : /^(?:highest|largest|most)$/u.test(ordered) ? 1 : -1;
  return { name, text: name, place: span.place, ...(direction === 0 ? {} : { direction }) };
};

/** A clause with a verb of choosing, or the relative clause behind one: "Den Zuschlag bekommt, wer am schnellsten liefert". */
const chooses = (clause: string, previous: string | undefined, lexicon: Lexicon): boolean =>
  chooser[lexicon.language].test(evenFold(clause)) ||
  (previous !== undefined && /^(?:wer|was|das|die|der)\s/u.test(evenFold(clause)) && chooser[lexicon.language].test(evenFold(previous)));

/** "the lowest price, then the shortest delivery; if they tie, the quieter": keys behind the first, each led by a word of order or tie. */
const thenKeys = (parts: readonly string[], first: string, span: Span, lexicon: Lexicon): CriterionDraft[] => {
  const leads = (clause: string): boolean => next.test(evenFold(clause)) || tied[lexicon.language].test(evenFold(clause));
  return parts
    .slice(parts.indexOf(first) + 1)
    .filter((clause, i, rest) => leads(clause) || tied[lexicon.language].test(evenFold(rest[i - 1] ?? "")))
    .flatMap((clause) => keyIn(clause, span, lexicon) ?? []);
};

const next = /^(?:and |und |et |y )?(?:then|next|dann|danach|puis|ensuite|luego|despues)\b/u;

const clauses = (text: string): readonly string[] =>
  text
    .replace(/[.!]+$/u, "")
    .split(apart)
    .map(squeeze)
    .filter((part) => part !== "");

const relative =
  /\b(?:that|which|who|whose|with which|for which|whichever|whatever|das|die|der|was|wer|dessen|bei dem|bei der|mit dem|qui|que|dont|con (?:el|la) que)\s/gu;
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

const costing = /\b(?:costs?|kostet|kosten|coute|coutent|cuesta|cuestan)\b/u;
const costWord: { readonly [language in Language]: string } = { en: "cost", de: "Kosten cost", fr: "coût cost", es: "coste cost" };

const definiteBefore = /\b(?:the|das|die|der|den|dem|le|la|les|el|los|las|lo|whichever|whatever|was|wer|am|one)\b/u;
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
  return text.slice(start, end);
};

const light =
  /^(?:one|ones|option|options|candidate|candidates|solution|offer|offers|choice|of|the|two|three|und|variante|angebot|losung|kandidat|moglichkeit|opcion|solucion|celui|celle|variant|that|all|overall|is|are|ist|sind|est|es|sont|son|then|dann|average|mean|durchschnitt|mittel|moyenne|media|promedio|costs?|kostet|coute|cuesta)$/u;

/** Words of the phrase that say what is measured: neither the comparative nor small words. */
const contentOf = (name: string, graded: Graded, text: string, lexicon: Lexicon): readonly string[] => {
  const own = new Set(words(text.slice(graded.start, graded.end)));
  return words(name).filter((word) => !own.has(word) && !lexicon.stopWords.has(word) && !light.test(word));
};
