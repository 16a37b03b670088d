import { INTAKE } from "../../../core/lab/intake/machine.ts";
import { NOTHING_SAID, type RunKindEntry } from "../run-kind.ts";

/** What was read in: it is closed as soon as it is opened, and says nothing in a list but its title. */
export const entry: RunKindEntry = { kind: INTAKE, unit: "fact", summarise: () => NOTHING_SAID };
