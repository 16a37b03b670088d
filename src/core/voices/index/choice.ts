import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { phraseAt } from "../lang/match.ts";
import { refused, shareParts, splitAlternatives } from "./alternatives.ts";
import { type Choice, cutTail, listedChoice, questionField, startsWithVerb, type Word, whichChoice } from "./choice-lists.ts";
import { germanClause, inverted } from "./inverted.ts";
import { areOptions, namesAct, withoutPlacing } from "./option-shape.ts";
import { turnedAct } from "./turned.ts";

/** Words of a text with their offsets; folded one by one so that offsets stay those of the text. */
const wordList = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));

/**
 * Reads a choice from a sentence, or undefined. `strict` (a sentence outside objective and title) admits only forms that name
 * alternatives and, for `could`, only those that open with a verb. Never drops a long alternative.
 */
export const choiceIn = (text: string, lexicon: Lexicon, strict: boolean): Choice | undefined => {
  const { main, second } = cutSecond(text, lexicon);
  const list = wordList(main);
  const plain = list.map((word) => word.folded);
  const which = whichChoice(main, list, lexicon);
  if (which !== undefined) return second === undefined ? which : { ...which, second };
  for (const form of ["between", "whether", "should", "pick", "could"] as const) {
    const found = opened(form, main, list, plain, lexicon, strict);
    if (found) return second === undefined ? found : { ...found, second };
  }
  const turned = inverted(main, lexicon);
  const act = strict ? undefined : turnedAct(main, lexicon);
  const rest =
    (turned === undefined ? undefined : { alternatives: turned, form: "should" as const }) ??
    listedChoice(main, list, lexicon, strict) ??
    (act === undefined ? undefined : { alternatives: [act], form: "yes-no" as const });
  return rest && second !== undefined ? { ...rest, second } : rest;
};

/** Cuts "…, and should double lessons be kept?" off a question. */
const cutSecond = (text: string, lexicon: Lexicon): { readonly main: string; readonly second?: string } => {
  const opener = {
    en: "should|shall|do|does|is|are|can|will|which|what|how|who|when|where|whether|if",
    de: "soll|sollen|sollte|ist|sind|kann|welche[rsn]?|was|wie|wer|wann|wo|ob|bleibt|wird",
    fr: "faut|doit|quel|quelle|comment|quand",
    es: "debe|que|cual|como|cuando",
  }[lexicon.language];
  const match = new RegExp(
    `(?:,|;|\\?)\\s*(?:and|und|et|y|or|oder)?,?\\s*(?:if so|wenn ja|then|dann)?,?\\s*\\b(?:and |und |et |y )(${opener})\\b`,
    "iu",
  ).exec(text);
  const later = match && match.index > 12 ? match : /\?\s+\S/u.exec(text);
  if (!later || later.index < 8 || !/\?\s*["”»)]*\s*$/u.test(text)) return { main: text };
  const rest = text
    .slice(later.index)
    .replace(/^[\s,;?]+/u, "")
    .replace(/^(?:and|und|et|y)\s+/iu, "");
  return { main: `${text.slice(0, later.index)}?`, second: rest };
};

const opened = (
  form: "between" | "whether" | "should" | "pick" | "could",
  text: string,
  list: readonly Word[],
  plain: readonly string[],
  lexicon: Lexicon,
  strict: boolean,
): Choice | undefined => {
  const index = questionField(lexicon, form);
  for (let at = 0; at < plain.length; at++) {
    const phrase = phraseAt(plain, at, index);
    if (phrase?.join(" ") === "if" && !/\bshould\b/iu.test(text.slice((list[at] as Word).end))) continue;
    if (!phrase || !admits(form, text, list, at, plain, phrase.length) || (strict && !decidesHere(form, phrase.join(" "), plain, at)))
      continue;
    const end = (list[at + phrase.length - 1] as Word).end;
    const asked = plain.slice(0, at).some((word) => lexicon.question.which.includes(word));
    const found = alternativesAfter({ form, phrase: phrase.join(" "), strict: strict || asked }, text.slice(end), lexicon);
    if (found) return found;
  }
  return undefined;
};

const decides =
  /\b(?:decide|decides|decided|deciding|decision|question|choose|choice|tell|know|recommend|settle|argue|ask|consider|unsure|undecided|torn|debating|wonder|wondering|entscheiden|entscheidung|frage|klaren|prufen|entscheidet|darum|uberlegen|wissen|weiss|unsicher|schwanken|choisir|decider|savoir|savons|hesit\p{L}*|question|decidir|elegir|pregunta|saber|sabemos|dudamos)\b/u;

/** "if" and "whether" must stand in a question or after a word of deciding; `should` must open a clause of a question. */
const admits = (form: string, text: string, list: readonly Word[], at: number, plain: readonly string[], size: number): boolean => {
  if (form === "whether") return decides.test(plain.slice(0, at + size).join(" ")) || (/\?\s*$/u.test(text) && at === 0);
  if (form === "should") return /\?["”»)]*\s*$/u.test(text) && (at <= 6 || /[,:;–—-]\s*$/u.test(text.slice(0, (list[at] as Word).start)));
  if (form === "could") return at <= 3 || isEither(plain[at] ?? "") || /[,:;–—]\s*$/u.test(text.slice(0, (list[at] as Word).start));
  return true;
};

const deciding =
  /\b(?:decide|decides|deciding|decision|choose|choosing|choice|settle|recommend|torn|pick|select|question|undecided|unsure|debating|hesit\p{L}*|wants? to know|dilemma|(?:do not|don t) know|wonder(?:ing)?|entscheiden|entscheidung|wahl|wahlen|schwanken|frage|uberlegen|unschlussig|unsicher|wissen nicht|weiss nicht|geht (?:es )?darum|choisir|decider|choix|savons pas|question|elegir|decidir|dudamos|(?:no )?sabemos|pregunta)\b/u;
/** "It's between A and B", "wir sind noch zwischen A und B". */
const standsBetween =
  /(?:^|\b(?:so|now|and|but) )(?:it s|it is|it comes|we are|we re|es ist|es steht|es geht|wir sind|das ist|c est|nous sommes|on est|esta|estamos|es) (?:now |still |only |all |noch |jetzt |nur |donc )?(?:down to a choice )?$/u;
const weMust = /(?:^|\b(?:we|i|to|must|should|can|will|please|wir|ich|zu|nous|de) )$/u;

/** In running prose an opening counts only as part of a decision: "torn between A and B", "we must pick A or B", "we can either …". */
const decidesHere = (form: string, phrase: string, plain: readonly string[], at: number): boolean => {
  const before = plain.slice(0, at).join(" ");
  if (form === "between" && standsBetween.test(before)) return true;
  if (form === "between" || form === "whether") return deciding.test(`${before} ${phrase}`);
  if (form === "pick")
    return !/^(?:one|eine|einer|un|une|uno|una) (?:of|von|de)$/u.test(phrase) && weMust.test(before === "" ? "" : `${before} `);
  // "Wir wollen entweder …" is ours; "guests can either …" is not.
  return form !== "could" || !isEither(phrase) || at === 0 || /^(?:so )?(?:we|i|wir|ich|nous|on)\b/u.test(before);
};

const isEither = (phrase: string): boolean => /^(?:either|entweder|soit)$/u.test(phrase);

type Opening = { readonly form: Choice["form"]; readonly phrase: string; readonly strict: boolean };

const alternativesAfter = (opening: Opening, rest: string, lexicon: Lexicon): Choice | undefined => {
  const { form, phrase } = opening;
  const whole = afterColon(cutTail(rest.replace(/^\s*:\s*/u, " ").trim()));
  const tail = form === "should" || form === "whether" ? withoutSubject(whole, phrase, lexicon) : whole;
  const andList = form === "between" || /(?:one|eine|einer|un|une|uno|una) (?:of|von|de)$/u.test(phrase);
  if (andList && !/\s(?:and|und|et|y|e|or|oder|ou|o|&)\s/iu.test(tail)) return undefined;
  const parts = splitAlternatives(tail, lexicon, andList ? "and" : "or").map((part) => part.replace(lead, ""));
  if (parts.length === 2 && refused(parts[1] as string, lexicon))
    return form === "between" ? undefined : single(opening, parts[0] as string, lexicon, false);
  if (parts.length < 2) return single(opening, parts[0] ?? "", lexicon, opening.strict);
  const named = parts.filter((part) => !refused(part, lexicon));
  const real = form === "whether" && lexicon.language === "de" ? germanClause(named, lexicon) : named;
  if (real.length < 2 || !plausible(opening, real, lexicon)) return undefined;
  const shared = withoutPlacing(shareParts(real, lexicon), lexicon);
  return shared.length >= 2 && areOptions(shared, lexicon, opening.strict) ? { alternatives: shared, form } : undefined;
};

/** Small words that repeat the opening before an alternative: "or should it rent one", "ou si nous déménageons", "oder ob wir". */
const lead =
  /^(?:(?:(?:should|shall|do|can|could|whether|if)\s+(?:we|it|they|i|to)|(?:we|they|i)\s+(?:should|could|can|shall)|whether|to|zu|either|entweder|soit|ob|s[iy]|we|i|wir|ich|nous|on|lieber|instead|rather|simply|just)\s+)+(?=\S)/iu;

/** Looser openings must name options: `could` opens with a verb (or `either` with short names), `pick` lists short names. */
const plausible = ({ form, phrase, strict }: Opening, parts: readonly string[], lexicon: Lexicon): boolean => {
  if (form === "pick") return parts.every((part) => part.split(" ").length <= 8);
  if (form !== "could") return true;
  return (
    startsWithVerb(parts, lexicon) ||
    sameOpening(parts) ||
    ((!strict || parts.length > 2) && /^(?:either|entweder|soit)$|(?: either| entweder)$/u.test(phrase) && shortNames(parts))
  );
};

/** "use: Postgres, MySQL or SQLite": the list after the colon. */
const afterColon = (text: string): string => {
  const colon = text.indexOf(": ");
  return colon > 0 && words(text.slice(0, colon)).length <= 5 && /\s(?:or|oder|ou|o)\s/u.test(text.slice(colon))
    ? text.slice(colon + 2)
    : text;
};

const ownSubject = /(?:^|\s)(?:we|i|they|it|to|wir|ich|sie|nous|on|je|il|debemos|deberiamos|debo|queremos|conviene|a|not)$/u;

/** "should the team adopt X": the text from its first verb of choice on; unchanged when the opening holds the subject or no verb is known. */
const withoutSubject = (text: string, phrase: string, lexicon: Lexicon): string => {
  if (ownSubject.test(phrase)) return text;
  if (lexicon.language === "de") {
    const subject = /^(?:der|die|das|unser\p{L}*|mein\p{L}*)\s+(?:\p{Ll}+\s+){0,2}\p{Lu}[\p{L}-]*\s+(?=\S+\s+\S)/u.exec(text);
    return subject && /\p{Ll}{3,}n$/u.test(text) ? text.slice(subject[0].length) : text;
  }
  const list = text.split(" ");
  const acts = (word: string): boolean =>
    /^\p{Ll}/u.test(word) && (lexicon.verbs.has(fold(word)) || /^(?:be|have|get|become)$/u.test(word));
  const at = namesAct(text, lexicon) ? -1 : list.slice(0, 9).findIndex((word, i) => i > 0 && acts(word));
  // "should the van or the minibus be sold": the alternatives are the subject.
  if (at > 0 && list.slice(0, at).some((word) => lexicon.or.has(fold(word)))) return list.slice(0, at).join(" ");
  if (at > 0) return list.slice(/^(?:be|have|get)$/u.test(list[at] as string) ? at + 1 : at).join(" ");
  return lexicon.language === "en" && /^should|^shall|^can|^could|^do|^will|^ought/u.test(phrase) && determined.test(text) ? "" : text;
};

/** A subject that the sentence has not ended with a known verb ("the choir's concert …") cannot be told from the alternatives. */
const determined = /^(?:the|a|an|our|their|its|this|that|these|my|your|\p{L}+['’]s)\s/iu;

/** A yes/no question: only "should" and "whether to/we", never beside a question word, never "do it". */
const single = ({ form, phrase }: Opening, part: string, lexicon: Lexicon, strict: boolean): Choice | undefined => {
  const yesNo = form === "should" || (form === "whether" && /(?:to|wir|we|i|should)$/u.test(phrase));
  if (!yesNo || strict || refused(part, lexicon) || words(part).length < 2) return undefined;
  if (lexicon.language === "en" && !ownSubject.test(phrase) && !lexicon.verbs.has(fold(part.split(" ")[0] ?? ""))) return undefined;
  return { alternatives: [part], form: "yes-no" };
};

/** Names of at most five words without their brackets: "either the guided tour (seven steps) or the sample project". */
const shortNames = (parts: readonly string[]): boolean => parts.every((part) => part.replace(/\s*\([^()]*\)/gu, "").split(" ").length <= 5);

/** "meet in Lisbon, meet in Kraków": parts that open with one small word in common. */
const sameOpening = (parts: readonly string[]): boolean => {
  const first = (parts[0] as string).split(" ")[0] as string;
  return (
    /^\p{Ll}{3,}$/u.test(first) &&
    parts.length > 1 &&
    parts[1]?.split(" ")[0] === first &&
    parts.every((part) => part.split(" ").length <= 8)
  );
};
