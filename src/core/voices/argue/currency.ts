import { fold } from "../../kernel/text.ts";
import type { Column, Evidence } from "../types.ts";

const MONEY =
  /\b(?:price|prices|cost|costs|fee|fees|rent|revenue|takings|income|profit|budget|salary|\w*(?:preis|preise|kosten|gebuhr|gebuhren|miete)|umsatz|einnahmen|prix|cout|precio|coste|ingresos)\b/;
const GRADED = /\b(?:score|rating|level|index|rank|grade|points|note|punkte|class|category)\b/;

/** A bare column of money ("price": 12) counts in the one currency that the briefing speaks of; undefined when it speaks of none or several. */
export const currencyOf = (evidence: Evidence, column: Column): string | undefined => {
  const name = fold(column.name.replaceAll("_", " ").replace(/(\p{Ll}{2})(\p{Lu})/gu, "$1 $2"));
  if (column.dim !== "number" || !MONEY.test(name) || GRADED.test(name)) return undefined;
  return onlyCurrency(evidence);
};

const currencies = new WeakMap<Evidence, string | false>();

/** A cent as the hundredth part of the one currency that the briefing speaks of; any other quantity as it is. */
export const inCurrency = <Kind extends { readonly dim: string; readonly value: number }>(quantity: Kind, evidence: Evidence): Kind => {
  const only = quantity.dim === "money:cent" ? onlyCurrency(evidence) : undefined;
  return only === undefined ? quantity : { ...quantity, dim: only, value: quantity.value / 100 };
};

/** The one currency of the briefing's amounts and of the columns that name theirs. */
const onlyCurrency = (evidence: Evidence): string | undefined => {
  const known = currencies.get(evidence);
  if (known !== undefined) return known === false ? undefined : known;
  const found = new Set([
    ...evidence.sentences.flatMap((sentence) => (sentence.aside === undefined ? sentence.quantities.map((each) => each.dim) : [])),
    ...evidence.limits.flatMap((limit) => limit.quantity?.dim ?? []),
    ...evidence.tables.flatMap((table) => table.columns.map((each) => each.dim)),
  ]);
  const money = [...found].filter((dim) => dim.startsWith("money:") && dim !== "money:cent");
  const only = money.length === 1 ? money[0] : undefined;
  currencies.set(evidence, only ?? false);
  return only;
};
