import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit, Place } from "../types.ts";
import type { Check } from "./check.ts";
import { clausesAbout } from "./clauses.ts";
import { type Clock, type ClockLimit, clockLimitIn, clocksIn } from "./clock.ts";
import { isHedged } from "./polarity.ts";
import { isInterested } from "./stated.ts";
import { contentTerms, overlap, topical } from "./words.ts";

type Found = { readonly option: number; readonly clock: Clock; readonly place: Place; readonly hedged: boolean };

const ENDS =
  /\b(?:leave[sd]?|leaving|left|clos\w+|ends?|ended|finish\w*|last|until|till|home|done|schlie\w*|schluss|ende[nt]?|fertig|bis|ferme\w*|fin|cierra|hasta|termina\w*)\b/;
const STARTS =
  /\b(?:open|opens|opening|start\w*|begin\w*|arriv\w*|first|from|offnet|offnung|beginn\w*|ab|ankunft|ouvre|debut|abre|empieza)\b/;

/** Whether two texts speak of the same edge of a stretch of time: "closes" and "open until", "starts" and "no later than 8:00". */
const sameEdge = (left: string, right: string): boolean => {
  const [mine, theirs] = [fold(left), fold(right)];
  if (ENDS.test(mine) && ENDS.test(theirs)) return true;
  return STARTS.test(mine) && STARTS.test(theirs) && !ENDS.test(mine) && !ENDS.test(theirs);
};

/**
 * Tests a limit with a time of day ("the last patient must leave by 17:30", "open until at least 18:00") on the times in the one column that it
 * names, else on the one time that an option's own clauses name beside a word of the limit. Every row must keep it; rows that differ, and two
 * times that do not agree, leave it in doubt or untested.
 */
export const checkByClock = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const wanted = clockLimitIn(limit.text);
  if (wanted === undefined) return [];
  const inTable = columnTimes(limit, evidence);
  const found = inTable.length > 0 ? inTable : statedTimes(limit, evidence);
  return evidence.options.flatMap((option) => {
    const own = found.filter((each) => each.option === option.id);
    return own.length === 0 || (inTable.length === 0 && new Set(own.map((each) => each.clock.minutes)).size > 1)
      ? []
      : [checkOf(limit, option.id, own, wanted)];
  });
};

const checkOf = (limit: Limit, option: number, own: readonly Found[], { clock, least }: ClockLimit): Check => {
  const fails = own.filter((each) => (least ? each.clock.minutes < clock.minutes : each.clock.minutes > clock.minutes));
  const worst = (fails.length > 0 ? fails : own).reduce((left, right) =>
    least === right.clock.minutes < left.clock.minutes ? right : left,
  );
  const hedged = own.some((each) => each.hedged);
  const state = fails.length === 0 ? (hedged ? "appears kept" : "kept") : !hedged && fails.length * 2 > own.length ? "broken" : "in doubt";
  return {
    limit: limit.id,
    option,
    state,
    note: { key: "date", values: [worst.clock.raw, clock.raw] },
    places: (fails.length > 0 ? fails : own).map((each) => each.place),
    value: worst.clock.raw,
    firm: !hedged,
  };
};

/** The cells of the one column of times of day that shares a word with the limit, or of the only one. */
const columnTimes = (limit: Limit, evidence: Evidence): readonly Found[] => {
  const columns = evidence.tables.flatMap((table) =>
    table.columns.flatMap((column, at) => {
      if (at === table.keyColumn || column.type !== "text") return [];
      const cells = table.rows.flatMap((row, r): readonly Found[] => {
        const option = table.rowOption[r] ?? -1;
        const raw = row.cells[at]?.raw.trim() ?? "";
        const [clock, ...more] = raw.length > 16 ? [] : clocksIn(raw);
        const line = row.cells[at]?.line ?? row.line;
        if (option < 0 || clock === undefined || more.length > 0 || clock.raw !== raw) return [];
        return [{ option, clock, place: { file: table.file, line, endLine: line }, hedged: false }];
      });
      const filled = table.rows.filter((row, r) => (table.rowOption[r] ?? -1) >= 0 && (row.cells[at]?.raw.trim() ?? "") !== "").length;
      const score = overlap(topical(column.terms), limit.terms) + (sameEdge(column.name.replaceAll("_", " "), limit.text) ? 1 : 0);
      return cells.length === 0 || cells.length < filled ? [] : [{ cells, score }];
    }),
  );
  const most = Math.max(...columns.map((column) => column.score));
  const best = columns.filter((column) => column.score === most);
  return best.length === 1 && most > 0 ? (best[0]?.cells ?? []) : [];
};

const statedTimes = (limit: Limit, evidence: Evidence): readonly Found[] =>
  clausesAbout(evidence).flatMap(({ option, text, place, lead }) => {
    const [clock, ...more] = clocksIn(text);
    const sentence = evidence.sentences.find(
      (each) => each.place.file === place.file && each.place.line === place.line && each.text.includes(text),
    );
    const shared = overlap(sentence?.terms ?? contentTerms(`${lead} ${fold(text)}`, evidence.language), topical(limit.terms));
    const about = shared > 1 || (shared > 0 && sameEdge(sentence?.text ?? text, limit.text));
    return clock === undefined || more.length > 0 || !about || isInterested(text) ? [] : [{ option, clock, place, hedged: isHedged(text) }];
  });
