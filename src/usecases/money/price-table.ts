/**
 * @module Money as a use case: which model costs what, what a roundtable may cost, and what it did cost. Prices are data of the assets
 * and of a person's settings, and become facts of a run at its opening. Entry: `readPrices`, `priceOf`, `spendOf`.
 */
import { invariant } from "../../core/kernel/invariant.ts";
import type { Price } from "../../core/money/price.ts";
import { TIERS } from "../../core/team/tier.ts";
import type { BackendState } from "../../ports/backend.ts";
import type { ReadableFolder } from "../../ports/home.ts";

/** A row of the table. `model` is an id without its date and without the vendor that a router puts before it. */
export type PriceRow = Price & { readonly model: string; readonly asOf: string; readonly source: string };

/** The bundled table: prices in US dollars per million tokens, and the backends that bill nothing here. */
export type PriceTable = {
  readonly prices: readonly PriceRow[];
  readonly free: readonly { readonly backend: string; readonly why: string }[];
};

/** A price that a person set for a model id, in US dollars per million tokens. What is absent costs what the prompt costs. */
export type OwnPrice = { readonly input: number; readonly output: number; readonly cached?: number; readonly written?: number };

/** What a model of a backend costs, and in a sentence why. `price` is null where nothing is billed, undefined where nobody knows. */
export type Priced = { readonly price: Price | null | undefined; readonly from: string };

/** The file of the table in the assets. */
const FILE = "prices.json";

/** Reads the bundled table. Throws `Bug` when the package is incomplete. */
export const readPrices = (assets: ReadableFolder): PriceTable => {
  const text = assets.read(FILE);
  invariant(text !== undefined, `${FILE} is missing from ${assets.root}: install Moot again`);
  return JSON.parse(text) as PriceTable;
};

/**
 * The price of a model, of the backend that is billed for it: what the person set for its id, else nothing by rule (backends that bill nothing here, and a server of one's
 * own), else the row of the table.
 */
export const priceOf = (
  { prices, free }: PriceTable,
  own: Readonly<Record<string, OwnPrice>>,
  backend: Pick<BackendState, "id" | "isLocal" | "billedAs">,
  model: string,
): Priced => {
  const set = Object.hasOwn(own, model) ? own[model] : undefined;
  if (set !== undefined) return { price: { cached: set.input, written: set.input, ...set }, from: "llm.prices of your settings" };
  const rule = free.find((row) => row.backend === (backend.billedAs ?? backend.id));
  if (rule !== undefined) return { price: null, from: rule.why };
  if (backend.isLocal === true) return { price: null, from: "the server is your own" };
  const row = prices.find((candidate) => isModel(candidate.model, model));
  if (row === undefined) return { price: undefined, from: "no price is known" };
  const { input, output, cached, written, asOf, source } = row;
  return { price: { input, output, cached, written }, from: `${source}, as of ${asOf}; check your provider` };
};

/** True when a call of this backend costs money here, by the bundled table and a person's own prices. */
export const isBilled = (table: PriceTable, own: Readonly<Record<string, OwnPrice>>, backend: BackendState): boolean =>
  TIERS.some((tier) => priceOf(table, own, backend, backend.models?.[tier] ?? "").price !== null);

/** True when `id` is the row's model, perhaps with a vendor before it and a date or a version behind it. */
const isModel = (row: string, id: string): boolean => {
  const plain = id.toLowerCase().replace(/^[a-z0-9-]+\//u, "");
  return plain.startsWith(row) && /^(?:-\d{8}|-\d{4}-\d{2}-\d{2}|-latest|@\d{8})?$/u.test(plain.slice(row.length));
};
