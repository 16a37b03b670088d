import type { Log, LogLine, Source } from "../types.ts";

/** Most lines of one log. */
const MAX_LOG_LINES = 200_000;
const DAY = 86_400;

type Stamp = { readonly seconds: number; readonly text: string; readonly end: number; readonly clockOnly: boolean };

const iso = /^[[(]?(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:Z|[+-]\d\d:?\d\d)?[\])]?/u;
const european = /^[[(]?(\d{1,2})[./](\d{1,2})[./](\d{4}),?[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?[\])]?/u;
const apache = /^(?:\S{1,60} \S{1,30} \S{1,30} )?\[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?: [+-]\d{4})?\]/u;
const syslog = /^([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)/u;
const clock = /^[[(]?(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?[\])]?(?=[ \t|,;])/u;
const months = new Map("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ").map((name, i): [string, number] => [name, i + 1]));

/** Days since 1970-01-01 of a date of the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms", 2013). */
const days = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
};

const at = (hour?: string, minute?: string, second?: string, fraction?: string): number =>
  Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0) + (fraction ? Number(`0.${fraction}`) : 0);

const stampOf = (line: string): Stamp | undefined => {
  const head = line.slice(0, 200);
  let match = iso.exec(head);
  if (match)
    return stamp(match, days(Number(match[1]), Number(match[2]), Number(match[3])) * DAY + at(match[4], match[5], match[6], match[7]));
  match = european.exec(head);
  if (match)
    return stamp(match, days(Number(match[3]), Number(match[2]), Number(match[1])) * DAY + at(match[4], match[5], match[6], match[7]));
  match = apache.exec(head);
  if (match)
    return stamp(
      match,
      days(Number(match[3]), months.get(match[2] as string) ?? 1, Number(match[1])) * DAY + at(match[4], match[5], match[6]),
    );
  match = syslog.exec(head);
  if (match && months.has(match[1] as string))
    return stamp(match, days(2000, months.get(match[1] as string) ?? 1, Number(match[2])) * DAY + at(match[3], match[4], match[5]));
  match = clock.exec(head);
  return match ? { ...stamp(match, at(match[1], match[2], match[3], match[4])), clockOnly: true } : undefined;
};

const stamp = (match: RegExpExecArray, seconds: number): Stamp => ({
  seconds,
  text: match[0].replace(/^[[(]|[\])]$/gu, ""),
  end: match[0].length,
  clockOnly: false,
});

const level = /\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|CRIT|SEVERE|ALERT|EMERG)\b/u;
const keyedLevel = /\b(?:level|lvl|severity)[=:]"?([a-zA-Z]{3,9})/u;
const levels = new Map([
  ["WARNING", "WARN"],
  ["ERR", "ERROR"],
  ["CRIT", "FATAL"],
  ["CRITICAL", "FATAL"],
  ["SEVERE", "ERROR"],
  ["ALERT", "FATAL"],
  ["EMERG", "FATAL"],
]);

const levelOf = (line: string): string => {
  const head = line.slice(0, 160);
  const found = (level.exec(head.slice(0, 80))?.[1] ?? keyedLevel.exec(head)?.[1] ?? "").toUpperCase();
  return levels.get(found) ?? found;
};

/** Whether lines read as a log: at least four lines, and most of the first hundred begin with a time. */
export const isLog = (lines: readonly string[]): boolean => {
  const sample = lines.filter((line) => line.trim() !== "").slice(0, 100);
  return sample.length >= 4 && sample.filter((line) => stampOf(line) !== undefined).length * 10 >= sample.length * 6;
};

/** Reads a log. `firstLine` is the number of `source.lines[0]`. Clock-only times gain a day when they fall back by more than twelve hours. */
export const logOf = (source: Pick<Source, "file" | "lines">, firstLine: number): Log => {
  const lines: LogLine[] = [];
  let origin: number | undefined;
  let last = 0;
  let offset = 0;
  for (const [i, text] of source.lines.slice(0, MAX_LOG_LINES).entries()) {
    if (text.trim() === "") continue;
    const read = stampOf(text);
    if (read) {
      origin ??= read.seconds;
      if (read.clockOnly && read.seconds + offset - origin < last - DAY / 2) offset += DAY;
      last = read.seconds + offset - origin;
    }
    const message = messageOf(read ? text.slice(read.end) : text);
    lines.push({
      line: firstLine + i,
      seconds: last,
      stamp: read?.text ?? "",
      level: levelOf(text),
      message,
      template: templateOf(message),
    });
  }
  return { file: source.file, lines };
};

const messageOf = (rest: string): string => {
  const text = rest.replace(/^[\s|,;:-]{1,20}/u, "");
  const head =
    /^[[(<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|CRIT|SEVERE|ALERT|EMERG)[\])>]?[\s|,;:-]{1,20}/u.exec(text);
  return (head ? text.slice(head[0].length) : text).trim().slice(0, 1000);
};

/** The shape of a message: quotes, ids, addresses and numbers masked. */
const templateOf = (message: string): string =>
  message
    .slice(0, 300)
    .replace(/"[^"]{0,120}"|'[^']{0,120}'/gu, "<quote>")
    .replace(/\b(?=[0-9a-f-]*\d)[0-9a-f]{6,}(?:-[0-9a-f]{2,}){0,6}\b/gu, "<id>")
    .replace(/\d{1,20}(?:[.,:]\d{1,20}){0,4}/gu, "<n>");
