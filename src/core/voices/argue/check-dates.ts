import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit } from "../types.ts";
import type { Check } from "./check.ts";
import { clausesAbout } from "./clauses.ts";
import { comparable, type Day, type DayLimit, dayLimitIn, daysBetween, daysIn, yearIn } from "./dates.ts";
import { isHedged } from "./polarity.ts";
import { contentTerms, overlap, topical } from "./words.ts";

const BEGINS =
  /\b(?:start|starts|begin|begins|live|cut-?over|switched off|switches|handover|ready|available|deliver(?:s|ed|y)?|finish(?:es|ed)?|completed?|opens?|beginnt|beginnen|fertig|lauft|geliefert|einsatzbereit|verfugbar|umstellung|abgeschlossen|inbetriebnahme|einbautermin|fertigstellung|lieferung|liefertermin|delivery dates?|go-?live|mise en service|livraison|entrega)\b/;
const ENDS = /\b(?:ends?|expires?|runs? out|terminat\w+|endet|lauft (?:aus|bis)|ablauf\w*)\b/;

/**
 * Tests a limit with a day on the day stated for each option, in a clause that speaks of starting, delivering or being live (for a
 * last day) or of ending (for a least day). Days with and without a year are not compared; two days that disagree test nothing.
 */
export const checkByDate = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const wanted = dayLimitIn(limit.text);
  if (wanted === undefined) return [];
  const found = new Map<number, Check | undefined>();
  const inTable = columnDays(limit, evidence, wanted);
  for (const each of inTable.length > 0 ? inTable : statedDays(limit, evidence, wanted)) {
    const check = checkOf(limit, wanted, each);
    const known = found.get(each.option);
    found.set(each.option, found.has(each.option) && known?.state !== check.state ? undefined : check);
  }
  return [...found.values()].filter((check) => check !== undefined);
};

type StatedDay = { readonly option: number; readonly day: Day; readonly place: Check["places"][number]; readonly hedged: boolean };

const checkOf = (limit: Limit, wanted: DayLimit, each: StatedDay): Check => {
  const past = daysBetween(wanted.day, each.day);
  const bad = wanted.least ? past < 0 : past > 0;
  const state = bad ? (each.hedged ? "in doubt" : "broken") : each.hedged ? "appears kept" : "kept";
  return {
    limit: limit.id,
    option: each.option,
    state,
    note: { key: "date", values: [each.day.raw, wanted.day.raw] },
    places: [each.place],
    value: each.day.raw,
    firm: !each.hedged,
  };
};

const OVER = /\b(?:ends?|expir\w*|ende|ablauf\w*|fin|vence\w*)\b/;
/** What lasts until a day, where work that is done by a day is there from then on. */
const LASTS = /\b(?:until|bis|jusqu\p{L}*|hasta)\b/u;
const LASTING =
  /(?:vertrag|miet|garanti|gultig|laufzeit|angebot|support|update|licen|lizenz|warrant|contract|lease|valid|frei|reserv|offen|open|verfugbar|availab|free|contrat|bail|offre|oferta|contrato|libre)/;
const isOver = (name: string): boolean => OVER.test(name) || (LASTS.test(name) && LASTING.test(name));
/** Longest cell that is a day and nothing else. */
const MAX_DAY = 30;

/** The days in the one column of days that shares a word with the limit; of several rows of an option the worst. */
const columnDays = (limit: Limit, evidence: Evidence, wanted: DayLimit): readonly StatedDay[] => {
  const columns = evidence.tables.flatMap((table) =>
    table.columns.flatMap((column, at) => {
      if (at === table.keyColumn || column.type !== "text" || overlap(topical(column.terms), limit.terms) === 0) return [];
      // "contract_end" answers to no "contract signed by".
      if (!wanted.least && isOver(fold(column.name.replaceAll("_", " "))) && !isOver(fold(limit.text))) return [];
      const days = table.rows.flatMap((row, r): readonly StatedDay[] => {
        const option = table.rowOption[r] ?? -1;
        const raw = row.cells[at]?.raw.trim() ?? "";
        const [day, ...more] = raw.length > MAX_DAY ? [] : daysIn(raw);
        const line = row.cells[at]?.line ?? row.line;
        return option < 0 || day === undefined || more.length > 0
          ? []
          : [{ option, day, place: { file: table.file, line, endLine: line }, hedged: isHedged(without(raw, day)) }];
      });
      return days.length === 0 ? [] : [days];
    }),
  );
  const [only] = columns;
  if (only === undefined || columns.length > 1) return [];
  const years = new Set(only.map(({ day }) => day.year));
  // "By 1 March" on days that all lie in one year means that year.
  const sameYear = wanted.day.year === undefined && years.size === 1;
  const fitting = only.flatMap((each) =>
    comparable(each.day, wanted.day) ? [each] : sameYear ? [{ ...each, day: { ...each.day, year: undefined } }] : [],
  );
  return evidence.options.flatMap(({ id }) => {
    const own = fitting.filter((each) => each.option === id);
    const worst = own.reduce<StatedDay | undefined>((left, right) => {
      if (left === undefined) return right;
      return daysBetween(left.day, right.day) > 0 === wanted.least ? left : right;
    }, undefined);
    return worst === undefined ? [] : [worst];
  });
};

const statedDays = (limit: Limit, evidence: Evidence, wanted: DayLimit): readonly StatedDay[] => {
  const verbs = wanted.least ? ENDS : BEGINS;
  const terms = topical(limit.terms).map(infinitive);
  return clausesAbout(evidence).flatMap(({ option, text, place, lead }) => {
    const about = overlap(contentTerms(text, evidence.language).map(infinitive), terms) > 0;
    const year = wanted.least && wanted.day.year !== undefined && daysIn(text).length === 0 ? yearIn(text) : undefined;
    // "Promised until 2035": the first day of that year is the least it says, and enough where it is past the day wanted.
    if (year !== undefined) return about && daysBetween(wanted.day, year) > 0 ? [{ option, day: year, place, hedged: isHedged(text) }] : [];
    const days = daysIn(text);
    const day = days[0];
    if (days.length !== 1 || day === undefined || !comparable(day, wanted.day)) return [];
    const hedged = isHedged(
      EARLIEST.test(fold(text)) && daysBetween(wanted.day, day) > 0 ? without(text, day).replace(COULD, " ") : without(text, day),
    );
    return about || verbs.test(fold(`${lead} ${text}`)) ? [{ option, day, place, hedged }] : [];
  });
};

/** "It could begin on 20 April" says that it begins no earlier. */
const EARLIEST =
  /\b(?:could|can|konnte\w*|kann) (?:\p{L}+ ){0,2}(?:start|begin|open|deliver|come|be (?:ready|delivered|done|here)|am|ab)\b/u;
const COULD = /\b(?:could|könnten?)\b/giu;

/** "May" is a month here. */
const without = (text: string, day: Day): string => text.replace(day.raw, " ");

/** "Eingeführt" and "Einführung" begin alike without the German participle's "ge". */
const infinitive = (stem: string): string => stem.replace(/^(ein|aus|auf|ab|an|um|vor|her|fertig)ge(?=.{3})/u, "$1");
