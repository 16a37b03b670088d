/** Roundtables that a flag looks back over, and the fewest that it needs. */
export const VARIANCE_WINDOW = 5;
export const VARIANCE_MINIMUM = 3;

/** A seat that stands apart from its peers. `value` is what the rule measured, `peers` what it was compared with. */
export type VarianceFlag = {
  readonly seat: string;
  readonly rule: "flat-low" | "erratic";
  readonly value: number;
  readonly peers: number;
  readonly window: number;
};

/**
 * Compares each seat's totals over its latest roundtables (at most `VARIANCE_WINDOW`, at least `VARIANCE_MINIMUM`) with the
 * other seats that have as many. `flat-low`: the mean is under half the peers' mean and no total reaches it. `erratic`: the
 * standard deviation is over twice the peers' mean standard deviation and over 3 points. In seat order, one flag a seat.
 */
export const varianceFlags = (seats: readonly { readonly seat: string; readonly totals: readonly number[] }[]): readonly VarianceFlag[] => {
  const measured = seats
    .map(({ seat, totals }) => ({ seat, totals: totals.slice(-VARIANCE_WINDOW) }))
    .filter(({ totals }) => totals.length >= VARIANCE_MINIMUM)
    .map(({ seat, totals }) => ({ seat, totals, mean: mean(totals), deviation: deviation(totals) }));
  return measured.flatMap((own): readonly VarianceFlag[] => {
    const peers = measured.filter((other) => other.seat !== own.seat);
    if (peers.length === 0) return [];
    const peerMean = mean(peers.map((peer) => peer.mean));
    const peerDeviation = mean(peers.map((peer) => peer.deviation));
    const window = own.totals.length;
    if (own.mean < peerMean / 2 && own.totals.every((total) => total < peerMean)) {
      return [{ seat: own.seat, rule: "flat-low", value: hundredths(own.mean), peers: hundredths(peerMean), window }];
    }
    if (own.deviation > 2 * peerDeviation && own.deviation > 3) {
      return [{ seat: own.seat, rule: "erratic", value: hundredths(own.deviation), peers: hundredths(peerDeviation), window }];
    }
    return [];
  });
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Population standard deviation. */
const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};

const hundredths = (value: number): number => Math.round(value * 100) / 100;
