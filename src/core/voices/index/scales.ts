import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";

/** A scale of marks as a text explains it: its ends, and which way is better. */
export type Scale = { readonly least: number; readonly most: number; readonly direction: 1 | -1 };

const GOOD =
  "(?:very |sehr |tres |muy )?(?:good|best|excellent|great|happy|satisfied|gut|beste[snr]?|hervorragend|zufrieden|bon|bien|meilleure?|excellente?|mieux|buen[oa]?|mejor|optimo)";
const BAD =
  "(?:very |sehr |tres |muy )?(?:bad|worst|poor|terrible|awful|unhappy|schlecht|schlechteste[snr]?|ungenugend|mangelhaft|unzufrieden|mauvaise?|pire|mal[oa]?|peor|pesim[oa])";
const NUMBER = "(\\d{1,3}|[a-z]{3,6})";
const MARK = "(?:\\s(?:points?|stars?|punkte?|sterne?n?|etoiles?|estrellas?|puntos?))?";
const IS =
  "\\s?(?:=|:|\\(|is|are|being|means?|meaning|for|ist|sind|fur|heisst|est|sont|pour|es|son|significa|para)\\s?(?:the |das |die |der |le |la |lo |el )?";

const labelled = (word: string): RegExp => new RegExp(`\\b${NUMBER}${MARK}${IS}${word}\\b`, "g");
const LABELLED_GOOD = labelled(GOOD);
const LABELLED_BAD = labelled(BAD);
/** Without one of these words no scale is explained. */
const JUDGES = new RegExp(`\\b(?:${GOOD}|${BAD})\\b`);
const range = /\b(\d{1,2}) ?(?:to|bis|a|-|–|and|und|y|et) ?(\d{1,3})\b/;

/**
 * The scale that a sentence explains by what its ends mean: "1 (bad) to 5 (very good)", "1 = sehr gut, 6 = ungenügend", "from 1 to 5
 * stars (five stars are best)". Undefined where it says of neither end which it is.
 */
export const scaleIn = (text: string, lexicon: Lexicon): Scale | undefined => {
  const folded = fold(text);
  if (!JUDGES.test(folded)) return undefined;
  const numbers = (pattern: RegExp): readonly number[] =>
    [...folded.matchAll(pattern)]
      .map((match) => lexicon.numberWords.get(match[1] as string) ?? Number(match[1]))
      .filter((one) => one >= 0 && one <= 100);
  const [good] = numbers(LABELLED_GOOD);
  const [bad] = numbers(LABELLED_BAD);
  const ends = range.exec(folded);
  const [low, high] = ends === null ? [undefined, undefined] : [Number(ends[1]), Number(ends[2])];
  const other = good === undefined ? bad : good;
  if (other === undefined) return undefined;
  const opposite = good !== undefined && bad !== undefined ? bad : other === low ? high : other === high ? low : undefined;
  if (opposite === undefined || opposite === other) return undefined;
  const better = good ?? opposite;
  const worse = good === undefined ? other : opposite;
  return { least: Math.min(better, worse), most: Math.max(better, worse), direction: better > worse ? 1 : -1 };
};
