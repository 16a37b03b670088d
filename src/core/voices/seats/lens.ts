import { bears, type Fact } from "../argue/fact.ts";
import type { Ledger } from "../argue/ledger.ts";
import { type Lens, rowWeights } from "../argue/matrix.ts";
import type { Role } from "../frames/frames.ts";
import type { Evidence } from "../types.ts";

const ROLES: readonly Role[] = ["weights", "doubt", "limits", "order", "gaps"];
const KNOWN: ReadonlyMap<string, Role> = new Map([
  ["elena", "weights"],
  ["marcus", "doubt"],
  ["clare", "limits"],
  ["simon", "order"],
  ["naomi", "gaps"],
]);

/** What a seat looks at. The five names have their own; any other seat takes the lens at its index among the unknown names, modulo five. */
export const roleOf = (seat: string, seats: readonly string[]): Role => {
  const known = KNOWN.get(seat);
  if (known !== undefined) return known;
  const unknown = seats.filter((name) => !KNOWN.has(name));
  return ROLES[Math.max(0, unknown.indexOf(seat)) % ROLES.length] as Role;
};

const timely = (fact: Fact): boolean => fact.dim === "time" || fact.dim === "person-time" || fact.dim?.startsWith("money:") === true;

const reach = (fact: Fact): number => Math.max(0, ...fact.stances.map((each) => Math.abs(each.value)));

const weightOf = (fact: Fact, evidence: Evidence): number => evidence.criteria[fact.criterion]?.weight ?? 0.1;

/**
 * How much a fact is this seat's to bring, from 0 up (guides/offline-voices.md §7): weights likes heavy measured criteria, doubt
 * conflicts and fragile figures, limits what is broken, order what bears on time, money and sequence, gaps what others leave out.
 */
export const ownInterest = (role: Role, fact: Fact, ledger: Ledger): number => {
  const base = 0.2 + reach(fact) * fact.strength * fact.quality * (0.3 + weightOf(fact, ledger.evidence));
  return base + SPECIAL[role](fact, ledger);
};

const SPECIAL: { readonly [role in Role]: (fact: Fact, ledger: Ledger) => number } = {
  weights: (fact, ledger) =>
    (fact.computed && bears(fact) && fact.kind !== "check" ? 6 * weightOf(fact, ledger.evidence) : 0) + (fact.kind === "stated" ? 1 : 0),
  doubt: (fact, ledger) =>
    ({ conflict: 9, fragile: 7 })[fact.kind as string] ??
    (fact.note?.key.endsWith("-without")
      ? 3
      : fact.note?.key === "check-broken"
        ? 4
        : fact.scheme !== undefined && ledger.labels.get(fact.id) === "out"
          ? 2.5
          : fact.note?.key === "check-doubt"
            ? 4
            : 0),
  limits: (fact) => ({ "check-broken": 9, "check-doubt": 5, "check-kept": 3 })[fact.note?.key ?? ""] ?? 0,
  order: (fact) => (fact.kind === "log" ? 7 : timely(fact) ? 4 : fact.kind === "check" && fact.computed ? 1.5 : 0),
  gaps: (fact) =>
    ({ votes: 5, confirm: 2 })[fact.kind as string] ??
    (fact.kind === "text" ? 2 : fact.criterion < 0 && fact.kind === "data" ? 2.5 : fact.note?.key === "check-doubt" ? 3 : 0),
};

/** How a seat weighs the matrix: its position rule of §7. */
export const lensOf = (role: Role, evidence: Evidence): Lens => {
  if (role === "doubt") return { negatives: 1.6 };
  if (role === "limits") return { least: 2 };
  if (role === "gaps") return { uncovered: 0.3 };
  if (role === "order") return { weights: hurried(evidence) };
  return {};
};

const HURRY = /\b(?:time|cost|effort|price|fast|quick|week|build|deliver|launch|kosten|preis|zeit|aufwand|arbeit)/i;

/** Time, cost and effort count twice, normalised to the same sum. */
const hurried = (evidence: Evidence): readonly number[] => {
  const plain = rowWeights(evidence);
  const raised = plain.map((weight, row) => (HURRY.test(evidence.criteria[row]?.name ?? "") ? weight * 2 : weight));
  const total = raised.reduce((sum, weight) => sum + weight, 0);
  return raised.map((weight) => weight / total);
};
