import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { refused, sharedGerman, splitAlternatives } from "./alternatives.ts";
import { areOptions } from "./option-shape.ts";

/**
 * A German question that opens with its verb: "Nehmen wir Alba oder Borea?", "Bleiben wir in der Halle Süd oder ziehen wir um, in die
 * Halle West?" Where all alternatives share a noun with a name of its own behind it ("Halle Süd", "Halle West"), those are the options.
 * Undefined for any other sentence.
 */
export const inverted = (text: string, lexicon: Lexicon): readonly string[] | undefined => {
  const match = lexicon.language === "de" ? /^(?:\p{L}+: )?(\p{Lu}\p{Ll}{2,}n) (?:wir|ich) (.{3,300})\?$/u.exec(text) : null;
  if (match === null || /^(?:Sollen|Sollten|Wollen|Können|Könnten|Müssen|Dürfen|Haben|Werden)$/u.test(match[1] as string)) return undefined;
  const parts = splitAlternatives(match[2] as string, lexicon, "or").filter((part) => !refused(part, lexicon));
  if (parts.length < 2) return undefined;
  const named = headed(parts);
  if (named !== undefined) return named;
  const verb = (match[1] as string).toLowerCase();
  const own = /^(\p{Ll}{3,}n) (?:wir|ich) (.+)$/u;
  const acts = parts.some((part) => own.test(part)) || parts.some((part) => lexicon.prepositions.has(fold(part.split(" ")[0] ?? "")));
  const alternatives = acts ? parts.map((part) => (own.test(part) ? part.replace(own, "$2 $1") : `${part} ${verb}`)) : parts;
  return areOptions(alternatives, lexicon, false) ? alternatives : undefined;
};

/** "in der Halle Süd", "in die Halle West": the shared noun with the name behind it, when each part has its own. */
const headed = (parts: readonly string[]): readonly string[] | undefined => {
  const pairs = (part: string): readonly (readonly [string, string])[] =>
    [...part.matchAll(/(?<!\p{L})(\p{Lu}\p{Ll}{2,}) (\p{Lu}\p{L}*|\d{1,3})(?![\p{L}\d])/gu)].map((match) => [
      match[1] as string,
      match[2] as string,
    ]);
  const [first = [], ...rest] = parts.map(pairs);
  for (const [noun] of first) {
    const found = [first, ...rest].map((list) => list.find(([own]) => own === noun)?.[1]);
    if (found.every((name) => name !== undefined) && new Set(found).size === parts.length) return found.map((name) => `${noun} ${name}`);
  }
  return undefined;
};

/** "ob der Kurs dienstags oder donnerstags stattfindet": the verb at the end and the subject belong to both. */
export const germanClause = (parts: readonly string[], lexicon: Lexicon): readonly string[] => {
  const [first = "", ...rest] = parts;
  const last = (rest.pop() ?? "").split(" ");
  if (/^(?:soll|sollen|sollte|sollten)$/u.test(last[last.length - 1] as string)) return [first, ...rest, last.slice(0, -1).join(" ")];
  if (last.length < 2 || !/^\p{Ll}{3,}t$/u.test(last[last.length - 1] as string)) return parts;
  const cut = last.slice(0, -1);
  const from = sharedGerman(first.split(" "), cut, lexicon);
  return from === 0 ? [] : [first.split(" ").slice(from).join(" "), ...rest, cut.join(" ")];
};
