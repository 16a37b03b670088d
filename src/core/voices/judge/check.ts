import { bears } from "../argue/fact.ts";
import { italic } from "../frames/cite.ts";
import { framesOf } from "../frames/told.ts";
import { worthTelling } from "../seats/draft.ts";
import type { Evidence, SpokenTurn } from "../types.ts";
import { positionsAt, shiftsIn, tableOf } from "./table.ts";

/** The judge's convergence check: the verdict is a rule over positions and new facts, never an opinion. */
export type Convergence = { readonly verdict: "CONVERGED" | "CONTINUE"; readonly reason: string };

/**
 * CONVERGED when all seats that state a view state the same one and no strong fact against it is untold, or, from round 2, when nobody moved
 * and at most two facts were new in the round; else CONTINUE. Formula: guides/offline-voices.md §7.
 */
export const convergence = (turns: readonly SpokenTurn[], round: number, seats: readonly string[], evidence: Evidence): Convergence => {
  const table = tableOf(turns, evidence);
  const { judge: words } = framesOf(evidence.language);
  const last = table.turns[table.turns.length - 1]?.ordinal ?? 0;
  const positions = [...positionsAt(table, last).values()];
  const shared = positions.length >= Math.min(2, seats.length) && new Set(positions).size === 1 ? positions[0] : undefined;
  const shifts = shiftsIn(table).filter((shift) => shift.turn.round === round);
  const fresh = table.heard.told.filter((each) => each.turn.round === round).length;
  const untold = worthTelling(table.ledger).filter(
    (fact) =>
      !table.heard.toldIds.has(fact.id) &&
      bears(fact) &&
      fact.strength >= 2.5 &&
      shared !== undefined &&
      fact.stances.some((each) => each.option === shared && each.value < -0.1),
  );
  const name = (option: number | undefined): string => italic(evidence.options[option ?? -1]?.short ?? "");
  if (shared !== undefined && untold.length === 0)
    return {
      verdict: "CONVERGED",
      reason: words.agreed(positions.length, seats.length, name(shared)),
    };
  const ruled = new Set(
    table.heard.told.flatMap(({ fact }) =>
      fact.note?.key === "check-broken" && fact.computed ? fact.stances.map((each) => each.option) : [],
    ),
  );
  if (evidence.options.length > 0 && ruled.size === evidence.options.length) return { verdict: "CONVERGED", reason: words.allOut };
  if (round >= 2 && shifts.length === 0 && fresh <= 2) return { verdict: "CONVERGED", reason: words.still(round, fresh) };
  const open = new Set(positions).size;
  return {
    verdict: "CONTINUE",
    reason: words.goOn(round, open, shifts.length, fresh),
  };
};
