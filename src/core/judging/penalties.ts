/** What the judge may fine, in sparks. Each fine needs a verbatim quote of the seat it fines. */
export const PENALTIES = { redundancy: 3, hallucination: 5, "off-directive": 5 } as const;
export type PenaltyKind = keyof typeof PENALTIES;

/** True for a known kind of penalty. */
export const isPenaltyKind = (kind: unknown): kind is PenaltyKind => typeof kind === "string" && Object.hasOwn(PENALTIES, kind);
