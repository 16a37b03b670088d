import { ok } from "../../../core/kernel/result.ts";
import { importTemplate, removeWorker } from "../../../usecases/team/change-team.ts";
import { newWorker } from "../../../usecases/team/new-worker.ts";
import type { Run } from "../answer.ts";
import { doneLines } from "../render/done.ts";
import { counted } from "../render/time.ts";
import { openFilledHome, teamFaulty } from "./open-home.ts";

/** `moot team new <name>`. */
export const runTeamNew: Run = async (context, { args, options }) => {
  const opened = await openFilledHome(context);
  if (!opened.ok) return opened;
  const { app } = opened.value;
  const { model, backend, role, effort, fromTemplate } = options as Readonly<Record<string, string | undefined>>;
  const added = teamFaulty(newWorker(app, { name: args[0] as string, model, backend, role, effort, fromTemplate }));
  if (!added.ok) return added;
  const { name, created, kept } = added.value;
  return ok({
    schema: "team-new",
    data: added.value,
    text: (look) => [
      ...doneLines(`${name} is on the team; ${counted(created.length, "file or folder", "files and folders")} created`, look),
      `  its persona: ${app.home.root}/agents/${name}/CLAUDE.md`,
    ],
    warnings: kept.length === 0 ? [] : [`kept from before: ${kept.join(", ")}`],
    next: [`moot agent show ${name}`, "moot team validate"],
  });
};

/** `moot team remove <name>`. */
export const runTeamRemove: Run = async (context, { args, options }) => {
  const opened = await openFilledHome(context);
  if (!opened.ok) return opened;
  const { home } = opened.value.app;
  const removed = teamFaulty(removeWorker(home, { name: args[0] as string, deleteFolder: options.deleteFolder === true }));
  if (!removed.ok) return removed;
  const { name, folder } = removed.value;
  const rest =
    folder === "kept" ? `; its folder stays: ${home.root}/agents/${name}` : folder === "deleted" ? "; its folder is deleted" : "";
  return ok({
    schema: "team-remove",
    data: removed.value,
    text: (look) => doneLines(`${name} left the team${rest}`, look),
    next: ["moot team list"],
  });
};

/** `moot team import <template>`. */
export const runTeamImport: Run = async (context, { args, options }) => {
  const opened = await openFilledHome(context);
  if (!opened.ok) return opened;
  const imported = teamFaulty(importTemplate(opened.value.app, { name: args[0] as string, replace: options.replace === true }));
  if (!imported.ok) return imported;
  const { template, added, kept, removed } = imported.value;
  const part = (word: string, names: readonly string[]): readonly string[] => (names.length === 0 ? [] : [`  ${word} ${names.join(", ")}`]);
  return ok({
    schema: "team-import",
    data: imported.value,
    text: (look) => [
      ...doneLines(`${template} is imported`, look),
      ...part("added   ", added),
      ...part("kept    ", kept),
      ...part("removed ", removed),
    ],
    next: ["moot team list"],
  });
};
