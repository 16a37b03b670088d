import { AXES, type AxisValue, type AxisValues, totalOf } from "../judging/axes.ts";
import type { Scorecard } from "../judging/scorecard.ts";
import type { RoundtableState } from "./state.ts";

/** The scorecards as confirmed: the draft with the changes of the confirmations applied, in draft order. */
export const finalScores = (state: RoundtableState): readonly Scorecard[] =>
  (state.scoring.draft?.scores ?? []).map((card) => {
    const changed = state.scoring.confirmed.get(card.seat)?.changed ?? [];
    const axes = Object.fromEntries(AXES.map((axis) => [axis, changed.find((entry) => entry.axis === axis)?.to ?? card[axis]]));
    const values = axes as Record<(typeof AXES)[number], AxisValue> as AxisValues;
    return { ...card, ...values, total: totalOf(values) };
  });
