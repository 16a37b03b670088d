import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { lexicons } from "../lang/lexicons.ts";
import type { Language, Option, Place } from "../types.ts";
import { squeeze } from "./markup.ts";
import { isParticiple } from "./participles.ts";
import { quantitiesIn } from "./quantities.ts";
import { stem } from "./terms.ts";

/** An option before labels and keys are drawn. */
export type OptionDraft = { readonly name: string; readonly aliases: readonly string[]; readonly place: Place };

/** Longest option name; longer ones are cut at a word with an ellipsis, never dropped. */
const MAX_NAME = 160;

const numbered = new RegExp(
  `^(${[...new Set(lexicons.flatMap((lexicon) => [...lexicon.optionNouns]))].join("|")})\\s+([A-Z]|\\d{1,2})\\b\\s*[:.)–—-]*\\s*`,
  "iu",
);
const lettered = /^(?:\(([A-Ha-h])\)|([A-H])[).:]|([a-h])\))\s+(?=\S)/u;

/** "be painted", "is scanned in-house": the auxiliary is no part of the name. */
const passive = /^(?:to )?(?:be|is|are) (?=(\p{Ll}+))/u;

/** Reads a name as written: "Option A: rebuild it." gives `rebuild it` with the alias `option a`. Undefined for an empty name. */
export const optionDraft = (text: string, place: Place): OptionDraft | undefined => {
  const clean = squeeze(text).replace(/^["“„»«']+|["”“»«']+$/gu, "");
  const prefix = numbered.exec(fold(clean).length === clean.length ? fold(clean) : clean);
  const letter = prefix ? undefined : lettered.exec(clean);
  const aliases = prefix
    ? [`${(prefix[1] as string).toLowerCase()} ${(prefix[2] as string).toLowerCase()}`]
    : letter
      ? [`option ${(letter[1] ?? letter[2] ?? letter[3] ?? "").toLowerCase()}`]
      : [];
  const rest = clean.slice((prefix ?? letter)?.[0].length ?? 0).replace(/[\s.,;:–—-]+$/u, "");
  const whole = rest === "" ? clean.replace(/[\s.,;:]+$/u, "") : rest;
  const name = isParticiple(passive.exec(whole)?.[1] ?? "") ? whole.replace(passive, "") : whole;
  return words(name).length === 0 ? undefined : { name: shorten(name), aliases: rest === "" ? [] : aliases, place };
};

const shorten = (name: string): string => {
  if (name.length <= MAX_NAME) return name;
  const cut = name.lastIndexOf(" ", MAX_NAME);
  return `${name.slice(0, cut > 40 ? cut : MAX_NAME)}…`;
};

/**
 * The name of a list item or paragraph: its bold opening, else what stands before a colon, dash or bracket (at most eight
 * words), else its first sentence. `raw` still has its markup, `text` has not.
 */
export const leadingName = (text: string, raw: string): string => {
  const bold = /^(?:\*\*|__)([^*_]{1,120}(?:_[^*_]{1,60}){0,3}?)(?:\*\*|__)/u.exec(raw)?.[1];
  if (bold !== undefined) return bold.replace(/[\s.:,–—-]+$/u, "");
  for (const mark of [/:\s/u, /\s[–—]\s/u, /\s-\s/u, /\s\(/u]) {
    const at = text.search(mark);
    if (at > 0 && words(text.slice(0, at)).length <= 8 && !/\.\s/u.test(text.slice(0, at))) return text.slice(0, at);
  }
  const comma = text.search(/,\s/u);
  if (
    comma > 0 &&
    words(text.slice(0, comma)).length <= 4 &&
    /^,\s(?:\d|an?\s|the\s|which\s|with\s|where\s|eine?\s|der\s|die\s|mit\s|un\s|une\s|una\s|avec\s|con\s)/u.test(text.slice(comma)) &&
    !/\sor\s|\soder\s/u.test(text)
  )
    return text.slice(0, comma);
  // "13. Juni" and "Di. 19:30" go on behind their dot.
  const end = text.search(/[;!?](?:\s|$)|(?<!(?:^|\s)\d{1,2}|(?:^|\s)\p{L}{1,3}(?=\.\s\d))\.(?:\s|$)/u);
  return end > 0 ? text.slice(0, end) : text;
};

const bracketed = /\s*[([][^()[\]]{0,200}[)\]]/gu;

/** Labels, keys, kinds and ids for drafts, in their order. Two drafts of one folded name are one option. */
export const finishOptions = (drafts: readonly OptionDraft[], lexicon: Lexicon): Option[] => {
  const unique = drafts.filter((draft, i) => drafts.findIndex((other) => fold(other.name) === fold(draft.name)) === i);
  const stems = unique.map((draft) => contentStems(draft.name.replace(bracketed, ""), lexicon.language));
  const keys = stems.map((own, i) => own.filter((key) => stems.every((other, j) => j === i || !other.includes(key))));
  const shorts = labels(
    unique.map((draft) => draft.name),
    keys,
    lexicon,
  );
  const ordinal = ordinals(unique.map((draft) => draft.name));
  return unique.map((draft, id) => ({
    id,
    name: draft.name,
    short: shorts[id] as string,
    keys: keys[id] as string[],
    place: draft.place,
    kind: kindOf(draft.name, lexicon),
    aliases: [...draft.aliases, ...bracketAlias(draft.name), ...(ordinal[id] ?? [])],
  }));
};

/** Stems of a name without its amounts ("at 2,150 EUR a month"), when at least two are left; else with them. */
const contentStems = (name: string, language: Language): string[] => {
  let rest = name;
  for (const quantity of [...quantitiesIn(name, language)].reverse()) rest = rest.slice(0, quantity.start) + rest.slice(quantity.end);
  const kept = keyStems(rest, language);
  return kept.length >= 2 ? kept : keyStems(name, language);
};

/** Stems of a name with its numbers; stop words only when nothing else is left. */
export const keyStems = (name: string, language: Language): string[] => {
  const list = [...name.matchAll(/\d{1,2}[:.]\d{2}(?!\d)|[\p{L}\p{N}]+/gu)].map((match) => fold(match[0]));
  const content = list.filter((word) => !isSmall(word, language));
  return [...new Set((content.length > 0 ? content : list).map((word) => stem(word, language)))];
};

const isSmall = (word: string, language: Language): boolean => {
  const lexicon = lexicons.find((known) => known.language === language) as Lexicon;
  return (
    lexicon.articles.has(word) ||
    lexicon.prepositions.has(word) ||
    lexicon.and.has(word) ||
    lexicon.or.has(word) ||
    (lexicon.stopWords.has(word) && !/^(?:no|not|nicht|kein|keine|ne|pas|sans|sin|own|now|later|more|weiter|selbst)$/u.test(word))
  );
};

/** Head before the first preposition, at most five words (all of them where the head is a participle); colliding heads take the words that differ. */
const labels = (names: readonly string[], keys: readonly string[][], lexicon: Lexicon): string[] => {
  const heads = names.map((name) => {
    const plain = name.replace(bracketed, "").trim() || name;
    const short = head(plain, lexicon, true);
    // "replaced by a recording": a participle alone names nothing.
    return lexicon.language === "en" && short !== plain && isParticiple(short) ? plain.split(" ").slice(0, 5).join(" ") : short;
  });
  return heads.map((label, i) => {
    const own = names[i] as string;
    const cut = words(label).length < words(own.replace(bracketed, "")).length;
    const isKind = cut && names.some((other, j) => j !== i && isOfKind(other, label, lexicon));
    if (!isKind && heads.every((other, j) => j === i || fold(other) !== fold(label))) return label;
    const differing = (own.match(/[\p{L}\p{N}][\p{L}\p{N}.:'’-]*/gu) ?? []).filter((word) =>
      keyStems(word, lexicon.language).some((key) => keys[i]?.includes(key)),
    );
    const longer = head(own.replace(bracketed, "").trim() || own, lexicon, false);
    if (
      heads.every((other, j) => j === i || fold(other) !== fold(longer)) &&
      names.every((other, j) => j === i || fold(head(other.replace(bracketed, "").trim() || other, lexicon, false)) !== fold(longer))
    )
      return longer;
    return differing.length > 0 ? differing.slice(0, 5).join(" ") : `${label} ${i + 1}`;
  });
};

/** "Air heat pump" and "Luftwärmepumpe" are of the kind "heat pump", "Wärmepumpe"; "do not switch it on" is none of "switch it on". */
const isOfKind = (name: string, kind: string, lexicon: Lexicon): boolean => {
  const [own, wanted] = [words(name), words(kind)];
  if (own.some((word) => lexicon.negations.has(word))) return false;
  return own.some((_, at) =>
    wanted.every((word, i) => {
      const there = own[at + i] ?? "";
      return there === word || (i === 0 && word.length >= 5 && there.endsWith(word));
    }),
  );
};

const head = (name: string, lexicon: Lexicon, cut: boolean): string => {
  const list = name.split(" ");
  const start =
    list.length > 1 &&
    lexicon.articles.has(fold(list[0] as string)) &&
    !/^(?:our|unser|unsere|notre|nuestro|no|kein|keine)$/u.test(fold(list[0] as string))
      ? 1
      : 0;
  let end = Math.min(list.length, start + 5);
  if (cut && list.length - start > 3)
    for (let i = start + 2; i < end; i++) if (lexicon.prepositions.has(fold((list[i] as string).replace(/[.,;:]/gu, "")))) end = i;
  return list
    .slice(start, end)
    .join(" ")
    .replace(/[,;:.]+$/u, "");
};

const kindOf = (name: string, lexicon: Lexicon): Option["kind"] => {
  const text = ` ${words(name).join(" ")} `;
  const first = words(name).slice(0, 3).join(" ");
  const starts = (list: readonly string[]): boolean => list.some((phrase) => `${first} `.startsWith(`${phrase} `));
  if (
    starts(lexicon.keep) ||
    /^(?:no|kein|keine) (?:change|cache|action|anderung)/u.test(first) ||
    /(?: do nothing | status quo | nichts tun | wie bisher | as is | ne rien faire | no hacer nada )/u.test(text)
  )
    return "keep";
  return starts(lexicon.remedy) ? "remedy" : "change";
};

/** `Amazon Web Services (AWS)` is also `aws`. */
const bracketAlias = (name: string): string[] => {
  const inner = /[([]([\p{Lu}\p{N}][\p{Lu}\p{N}&-]{1,9})[)\]]/u.exec(name)?.[1];
  return inner === undefined ? [] : [words(inner).join(" ")];
};

/** For two options that differ by one number: the larger is also "the later" or "the higher", the smaller "the earlier" or "the lower". */
const ordinals = (names: readonly string[]): (readonly string[])[] => {
  if (names.length !== 2) return [];
  const values = names.map((name) => [...name.matchAll(/\d+(?:[.:,]\d+)?/gu)].map((match) => Number(match[0].replace(/[:,]/u, "."))));
  if (values.some((list) => list.length !== 1) || values[0]?.[0] === values[1]?.[0]) return [];
  // Times of day are earlier or later, durations longer or shorter, other numbers higher or lower; only with an article.
  const kind = names.every((name) => /\d[:.]\d\d\b|\b(?:am|pm|uhr)\b/iu.test(name))
    ? 0
    : names.every((name) => /\d\s?-?(?:min|hour|day|week|month|year|tag|woche|monat|jahr)/iu.test(name))
      ? 1
      : 2;
  const larger =
    [
      "the later|der spatere|den spateren|die spatere|spaterer",
      "the longer|der langere|die langere|den langeren",
      "the higher|the larger|der hohere|die hohere|den hoheren",
    ][kind]?.split("|") ?? [];
  const smaller =
    [
      "the earlier|der fruhere|den fruheren|die fruhere|fruherer",
      "the shorter|der kurzere|die kurzere|den kurzeren",
      "the lower|the smaller|der niedrigere|die niedrigere|den niedrigeren",
    ][kind]?.split("|") ?? [];
  return (values[0]?.[0] as number) > (values[1]?.[0] as number) ? [larger, smaller] : [smaller, larger];
};
