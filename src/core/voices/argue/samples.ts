import { fold } from "../../kernel/text.ts";
import { multiplierOf, unitOf } from "../index/units.ts";
import type { Column, Evidence, Table } from "../types.ts";
import type { Sample } from "./metric.ts";
import { readings } from "./numbers.ts";

const FLAG =
  /\b(?:stub(?:bed)?|mock(?:ed)?|estimate[ds]?|modell?ed|simulated|not measured|unmeasured|extrapolated|projected|guess(?:ed)?|partial|aborted|void|invalid|discarded|ungultig|incomplete|placeholder|synthetic|warm cache|cached|dealer'?s? figure|data sheet|geschatzt|simuliert|nicht gemessen|hochgerechnet|modell|(?:does|do|did) not count|not counted|excluded|zahlt nicht|zahlen nicht|nicht gewertet|ausgenommen|ne compte pas|no cuenta)\b/;
/** Longer cells describe the option; they do not remark on a measurement. */
const REMARK_WORDS = 5;

/** The cell of one option in one row as a sample; flagged where a short remark in the row says that it was not measured like the others. */
export const sampleOf = (
  evidence: Evidence,
  table: Table,
  rowIndex: number,
  at: number,
  option: number,
  value: number,
  raw: string,
): Sample => {
  const row = table.rows[rowIndex] as Table["rows"][number];
  const text = fold(row.cells.map((cell) => cell.raw).join(" "));
  const flagged = row.cells.find(
    (cell) => cell.number === undefined && cell.raw.trim().split(/\s+/).length <= REMARK_WORDS && FLAG.test(fold(cell.raw)),
  );
  const line = row.cells[at]?.line ?? row.line;
  const place = { file: table.file, line, endLine: line };
  const shown = shownNumber(raw, value, evidence);
  const { ends } = row.cells[at] ?? {};
  return {
    option,
    value,
    shown: ends === undefined ? shown : (shown * (ends[0] + ends[1])) / (2 * ends[0]),
    raw: raw.trim(),
    place,
    row: text,
    ...(ends === undefined ? {} : { ends }),
    ...(flagged === undefined ? {} : { flag: flagged.raw.trim() }),
  };
};

/** The number as it stands in the cell. */
const shownNumber = (raw: string, value: number, evidence: Evidence): number => {
  const numeral = /-?\d[\d.,'\u00a0\u202f]*/.exec(raw.replace(/−/g, "-"))?.[0]?.replace(/[.,]$/, "");
  if (numeral === undefined) return value;
  const after = raw.slice(raw.indexOf(numeral) + numeral.length);
  const times = multiplierOf(/^[ \u00a0]?(\p{L}{1,12})/u.exec(after)?.[1] ?? "") ?? 1;
  if (times !== 1) return shownNumber(numeral, value / times, evidence) * times;
  const candidates = readings(numeral);
  if (candidates.length === 1) return candidates[0] as number;
  const english = Number(numeral.replace(/,/g, ""));
  const other = Number(numeral.replace(/\./g, "").replace(",", "."));
  if (candidates.includes(value)) return value;
  const preferred = evidence.language === "en" ? english : other;
  return Number.isFinite(preferred) ? preferred : value;
};

/** Rows in several units ("158 min", "2.7 h") are summed up in the column's own. */
export const inOneScale = (samples: readonly Sample[], column: Column): readonly Sample[] => {
  const scales = new Set(samples.flatMap(({ value, shown }) => (shown === 0 ? [] : [(value / shown).toPrecision(6)])));
  const factor = unitOf(column.unit)?.factor ?? 1;
  return scales.size < 2 ? samples : samples.map((each) => ({ ...each, shown: each.value / factor }));
};
