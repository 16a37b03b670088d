import { fold } from "../../kernel/text.ts";

/** A time of day in minutes from midnight, as written. */
export type Clock = { readonly minutes: number; readonly raw: string; readonly start: number };

/** A limit with a time of day: the last one allowed ("by 17:30"), or the first that is enough ("open until at least 18:00"). */
export type ClockLimit = { readonly clock: Clock; readonly least: boolean };

const SHAPE =
  /(?<![\d:.,])(\d{1,2})(?:(?:[:.]|\s?h\s?)([0-5]\d))?(?:\s?(am|pm|a\.m\.|p\.m\.|uhr|o'clock|h)(?![\p{L}\d/]))?(?![\d:]|[.,]\d|\s?[%€$£])/giu;

/**
 * Times of day in a text, in order: "17:30", "7.45 Uhr", "18 h 15", "6 pm". Bare numbers, durations ("2:30 h") and "7.45" without a word for
 * the hour are none.
 */
export const clocksIn = (text: string): readonly Clock[] =>
  [...text.matchAll(SHAPE)].flatMap((match): readonly Clock[] => {
    const [raw, hours = "", minutes, mark = ""] = match;
    const colon = raw.includes(":");
    const word = mark.toLowerCase().replaceAll(".", "");
    if (!colon && (word === "" || (word === "h" && minutes === undefined))) return isFrenchHour(raw, minutes) ? [of(match, 0)] : [];
    // "2:30 h" is how long.
    if (colon && word === "h") return [];
    const noon = word === "pm" && Number(hours) < 12 ? 12 : word === "am" && Number(hours) === 12 ? -12 : 0;
    return Number(hours) + noon > 24 ? [] : [of(match, noon)];
  });

/** "18h15" and "18 h 15". */
const isFrenchHour = (raw: string, minutes: string | undefined): boolean => minutes !== undefined && /\dh|\d\sh\s?\d/i.test(raw);

const of = (match: RegExpMatchArray, noon: number): Clock => ({
  minutes: (Number(match[1]) + noon) * 60 + Number(match[2] ?? 0),
  raw: match[0].trim(),
  start: match.index ?? 0,
});

const LEAST =
  /\b(?:at least|until at least|not before|no earlier than|not earlier than|mindestens|nicht vor|fruhestens|au moins|al menos)\b[^.;]{0,24}$/;
const STAYS =
  /\b(?:open|opened|stay|stays|staffed|available|reachable|run|runs|last|lasts|geoffnet|offen|erreichbar|besetzt|ouvert\w*|abierto|abierta)\b[^.;]{0,40}\b(?:until|till|to|bis|jusqu|hasta)\b[^.;]{0,16}$/;
const LAST =
  /\b(?:by|before|no later than|not later than|latest|at the latest|until|till|spatestens|bis|vor|avant|au plus tard|antes de|hasta|a mas tardar)\b[^.;]{0,24}$/;

/** The time of day of a limit that names exactly one; undefined when no word says on which side of it to be. */
export const clockLimitIn = (text: string): ClockLimit | undefined => {
  const demand = text.split(/,?\s(?:because|since|as|weil|denn|da|car|parce que|porque)\s/u)[0] ?? text;
  const [clock, ...more] = clocksIn(demand);
  if (clock === undefined || more.length > 0) return undefined;
  const before = fold(demand.slice(0, clock.start));
  const after = fold(demand.slice(clock.start + clock.raw.length, clock.start + clock.raw.length + 24));
  if (LEAST.test(before) || STAYS.test(before) || /^\s*(?:or later|oder spater|ou plus tard|o mas tarde)\b/.test(after))
    return { clock, least: true };
  return LAST.test(before) || /^\s*(?:at the latest|or earlier|oder fruher|au plus tard)\b/.test(after)
    ? { clock, least: false }
    : undefined;
};
