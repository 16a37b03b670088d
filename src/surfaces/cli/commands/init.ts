import { ok } from "../../../core/kernel/result.ts";
import { bootstrapHome } from "../../../usecases/home/bootstrap.ts";
import { chooseBackend } from "../../../usecases/team/backend.ts";
import { importTemplate } from "../../../usecases/team/change-team.ts";
import { listTeam } from "../../../usecases/team/roster.ts";
import type { Run } from "../answer.ts";
import { backendLines } from "../render/backends.ts";
import { doneLines } from "../render/done.ts";
import { teamLines } from "../render/team.ts";
import { counted } from "../render/time.ts";
import { openHome, teamFaulty } from "./open-home.ts";

/** `moot init`: fills the home, takes a template when one is named, says what will answer. */
export const runInit: Run = async (context, { options }) => {
  const opened = await openHome(context, {}, { makes: true });
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  const { home, assets } = app;
  const workers = Object.keys(loaded.config.team.workers);
  const { created, fresh } = bootstrapHome({ home, assets, workers, force: options.force === true });
  // The journal too: a home whose disk cannot keep one is no home.
  app.journal.runs({ limit: 1 });
  const template = options.template as string | undefined;
  const imported = template === undefined ? undefined : teamFaulty(importTemplate({ home, assets }, { name: template, replace: true }));
  if (imported?.ok === false) return imported;
  const settled = await openHome(context, {}, { makes: true });
  if (!settled.ok) return settled;
  const { config, origins } = settled.value.loaded;
  const backend = chooseBackend(config.llm.mode, app.backends, origins["llm.mode"]);
  if (!backend.ok) return backend;
  const team = listTeam(config, home, assets);
  const data = {
    home: home.root,
    homeFrom: app.homeFrom,
    fresh,
    created: [...created, ...(imported?.value.created ?? [])],
    team,
    ...backend.value,
    backends: app.backends,
  };
  return ok({
    schema: "init",
    data,
    text: (look) => [
      ...doneLines(
        `${fresh ? "made" : "found"} the home ${home.root} (${app.homeFrom}); ${counted(data.created.length, "file or folder", "files and folders")} created`,
        look,
      ),
      ...doneLines(`mode ${backend.value.mode}: ${backend.value.why}`, look),
      ...backendLines(app.backends, look),
      "",
      ...teamLines(team, look),
    ],
    warnings: settled.value.loaded.warnings,
    next:
      team.length === 0
        ? ["moot team new vera", "moot team import curated-five"]
        : ["moot roundtable --sample", "moot doctor", "moot docs"],
  });
};
