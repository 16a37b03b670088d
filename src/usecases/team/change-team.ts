import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Worker } from "../../core/team/template.ts";
import type { HomeFolder } from "../../ports/home.ts";
import { seedPersona, startState } from "../home/bootstrap.ts";
import type { ConfigFault } from "../home/config.ts";
import { type TeamFault, unknownName } from "./fault.ts";
import type { TeamRooms } from "./new-worker.ts";
import { changeRoster, readRoster } from "./roster.ts";
import { readTemplate } from "./templates.ts";

/** A worker that left. Its scores and its ledger lines stay; its folder stays unless a person said otherwise. */
export type RemovedWorker = { readonly name: string; readonly folder: "kept" | "deleted" | "none" };

/** Takes a worker off the roster of the person's settings, and with `deleteFolder` its folder out of the home. */
export const removeWorker = (
  home: HomeFolder,
  { name, deleteFolder = false }: { readonly name: string; readonly deleteFolder?: boolean },
): Result<RemovedWorker, TeamFault | ConfigFault> => {
  const roster = readRoster(home);
  if (!roster.ok) return roster;
  const known = Object.keys(roster.value.workers);
  if (!known.includes(name)) return fail(unknownName("UNKNOWN_WORKER", "worker", name, known, "moot team list"));
  const changed = changeRoster(home, roster.value, { [name]: undefined });
  if (!changed.ok) return changed;
  const hasFolder = home.list("agents").includes(`${name}/`);
  if (hasFolder && deleteFolder) home.remove(`agents/${name}`);
  return ok({ name, folder: !hasFolder ? "none" : deleteFolder ? "deleted" : "kept" });
};

/** What an import did to the roster, and what it created in the home. */
export type ImportedTeam = {
  readonly template: string;
  readonly added: readonly string[];
  /** On the team already, with settings of its own: unchanged. */
  readonly kept: readonly string[];
  readonly removed: readonly string[];
  readonly created: readonly string[];
};

/**
 * Adds the workers of a bundled team with the template's own models; a worker that is on the team keeps its settings. With
 * `replace` the team becomes exactly the template: other workers leave (their folders stay), and its own settings win.
 */
export const importTemplate = (
  { home, assets }: TeamRooms,
  { name, replace = false }: { readonly name: string; readonly replace?: boolean },
): Result<ImportedTeam, TeamFault | ConfigFault> => {
  const template = readTemplate(assets, name);
  if (!template.ok) return template;
  const roster = readRoster(home);
  if (!roster.ok) return roster;
  const wanted = Object.fromEntries(template.value.workers.map(({ name: worker, ...rest }): [string, Worker] => [worker, rest]));
  const present = Object.keys(roster.value.workers);
  const added = Object.keys(wanted).filter((worker) => !present.includes(worker));
  const removed = replace ? present.filter((worker) => !Object.hasOwn(wanted, worker)) : [];
  const kept = replace ? [] : Object.keys(wanted).filter((worker) => present.includes(worker));
  const set = replace ? wanted : Object.fromEntries(added.map((worker) => [worker, wanted[worker]]));
  const created = Object.keys(wanted).flatMap((worker) => [...seedPersona(home, assets, worker), ...startState(home, worker)]);
  const changes = { ...Object.fromEntries(removed.map((worker) => [worker, undefined])), ...set };
  if (Object.keys(changes).length > 0) {
    const changed = changeRoster(home, roster.value, changes);
    if (!changed.ok) return changed;
  }
  return ok({ template: name, added, kept, removed, created });
};
