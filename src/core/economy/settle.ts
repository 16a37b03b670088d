/** What a seat is paid at the close of a roundtable. `penalty` is what was really taken: at most `gross`. */
export type Settlement = {
  readonly seat: string;
  readonly gross: number;
  readonly penalty: number;
  readonly gates: number;
  readonly net: number;
};

/**
 * Settles one seat: the score's sparks, less its fines but never below zero, plus its gates. `gross` is the score total
 * (0 when the seat was not scored), `fines` the sum of its penalties, `gateSparks` what its gates are worth; all whole and
 * not negative.
 */
export const settle = (seat: string, gross: number, fines: number, gateSparks: number): Settlement => {
  const penalty = Math.min(gross, fines);
  return { seat, gross, penalty, gates: gateSparks, net: gross - penalty + gateSparks };
};
