import type { DataOf } from "../../../core/roundtable/event.ts";
import { countOf, lastData, NOTHING_SAID, type RunKindEntry } from "../run-kind.ts";

/** A roundtable: its turns and its decision. */
export const entry: RunKindEntry = {
  kind: "roundtable",
  unit: "turn",
  summarise: (events) => {
    const decision = lastData<DataOf<"decision-made">>(events, "decision-made")?.decision;
    return {
      ...NOTHING_SAID,
      outcome: lastData<DataOf<"roundtable-closed">>(events, "roundtable-closed")?.outcome ?? null,
      rounds: countOf(events, "round-opened"),
      turns: countOf(events, "turn-spoken"),
      answer: decision?.answer ?? null,
      option: decision?.option ?? null,
      confidence: decision?.confidence.word ?? null,
    };
  },
};
