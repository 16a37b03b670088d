import { entry } from "../../../src/models/offline.ts";
import type { ModelSubject } from "../../../src/ports/model.laws.ts";
import { CANARY, contextOf, openQuickly } from "./context.ts";

const briefing = "# Queue or cron?\n\n## Options\n\n- Queue\n- Cron\n\nThe queue took 12 ms. The cron job took 40 ms.\n";

/** The offline voices: no world behind them, text of their own. */
export const offline: ModelSubject = {
  entry,
  lacks: {
    object: "it answers typed tasks, not schemas",
    tool: "it reads the evidence index and calls no tool",
    hang: "it answers at once",
    fault: "nothing outside it can fail",
  },
  faults: [],
  ownText: true,
  stage: async () => ({
    model: await openQuickly(entry, contextOf()),
    close: async () => undefined,
  }),
  task: {
    kind: "speak",
    topic: "Queue or cron?",
    seat: "elena",
    seats: ["clare", "elena"],
    round: 1,
    sources: [{ file: "briefing.md", sha256: "0".repeat(64), text: briefing }],
    turns: [],
    results: [],
  },
  key: CANARY,
  able: [contextOf()],
  unable: [],
};
