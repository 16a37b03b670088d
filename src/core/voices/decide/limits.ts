import { type Check, nearerEnd } from "../argue/check.ts";
import { formatNumber } from "../argue/numbers.ts";
import { quoteOf } from "../frames/cite.ts";
import { framesOf, toldOf } from "../frames/told.ts";
import type { Decision, DecisionLine } from "../types.ts";
import { factLine, label, type View } from "./view.ts";

/** Limits by option, in briefing order. */
export const limitRows = (view: View): Decision["limits"] =>
  (view.evidence.options.length === 0 ? [] : view.evidence.limits).map((limit) => ({
    text: limit.text,
    place: limit.place,
    per: view.ledger.checks
      .filter((check) => check.limit === limit.id)
      .map((check) => ({
        option: view.evidence.options[check.option]?.short ?? "",
        state: check.state,
        why: whyOf(check, view),
        places: check.places,
      })),
  }));

const whyOf = (check: Check, view: View): string => {
  if (check.state === "untested" && check.note.key === "condition" && check.value !== "")
    return view.words.elsewhere(`${check.note.values[0] ?? ""} ${check.value}`.trim(), check.note.values[1] ?? "");
  if (check.state === "untested" || check.value === "") return "";
  const rows = check.note.values[2] ?? "";
  if (/^(?:mean|median|sum|p\d\d)$/.test(check.note.key))
    return `${check.value}, ${framesOf(view.evidence.language).summary({ key: check.note.key, values: [rows] })}`;
  return check.value.split(/\s+/).length > 4 && !/[×=]/.test(check.value)
    ? quoteOf(check.value, view.evidence.language, 10)
    : check.value.replace(/\.$/, "");
};

/** The lines that say why an option is out. */
export const outLines = (view: View, option: number): readonly DecisionLine[] =>
  view.ledger.facts
    .filter((fact) => fact.note?.key === "check-broken" && fact.stances[0]?.option === option && fact.computed)
    .map((fact) => ({ ...factLine(view, fact), text: toldOf(fact, view.evidence).core }));

/** How far an option is from keeping what it breaks. */
export type Nearest = { readonly option: number; readonly gap: string; readonly limit: number; readonly alone: boolean };

/** When every option is out: options by broken limits, then untested ones, then relative gap, each with how far it is off. */
export const nearestOf = (view: View): readonly Nearest[] =>
  view.evidence.options
    .map((option) => {
      const own = view.ledger.checks.filter((check) => check.option === option.id);
      const broken = own.filter((check) => check.state === "broken" && check.firm);
      const untested = own.filter((check) => check.state === "untested").length;
      return { option: option.id, broken, untested, worst: Math.max(0, ...broken.map((check) => relativeGap(check, view)?.share ?? 1)) };
    })
    .sort(
      (left, right) =>
        left.broken.length - right.broken.length ||
        left.untested - right.untested ||
        left.worst - right.worst ||
        left.option - right.option,
    )
    .flatMap((each) => {
      const check = each.broken[0];
      return check === undefined
        ? []
        : [{ option: each.option, gap: gapText(check, view), limit: check.limit, alone: each.broken.length === 1 }];
    });

const gapText = (check: Check, view: View): string => {
  const limit = quoteOf(view.evidence.limits[check.limit]?.text ?? "", view.evidence.language, 16);
  const gap = relativeGap(check, view);
  return gap === undefined
    ? view.words.gapPlain(limit)
    : view.words.gap(limit, gap.over, formatNumber(gap.share * 100, view.evidence.language, gap.share < 0.1 ? 1 : 0));
};

/** How far past the limit the tested number lies, in the unit in which it is shown; undefined for dates, words and a limit of zero. */
const relativeGap = (check: Check, view: View): { readonly share: number; readonly over: string } | undefined => {
  const quantity = nearerEnd(view.evidence.limits[check.limit], check.held?.value);
  if (quantity === undefined || check.held === undefined || quantity.value === 0) return undefined;
  const { value, scale, unit } = check.held;
  const over = Math.abs(value - quantity.value);
  const shown = over / scale;
  const amount = formatNumber(shown, view.evidence.language, shown < 1 ? 3 : 2);
  return { share: over / Math.abs(quantity.value), over: unit === "" ? amount : `${amount} ${unit}` };
};

/** Limits untested for options that are not out, as open lines. */
export const untestedLines = (view: View): readonly DecisionLine[] =>
  view.evidence.limits.flatMap((limit) => {
    const open = view.ledger.checks.filter(
      (check) => check.limit === limit.id && check.state === "untested" && !view.ledger.outcome.out[check.option],
    );
    if (open.length === 0) return [];
    return [
      {
        text: view.words.openLimit(
          quoteOf(limit.text, view.evidence.language),
          view.words.list(open.map((check) => label(view, check.option))),
        ),
        places: [limit.place],
        turns: [],
      },
    ];
  });
