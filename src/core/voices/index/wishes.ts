import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import { evenFold } from "./graded.ts";

/** A wish to have as much or as little of something as can be. */
type Shape = { readonly pattern: RegExp; readonly wanted: (match: RegExpExecArray) => string };

const MOST = /^(?:much|many|viele?|viel)$/;
const LEAST = /^(?:little|few|wenige?)$/;

/** "quiet" is wished as "the quieter", "reliable" as "the most reliable", "few faults" as "the least faults". */
const english = (adjective: string, noun: string, verb: string): string => {
  const bare = adjective.replace(/ly$/, "");
  if (LEAST.test(bare)) return noun === "" ? `the one where we ${verb} least` : `the least ${noun}`;
  if (MOST.test(bare)) return noun === "" ? `the one where we ${verb} most` : `the most ${noun}`;
  const graded =
    bare.length > 7 ? `most ${bare}` : bare.endsWith("y") ? `${bare.slice(0, -1)}ier` : bare.endsWith("e") ? `${bare}r` : `${bare}er`;
  return `the ${graded} ${noun}`.trim();
};

const UMLAUTS: { readonly [adjective: string]: string } = {
  hoch: "höchste",
  lang: "längste",
  kurz: "kürzeste",
  gross: "größte",
  nah: "nächste",
  viel: "meiste",
};
const german = (adjective: string, noun: string, verb: string): string => {
  if (LEAST.test(adjective)) return noun === "" ? `was wir am wenigsten ${verb}` : `das mit den wenigsten ${noun}`;
  if (MOST.test(adjective)) return noun === "" ? `was wir am meisten ${verb}` : `das mit den meisten ${noun}`;
  const stem = adjective.replace(/e[nrsm]?$/, "");
  const graded = UMLAUTS[stem] ?? (/(?:[tdsz]|[ae]u)$/.test(stem) ? `${stem}este` : `${stem}ste`);
  return noun === "" ? `das ${graded}` : `das mit der ${graded}n ${noun}`;
};

const group = (match: RegExpExecArray, at: number): string => (match[at] ?? "").trim();

const shapes: { readonly [language in Language]: readonly Shape[] } = {
  en: [
    {
      pattern:
        /(?:\b(?:to|should|must|will) (\p{L}+)(?: [^,.]{0,30}?)? )?\bas (\p{L}{3,12})((?: \p{L}+){0,3}?) as (?:possible|we can|it gets|can be)\b/u,
      wanted: (match) => english(group(match, 2), group(match, 3), group(match, 1)),
    },
    {
      pattern: /\bthe (\p{L}{3,12}er|more|less|fewer)((?: \p{L}+){0,3}?)(?: (?:is|are|it is))?,? the better\b/u,
      wanted: (match) => `the ${group(match, 1)} ${group(match, 2)}`.trim(),
    },
    {
      pattern:
        /\b(?:the main thing|what (?:matters|counts)|the point|most important) is (?:only |just )?(?:that it (?:is|should be|stays|must be) |how )(?:very |really )?(\p{L}{3,12})(?: it is)?(?=[.,;]|$)/u,
      wanted: (match) => english(group(match, 1), "", "be"),
    },
  ],
  de: [
    {
      pattern: /\bmoglichst (\p{L}{3,14})((?: (?!sein\b|werden\b|da\b|haben\b)\p{L}+)?)/u,
      wanted: (match) =>
        german(
          group(match, 1),
          LEAST.test(group(match, 1)) || MOST.test(group(match, 1)) || /e[nrsm]?$/.test(group(match, 1)) ? group(match, 2) : "",
          group(match, 2),
        ),
    },
    {
      pattern: /\bso (\p{L}{3,14})((?: \p{L}+)?) wie moglich(?: (\p{L}+))?/u,
      wanted: (match) => german(group(match, 1), group(match, 2), group(match, 3)),
    },
    {
      pattern: /\bje (\p{L}{3,14}er)((?: \p{L}+){0,3}?),? (?:desto|umso) (?:besser|lieber)\b/u,
      wanted: (match) => `das ${group(match, 1)}e ${group(match, 2)}`.trim(),
    },
    {
      pattern:
        /\b(?:hauptsache|das wichtigste (?:ist|bleibt)),? (?:dass )?es (?:ist )?(?:sehr |recht )?(\p{L}{3,14})(?: (?:da|fertig))?(?: ist)?(?=[.,;]|$)/u,
      wanted: (match) => german(group(match, 1), "", "sein"),
    },
  ],
  fr: [{ pattern: /\ble (plus|moins) (\p{L}+) possible\b/u, wanted: (match) => `le ${group(match, 1)} ${group(match, 2)}` }],
  es: [{ pattern: /\blo (mas|menos) (\p{L}+) posible\b/u, wanted: (match) => `el ${group(match, 1)} ${group(match, 2)}` }],
};

/** A sentence that wishes for something of what is to be chosen. */
const wishing =
  /\b(?:we (?:just |simply |only |really |all )?(?:want|need|would like|aim|ask|care)|i (?:want|need|would like)|should|aim|goal|idea|all (?:that )?(?:we|i)|main thing|we (?:have |had )?(?:promised|must|have to|intend|plan|are trying)|decides?|counts|matters|soll|sollen|sollte|wollen|mochten|brauchen|geht es|wichtig\w*|hauptsache|zahlt|nous voulons|il faut|doit|queremos|debe)\b/;
/** The answer, not the option, is to be had soon. */
const answering =
  /\b(?:decision|decide on|answer|reply|know|tell|hear|feedback|respond|meet|entscheidung|antwort|bescheid|ruckmeldung|reponse|respuesta)\b/;
const denied = /\b(?:not|never|need not|n['’]?t|no longer|nicht|kein\w*|pas|no)\b/;

/**
 * What a sentence wishes for as the superlative of it: "It should be as quiet as possible" is "the quieter", "So wenig wie möglich ausgeben" is
 * "was wir am wenigsten ausgeben". Undefined where it wishes nothing, or for an answer.
 */
export const wishIn = (text: string, lexicon: Lexicon): string | undefined => {
  const folded = evenFold(text);
  if (text.endsWith("?") || answering.test(folded) || words(text).length > 30) return undefined;
  for (const { pattern, wanted } of shapes[lexicon.language]) {
    const found = pattern.exec(folded);
    if (found === null) continue;
    const rest = folded.slice(0, found.index);
    return denied.test(rest) || !(wishing.test(folded) || / the better\b|desto besser|umso besser/.test(found[0]))
      ? undefined
      : wanted(found);
  }
  return undefined;
};
