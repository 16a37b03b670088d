/** The candidate that a person most likely meant: at most 2 letters away (1 for a short word), the nearest, the first of equals. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  const plain = word.toLowerCase();
  let best: string | undefined;
  let least = plain.length > 4 ? 3 : 2;
  for (const candidate of candidates) {
    const distance = editDistance(plain, candidate.toLowerCase());
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
};

/** Longest words that are compared; longer ones are far from everything. */
const MAX_CHARS = 60;

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
const editDistance = (left: string, right: string): number => {
  if (left.length > MAX_CHARS || right.length > MAX_CHARS) return Number.POSITIVE_INFINITY;
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const change = left[i - 1] === right[j - 1] ? 0 : 1;
      const swap =
        i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1] ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + change, swap));
    }
    before = above;
    above = row;
  }
  return at(above, right.length);
};

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
