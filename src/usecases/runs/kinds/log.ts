import type { LogDataOf } from "../../../core/lab/log/event.ts";
import { LOG_KIND } from "../../../core/lab/log/machine.ts";
import { lastData, NOTHING_SAID, type RunKindEntry } from "../run-kind.ts";

/** A real print that was logged: its lesson. */
export const entry: RunKindEntry = {
  kind: LOG_KIND,
  unit: "print",
  summarise: (events) => ({
    ...NOTHING_SAID,
    outcome: lastData<LogDataOf<"log-closed">>(events, "log-closed")?.outcome ?? null,
    answer: lastData<LogDataOf<"lesson-earned">>(events, "lesson-earned")?.lesson.text ?? null,
  }),
};
