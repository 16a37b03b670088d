/** The least of any number of values; Infinity for an empty list. A spread into `Math.min` would overflow the stack. */
export const least = (values: readonly number[]): number =>
  values.reduce((low, value) => (value < low ? value : low), Number.POSITIVE_INFINITY);

/** The most of any number of values; -Infinity for an empty list. */
export const most = (values: readonly number[]): number =>
  values.reduce((high, value) => (value > high ? value : high), Number.NEGATIVE_INFINITY);
