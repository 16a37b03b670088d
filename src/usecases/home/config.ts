import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { ReadableFolder } from "../../ports/home.ts";
import { valueOfText } from "./config-check.ts";
import type { ConfigFault, ConfigText } from "./config-fault.ts";
import { CONFIG_KEYS, type ConfigKey } from "./config-keys.ts";
import { readLayer } from "./config-layer.ts";
import { Merger } from "./config-merge.ts";
import type { LoadedConfig } from "./config-shape.ts";
import type { Env } from "./locate.ts";

export type { ConfigFault } from "./config-fault.ts";
export type { Config, LoadedConfig } from "./config-shape.ts";

/** Where settings come from, lowest first. `flags` are values by key path, e.g. `{ "roundtable.maxRounds": 2 }`. */
export type ConfigSources = {
  readonly user?: ConfigText | undefined;
  readonly project?: ConfigText | undefined;
  readonly env?: Env;
  readonly flags?: Readonly<Record<string, string | number | boolean | null | undefined>>;
};

/** The file of a person's settings, in the home. */
export const USER_CONFIG = "config.json";

/** The file of a project's settings, below its root. */
const PROJECT_CONFIG = ".moot/config.json";

/** Reads the two files; one that is not there sets nothing. */
export const readConfigFiles = (home: ReadableFolder, project?: ReadableFolder): Pick<ConfigSources, "user" | "project"> => ({
  user: textOf(home, USER_CONFIG),
  project: project === undefined ? undefined : textOf(project, PROJECT_CONFIG),
});

const textOf = (folder: ReadableFolder, path: string): ConfigText | undefined => {
  const text = folder.read(path);
  return text === undefined ? undefined : { file: `${folder.root}/${path}`, text };
};

/**
 * Merges the sources, lowest first: defaults, user, project, environment, flags. A setting is merged by itself; the roster is
 * one value: a user's `team.workers` says who sits, and a field that it leaves out is the default worker's of that name.
 * A project sets limits of the roundtable and roles, and may lower the cap; all else in its file is ignored with a warning.
 */
export const loadConfig = ({ user, project, env = {}, flags = {} }: ConfigSources): Result<LoadedConfig, ConfigFault> => {
  const merger = new Merger();
  for (const [scope, source] of [
    ["user", user],
    ["project", project],
  ] as const) {
    if (source === undefined) continue;
    const layer = readLayer(source, scope);
    if (!layer.ok) return layer;
    merger.take(layer.value, scope, source.file);
  }
  for (const key of CONFIG_KEYS) {
    const fault = takeText(merger, key, env) ?? takeFlag(merger, key, flags);
    if (fault !== undefined) return fail(fault);
  }
  return ok(merger.result());
};

/** A variable that is not set, or empty, says nothing. */
const takeText = (merger: Merger, key: ConfigKey, env: Env): ConfigFault | undefined => {
  const name = key.env.find((variable) => (env[variable] ?? "").trim() !== "");
  if (name === undefined) return undefined;
  const text = env[name] as string;
  return merger.set(
    key,
    valueOfText(key.check, text),
    `env ${name}`,
    { file: `environment variable ${name}`, text: `${name}=${text}` },
    name.length + 1,
  );
};

const takeFlag = (merger: Merger, key: ConfigKey, flags: NonNullable<ConfigSources["flags"]>): ConfigFault | undefined => {
  const given = flags[key.path];
  if (given === undefined) return undefined;
  const value = typeof given === "string" ? valueOfText(key.check, given) : given;
  const name = key.flag ?? key.path;
  return merger.set(key, value, `flag ${name}`, { file: "command line", text: `${name} ${String(given)}` }, name.length + 1);
};
