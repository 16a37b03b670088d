/** 1 for letters, digits, `_` and `-`. */
const IN_RUN = new Uint8Array(128);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") IN_RUN[char.charCodeAt(0)] = 1;

/** Whether a code unit belongs to a run. */
export const isRunUnit = (unit: number): boolean => unit < 128 && IN_RUN[unit] === 1;

/**
 * Calls `visit` for every maximal run of letters, digits, `_` and `-` of at least `least` units, in order. Skips like
 * Boyer and Moore (1977): where the last unit of a window is outside, no run covers the window.
 */
export const longRuns = (text: string, least: number, visit: (start: number, end: number) => void): void => {
  const length = text.length;
  let start = 0;
  while (start + least <= length) {
    let probe = start + least - 1;
    while (probe >= start && isRunUnit(text.charCodeAt(probe))) probe--;
    if (probe >= start) {
      start = probe + 1;
      continue;
    }
    let end = start + least;
    while (end < length && isRunUnit(text.charCodeAt(end))) end++;
    visit(start, end);
    start = end + 1;
  }
};
