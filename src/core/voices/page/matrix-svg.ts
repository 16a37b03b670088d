import { clip } from "../../kernel/text.ts";
import type { DecisionWords } from "../decide/words.ts";
import type { Decision } from "../types.ts";
import { escapeHtml } from "./html.ts";

const LABEL = 270;
const COLUMN = 170;
const ROW = 44;
const HEAD = 40;
/** Characters that fit into a label and into a column at the drawing's type size. */
const LABEL_CHARS = 37;
const COLUMN_CHARS = 19;

type Cell = Decision["criteria"][number]["cells"][number];

/** A sign is a class for its colour and a glyph (the legend's), so that no reading depends on colour. `?` stands for no evidence or no stance. */
const SIGNS: Readonly<Record<Cell["sign"], { readonly name: string; readonly glyph: string }>> = {
  "+": { name: "for", glyph: "(+)" },
  "-": { name: "against", glyph: "(−)" },
  "0": { name: "level", glyph: "(0)" },
  "?": { name: "none", glyph: "" },
};

/**
 * Criteria × options as inline SVG: a row a criterion with its weight as a bar, a column an option, a cell with its value and
 * sign; the last row is the score as a bar from 0. Options that are out are marked so. "" when there is nothing to compare.
 */
export const matrixSvg = (decision: Decision, words: DecisionWords): string => {
  const names = decision.criteria[0]?.cells.map((cell) => cell.option) ?? [];
  if (names.length === 0) return "";
  const width = LABEL + names.length * COLUMN;
  const height = HEAD + (decision.criteria.length + 1) * ROW;
  const heads = names.map((name, column) => headOf(decision, name, column));
  const rows = decision.criteria.flatMap((row, index) => {
    const y = HEAD + index * ROW;
    return [labelOf(row.name + (row.inferred ? " *" : ""), row.weight, y), ...row.cells.map((cell, column) => cellOf(cell, column, y))];
  });
  const scores = scoreRow(decision, names, HEAD + decision.criteria.length * ROW, words.score);
  return `<svg class="matrix" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escapeHtml(words.sections.table)}">${[...heads, ...rows, ...scores].join("")}</svg>`;
};

const xOf = (column: number): number => LABEL + column * COLUMN;

const titled = (full: string, most: number): string => {
  const shown = clip(full, most);
  return `${shown === full ? "" : `<title>${escapeHtml(full)}</title>`}${escapeHtml(shown)}`;
};

const headOf = (decision: Decision, name: string, column: number): string => {
  const row = decision.options.find((option) => option.name === name);
  const first = decision.kind === "answer" && decision.options[0]?.name === name;
  const state = row?.out === true ? "out" : first ? "first" : "";
  return `<text class="head ${state}" x="${xOf(column) + 8}" y="24">${titled(name, COLUMN_CHARS)}</text>`;
};

const labelOf = (name: string, weight: number, y: number): string =>
  [
    `<text x="0" y="${y + 18}">${titled(name, LABEL_CHARS)}</text>`,
    `<rect class="weight" x="0" y="${y + 26}" width="${tenth((LABEL - 60) * weight)}" height="6" rx="3"/>`,
    `<text class="small" x="${tenth((LABEL - 60) * weight) + 6}" y="${y + 33}">${Math.round(weight * 100)} %</text>`,
  ].join("");

const cellOf = (cell: Cell, column: number, y: number): string => {
  const sign = SIGNS[cell.sign];
  const x = xOf(column);
  const value = cell.value === "" ? "–" : cell.value;
  return [
    `<rect class="cell ${sign.name}" x="${x + 2}" y="${y + 2}" width="${COLUMN - 4}" height="${ROW - 4}" rx="4"/>`,
    `<text x="${x + 10}" y="${y + 27}">${titled(value, COLUMN_CHARS - 3)}</text>`,
    `<text class="glyph" x="${x + COLUMN - 12}" y="${y + 27}" text-anchor="end">${sign.glyph}</text>`,
  ].join("");
};

const scoreRow = (decision: Decision, names: readonly string[], y: number, title: string): readonly string[] => {
  const scores = names.map((name) => decision.options.find((option) => option.name === name)?.score ?? 0);
  const most = Math.max(0.01, ...scores.map(Math.abs));
  const half = COLUMN / 2 - 14;
  return [
    `<text class="head" x="0" y="${y + 26}">${escapeHtml(title)}</text>`,
    ...scores.map((score, column) => {
      const middle = xOf(column) + COLUMN / 2;
      const length = tenth((Math.abs(score) / most) * half);
      return [
        `<line class="axis" x1="${middle}" y1="${y + 10}" x2="${middle}" y2="${y + 26}"/>`,
        `<rect class="${score < 0 ? "against" : "for"} bar" x="${score < 0 ? middle - length : middle}" y="${y + 12}" width="${length}" height="12"/>`,
        `<text class="small" x="${middle}" y="${y + 39}" text-anchor="middle">${signed(score)}</text>`,
      ].join("");
    }),
  ];
};

const signed = (score: number): string => `${score < 0 ? "−" : "+"}${Math.abs(score).toFixed(2)}`;

const tenth = (value: number): number => Math.round(value * 10) / 10;
