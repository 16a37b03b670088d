import type { Result } from "../core/kernel/result.ts";
import type { BackendState } from "../ports/backend.ts";
import type { ReadableFolder } from "../ports/home.ts";
import type { LoadedConfig } from "../usecases/home/config.ts";
import { isBilled, readPrices } from "../usecases/money/price-table.ts";

/**
 * True when a call of this backend costs money here that somebody counts: not where unknown prices are allowed to count as nothing.
 * Settings that cannot be read say nothing of money.
 */
export const billedHere = (
  settings: () => Result<LoadedConfig, unknown>,
  assets: ReadableFolder,
  backends: readonly BackendState[],
  backend: string,
): boolean => {
  const loaded = settings();
  const state = backends.find(({ id }) => id === backend);
  if (!loaded.ok || state === undefined) return false;
  const { prices, allowUnknownPrice } = loaded.value.config.llm;
  return !allowUnknownPrice && isBilled(readPrices(assets), prices, state);
};
