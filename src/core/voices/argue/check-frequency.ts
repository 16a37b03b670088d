import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit, Place, Table } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { clausesAbout } from "./clauses.ts";
import { type Frequency, frequenciesIn } from "./frequency.ts";
import { isHedged, isNegated } from "./polarity.ts";
import { isInterested } from "./stated.ts";
import { contentTerms, overlap, topical } from "./words.ts";

const LEAST =
  /\b(?:at least|no less (?:often )?than|not less (?:often )?than|minimum|mindestens|wenigstens|zumindest|au moins|minimum|al menos|por lo menos|como minimo)\b\s$/u;
const MOST =
  /\b(?:at most|no more (?:often )?than|not more (?:often )?than|maximum|hochstens|maximal|nicht ofter als|au plus|au maximum|como maximo|como mucho)\b\s$/u;
/** Longest cell that is a frequency and little else. */
const MAX_CELL = 60;

/**
 * Tests "delivery at least once a week" on how often each option does it: the one column of frequencies that shares a word with the limit, else the one
 * frequency in clauses of the option that do. Undefined where the limit bounds no frequency; guesses, denials and claims of a supplier say none.
 */
export const checkByFrequency = (limit: Limit, evidence: Evidence): readonly Check[] | undefined => {
  const [bound, ...more] = frequenciesIn(limit.text);
  const before = bound === undefined ? "" : fold(limit.text).slice(0, bound.start);
  const cmp = LEAST.test(before) ? ">=" : MOST.test(before) ? "<=" : undefined;
  if (bound === undefined || more.length > 0 || cmp === undefined) return undefined;
  const columns = evidence.tables.flatMap((table) => columnsOf(table, limit));
  if (columns.length > 1) return [];
  const said = columns[0] ?? clausesSaying(limit, evidence);
  return evidence.options.flatMap(({ id }) => {
    const own = said.filter(({ option }) => option === id);
    const [first] = own;
    if (first === undefined || new Set(own.map(({ often }) => often.perWeek)).size > 1) return [];
    return [checkOf(limit, first, keeps(first.often.perWeek, cmp, bound.perWeek))];
  });
};

type Said = { readonly option: number; readonly often: Frequency; readonly place: Place; readonly text: string };

const columnsOf = (table: Table, limit: Limit): readonly (readonly Said[])[] =>
  table.columns.flatMap((column, at) => {
    if (at === table.keyColumn || overlap(topical(column.terms).map(root), topical(limit.terms).map(root)) === 0) return [];
    const cells = table.rows.flatMap((row, r): readonly Said[] => {
      const text = row.cells[at]?.raw.trim() ?? "";
      const [often, ...more] = text.length > MAX_CELL || isHedged(text) || isNegated(text) ? [] : frequenciesIn(text);
      const option = table.rowOption[r] ?? -1;
      const line = row.cells[at]?.line ?? row.line;
      return option < 0 || often === undefined || more.length > 0
        ? []
        : [{ option, often, text, place: { file: table.file, line, endLine: line } }];
    });
    return cells.length === 0 ? [] : [cells];
  });

/** "Delivers", "delivery" and "delivered" begin alike. */
const root = (stem: string): string => stem.replace(/(?:y|ie|er|ung|s|ed|ing)$/u, "");

const clausesSaying = (limit: Limit, evidence: Evidence): readonly Said[] => {
  const wanted = topical(limit.terms).map(root);
  return clausesAbout(evidence).flatMap(({ option, text, place }) => {
    const [often, ...more] = frequenciesIn(text);
    if (often === undefined || more.length > 0 || isHedged(text) || isNegated(text) || isInterested(text)) return [];
    return overlap(contentTerms(text, evidence.language).map(root), wanted) === 0 ? [] : [{ option, often, text, place }];
  });
};

const checkOf = (limit: Limit, { option, often, place, text }: Said, kept: boolean): Check => ({
  limit: limit.id,
  option,
  state: kept ? "kept" : "broken",
  note: { key: "stated", values: [text] },
  places: [place],
  value: text.length <= MAX_CELL ? text : often.raw,
  firm: true,
});
