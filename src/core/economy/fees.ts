/** Entry fee of a roundtable by model tier, in sparks. */
export const ENTRY_FEES: Readonly<Record<string, number>> = { haiku: 5, flash: 5, sonnet: 8, opus: 15 };

/** Sparks that one gate is worth, and how many gates one roundtable may award. */
export const SPARKS_PER_GATE = 3;
export const MAX_GATES = 3;

/** Floor turns that one pending extra-budget boost adds. */
export const FLOOR_TURNS_PER_BOOST = 2;
