import { searchReviser } from "./policies/search.ts";
import { type Reviser, tableReviser } from "./reviser.ts";

/** Every policy that can revise a plan, by its own `id`; the first is the default. */
export const REVISERS: readonly [Reviser, ...Reviser[]] = [searchReviser, tableReviser];
