import { fold } from "../../kernel/text.ts";
import { periodOf, unitOf } from "../index/units.ts";
import { lexiconOf } from "../lang/lexicons.ts";

/** How often something happens. */
export type Frequency = { readonly perWeek: number; readonly raw: string; readonly start: number };

const ONCE: ReadonlyMap<string, number> = new Map([
  ["once", 1],
  ["twice", 2],
  ["thrice", 3],
  ["einmal", 1],
  ["zweimal", 2],
  ["dreimal", 3],
  ["viermal", 4],
  ["funfmal", 5],
]);
const PERIODS =
  "seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|sekunden?|minuten?|stunden?|tage?|wochen?|monate?|quartale?|jahre?|heures?|jours?|semaines?|mois|annees?|ans?|horas?|dias?|semanas?|mes|meses|anos?";
const NUMBER = String.raw`\d{1,3}|\p{L}{2,10}`;
/** "Twice a week", "3 times per day", "zweimal pro Woche", "deux fois par mois". */
const TIMES = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(once|twice|thrice|(?:ein|zwei|drei|vier|funf)mal)|(${NUMBER}) (?:times|mal|fois|veces|vez))(?: (?:a|an|per|every|each|in|pro|je|im|am|in der|die|par|por|a la|al|la))? (${PERIODS})(?!\p{L})`,
  "gu",
);
/** "Every two weeks", "every other day", "alle 14 Tage", "jede zweite Woche", "cada semana", "toutes les deux semaines". */
const EVERY = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:every|each|alle|jede[nrs]?|chaque|tou(?:te)?s les|cada)(?: (other|second|third|fourth|zweite[nr]?|dritte[nr]?|vierte[nr]?|${NUMBER}))? (${PERIODS})(?!\p{L})`,
  "gu",
);
/** Not "a weekly fee". */
const ADVERB =
  /(?<![\p{L}\p{N}])(daily|weekly|fortnightly|monthly|quarterly|yearly|annually|taglich|wochentlich|vierzehntagig|zweiwochentlich|monatlich|vierteljahrlich|jahrlich|hebdomadaire|mensuel(?:le)?|semanal|mensual)(?=\s*(?:$|[.,;:)])|\s(?:and|or|und|oder|et|y|at|by|in|on)\s)/gu;
const WEEK = 604_800;
/** A twelfth of 365.25 days. */
const MONTHLY = 7 / 30.4375;
const ADVERBS: ReadonlyMap<string, number> = new Map([
  ["daily", 7],
  ["taglich", 7],
  ["weekly", 1],
  ["wochentlich", 1],
  ["hebdomadaire", 1],
  ["semanal", 1],
  ["fortnightly", 0.5],
  ["vierzehntagig", 0.5],
  ["zweiwochentlich", 0.5],
  ["monthly", MONTHLY],
  ["monatlich", MONTHLY],
  ["mensuel", MONTHLY],
  ["mensuelle", MONTHLY],
  ["mensual", MONTHLY],
  ["quarterly", MONTHLY / 3],
  ["vierteljahrlich", MONTHLY / 3],
  ["yearly", MONTHLY / 12],
  ["annually", MONTHLY / 12],
  ["jahrlich", MONTHLY / 12],
]);
const ORDINALS: ReadonlyMap<string, number> = new Map([
  ["other", 2],
  ["second", 2],
  ["zweite", 2],
  ["third", 3],
  ["dritte", 3],
  ["fourth", 4],
  ["vierte", 4],
]);

/** How often things happen by a text, in text order: "twice a week", "every other day", "alle zwei Wochen", "monthly". Weeks are the base; a month is 30.44 days. */
export const frequenciesIn = (text: string): readonly Frequency[] => {
  const plain = fold(text);
  const times = [...plain.matchAll(TIMES)].flatMap((match) =>
    often(match, ONCE.get(match[1] ?? "") ?? numberOf(match[2]), secondsOf(match[3])),
  );
  const every = [...plain.matchAll(EVERY)].flatMap((match) => often(match, 1, spacingOf(match[1], match[2])));
  const adverbs = [...plain.matchAll(ADVERB)].flatMap((match) => often(match, ADVERBS.get(match[1] as string), WEEK));
  // "Once every two weeks" says it once.
  const apart = every.filter(
    ({ start, raw }) => !times.some((each) => each.start < start + raw.length && start < each.start + each.raw.length),
  );
  return [...times, ...apart, ...adverbs].sort((left, right) => left.start - right.start);
};

const often = (match: RegExpMatchArray, times: number | undefined, seconds: number | undefined): readonly Frequency[] =>
  times === undefined || seconds === undefined || times <= 0 || seconds <= 0
    ? []
    : [{ perWeek: (times * WEEK) / seconds, raw: match[0], start: match.index ?? 0 }];

const spacingOf = (each: string | undefined, period: string | undefined): number | undefined => {
  const seconds = secondsOf(period);
  const many = each === undefined ? 1 : (ORDINALS.get(each.replace(/(?<=te)[nr]$/u, "")) ?? numberOf(each));
  return seconds === undefined || many === undefined ? undefined : many * seconds;
};

const secondsOf = (word: string | undefined): number | undefined => {
  const unit = word === undefined ? undefined : unitOf(word === "quarter" ? "quarters" : word);
  return unit?.dim === "time" && (periodOf(word as string) !== undefined || unit.unit === "fortnight") ? unit.factor : undefined;
};

const numberOf = (word: string | undefined): number | undefined => {
  if (word === undefined) return undefined;
  if (/^\d+$/u.test(word)) return Number(word);
  for (const language of ["en", "de", "fr", "es"] as const) {
    const value = lexiconOf(language).numberWords.get(word);
    if (value !== undefined) return value;
  }
  return undefined;
};
