import { fold } from "../../kernel/text.ts";

/** Words that speak well or ill of their subject, folded stems matched at the start of a word. Small on purpose: a missed word costs little, a wrong sign much. */
const GOOD =
  /\b(?:reliab\w*|stable|stabil|proven|prefer(?:s|red)?|recommend(?:s|ed)?|succeed(?:s|ed)?|success(?:ful|fully)|improv(?:e|es|ed)|gain(?:s|ed)?|faster|fastest|cheaper|cheapest|safer|safest|simpler|simplest|easier|easiest|brilliant|excellent|solid|strong|robust|smooth(?:ly)?|praised?|best|better|benefits?|advantage|reversible|zuverlassig\w*|bewahrt|bevorzugt|empfiehlt|empfohlen|schneller|gunstiger|sicherer|einfacher|hervorragend|stark|gelobt|besser|vorteil)\b/g;
const BAD =
  /\b(?:fails?|failed|failing|failures?|broke|breaks|broken|crash(?:es|ed)?|unreliab\w*|unstable|slower|slowest|dearer|expensive|costlier|harder|hardest|difficult|risky|dangerous|unsafe|weak|fragile|worse|worst|worn out|outage|outages|overran|overruns?|late|complain(?:s|ed|ts)?|lost|loses|missed|misses|refuses?|refused|rejected|objects?|deprecated|archived|abandoned|nobody has|never operated|no experience|disadvantage|drawback|irreversible|unclear|teurer|langsamer|schwieriger|riskant|gefahrlich|unsicher|schwach|schlechter|ausgefallen|versagt|beschwerden|nachteil|veraltet)\b/g;
const NEGATION =
  /\b(?:not|no|never|nobody|none|zero|without|hardly|cannot|can't|isn't|wasn't|didn't|doesn't|hasn't|neither|nor|nicht|kein\w*|nie|ohne|kaum|weder)\b/;
const HEDGE =
  /\b(?:may|might|could|probably|perhaps|possibly|seems?|appears?|likely|expected|hopes?|believes?|thinks?|supposedly|allegedly|reckons?|roughly guess|vermutlich|wohl|vielleicht|konnte|scheint|gilt als|angeblich|soll)\b/;

/** Whether words carry a guess or a hedge. */
export const isHedged = (text: string): boolean => HEDGE.test(fold(text));

/**
 * How a clause speaks of its one subject: 0.6, -0.6, or 0 when it holds no word of the lexicon or words of both signs.
 * A negation within three words before the word, or "no" right after it, turns it.
 */
export const polarityOf = (clause: string): number => {
  const text = fold(clause);
  const signs = [...signsOf(text, GOOD, 1), ...signsOf(text, BAD, -1)];
  const first = signs[0];
  if (first === undefined || signs.some((sign) => sign !== first)) return 0;
  return first * 0.6;
};

const signsOf = (text: string, lexicon: RegExp, sign: 1 | -1): readonly number[] =>
  [...text.matchAll(lexicon)].map((match) => {
    const before = text.slice(0, match.index).split(/\s+/).filter(Boolean).slice(-3).join(" ");
    const after = text.slice(match.index + match[0].length).trim();
    const turned = NEGATION.test(before) || /^(?:no|none|nothing|kein\w*)\b/.test(after);
    return turned && !/^(?:nobody|no |never)/.test(match[0]) ? -sign : sign;
  });

/** Whether a clause denies: a negation stands in it. */
export const isNegated = (clause: string): boolean => NEGATION.test(fold(clause));
