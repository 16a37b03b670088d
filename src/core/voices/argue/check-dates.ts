import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit } from "../types.ts";
import type { Check } from "./check.ts";
import { clausesAbout } from "./clauses.ts";
import { comparable, type Day, type DayLimit, dayLimitIn, daysBetween, daysIn } from "./dates.ts";
import { isHedged } from "./polarity.ts";

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
  for (const each of statedDays(evidence, wanted)) {
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

const statedDays = (evidence: Evidence, wanted: DayLimit): readonly StatedDay[] =>
  clausesAbout(evidence).flatMap(({ option, text, place, lead }) => {
    const verbs = wanted.least ? ENDS : BEGINS;
    const days = daysIn(text);
    const day = days[0];
    if (days.length !== 1 || day === undefined || !comparable(day, wanted.day) || !verbs.test(fold(`${lead} ${text}`))) return [];
    return [{ option, day, place, hedged: isHedged(text) }];
  });
