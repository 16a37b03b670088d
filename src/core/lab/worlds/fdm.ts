/**
 * The physics of a filament print in closed form: each defect is one ratio of load to capacity, and everything else follows
 * from it. `docs/explanation/fdm-world.md` tells what is modelled, what is chosen and what is not modelled. Only a factor on a
 * ratio may ever be fitted, so that no fit can turn a law round.
 */
import type { World } from "../world.ts";
import { outcomeOf, SPREADS } from "./fdm/assess.ts";
import { inputsOf, refusalOf } from "./fdm/inputs.ts";
import { type Ratios, ratiosOf } from "./fdm/ratios.ts";

/** Spread of stringing when nobody says how long the spool was open: 0.5 more, in quadrature. */
const UNKNOWN_EXPOSURE: Ratios = [SPREADS[0], Math.hypot(SPREADS[1], 0.5), SPREADS[2], SPREADS[3], SPREADS[4], SPREADS[5]];

/** The fdm world. */
export const entry: World = {
  id: "fdm",
  title: "closed-form print physics: cooling, melt, ooze, shrinkage, first layer and welds, each with its doubt",
  standing: "unvalidated: no public set of real prints with settings and outcomes can test it yet",
  validation: { state: "unvalidated" },
  edition: "current",
  refusal: refusalOf,
  simulate: (settings, job, environment) => {
    const spreads = job.details?.exposedHours === undefined ? UNKNOWN_EXPOSURE : SPREADS;
    return outcomeOf(ratiosOf(inputsOf(settings, job, environment)), spreads);
  },
};
