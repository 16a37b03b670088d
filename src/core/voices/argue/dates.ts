import { fold } from "../../kernel/text.ts";

/** A calendar day; `year` is absent when the text does not say it. */
export type Day = {
  readonly year?: number | undefined;
  readonly month: number;
  readonly day: number;
  readonly raw: string;
  readonly start: number;
};

const MONTHS: readonly (readonly string[])[] = [
  ["january", "januar", "janvier", "enero", "jan"],
  ["february", "februar", "fevrier", "febrero", "feb"],
  ["march", "marz", "mars", "marzo", "mar"],
  ["april", "avril", "abril", "apr"],
  ["may", "mai", "mayo"],
  ["june", "juni", "juin", "junio", "jun"],
  ["july", "juli", "juillet", "julio", "jul"],
  ["august", "aout", "agosto", "aug"],
  ["september", "septembre", "septiembre", "sep", "sept"],
  ["october", "oktober", "octobre", "octubre", "oct", "okt"],
  ["november", "novembre", "noviembre", "nov"],
  ["december", "dezember", "decembre", "diciembre", "dec", "dez"],
];
const monthOf = new Map(MONTHS.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])));

const LAST_DAY = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A bare year behind a word of time ("until 2035"): of what ends, its last day at least; undefined when there is none or several. */
export const yearIn = (text: string): Day | undefined => {
  const found = [
    ...text.matchAll(/\b(?:until|till|to|through|up to|bis|jusqu'en|jusqu'à|hasta)\s(?:the end of |Ende )?((?:19|20)\d{2})\b(?![-/.]\d)/gu),
  ];
  const [match] = found;
  return match === undefined || found.length > 1
    ? undefined
    : { year: Number(match[1]), month: 1, day: 1, raw: match[1] as string, start: match.index };
};

/** Days written in a text ("15 August", "1. Juli 2026", "October 1", "2026-08-24"), in order. */
export const daysIn = (text: string): readonly Day[] => {
  const found: Day[] = [];
  for (const match of text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g))
    found.push({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]), raw: match[0], start: match.index });
  // "01.04.2031", and "1/4/2031" only where the first number can be no month.
  for (const match of text.matchAll(/\b(\d{1,2})\.(\d{1,2})\.(\d{4})?(?!\d)/g))
    if (Number(match[2]) >= 1 && Number(match[2]) <= 12 && Number(match[1]) >= 1 && Number(match[1]) <= 31)
      found.push({
        month: Number(match[2]),
        day: Number(match[1]),
        raw: match[0],
        start: match.index,
        ...(match[3] === undefined ? {} : { year: Number(match[3]) }),
      });
  // "The end of 2032", "Ende März 2031": the last day of it.
  for (const match of text.matchAll(/\b(?:the )?(?:end of|Ende|fin|finales? de) (?:(?:de )?(\p{L}{3,10}) )?(?:de )?((?:19|20)\d{2})\b/gu)) {
    const month = match[1] === undefined ? 12 : monthOf.get(fold(match[1]));
    if (month !== undefined)
      found.push({ year: Number(match[2]), month, day: LAST_DAY[month - 1] ?? 31, raw: match[0], start: match.index });
  }
  for (const match of text.matchAll(/\b(\d{1,2})(?:st|nd|rd|th|er|\.)? (?:de |of )?(\p{L}{3,10})\.?(?: (?:de )?(\d{4}))?/gu))
    push(found, match[2], match[1], match[3], match[0], match.index);
  for (const match of text.matchAll(/\b(\p{Lu}\p{L}{2,9}) (\d{1,2})(?:st|nd|rd|th)?\b(?!\d)(?:, (\d{4}))?/gu))
    push(found, match[1], match[2], match[3], match[0], match.index);
  const kept = found.filter(
    (day, index) => found.findIndex((other) => other.start <= day.start && other.start + other.raw.length > day.start) === index,
  );
  return kept.sort((left, right) => left.start - right.start);
};

const push = (
  found: Day[],
  name: string | undefined,
  dayText: string | undefined,
  yearText: string | undefined,
  raw: string,
  start: number,
): void => {
  const month = monthOf.get(fold(name ?? ""));
  const day = Number(dayText);
  if (month === undefined || day < 1 || day > 31) return;
  found.push({ month, day, raw: raw.trim(), start, ...(yearText === undefined ? {} : { year: Number(yearText) }) });
};

/** Days from `from` to `to` on a calendar of 30.44-day months; without years the nearer reading is taken (November to January is forward). */
export const daysBetween = (from: Day, to: Day): number => {
  const ordinal = (day: Day): number => day.month * 30.4375 + day.day;
  const years = from.year !== undefined && to.year !== undefined ? to.year - from.year : 0;
  const plain = ordinal(to) - ordinal(from) + years * 365.25;
  if (from.year !== undefined && to.year !== undefined) return plain;
  return plain > 183 ? plain - 365.25 : plain < -183 ? plain + 365.25 : plain;
};

/** A limit with one day: the last one allowed ("by 1 October"), or the first one that is enough ("at least until 31 December"). */
export type DayLimit = { readonly day: Day; readonly least: boolean };

/** The day of a limit that names exactly one, behind "by", "before", "until", "from" or a negated "after". */
export const dayLimitIn = (text: string): DayLimit | undefined => {
  // What follows a reason is no bound: "by 1 March, because the labs reopen on 3 March".
  const demand = text.split(/,?\s(?:because|since|as|weil|denn|da|car|parce que|porque)\s/u)[0] ?? text;
  const days = daysIn(demand);
  const day = days[0];
  if (days.length !== 1 || day === undefined) return undefined;
  const before = fold(text.slice(Math.max(0, day.start - 48), day.start));
  if (
    /\b(?:at least (?:until|till|to)|(?:until|till) at least|not (?:end|expire)\w* before|not before|mindestens bis|bis mindestens|nicht vor|au moins jusqu|al menos hasta)\b[^.;]*$/.test(
      before,
    )
  )
    return { day, least: true };
  const negated = /\b(?:no|not|nothing|never|nicht|nichts|kein\w*|nie)\b/.test(fold(text.slice(0, day.start)));
  if (negated && /\b(?:after|beyond|nach)\b[^.;]*$/.test(before)) return { day, least: false };
  return /\b(?:by|before|until|from|later than|latest|spatestens|bis|vor|ab|avant|antes)\b[^.;]*$/.test(before)
    ? { day, least: false }
    : undefined;
};

/** Two days can be compared when both say their year or neither does. */
export const comparable = (left: Day, right: Day): boolean => (left.year === undefined) === (right.year === undefined);
