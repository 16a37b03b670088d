import { fold, words } from "../../kernel/text.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Language, Option } from "../types.ts";
import { keyStems } from "./option-names.ts";
import { stemWord, wordsOf } from "./word-forms.ts";

/** Finds the options that a text names, ascending; made once per list of options. */
export type Mentions = (text: string) => number[];

type Finder = {
  readonly id: number;
  /** Name, label and aliases as folded words. */
  readonly names: readonly string[];
  /** Keys that count towards a mention, how many are needed, and stems one of which must stand beside a lone key. */
  readonly keys: ReadonlySet<string>;
  readonly need: number;
  readonly beside: ReadonlySet<string>;
  /** Stems of name parts that name the option alone when capitalised, and of identifiers that do in any case. */
  readonly capital: ReadonlySet<string>;
  readonly identifier: ReadonlySet<string>;
  /** The letter of "(a) hire an analyst", or empty: a text that opens with it speaks of the option. */
  readonly letter: string;
};

type Token = { readonly stem: string; readonly capital: boolean };

const none: number[] = [];
const negation = /^(?:no|not|without|nicht|kein|keine|ohne|ne|pas|sans|sin|non)$/u;
const token = /[\p{L}\p{N}]+/gu;

/**
 * A finder of options. An option is named by its name, label or alias as whole words; by a part of a proper name ("the Tarn"),
 * unless the briefing uses that word uncapitalised, too (`isCommon`); or by enough of its keys: half of them and at
 * least two, or a lone key beside a word that it shares with other options. A name with "no" in it only by name.
 */
export const mentionsOf = (options: readonly Option[], language: Language, isCommon: (word: string) => boolean = () => false): Mentions => {
  const finders = options.map((option) => finderOf(option, options, language, isCommon));
  if (finders.length === 0) return () => [];
  const seen = new Map<string, number[]>();
  const lettered = finders.some((finder) => finder.letter !== "");
  const telling = new Set(finders.flatMap(({ keys, capital, identifier }) => [...keys, ...capital, ...identifier]));
  const opening = new Set(finders.flatMap(({ names }) => names.map((name) => name.split(" ")[0] ?? "")));
  /** Most sentences hold no word by which any option could be named. */
  const mayName = (list: readonly string[]): boolean =>
    lettered || list.some((word) => opening.has(word) || telling.has(stemWord(word, language)));
  const find: Mentions = (text) => {
    const { raw, folded: list } = wordsOf(text);
    if (!mayName(list)) return none;
    const line = ` ${list.join(" ")} `;
    const tokens = raw.map((word, i): Token => ({ stem: stemWord(list[i] as string, language), capital: isCapital(word) }));
    const stems = new Set(tokens.map((one) => one.stem));
    const letter = /^\s*(?:\(([A-Ha-h])\)|([A-H])[):])\s/u.exec(text);
    const opened = letter ? (letter[1] ?? letter[2] ?? "").toLowerCase() : "";
    return finders
      .filter((finder) => (opened !== "" && finder.letter === opened) || isNamed(finder, line, tokens, stems))
      .map((finder) => finder.id);
  };
  // Limits, criteria and sentences each ask for the same spans.
  return (text) => {
    const known = seen.get(text) ?? find(text);
    seen.set(text, known);
    return known;
  };
};

const isCapital = (word: string): boolean =>
  word.charCodeAt(0) < 128 ? word.charCodeAt(0) >= 65 && word.charCodeAt(0) <= 90 : /^\p{Lu}/u.test(word);

const isNamed = (finder: Finder, line: string, tokens: readonly Token[], stems: ReadonlySet<string>): boolean => {
  if (finder.names.some((name) => line.includes(` ${name} `))) return true;
  if (tokens.some((one) => finder.identifier.has(one.stem) || (one.capital && finder.capital.has(one.stem)))) return true;
  let hits = 0;
  for (const key of finder.keys) if (stems.has(key)) hits++;
  if (hits === 0 || hits < finder.need) return false;
  return finder.beside.size === 0 || [...finder.beside].some((one) => stems.has(one));
};

const finderOf = (option: Option, options: readonly Option[], language: Language, isCommon: (word: string) => boolean): Finder => {
  const bare = option.name.replace(/\s*[([][^()[\]]{0,200}[)\]]/gu, "");
  const content = keyStems(bare, language);
  const verb = content.length === 1 && lexiconOf(language).verbs.has(words(bare)[0] ?? "");
  const own = new Set(option.keys);
  const parts = [...bare.matchAll(token)]
    .map((match) => ({ word: match[0], inner: match.index > 0, key: keyStems(match[0], language)[0] ?? "" }))
    .filter((part) => own.has(part.key) && !/^\d+$/u.test(part.key));
  const proper = isProperName(bare, language) || verb;
  const negated = words(bare).some((word) => negation.test(word));
  // "Jobticket nehmen" is named by its one noun; "rent the van" beside "buy the van" by its verb.
  const acts = new Set(
    [...bare.matchAll(token)]
      .filter((match) => lexiconOf(language).verbs.has(fold(match[0])))
      .map((match) => keyStems(match[0], language)[0] ?? ""),
  );
  const nouns = option.keys.filter((key) => !acts.has(key) && key.length >= 4);
  const named = acts.size > 0 && nouns.length === 1 && option.keys.length === 2 ? nouns : option.keys;
  const keys = new Set(negated || verb ? [] : named.filter((key) => !/^\d{1,2}$/u.test(key)));
  return {
    id: option.id,
    names: verb ? (option.aliases ?? []) : namesOf(option, bare, options),
    keys,
    need: keys.size === 1 ? 1 : Math.max(2, Math.ceil(keys.size / 2)),
    beside: new Set(keys.size === 1 && content.length > 1 ? content.filter((key) => !own.has(key)) : []),
    capital: new Set(
      parts
        .filter((part) => verb || ((proper || (part.inner && language !== "de" && isCapital(part.word))) && !isCommon(part.word)))
        .map((part) => part.key),
    ),
    letter: (option.aliases ?? []).map((alias) => /^option ([a-h])$/u.exec(alias)?.[1]).find((one) => one !== undefined) ?? "",
    identifier: new Set(parts.filter((part) => isIdentifier(part.word)).map((part) => part.key)),
  };
};

const leading = /^(?:the|a|an|to|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una) (?=.)/u;

/** Folded aliases, and name and label unless they stand inside the name of another option. */
const namesOf = (option: Option, bare: string, options: readonly Option[]): string[] => {
  const own = [option.name, bare, option.short].map((name) => words(name).join(" ").replace(leading, ""));
  const others = options.filter((other) => other.id !== option.id).map((other) => ` ${words(other.name).join(" ")} `);
  const apart = own.filter((name) => !others.some((other) => other.includes(` ${name} `)));
  return [...new Set([...apart, ...(option.aliases ?? [])])].filter((name) => name.length > 1);
};

/** All content words capital, and either several of them or one outside German, where every noun is. */
const isProperName = (name: string, language: Language): boolean => {
  const content = [...name.matchAll(/[\p{L}][\p{L}\p{N}]*/gu)]
    .map((match) => match[0])
    .filter((word) => !lexiconOf(language).stopWords.has(fold(word)));
  return content.length > 0 && content.every((word) => /^\p{Lu}/u.test(word)) && (content.length > 1 || language !== "de");
};

/** Letters with digits, inner capitals or all capitals. */
const isIdentifier = (word: string): boolean =>
  /^(?=.*\p{L})(?=.*\p{N})/u.test(word) || /\p{Ll}\p{Lu}/u.test(word) || /^\p{Lu}{2,}$/u.test(word);

/** Whether two names are the same words: `move_now` is `Move now`. */
export const sameName = (left: string, right: string): boolean => {
  const name = words(left.replaceAll("_", " ")).join(" ");
  return name !== "" && name === words(right.replaceAll("_", " ")).join(" ");
};
