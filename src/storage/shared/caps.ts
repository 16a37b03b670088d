import type { CommitFault, SpendCaps } from "../../ports/journal.ts";

/** One cap that a commit must keep: what is booked in its scope before the reservations, and whether free calls pass it when it is passed. */
type Cap = { readonly name: string; readonly microUsd: number; readonly booked: number; readonly letsFreePass: boolean };

/** The amounts that caps are checked against: of the run with its child runs, of the runs above it, and of today over all runs. */
export type Booked = {
  readonly run: string;
  readonly tree: readonly { readonly run: string; readonly capMicroUsd: number | undefined; readonly bookedMicroUsd: number }[];
  readonly dayMicroUsd: number;
  readonly monthMicroUsd: number;
};

/**
 * Checks reservations, in order, against every cap. The fault names the cap that is in the way and how many of them, from the first
 * on, would fit. A run over its cap starts not even a call that claims to be free: its backend may have claimed that before.
 * The caps of day and month are about other runs too, so a free call passes them.
 */
export const checkCaps = (reserves: readonly number[], booked: Booked, caps: SpendCaps): CommitFault | undefined => {
  const all: readonly Cap[] = [
    ...booked.tree.flatMap(({ run, capMicroUsd, bookedMicroUsd }) =>
      capMicroUsd === undefined
        ? []
        : [{ name: run === booked.run ? "run" : `run ${run}`, microUsd: capMicroUsd, booked: bookedMicroUsd, letsFreePass: false }],
    ),
    ...calendarCap("day", caps.dayMicroUsd, booked.dayMicroUsd),
    ...calendarCap("month", caps.monthMicroUsd, booked.monthMicroUsd),
  ];
  let wanted = 0;
  for (const [index, reserve] of reserves.entries()) {
    wanted += reserve;
    const cap = all.find(({ microUsd, booked: before, letsFreePass }) => before + wanted > microUsd && !(letsFreePass && wanted === 0));
    if (cap === undefined) continue;
    const message = `the cap of the ${cap.name} is ${cap.microUsd} micro-USD: ${cap.booked} are booked and ${wanted} more would be reserved`;
    return {
      kind: "cap",
      message,
      scope: cap.name,
      exposureMicroUsd: cap.booked,
      capMicroUsd: cap.microUsd,
      neededMicroUsd: cap.booked + wanted,
      fits: index,
    };
  }
  return undefined;
};

const calendarCap = (name: string, microUsd: number | undefined, booked: number): readonly Cap[] =>
  microUsd === undefined ? [] : [{ name, microUsd, booked, letsFreePass: true }];
