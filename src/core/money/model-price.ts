import type { Price } from "./price.ts";

/**
 * What a model of a backend costs, as a fact of a run's opening: the run counts with it to its end, whatever becomes of the table. `tier`
 * is null for a model that was named by its id. `from` says where the price is from and of which day it is.
 */
export type ModelPrice = {
  readonly backend: string;
  readonly tier: string | null;
  readonly model: string;
  readonly price: Price;
  readonly from: string;
};

/** The row that prices a request to a backend: by model id where one is named, else by tier. Undefined where nothing is billed. */
export const priceRow = (
  rows: readonly ModelPrice[] | undefined,
  { backend, tier, model }: { readonly backend: string; readonly tier: string; readonly model: string | null },
): ModelPrice | undefined =>
  rows?.find((row) => row.backend === backend && (model === null ? row.tier === tier : row.tier === null && row.model === model));
