/** An amount of sparks in words: `1 spark`, `-8 sparks`. */
export const sparks = (amount: number): string => `${amount} ${Math.abs(amount) === 1 ? "spark" : "sparks"}`;

/** As `sparks`, with its sign: `+1 spark`. */
export const signedSparks = (amount: number): string => `${amount > 0 ? "+" : ""}${sparks(amount)}`;
