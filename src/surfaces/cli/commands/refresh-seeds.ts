import { ok } from "../../../core/kernel/result.ts";
import { refreshSeeds } from "../../../usecases/team/refresh-seeds.ts";
import type { Run } from "../answer.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { wrapText } from "../render/wrap.ts";
import { openHome } from "./open-home.ts";

/** `moot refresh-seeds`. */
export const runRefreshSeeds: Run = async (context, { options }) => {
  const opened = await openHome(context);
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const { agent, force, dryRun } = options as { agent?: string; force?: boolean; dryRun?: boolean };
  const roster = Object.keys(loaded.config.team.workers);
  const refreshed = refreshSeeds({ home: app.home, assets: app.assets, roster, agent, force: force === true, dryRun: dryRun === true });
  if (!refreshed.ok) return refreshed;
  const { rows, written, skipped } = refreshed.value;
  const kept = rows.filter(({ why }) => why === "user-modified").length;
  return ok({
    schema: "refresh-seeds",
    data: refreshed.value,
    text: (look) => [
      ...table(
        look,
        [{ title: "agent" }, { title: "file" }, { title: "action" }, { title: "why", grows: "wraps" }],
        rows.map((row) => [
          safeLine(row.agent),
          row.file,
          { text: row.action, paint: row.action === "write" ? look.paint.green : look.paint.dim },
          row.why,
        ]),
      ),
      "",
      ...wrapText(
        `${written} ${dryRun === true ? "would be written" : "written"}, ${skipped} skipped; memory, behaviours and metrics are not touched`,
        look.width,
      ),
    ],
    next: kept === 0 ? [] : ["moot refresh-seeds --force --dry-run"],
  });
};
