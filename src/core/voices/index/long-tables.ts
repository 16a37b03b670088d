import { fold } from "../../kernel/text.ts";
import { isMissing } from "./cells.ts";
import type { RawTable } from "./raw-table.ts";

/** Most measures that one long table is taken apart into. */
const MAX_MEASURES = 40;

const measureHead =
  /^(?:metric|measure|measurement|kpi|criterion|indicator|parameter|key figure|kennzahl|messgrosse|merkmal|indicateur|mesure|metrique|metrica|indicador)s?$/u;
const valueHead = /^(?:value|result|reading|amount|score|wert|ergebnis|valeur|resultat|valor|resultado)s?$/u;

/**
 * Takes a long table ("cdn, metric, region, value") apart into one table per measure, whose value column bears the measure's name
 * (and with it the unit). Any other table comes back alone and unchanged.
 */
export const longTables = (raw: RawTable): RawTable[] => {
  const measureAt = raw.header.findIndex((cell) => measureHead.test(fold(cell.text).replaceAll("_", " ")));
  const valueAt = raw.header.findIndex((cell) => valueHead.test(fold(cell.text)));
  if (measureAt < 0 || valueAt < 0 || raw.header.length < 3) return [raw];
  const names = [...new Set(raw.rows.map((row) => row.cells[measureAt]?.text ?? ""))].filter((name) => !isMissing(name));
  if (names.length < 2 || names.length > MAX_MEASURES) return [raw];
  const kept = raw.header.map((_, at) => at).filter((at) => at !== measureAt);
  return names.map((name) => ({
    ...raw,
    header: kept.map((at) => (at === valueAt ? { text: name, line: raw.line } : (raw.header[at] ?? { text: "", line: raw.line }))),
    rows: raw.rows
      .filter((row) => row.cells[measureAt]?.text === name)
      .map((row) => ({ line: row.line, cells: kept.map((at) => row.cells[at] ?? { text: "", line: row.line }) })),
  }));
};
