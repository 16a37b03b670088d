import type { Fact } from "../argue/fact.ts";
import { attacksAmong, grounded } from "../argue/graph.ts";
import type { Ledger } from "../argue/ledger.ts";
import { outcomeOf } from "../argue/matrix.ts";
import type { Role } from "../frames/frames.ts";
import { lensOf } from "./lens.ts";

/** Where a seat stands: an option, no view, or that every option breaks a limit it knows of. */
export type Position =
  | { readonly kind: "option"; readonly option: number; readonly margin: number }
  | { readonly kind: "none" }
  | { readonly kind: "all-out" };

/** A lead smaller than this is no view. */
const LEAST_MARGIN = 0.04;

/** The position that a seat's rule draws from the facts it knows; limits count once their fact is known. */
export const positionOf = (role: Role, known: readonly Fact[], ledger: Ledger): Position => {
  const labels = grounded(known, attacksAmong(known));
  const limits = new Set(
    known.flatMap((fact) =>
      fact.kind === "check" && fact.limit !== undefined ? fact.stances.map((each) => `${fact.limit}/${each.option}`) : [],
    ),
  );
  const checks = ledger.checks.filter((check) => limits.has(`${check.limit}/${check.option}`));
  const outcome = outcomeOf(ledger.evidence, known, labels, checks, lensOf(role, ledger.evidence));
  const first = outcome.ranking[0];
  if (first === undefined) return { kind: "none" };
  if (outcome.out[first]) return { kind: "all-out" };
  const alone = outcome.ranking.filter((option) => !outcome.out[option]).length === 1 && ledger.evidence.options.length > 1;
  const bearing = known.some((fact) => fact.stances.length > 0);
  return bearing && (alone || outcome.margin >= LEAST_MARGIN)
    ? { kind: "option", option: first, margin: alone ? 1 : outcome.margin }
    : { kind: "none" };
};

/** Whether two positions say the same. */
export const samePosition = (left: Position, right: Position): boolean =>
  left.kind === right.kind && (left.kind !== "option" || right.kind !== "option" || left.option === right.option);
