/**
 * @module The team's use cases: who is on it, adding and taking away, bundled teams, checks, fresh seeds, and the plan of seats
 * for a roundtable. Owns the roster in the person's settings and the personas' folders in the home; refuses to overwrite what
 * a person edited. Entry: `seatPlans`, `listTeam`, `newWorker`.
 */
import { canonicalJson, type Json } from "../../core/kernel/json.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import { DEFAULT_WORKER, type Worker } from "../../core/team/template.ts";
import { type Tier, tierOf } from "../../core/team/tier.ts";
import type { HomeFolder, ReadableFolder } from "../../ports/home.ts";
import { type Config, type ConfigFault, loadConfig, readConfigFiles } from "../home/config.ts";
import { type ConfigChange, updateUserConfig } from "../home/config-edit.ts";
import { WORKER_FIELD_NAMES } from "../home/config-keys.ts";
import { DEFAULT_ROSTER } from "../home/config-shape.ts";

/** A worker as `team list` shows it. `persona`: whose text speaks; a worker without one cannot take a seat. */
export type TeamRow = Worker & { readonly name: string; readonly tier: Tier; readonly persona: "home" | "bundled" | "missing" };

/** The workers of the active settings, in seat order. */
export const listTeam = (config: Config, home: ReadableFolder, assets: ReadableFolder): readonly TeamRow[] =>
  Object.entries(config.team.workers).map(([name, worker]) => ({
    name,
    ...worker,
    tier: tierOf(worker.model),
    persona:
      home.read(`agents/${name}/CLAUDE.md`) !== undefined
        ? "home"
        : assets.read(`personas/${name}/CLAUDE.md`) !== undefined
          ? "bundled"
          : "missing",
  }));

/** The text that a persona speaks by: the home's, else the bundled one. */
export const personaText = (home: ReadableFolder, assets: ReadableFolder, name: string): string | undefined =>
  home.read(`agents/${name}/CLAUDE.md`) ?? assets.read(`personas/${name}/CLAUDE.md`);

/** A roster as the person's own settings have it. `isOwn`: the file names it; else it is the default one. */
export type Roster = { readonly workers: Readonly<Record<string, Worker>>; readonly isOwn: boolean };

/** Reads the roster that an edit starts from: a project has no part in it. */
export const readRoster = (home: ReadableFolder): Result<Roster, ConfigFault> => {
  const loaded = loadConfig({ user: readConfigFiles(home).user });
  if (!loaded.ok) return loaded;
  return ok({ workers: loaded.value.config.team.workers, isOwn: loaded.value.origins["team.workers"] === "user" });
};

/**
 * Registers workers (undefined takes one away) in the person's settings. Only what differs is written: of a worker the fields
 * that are not its own defaults, of a roster that the file names these workers. A roster that comes out as the default one
 * leaves the file.
 */
export const changeRoster = (
  home: HomeFolder,
  roster: Roster,
  changes: Readonly<Record<string, Worker | undefined>>,
): Result<string, ConfigFault> => {
  const merged = Object.entries({ ...roster.workers, ...changes }).flatMap(([name, worker]) =>
    worker === undefined ? [] : [[name, worker] as const],
  );
  const pinned = ([name, worker]: readonly [string, Worker]): readonly [string, Json] => [name, ownFields(name, worker)];
  const isDefault = canonicalJson(merged) === canonicalJson(Object.entries(DEFAULT_ROSTER));
  const one = (name: string, worker: Worker | undefined): ConfigChange => ({
    path: ["team", "workers", name],
    value: worker === undefined ? undefined : ownFields(name, worker),
  });
  const edits: readonly ConfigChange[] = isDefault
    ? [{ path: ["team", "workers"], value: undefined }]
    : roster.isOwn
      ? Object.entries(changes).map(([name, worker]) => one(name, worker))
      : [{ path: ["team", "workers"], value: Object.fromEntries(merged.map(pinned)) }];
  return updateUserConfig(home, edits);
};

/** The fields that the settings would not give this worker by themselves. */
const ownFields = (name: string, worker: Worker): Json => {
  const given = { ...DEFAULT_WORKER, ...(Object.hasOwn(DEFAULT_ROSTER, name) ? DEFAULT_ROSTER[name] : undefined) };
  const own = WORKER_FIELD_NAMES.filter((field) => worker[field] !== given[field]);
  return Object.fromEntries(own.flatMap((field) => (worker[field] === undefined ? [] : [[field, worker[field]]])));
};
