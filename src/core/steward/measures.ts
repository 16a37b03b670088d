/** What can be asked of the numbers of a column, and what of its values. */
export type Measure = "sum" | "mean" | "median" | "min" | "max" | "distinct" | { readonly percentile: number };

const NAMES: Readonly<Record<string, Measure>> = {
  sum: "sum",
  total: "sum",
  mean: "mean",
  average: "mean",
  avg: "mean",
  median: "median",
  p50: "median",
  min: "min",
  minimum: "min",
  lowest: "min",
  smallest: "min",
  least: "min",
  max: "max",
  maximum: "max",
  highest: "max",
  largest: "max",
  biggest: "max",
  greatest: "max",
  distinct: "distinct",
  unique: "distinct",
  different: "distinct",
};

/** The measure that a word names, or undefined. `p50` is the median. */
export const measureOf = (word: string): Measure | undefined => {
  const named = Object.hasOwn(NAMES, word) ? NAMES[word] : undefined;
  const rank = /^p(\d{1,2})$/.exec(word)?.[1];
  return named ?? (rank === undefined || Number(rank) === 0 ? undefined : { percentile: Number(rank) });
};

/** The measure's name in an answer; a percentile says its rule. */
export const measureText = (measure: Measure): string => (typeof measure === "string" ? measure : `p${measure.percentile} (nearest rank)`);

/** A figure and the indexes of the values that it stands on. */
export type Figure = { readonly value: number; readonly from: readonly number[] };

/**
 * Reduces at least one number. Median: the mean of the two middle ones when their number is even. Percentile: nearest rank, the
 * smallest value that at least p percent of the values do not exceed, so that it is a value of the file. Sum and mean are
 * compensated (Neumaier 1974): the order of the rows changes nothing that is printed.
 */
export const figureOf = (measure: Exclude<Measure, "distinct">, numbers: readonly number[]): Figure => {
  const all = numbers.map((_, index) => index);
  if (measure === "sum") return { value: compensatedSum(numbers), from: all };
  if (measure === "mean") return { value: compensatedSum(numbers) / numbers.length, from: all };
  const sorted = [...all].sort((left, right) => (numbers[left] as number) - (numbers[right] as number) || left - right);
  const at = (rank: number): number => numbers[sorted[rank] as number] as number;
  if (measure === "median") {
    const [low, high] = [(sorted.length - 1) >> 1, sorted.length >> 1];
    return {
      value: low === high ? at(low) : at(low) + (at(high) - at(low)) / 2,
      from: [...new Set([sorted[low] as number, sorted[high] as number])],
    };
  }
  const rank =
    measure === "min" ? 0 : measure === "max" ? sorted.length - 1 : Math.max(0, Math.ceil((measure.percentile / 100) * sorted.length) - 1);
  return { value: at(rank), from: all.filter((index) => numbers[index] === at(rank)) };
};

const compensatedSum = (numbers: readonly number[]): number => {
  let sum = 0;
  let lost = 0;
  for (const number of numbers) {
    const next = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return sum + lost;
};
