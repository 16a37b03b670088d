import { fold } from "../../kernel/text.ts";
import { periodOf } from "../index/units.ts";
import type { Evidence, Limit, Place, Quantity } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { formatNumber } from "./numbers.ts";
import { isPerPiece } from "./per-piece.ts";
import { type Amount, amountsOf } from "./stated.ts";
import { overlap } from "./words.ts";

const PACKS =
  "paquetes?|cajas?|bolsas?|lotes?|packs?|packets?|packages?|box|boxes|carton|cartons|cases?|crates?|bags?|bundles?|sets?|trays?|rolls?|paquets?|boites?|lots?|sachets?|packung(?:en)?|pakete?|kartons?|kisten?|beutel|bund|gebinde|schachteln?|paletten?|rollen?";
/** "The box of 25", "per pack of 6", "el paquete de 10", "die Kiste mit 12". */
const PACK_OF = new RegExp(
  String.raw`^,?\s?(?:(?:el|la|un|una|le|les|per|pro|je|by|the|a|an|por|pour|fur|for|die|der|das|den|einen?|im)\s){0,2}(?:${PACKS})?\s?(?:of|de|a|mit|zu|von|with|x)\s(\d{1,5})\b`,
  "u",
);
/** "Das 10er-Pack", "im 12er Karton". */
const PACK_ER = /^,?\s?(?:(?:das|die|der|den|im|pro|je|fur)\s){0,2}(\d{1,5})er[ -]?\p{L}{3,}/u;
const PACK_NOUN = new RegExp(`^(?:${PACKS})$`, "u");

/** How many pieces the amount is for, as the words right behind it say; undefined when they do not. */
export const packOf = ({ quantity, sentence }: Amount): number | undefined => {
  if (quantity.per.some((each) => !PACK_NOUN.test(each) && !/^(?:paquet|caj|packung|kist|box|cas|bols|boit|schachtel)/u.test(each)))
    return undefined;
  const rest = fold(sentence.text.slice(quantity.end, quantity.end + 60));
  const match = PACK_ER.exec(rest) ?? PACK_OF.exec(rest);
  const named =
    match !== null && (quantity.per.length > 0 || new RegExp(String.raw`\b(?:${PACKS})\b`, "u").test(match[0]) || /\der/u.test(match[0]));
  const count = named ? Number(match[1]) : 0;
  return count >= 2 ? count : undefined;
};

const DELIVERED =
  /\b(?:delivered|delivery (?:included|and all)|(?:including|incl\.?|with|plus) (?:the )?(?:shipping|postage|delivery|carriage)|(?:shipping|postage|delivery) included|(?:inklusive|inkl\.?|mit|samt) (?:versand|lieferung|porto|fracht)|(?:versand|lieferung|porto|fracht) (?:inklusive|inbegriffen|eingeschlossen)|frei haus|envios? incluidos?|con envio|(?:livraison|port) (?:comprise?|inclus)|livre)\b/u;

/**
 * "At most 3.50 EUR a tube, shipping included" on "32 EUR the pack of 10" and "2.95 EUR a tube plus 18 EUR per order": the price of a pack over what is in
 * it, and a fee per order over the one stated size of an order. Undefined where no option is priced by the pack or with a fee; an option whose fee cannot be
 * shared out is tested only where it breaks the bound without it.
 */
export const checkByPack = (limit: Limit, evidence: Evidence): readonly Check[] | undefined => {
  const { quantity } = limit;
  if (quantity?.cmp === undefined || !quantity.dim.startsWith("money:") || quantity.per.length !== 1) return undefined;
  if (quantity.per.some((each) => periodOf(each) !== undefined)) return undefined;
  const amounts = amountsOf(evidence).filter((amount) => amount.quantity.dim === quantity.dim && amount.quantity.to === undefined);
  if (!amounts.some((amount) => packOf(amount) !== undefined)) return undefined;
  return evidence.options.flatMap(({ id }) => {
    const own = amounts.filter((amount) => amount.option === id);
    const prices = own.flatMap((amount) => pieceOf(amount, quantity, evidence) ?? []);
    const [price, ...more] = prices;
    if (price === undefined || more.length > 0) return [];
    const fees = own.filter(
      (amount) => amount !== price.amount && amount.sentence.id === price.amount.sentence.id && !/^\d+$/u.test(amount.quantity.raw),
    );
    return checkOf(limit, quantity, price, fees, evidence);
  });
};

type Piece = { readonly amount: Amount; readonly value: number; readonly shown: string };

const pieceOf = (amount: Amount, limit: Quantity, { language, title, question }: Evidence): Piece | undefined => {
  const { value, per, raw } = amount.quantity;
  const count = packOf(amount);
  if (count !== undefined) {
    const one = value / count;
    return { amount, value: one, shown: `${formatNumber(value, language, 2)} / ${count} = ${formatNumber(one, language, 2)}` };
  }
  const isOne =
    per.length === 1 &&
    (per[0] === limit.per[0] || (isPerPiece(limit.per) && named(per[0] as string, `${title} ${question} ${amount.clause}`)));
  return isOne ? { amount, value, shown: raw } : undefined;
};

const named = (stem: string, text: string): boolean => overlap([stem], fold(text).match(/\p{L}{3,}/gu) ?? []) === 1;

/** Words that make an amount beside the price one that comes on top of it. */
const FEE =
  /\b(?:shipping|postage|delivery|carriage|handling|per order|versand\w*|liefer\w*|porto|fracht|envio|pedido|portes?|livraison|port|commande)\b/u;

const checkOf = (limit: Limit, quantity: Quantity, price: Piece, fees: readonly Amount[], evidence: Evidence): readonly Check[] => {
  const { language } = evidence;
  const bare = keeps(price.value, quantity.cmp ?? "<=", quantity.value);
  const one = (value: number, shown: string, also: readonly Place[]): Check => ({
    limit: limit.id,
    option: price.amount.option,
    state: keeps(value, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
    note: { key: "product", values: [shown] },
    places: [price.amount.sentence.place, ...also],
    value: shown,
    firm: true,
    held: { value, scale: 1, unit: quantity.dim.slice("money:".length) },
  });
  const [fee, ...more] = fees;
  if (fee === undefined) return [one(price.value, price.shown, [])];
  const size = more.length > 0 || !FEE.test(fold(fee.clause)) ? undefined : orderSize(fee, evidence);
  if (size === undefined) return bare && quantity.cmp?.startsWith("<") === true ? [] : [one(price.value, price.shown, [])];
  const total = price.value + fee.quantity.value / size.count;
  const shown = `${formatNumber(price.value, language, 2)} + ${formatNumber(fee.quantity.value, language, 2)} / ${size.count} = ${formatNumber(total, language, 2)}`;
  const whole = one(total, shown, [size.place]);
  // Where the limit does not say whether the fee belongs to the price, it must come out the same.
  return DELIVERED.test(fold(limit.text)) || (whole.state === "kept") === bare ? [whole] : [];
};

/** How many pieces one order has: the one number of two or more in a sentence about orders that states no price. */
const orderSize = (fee: Amount, evidence: Evidence): { readonly count: number; readonly place: Place } | undefined => {
  const nouns = fee.quantity.per;
  const found = evidence.sentences.flatMap((sentence) => {
    if (sentence.aside !== undefined || sentence.hypothesis || sentence.options.length > 0) return [];
    if (nouns.length !== 1 || overlap(nouns, sentence.terms) === 0 || sentence.quantities.some(({ dim }) => dim.startsWith("money:")))
      return [];
    const counts = sentence.quantities.filter(
      ({ dim, value, per }) => (dim === "number" || dim.startsWith("count:")) && value >= 2 && per.length === 0,
    );
    return counts.map(({ value }) => ({ count: value, place: sentence.place }));
  });
  return new Set(found.map(({ count }) => count)).size === 1 ? found[0] : undefined;
};
