import { fixed } from "../kernel/python-number.ts";

/** A print on the curve; `n` counts from 1, quality is in [0, 1]. */
export type CurvePoint = { readonly n: number; readonly quality: number; readonly isClean: boolean };

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 40;
const BOTTOM = 28;
const TOP = 12;

/** Labels that fit under the curve; of more prints only the first of each stretch is named. */
const MOST_LABELS = 16;

/** Quality by print as inline SVG, 0 at the bottom and 1 at the top. A failed print is a cross, so that nothing rests on colour. */
export const qualitySvg = (points: readonly CurvePoint[]): string => {
  const x = (index: number): number => tenth(LEFT + (points.length < 2 ? 0.5 : index / (points.length - 1)) * (WIDTH - LEFT - 20));
  const y = (quality: number): number => tenth(TOP + (1 - quality) * (HEIGHT - TOP - BOTTOM));
  const grid = [0, 0.5, 1].map(
    (level) =>
      `<line x1="${LEFT}" y1="${y(level)}" x2="${WIDTH - 10}" y2="${y(level)}" stroke="var(--line)"/><text class="small" x="${LEFT - 6}" y="${y(level) + 4}" text-anchor="end">${fixed(level, 1)}</text>`,
  );
  const line = `<polyline class="line" points="${points.map(({ quality }, index) => `${x(index)},${y(quality)}`).join(" ")}"/>`;
  const marks = points.map(({ quality, isClean }, index) =>
    isClean
      ? `<circle class="dot" cx="${x(index)}" cy="${y(quality)}" r="4"/>`
      : `<path d="M${x(index) - 4} ${y(quality) - 4}l8 8m0 -8l-8 8" stroke="var(--against)" stroke-width="2"/>`,
  );
  const every = Math.ceil(points.length / MOST_LABELS);
  const labels = points.flatMap(({ n }, index) =>
    index % every === 0 ? [`<text class="small" x="${x(index)}" y="${HEIGHT - 8}" text-anchor="middle">${n}</text>`] : [],
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" aria-label="quality by print">${[...grid, line, ...marks, ...labels].join("")}</svg>`;
};

const tenth = (value: number): number => Math.round(value * 10) / 10;
