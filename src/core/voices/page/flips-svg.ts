import { clip } from "../../kernel/text.ts";
import type { Decision, FlipPoint } from "../types.ts";
import { escapeHtml } from "./html.ts";

const WIDTH = 640;
const PAD = 40;
const ROW = 74;

/**
 * Where the answer turns, as inline SVG: one scale a flip point, from 0 (or below) to past the larger of both figures, with ● where
 * the figure stands and ◆ where the answer turns. "" when no flip is a figure on a scale.
 */
export const flipsSvg = (decision: Decision, title: string): string => {
  const points = decision.flips.flatMap(({ point }) => (point === undefined ? [] : [point]));
  if (points.length === 0) return "";
  const height = points.length * ROW;
  const rows = points.map((point, index) => scaleOf(point, index * ROW));
  return `<svg class="flips" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-label="${escapeHtml(title)}">${rows.join("")}</svg>`;
};

const scaleOf = ({ subject, now, turns, nowText, turnsText }: FlipPoint, top: number): string => {
  const low = Math.min(0, now, turns);
  const high = Math.max(now, turns) * 1.15 || 1;
  const at = (value: number): number => Math.round((PAD + ((value - low) / (high - low)) * (WIDTH - 2 * PAD)) * 10) / 10;
  const y = top + 46;
  const [from, to] = [at(now), at(turns)];
  const mark = (x: number, glyph: string, text: string, above: boolean): string =>
    `<text class="glyph" x="${x}" y="${y + 5}" text-anchor="middle">${glyph}</text><text class="small" x="${x}" y="${above ? y - 10 : y + 22}" text-anchor="middle">${escapeHtml(text)}</text>`;
  return [
    `<text x="0" y="${top + 16}">${escapeHtml(clip(subject, 90))}</text>`,
    `<line class="axis" x1="${PAD}" y1="${y}" x2="${WIDTH - PAD}" y2="${y}"/>`,
    `<line class="move" x1="${from}" y1="${y}" x2="${to}" y2="${y}"/>`,
    mark(from, "●", nowText, false),
    mark(to, "◆", turnsText, true),
  ].join("");
};
