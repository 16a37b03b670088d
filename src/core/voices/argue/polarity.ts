import { fold } from "../../kernel/text.ts";

/** Words that speak well or ill of their subject, folded stems matched at the start of a word. Small on purpose: a missed word costs little, a wrong sign much. */
const GOOD =
  /\b(?:reliab\w*|stable|stabil|proven|prefer(?:s|red)?|recommend(?:s|ed)?|succeed(?:s|ed)?|success(?:ful|fully)|improv(?:e|es|ed)|gain(?:s|ed)?|faster|fastest|cheaper|cheapest|safer|safest|simpler|simplest|easier|easiest|brilliant|excellent|solid|strong|robust|smooth(?:ly)?|praised?|best|better|benefits?|advantage|reversible|zuverlassig\w*|bewahrt|bevorzugt|empfiehlt|empfohlen|schneller|gunstiger|sicherer|einfacher|punctual|on time|sturdy|durable|hervorragend|stark|gelobt|besser|vorteil|punktlich|fiable|solide|moins cher|plus rapide|barato|solido)\b/g;
const BAD =
  /\b(?:fails?|failed|failing|failures?|broke|breaks|broken|crash(?:es|ed)?|unreliab\w*|unstable|slower|slowest|dearer|expensive|costlier|harder|hardest|difficult|risky|dangerous|unsafe|weak|fragile|worse|worst|worn out|outage|outages|overran|overruns?|late|complain(?:s|ed|ts)?|lost|loses|missed|misses|refuses?|refused|rejected|objects?|deprecated|archived|abandoned|nobody has|never operated|no experience|disadvantage|drawback|irreversible|unclear|teurer|langsamer|schwieriger|riskant|gefahrlich|unsicher|schwach|schlechter|ausgefallen|versagt|beschwerden|nachteil|veraltet|break(?:s|ing)? down|breakdowns|faulty|leaks?|leaked|delays?|delayed|cancelled|noisy|loud|rude|understaffed|insolven\w*|recalled|undicht|kaputt|defekt|laut|unfreundlich|unzuverlassig|verspat\w*|panne|pannes|retards?|bruyant|averias?|retrasos?|ruidoso)\b/g;
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
  if (first === undefined) return LACKS.test(text) && !LACKS_HARM.test(text) ? -0.6 : 0;
  return signs.some((sign) => sign !== first) ? 0 : first * 0.6;
};

/** What a thing has not, or not yet: "has no wheelchair access", "no contract in the EU yet", "noch keine Zulassung". */
const LACKS =
  /\b(?:(?:has|have|had|offers?|includes?|hat|haben|bietet) (?:\p{L}+ )?(?:no|kein\w*)\b|lacks?\b|lacking\b|(?:is|are) missing\b|not yet\b|no [\p{L} ]{2,40} yet\b|(?:does not|do not|doesn't|don't|cannot|can't) (?:support|offer|have|include|allow|fit|run|deliver|meet|cover|provide|work|do)\b|fehlt\b|fehlen\b|noch (?:nicht|kein\w*)\b|n'a pas (?:de|d)\b|pas encore\b|manque\b|no tiene\b|todavia no\b|aun no\b|carece\b)/u;
/** To lack what is bad is no fault: "has no defects". */
const LACKS_HARM =
  /\b(?:no|kein\w*|pas de|pas d|lacks?|without) (?:\p{L}+ )?(?:defects?|faults?|errors?|complaints?|problems?|risks?|delays?|fees?|costs?|outages?|failures?|downtime|incidents?|drawbacks?|issues?|noise|mangel\w*|fehler|probleme?|beschwerden|risik\w*|kosten|gebuhren|ausfall\w*|defauts?|frais|problemes?|defectos?|costes?|problemas?|idea|doubt|ahnung|zweifel|opinion|view|preference)\b/u;

const signsOf = (text: string, lexicon: RegExp, sign: 1 | -1): readonly number[] =>
  [...text.matchAll(lexicon)].map((match) => {
    const before = text.slice(0, match.index).split(/\s+/).filter(Boolean).slice(-3).join(" ");
    const after = text.slice(match.index + match[0].length).trim();
    const turned = NEGATION.test(before) || /^(?:no|none|nothing|kein\w*)\b/.test(after);
    return turned && !/^(?:nobody|no |never)/.test(match[0]) ? -sign : sign;
  });

/** Whether a clause denies: a negation stands in it. */
export const isNegated = (clause: string): boolean => NEGATION.test(fold(clause));
