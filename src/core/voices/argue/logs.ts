import { termSet } from "../index/terms.ts";
import type { Evidence, Log, LogLine, Place } from "../types.ts";
import type { Fact, Stance } from "./fact.ts";
import { formatNumber, median } from "./numbers.ts";
import { overlap, topical } from "./words.ts";

/** What a log shows: the order of first anomalies, the most frequent error, a jump of a number. Earlier may cause later, never the reverse. */
export const logFacts = (evidence: Evidence): readonly Fact[] =>
  evidence.logs.flatMap((log, index) => [
    ...orderFact(log, index, evidence),
    ...topFact(log, index, evidence),
    ...jumpFact(log, index, evidence),
  ]);

const ALARM = /^(?:WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|SEVERE|ALERT)$/i;
const FAIL = /^(?:ERROR|ERR|FATAL|CRITICAL|SEVERE|ALERT)$/i;
const CHANGE = /\b(?:deploy(?:ed|ment)?|release|config|migration|failover|restart(?:ed)?|rollback|raised|resized|set to)\b/i;

const place = (log: Log, line: LogLine): Place => ({ file: log.file, line: line.line, endLine: line.line });

/** First occurrences of alarm templates and change events, in time order; at most five. */
const firsts = (log: Log): readonly LogLine[] => {
  const seen = new Set<string>();
  const found: LogLine[] = [];
  for (const line of log.lines) {
    if (!(ALARM.test(line.level) || CHANGE.test(line.message)) || seen.has(line.template)) continue;
    seen.add(line.template);
    found.push(line);
  }
  return found;
};

const stancesFor = (line: LogLine | undefined, value: number, evidence: Evidence): readonly Stance[] => {
  if (line === undefined) return [];
  const stems = topical(termSet(line.message, evidence.language));
  const scores = evidence.options.map((option) => ({
    option: option.id,
    shared: overlap(topical(termSet(option.name, evidence.language)), stems),
  }));
  const best = Math.max(...scores.map((each) => each.shared));
  const named = scores.filter((each) => each.shared === best);
  return best >= 1 && named.length === 1 && named[0] ? [{ option: named[0].option, value }] : [];
};

const orderFact = (log: Log, index: number, evidence: Evidence): readonly Fact[] => {
  const events = firsts(log).slice(0, 5);
  const alarms = events.filter((line) => ALARM.test(line.level));
  const first = alarms[0];
  const failure = log.lines.find((line) => FAIL.test(line.level));
  if (first === undefined || failure === undefined || alarms.length < 2) return [];
  const remedies = evidence.options.some((option) => option.kind === "remedy");
  return [
    {
      id: `log/order/${index}`,
      kind: "log",
      criterion: -1,
      strength: 3,
      quality: 0.8,
      computed: true,
      subject: "",
      figures: [],
      stances: remedies ? stancesFor(first, 0.6, evidence) : [],
      places: events.map((line) => place(log, line)),
      note: { key: "log-order", values: events.flatMap((line) => [clock(line), line.message]) },
    },
  ];
};

const clock = (line: LogLine): string => /\d{2}:\d{2}(?::\d{2})?/.exec(line.stamp)?.[0] ?? line.stamp;

const topFact = (log: Log, index: number, evidence: Evidence): readonly Fact[] => {
  const errors = log.lines.filter((line) => FAIL.test(line.level));
  if (errors.length < 5) return [];
  const groups = new Map<string, LogLine[]>();
  for (const line of errors) groups.set(line.template, [...(groups.get(line.template) ?? []), line]);
  const [top] = [...groups.values()].sort(
    (left, right) => right.length - left.length || (left[0] as LogLine).line - (right[0] as LogLine).line,
  );
  const head = top?.[0];
  const tail = top?.[top.length - 1];
  if (top === undefined || head === undefined || tail === undefined) return [];
  const share = Math.round((100 * top.length) / errors.length);
  const remedies = evidence.options.some((option) => option.kind === "remedy");
  return [
    {
      id: `log/top/${index}`,
      kind: "log",
      criterion: -1,
      strength: 3,
      quality: 0.6,
      computed: true,
      subject: "",
      figures: [],
      stances: remedies ? stancesFor(head, 0.4, evidence) : [],
      quote: head.message,
      places: [place(log, head), ...(tail === head ? [] : [place(log, tail)])],
      note: { key: "log-top", values: [`${share}`, formatNumber(errors.length, evidence.language, 0), `${top.length}`] },
    },
  ];
};

/** The largest ratio of medians of 20 values before and after, of one number in one template; from a factor of three on. */
const jumpFact = (log: Log, index: number, evidence: Evidence): readonly Fact[] => {
  const series = new Map<string, { line: LogLine; value: number }[]>();
  for (const line of log.lines) {
    const match = /(?:=|\s)(\d+(?:\.\d+)?)\s?(?:ms|s)\b/.exec(line.message) ?? /\bms=(\d+(?:\.\d+)?)/.exec(line.message);
    if (match === null) continue;
    const list = series.get(line.template) ?? [];
    list.push({ line, value: Number(match[1]) });
    series.set(line.template, list);
  }
  const [longest] = [...series.values()].sort((left, right) => right.length - left.length);
  if (longest === undefined || longest.length < 20) return [];
  const base = median(longest.slice(0, 20).map((each) => each.value));
  const at = longest.findIndex(
    (each, i) => i >= 10 && each.value > 3 * base && longest.slice(i, i + 3).filter((next) => next.value > 3 * base).length >= 2,
  );
  const hit = at < 0 ? undefined : longest[at];
  if (hit === undefined || base <= 0) return [];
  return [
    {
      id: `log/jump/${index}`,
      kind: "log",
      criterion: -1,
      strength: 3,
      quality: 0.6,
      computed: true,
      subject: "",
      figures: [],
      stances: [],
      quote: hit.line.message,
      places: [
        place(log, hit.line),
        {
          file: log.file,
          line: (longest[0] as (typeof longest)[number]).line.line,
          endLine: (longest[19] as (typeof longest)[number]).line.line,
        },
      ],
      note: { key: "log-jump", values: [clock(hit.line), formatNumber(base, evidence.language, 0)] },
    },
  ];
};
