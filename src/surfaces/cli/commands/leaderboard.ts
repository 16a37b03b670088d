import { ok } from "../../../core/kernel/result.ts";
import { leaderboard } from "../../../usecases/team/leaderboard.ts";
import type { Run } from "../answer.ts";
import { seatPaint } from "../render/look.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { openHome } from "./open-home.ts";

/** `moot sparks leaderboard`: by mean score, with the number of roundtables beside every mean. */
export const runLeaderboard: Run = async (context) => {
  const opened = await openHome(context);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const rows = leaderboard(app.journal, Object.keys(loaded.config.team.workers), app.clock.now());
  const end = "end" as const;
  return ok({
    schema: "sparks-leaderboard",
    data: rows,
    text: (look) =>
      table(
        look,
        [
          { title: "rank", align: end },
          { title: "agent" },
          { title: "mean", align: end },
          { title: "n", align: end },
          { title: "7 days", align: end },
          { title: "total", align: end },
          { title: "sparks", align: end },
        ],
        rows.map(({ rank, agent, avgScore, roundtables, sevenDayAvg, totalScore, sparks }) => [
          String(rank),
          { text: safeLine(agent), paint: seatPaint(look, agent) },
          roundtables === 0 ? "" : avgScore.toFixed(2),
          String(roundtables),
          sevenDayAvg?.toFixed(2) ?? "",
          String(totalScore),
          String(sparks),
        ]),
      ),
    next: rows.every(({ roundtables }) => roundtables === 0) ? ["moot roundtable --sample"] : [],
  });
};
