import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";

/** Characters after which a sentence is cut at the next space, whatever it says. */
const MAX_SENTENCE = 1200;

const enders = new Set([".", "!", "?", "…"]);
const closers = /["'”’»)\]*_]/u;
const opener = /[\p{Lu}\p{N}"'“‘„«([¿¡*`_–—-]/u;

/**
 * Offsets of the sentences of a text, in order, trimmed, never empty, never overlapping. A split needs an end mark, a space and
 * a capital, digit, quote or bracket; abbreviations, single capitals and German ordinals do not end one.
 */
export const sentenceSpans = (text: string, lexicon: Lexicon): (readonly [number, number])[] => {
  const spans: (readonly [number, number])[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (at - start >= MAX_SENTENCE && text[at] === " ") {
      add(spans, text, start, at);
      start = at;
    }
    if (!enders.has(text[at] as string)) continue;
    const end = boundary(text, at, start, lexicon);
    if (end === undefined) continue;
    add(spans, text, start, end);
    start = end;
    at = end - 1;
  }
  add(spans, text, start, text.length);
  return spans;
};

const add = (spans: (readonly [number, number])[], text: string, from: number, to: number): void => {
  let start = from;
  let end = to;
  while (start < end && (text[start] as string).trim() === "") start++;
  while (end > start && (text[end - 1] as string).trim() === "") end--;
  // A text without spaces is still cut, so that no later step meets an endless sentence.
  for (; end - start > 4 * MAX_SENTENCE; start += 4 * MAX_SENTENCE) spans.push([start, start + 4 * MAX_SENTENCE]);
  if (end > start) spans.push([start, end]);
};

/** The offset after a sentence that ends with the mark at `at`, or undefined. */
const boundary = (text: string, at: number, start: number, lexicon: Lexicon): number | undefined => {
  let end = at + 1;
  while (end < text.length && (enders.has(text[end] as string) || closers.test(text[end] as string))) end++;
  if (end >= text.length) return end;
  if (text[end] !== " " && text[end] !== "\u00a0") return undefined;
  let next = end;
  while (next < text.length && next < end + 8 && (text[next] === " " || text[next] === "\u00a0")) next++;
  if (
    next >= text.length ||
    !(opener.test(text[next] as string) || (text[at] === "." && isWordBefore(text, at) && /\p{Ll}/u.test(text[next] as string)))
  )
    return undefined;
  if (text[at] === "." && isAbbreviation(text, at, start, next, lexicon)) return undefined;
  return end;
};

/** Before a small letter ("… 500 MB. pixmill feels older") only a long word, a file name, a closing mark or a number with its unit ends a sentence. */
const isWordBefore = (text: string, at: number): boolean =>
  /\p{Ll}{4,}$|\.\p{Ll}{1,5}$|[»”"')\]]\s?$|\d ?(?:\p{L}{1,3}|%)?$/u.test(text.slice(Math.max(0, at - 12), at));

const isAbbreviation = (text: string, at: number, start: number, next: number, lexicon: Lexicon): boolean => {
  let from = at;
  while (from > start && at - from < 24 && /[\p{L}\p{N}.]/u.test(text[from - 1] as string)) from--;
  const word = text.slice(from, at);
  if (word === "") return false;
  if (/^\p{Lu}$/u.test(word)) return !/^[.!?]?$/u.test(text.slice(at + 1, at + 2)) && !startsSentence(text, next, lexicon);
  if (lexicon.abbreviations.has(fold(word))) return !(/^(?:etc|usw)$/u.test(fold(word)) && startsSentence(text, next, lexicon));
  return (
    lexicon.language === "de" && /^\d{1,2}$/u.test(word) && !startsSentence(text, next, lexicon) && !isCount(text, from, next, lexicon)
  );
};

/** Whether the word at `next` is one that opens sentences (a stop word), rather than a name. */
const startsSentence = (text: string, next: number, lexicon: Lexicon): boolean => {
  const word = /^[\p{L}]{1,20}/u.exec(text.slice(next, next + 20))?.[0] ?? "";
  return lexicon.stopWords.has(fold(word));
};

/** "mit dem Messfix 5. Länger als …": behind a name a number counts something; "am 5. Mai" and "Mo 5. Mai" go on. */
const isCount = (text: string, from: number, next: number, lexicon: Lexicon): boolean => {
  const before = /(\p{Lu}\p{L}{2,})\s$/u.exec(text.slice(Math.max(0, from - 40), from))?.[1];
  const after = /^\p{L}{1,20}/u.exec(text.slice(next, next + 20))?.[0] ?? "";
  return (
    before !== undefined &&
    !/^(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)s?$/u.test(before) &&
    !lexicon.months.has(fold(after))
  );
};
