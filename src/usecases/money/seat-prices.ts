import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { ModelPrice } from "../../core/money/model-price.ts";
import { isTier, TIERS } from "../../core/team/tier.ts";
import type { BackendState } from "../../ports/backend.ts";
import type { Config } from "../home/config.ts";
import type { TeamFault } from "../team/fault.ts";
import { type PriceTable, priceOf } from "./price-table.ts";

/** A seat as far as money goes. */
type Seated = { readonly name: string; readonly backend: string; readonly model: string | null; readonly tier: string };

/** What is paid for, and in a sentence each what has no known price and is counted as nothing because a person allowed it. */
export type SeatPrices = { readonly prices: readonly ModelPrice[]; readonly notes: readonly string[] };

type Asked = { readonly who: string; readonly tier: string | null; readonly model: string };

/**
 * The prices of every model that these seats and their look-ups may ask. A model whose price nobody knows is a fault, unless the
 * settings allow it: then it counts as nothing, and a note says so.
 */
export const seatPrices = (
  table: PriceTable,
  { llm }: Pick<Config, "llm">,
  seats: readonly Seated[],
  backends: readonly BackendState[],
): Result<SeatPrices, TeamFault> => {
  const prices: ModelPrice[] = [];
  const notes: string[] = [];
  for (const state of backends.filter(({ id }) => seats.some(({ backend }) => backend === id))) {
    for (const { who, tier, model } of askedOf(state, seats)) {
      const { price, from } = priceOf(table, llm.prices, state, model);
      if (price === null) continue;
      if (price !== undefined) prices.push({ backend: state.id, tier, model, price, from });
      else if (llm.allowUnknownPrice) notes.push(`${who}: no price is known for ${model} on ${state.id}; its calls are counted as $0.00`);
      else return fail(unknownPrice(who, state.id, model));
    }
  }
  return ok({ prices, notes });
};

/** A model of a seat or its look-ups whose price nobody knows. */
export type Unpriced = { readonly who: string; readonly backend: string; readonly model: string };

/** Every model that these seats and their look-ups may ask and whose price nobody knows. */
export const unpricedModels = (
  table: PriceTable,
  { llm }: Pick<Config, "llm">,
  seats: readonly Seated[],
  backends: readonly BackendState[],
): readonly Unpriced[] =>
  backends
    .filter(({ id }) => seats.some(({ backend }) => backend === id))
    .flatMap((state) =>
      askedOf(state, seats)
        .filter(({ model }) => priceOf(table, llm.prices, state, model).price === undefined)
        .map(({ who, model }) => ({ who, backend: state.id, model })),
    );

/** The models of a backend's tiers, for look-ups and seats by size, then those that seats name by their ids. */
const askedOf = ({ id, models }: BackendState, seats: readonly Seated[]): readonly Asked[] => {
  const here = seats.filter(({ backend }) => backend === id);
  const who = here[0]?.name ?? id;
  const tiers = models === undefined ? [] : TIERS.map((tier) => ({ who, tier, model: models[tier] }));
  const named = [...new Map(here.flatMap(({ name, model }) => (model === null ? [] : [[model, name] as const])))];
  const byId = named.map(([model, name]) => ({ who: name, tier: null, model }));
  const bySize = models === undefined && here.some(({ model }) => model === null) ? [{ who, tier: null, model: "" }] : [];
  return [...tiers, ...byId, ...bySize];
};

const unknownPrice = (who: string, backend: string, model: string): TeamFault => ({
  code: "UNKNOWN_PRICE",
  message: `${who}: no price is known for ${model === "" ? "the models" : `the model ${model}`} of ${backend}, so no cap could hold`,
  hint: `set llm.prices in config.json, e.g. ${JSON.stringify({ llm: { prices: { [model === "" || isTier(model) ? "the-model-id" : model]: { input: 1, output: 5 } } } })}, or pass --allow-unknown-price`,
});
