/** The normal distribution function, to 1e-7 (Abramowitz, Stegun 26.2.17). In [0, 1]; ±Infinity give 1 and 0. */
export const normal = (x: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = 0.3989422804014327 * Math.exp((-x * x) / 2) * poly;
  return x > 0 ? 1 - tail : tail;
};
