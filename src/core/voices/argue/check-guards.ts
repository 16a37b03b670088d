import { fold } from "../../kernel/text.ts";
import { quantitiesIn } from "../index/quantities.ts";
import type { Evidence, Limit, Place } from "../types.ts";
import type { Check } from "./check.ts";
import { amountsOf } from "./stated.ts";

/** Words by which a limit takes in more than one figure: "queue included", "all in", "with the installation divided". */
const INCLUSIVE =
  /(?<!\b(?:worst|slowest|longest|every|each|schlechteste[rn]?|jede[rn]?|pire) \p{L}+ )\b(?:inclu\w*|all in|all told|altogether|together|added up|inklusive|einschliesslich|inbegriffen|mitgerechnet|zusammen|alles in allem|compris|todo incluido|en conjunto|(?:with|mit|avec|con) (?:the|all|its|der|dem|den|la|le|les|el) (?!same\b)\p{L}+ (?:divided|spread|added|counted|included|verteilt|gerechnet|reparti\w*|repartid\w*))\b/u;
/** Tax that is in a price or not has a reader of its own. */
const TAXED = /\b(?:vat|tax|mwst|ust|steuer|tva|iva|ttc)\b/u;
/** Before the second number of "2 misreads per 1,000 scans", "28 of the 30 slides". */
const OUT_OF = /\b(?:per|of|out of|pro|je|von|aus|auf|sur|de|por|cada)(?: the| our| all| den| die| les| los| las)? $/u;
/** A share of something that is no column: "2 % of our turnover". */
const SHARE_OF =
  /^ ?(?:%|percent|prozent)\S* (?:of|von|des|vom|du|de|del) (?:our|my|its|their|the|unser\p{L}*|dem|der|notre|nos|nuestr\p{L}+) /u;

/** The note of a test that reckoned with all figures that a limit names: "480 × 14 = 6,720 EUR". */
const RECKONED = "product";

/**
 * Takes back a result that rests on one figure where the limit asks for more than one: a number out of another one, a sum that takes something in,
 * a share of what no figure is given of, or an amount beside another one of the option that falls on the other side of the bound. What is
 * taken back is untested.
 */
export const guarded = (limit: Limit, check: Check, evidence: Evidence): Check => {
  if (limit.quantity === undefined || (check.state !== "kept" && check.state !== "appears kept" && check.state !== "broken")) return check;
  if (check.note.key === RECKONED) return check;
  const isUnsure =
    isOtherHour(limit, check, evidence) ||
    isOutOf(limit, check, evidence) ||
    takesInMore(limit, check, evidence) ||
    sharesOther(limit, check, evidence) ||
    isAstride(limit, check, evidence);
  return isUnsure ? { ...check, state: "untested", note: { key: "no-total", values: [] }, places: [], value: "", firm: false } : check;
};

/**
 * "2 misreads per 1,000 scans" is read as per that many, and a figure that says so, or a quotient of two columns, answers it; "28 of the 30
 * slides" as two numbers.
 */
const isOutOf = ({ text, quantity }: Limit, { note }: Check, { language }: Evidence): boolean =>
  quantity?.per.some((each) => {
    const many = /^\d+/u.exec(each)?.[0];
    return (
      many !== undefined &&
      !note.values.some((value) => value.includes(" / ")) &&
      !note.values.some((value) => value.replace(/[.,\s\u00a0]/gu, "").includes(many))
    );
  }) === true ||
  quantitiesIn(text, language).some(
    (each) =>
      each.start > (quantity?.end ?? 0) &&
      each.value >= 2 &&
      each.cmp === undefined &&
      (each.dim === "number" || each.dim.startsWith("count:")) &&
      (quantity?.dim === "number" || quantity?.dim.startsWith("count:") === true) &&
      OUT_OF.test(fold(text.slice(0, each.start))),
  );

/** A time of day that a limit is about: what is said of another hour, or of none, does not answer to it. */
const HOUR =
  /\b(?:evening|morning|afternoon|noon|midnight|at night|o'clock|abends?|morgens|mittags?|nachts|vormittags?|nachmittags?|le soir|le matin|la nuit|por la (?:noche|manana|tarde))\b/u;

const isOtherHour = ({ text, quantity }: Limit, { option, held, places }: Check, evidence: Evidence): boolean => {
  const hour = HOUR.exec(fold(text))?.[0];
  if (hour === undefined) return false;
  const said = amountsOf(evidence).filter(
    (each) =>
      each.option === option &&
      each.quantity.dim === quantity?.dim &&
      each.quantity.value === held?.value &&
      places.some(({ file, line }) => each.sentence.place.file === file && each.sentence.place.line === line),
  );
  return said.length > 0 && !said.some(({ clause }) => fold(clause).includes(hour));
};

/** The limit takes more in, and the option has another figure of its kind. */
const takesInMore = (limit: Limit, check: Check, evidence: Evidence): boolean => {
  const text = fold(limit.text);
  if (!INCLUSIVE.test(text) || TAXED.test(text)) return false;
  const dim = limit.quantity?.dim;
  const [place] = check.places;
  const table = evidence.tables.find(
    (each) => place !== undefined && each.file === place.file && each.rows.some(({ line }) => line === place.line),
  );
  const columns = table?.columns.filter((column) => column.type === "number" && column.dim === dim).length ?? 0;
  return (
    columns > 1 ||
    new Set(amountsOf(evidence).flatMap((each) => (each.option === check.option && each.quantity.dim === dim ? each.quantity.value : [])))
      .size > 1
  );
};

/** "At most 2 % of our turnover" held against one per cent of several things that the option asks for. */
const sharesOther = (limit: Limit, check: Check, evidence: Evidence): boolean =>
  limit.quantity?.dim === "percent" &&
  SHARE_OF.test(fold(limit.text.slice(limit.quantity.end - 2))) &&
  amountsOf(evidence).some((each) => each.option === check.option && each.quantity.dim.startsWith("money:"));

/** Another amount of the option of the same kind, said in the same place, is on the other side of the bound. */
const isAstride = ({ quantity }: Limit, check: Check, evidence: Evidence): boolean => {
  if (check.note.key !== "stated" || quantity === undefined) return false;
  const beside = (place: Place): boolean => check.places.some((each) => each.file === place.file && each.line === place.line);
  const own = amountsOf(evidence).filter(
    (each) => each.option === check.option && each.quantity.dim === quantity.dim && beside(each.sentence.place),
  );
  const sides = new Set(own.map((each) => each.quantity.value <= quantity.value));
  return sides.size > 1;
};
