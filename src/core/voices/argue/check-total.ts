import { fold, words } from "../../kernel/text.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Limit, Place, Quantity } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { formatNumber } from "./numbers.ts";

const TOGETHER =
  /\b(?:together|altogether|in total|totals?|all in all|for the lot|in sum|the sum|overall|whole|entire|the (?:order|bill)|zusammen|insgesamt|gesamt\w*|in summe|alles in allem|ganze[nr]?|miteinander|(?:der|des) auftrags?|die rechnung|au total|en tout|en total|en conjunto)\b/;
const EACH =
  /\b(?:each|apiece|a piece|per (?:piece|unit|item|head)|unit (?:price|cost)|je stuck|pro stuck|stuckpreis|einzelpreis|l['’ ]unite|(?:la|par) piece|unitaire|unitario|por unidad|cada un[oa])\b/;
/** A sentence that says how many are wanted. */
const WANTED =
  /\b(?:need\w*|buy\w*|order\w*|take|want|quantity|brauch\w*|gebraucht|kaufen|bestell\w*|nehmen|stuckzahl|achetons|il faut|compramos|necesitamos)\b/;
/** Most pieces that a text may count. */
const MAX_PIECES = 100_000;

const COUNTS: ReadonlyMap<string, number> = new Map([
  ["both", 2],
  ["beide", 2],
  ["ambos", 2],
  ["ambas", 2],
  ["dutzend", 12],
  ["dozen", 12],
]);

type Pieces = { readonly count: number; readonly place: Place };

/**
 * "All twelve together at most 2,000 EUR" where a table gives the price of one: the price times the count is held against the bound, never the
 * price of one. Undefined when the limit bounds one piece or no table prices anything; no check when the count is not said, a table prices
 * them twice, or nothing says whether its prices are of one or of all.
 */
export const checkByTotal = (limit: Limit, evidence: Evidence): readonly Check[] | undefined => {
  const { quantity } = limit;
  if (quantity?.cmp === undefined || !quantity.dim.startsWith("money:") || quantity.per.length > 0) return undefined;
  const text = fold(limit.text);
  const said = countIn(limit.text, limit.place, quantity, evidence);
  if (EACH.test(text) || (!TOGETHER.test(text) && said === undefined)) return undefined;
  const ofOne = saysOfOne(evidence);
  const columns = columnsWhere(evidence, (name, dim) => isPriceOfOne(name, dim, quantity, ofOne));
  if (columns.length === 0) {
    const isMany = TOGETHER.test(text) && said !== undefined;
    return isMany && columnsWhere(evidence, (name, dim) => dim === quantity.dim && !isOfAll(name)).length > 0 ? [] : undefined;
  }
  const pieces = said ?? countNear(limit, evidence);
  const [column, ...more] = columns;
  if (column === undefined || more.length > 0 || pieces === undefined) return [];
  return column.table.rows.flatMap((row, index) => {
    const option = column.table.rowOption[index] ?? -1;
    const cell = row.cells[column.at];
    const line = cell?.line ?? row.line;
    return option < 0 || cell?.number === undefined
      ? []
      : [checkOf(limit, quantity, option, cell.number, pieces, { file: column.table.file, line, endLine: line }, evidence)];
  });
};

const PRICE = /\b(?:prices?|preise?|stuckpreise?|prix|precios?)\b/;

const plain = (name: string): string => fold(name.replaceAll("_", " "));

const isOfAll = (name: string): boolean => TOGETHER.test(plain(name));

/** "Prices are each, with tax": the text says it of all its prices. */
const saysOfOne = ({ sentences }: Evidence): boolean =>
  sentences.some(({ text, aside, quantities }) => {
    const folded = fold(text);
    return aside === undefined && PRICE.test(folded) && EACH.test(folded) && !quantities.some(({ dim }) => dim.startsWith("money:"));
  });

const isPriceOfOne = (name: string, dim: string, quantity: Quantity, ofOne: boolean): boolean =>
  (EACH.test(plain(name)) || (ofOne && PRICE.test(plain(name)) && !isOfAll(name))) && (dim === quantity.dim || dim === "number");

const columnsWhere = ({ tables }: Evidence, fits: (name: string, dim: string) => boolean) =>
  tables.flatMap((table) =>
    table.columns.flatMap((column, at) => (at !== table.keyColumn && fits(column.name, column.dim) ? [{ table, at }] : [])),
  );

/** The one number of two or more in the text beside the amount. */
const countIn = (text: string, place: Place, quantity: Quantity | undefined, { language }: Evidence): Pieces | undefined => {
  const numbers = lexiconOf(language).numberWords;
  const found = words(quantity === undefined ? text : text.replace(quantity.raw, " "))
    .map((word) => COUNTS.get(word) ?? numbers.get(word) ?? (/^\d{1,6}$/.test(word) ? Number(word) : 0))
    .filter((value) => value >= 2 && value <= MAX_PIECES);
  return new Set(found).size === 1 ? { count: found[0] as number, place } : undefined;
};

/** How many are wanted, said in the sentence before the limit or the one after it. */
const countNear = (limit: Limit, evidence: Evidence): Pieces | undefined => {
  const own = evidence.sentences.filter(
    (each) => each.place.file === limit.place.file && Math.abs(each.place.line - limit.place.line) <= 1,
  );
  const found = own
    .filter(
      (each) => each.aside === undefined && WANTED.test(fold(each.text)) && !each.quantities.some(({ dim }) => dim.startsWith("money:")),
    )
    .flatMap((each) => countIn(each.text, each.place, undefined, evidence) ?? []);
  return new Set(found.map(({ count }) => count)).size === 1 ? found[0] : undefined;
};

const checkOf = (
  limit: Limit,
  quantity: Quantity,
  option: number,
  price: number,
  { count, place }: Pieces,
  cell: Place,
  { language }: Evidence,
): Check => {
  const value = price * count;
  const [one, many, sum] = [formatNumber(price, language, 2), formatNumber(count, language, 0), formatNumber(value, language, 2)];
  const unit = quantity.dim.slice("money:".length);
  const shown = `${one} × ${many} = ${sum} ${unit}`;
  return {
    limit: limit.id,
    option,
    state: keeps(value, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
    note: { key: "product", values: [shown] },
    places: [cell, place],
    value: shown,
    firm: true,
    held: { value, scale: 1, unit },
  };
};
