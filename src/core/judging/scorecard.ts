import { asList, asRecord, asText, type Json } from "../kernel/json.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import { AXES, AXIS_VALUES, type Axis, type AxisValue, type AxisValues, GRAND_INSIGHT, isAxisValue, totalOf } from "./axes.ts";
import { isPenaltyKind, PENALTIES, type PenaltyKind } from "./penalties.ts";
import { quoteFound } from "./quote.ts";

/** The proof of a 10: a verbatim quote of the seat, and what the room held before and after it. */
export type GrandInsight = { readonly quote: string; readonly before: string; readonly after: string };

/** A seat's marks. `total` is the sum of the axes. */
export type Scorecard = AxisValues & {
  readonly seat: string;
  readonly total: number;
  readonly reasoning: string;
  readonly grandInsight: GrandInsight | null;
};

/** A fine with the seat's own words that earned it. `sparks` is positive; it is taken away. */
export type Penalty = {
  readonly seat: string;
  readonly kind: PenaltyKind;
  readonly sparks: number;
  readonly quote: string;
  readonly reason: string;
};

/** A judge's whole verdict: one card a seat that spoke, in `seats` order, and the fines that hold. */
export type Verdict = {
  readonly scores: readonly Scorecard[];
  readonly penalties: readonly Penalty[];
  readonly refused: readonly { readonly seat: string; readonly kind: string; readonly why: string }[];
};

/** Who may be scored: real names with the labels that the judge saw, and every text each seat spoke. */
export type Scored = { readonly seat: string; readonly label: string; readonly texts: readonly string[] };

/**
 * Reads a judge's reply. Nothing is coerced: an illegal value, a missing seat or a 10 without a checked quote and a
 * before/after statement is an issue, and the caller asks once more with the issues. Fines that do not hold are refused
 * with a reason; they never turn into something milder.
 */
export const readVerdict = (reply: Json | undefined, scored: readonly Scored[]): Result<Verdict, readonly string[]> => {
  const body = asRecord(reply);
  if (body === undefined) return fail(["expected a JSON object with `scores`"]);
  const rows = asList(body.scores).map(asRecord);
  const issues: string[] = [];
  const scores: Scorecard[] = [];
  for (const entry of scored) {
    const row = rows.find((candidate) => candidate !== undefined && isNamed(candidate.seat, entry));
    const card = row === undefined ? fail([`${entry.label}: no scores found`]) : readCard(row, entry);
    if (card.ok) scores.push(card.value);
    else issues.push(...card.fault);
  }
  if (issues.length > 0) return fail(issues);
  return ok({ scores, ...readPenalties(asList(body.penalties), scored) });
};

const isNamed = (name: Json | undefined, { seat, label }: Scored): boolean => {
  const text = asText(name)?.trim().toLowerCase();
  return text !== undefined && (text === seat.toLowerCase() || text === label.toLowerCase());
};

const readCard = (row: { readonly [key: string]: Json }, entry: Scored): Result<Scorecard, readonly string[]> => {
  const issues: string[] = [];
  const values: Partial<Record<Axis, AxisValue>> = {};
  for (const axis of AXES) {
    const value = row[axis];
    if (isAxisValue(value)) values[axis] = value;
    else issues.push(`${entry.label}: ${axis} must be one of ${AXIS_VALUES.join(", ")} but is ${JSON.stringify(value ?? null)}`);
  }
  const insight = readInsight(row.grandInsight);
  if (AXES.some((axis) => values[axis] === GRAND_INSIGHT)) issues.push(...insightIssues(insight, entry));
  if (issues.length > 0) return fail(issues);
  const axes = values as AxisValues;
  return ok({ ...axes, seat: entry.seat, total: totalOf(axes), reasoning: asText(row.reasoning) ?? "", grandInsight: insight });
};

const readInsight = (value: Json | undefined): GrandInsight | null => {
  const record = asRecord(value);
  if (record === undefined) return null;
  return { quote: asText(record.quote) ?? "", before: asText(record.before) ?? "", after: asText(record.after) ?? "" };
};

const insightIssues = (insight: GrandInsight | null, { label, texts }: Scored): readonly string[] => {
  if (insight === null) return [`${label}: a 10 needs grandInsight with quote, before and after`];
  const issues: string[] = [];
  if (!quoteFound(insight.quote, texts))
    issues.push(`${label}: the quote of the 10 does not stand in a turn of that seat: ${JSON.stringify(insight.quote)}`);
  if (insight.before.trim() === "" || insight.after.trim() === "") issues.push(`${label}: a 10 needs a statement of before and after`);
  return issues;
};

const readPenalties = (rows: readonly Json[], scored: readonly Scored[]): Pick<Verdict, "penalties" | "refused"> => {
  const penalties: Penalty[] = [];
  const refused: { seat: string; kind: string; why: string }[] = [];
  for (const raw of rows) {
    const row = asRecord(raw) ?? {};
    const kind = asText(row.kind) ?? "";
    const quote = asText(row.quote) ?? "";
    const entry = scored.find((candidate) => isNamed(row.seat, candidate));
    const refuse = (why: string): void => void refused.push({ seat: entry?.seat ?? String(row.seat ?? ""), kind, why });
    if (entry === undefined) refuse("no such seat spoke");
    else if (!isPenaltyKind(kind)) refuse(`unknown kind; the kinds are ${Object.keys(PENALTIES).join(", ")}`);
    else if (!quoteFound(quote, entry.texts)) refuse("the quote does not stand in a turn of that seat");
    else if (penalties.some((known) => known.seat === entry.seat && known.kind === kind)) refuse("that seat is fined for this already");
    else penalties.push({ seat: entry.seat, kind, sparks: PENALTIES[kind], quote, reason: asText(row.reason) ?? "" });
  }
  return { penalties, refused };
};
