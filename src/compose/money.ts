import type { Result } from "../core/kernel/result.ts";
import type { BackendState, OpenContext } from "../ports/backend.ts";
import type { ReadableFolder } from "../ports/home.ts";
import type { Journal, SpendCaps } from "../ports/journal.ts";
import type { PaceLimits } from "../ports/pace.ts";
import type { Config, LoadedConfig } from "../usecases/home/config.ts";
import { isBilled, readPrices } from "../usecases/money/price-table.ts";

type Settings = () => Result<LoadedConfig, unknown>;

/**
 * True when a call of this backend costs money here that somebody counts: not where unknown prices are allowed to count as nothing.
 * Settings that cannot be read say nothing of money.
 */
export const billedHere = (settings: Settings, assets: ReadableFolder, backends: readonly BackendState[], backend: string): boolean => {
  const loaded = settings();
  const state = backends.find(({ id }) => id === backend);
  if (!loaded.ok || state === undefined) return false;
  const { prices, allowUnknownPrice } = loaded.value.config.llm;
  return !allowUnknownPrice && isBilled(readPrices(assets), prices, state);
};

/** The caps of day and month. Settings that cannot be read open no run: what is open already is carried under its own cap. */
export const capsOf = (settings: Settings): SpendCaps => {
  const loaded = settings();
  return loaded.ok ? calendarCaps(loaded.value.config) : {};
};

/** The pace that a backend keeps with all processes of the home. */
export const pacingOf = (settings: Settings, backend: string, journal: () => Journal): OpenContext["pacing"] => {
  const loaded = settings();
  const limits = loaded.ok ? paceLimits(loaded.value.config, backend) : undefined;
  return limits && { pace: journal().pace, limits };
};

/** The caps of day and month in micro-USD. */
const calendarCaps = ({ cap }: Pick<Config, "cap">): SpendCaps => ({
  dayMicroUsd: cap.dayUsd === null ? undefined : Math.round(cap.dayUsd * 1_000_000),
  monthMicroUsd: cap.monthUsd === null ? undefined : Math.round(cap.monthUsd * 1_000_000),
});

/** The pace that the settings set for a backend; undefined where they set none. */
const paceLimits = ({ llm }: Pick<Config, "llm">, backend: string): PaceLimits | undefined => {
  const set = Object.entries(llm.limits[backend] ?? {}).filter(([, limit]) => limit > 0);
  return set.length === 0 ? undefined : Object.fromEntries(set);
};
