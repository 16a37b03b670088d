import type { LabDataOf } from "../../../core/lab/session/event.ts";
import { LAB_KIND } from "../../../core/lab/session/machine.ts";
import { countOf, lastData, NOTHING_SAID, type RunKindEntry } from "../run-kind.ts";

/** A run of the lab: its prints and its verdict. */
export const entry: RunKindEntry = {
  kind: LAB_KIND,
  unit: "print",
  summarise: (events) => {
    const review = lastData<LabDataOf<"run-reviewed">>(events, "run-reviewed")?.review;
    const end = events.at(-1)?.kind;
    const stopsAtPlan = lastData<LabDataOf<"lab-opened">>(events, "lab-opened")?.until === "plan";
    const isPlanned = end === "plan-doubted" && stopsAtPlan && countOf(events, "print-ordered") === 0;
    return {
      ...NOTHING_SAID,
      outcome: lastData<LabDataOf<"lab-closed">>(events, "lab-closed")?.outcome ?? null,
      waits: end === "print-held" ? "held" : isPlanned ? "planned" : null,
      turns: countOf(events, "print-simulated"),
      answer: review === undefined ? null : `${review.stance}: ${review.headline}`,
    };
  },
};
