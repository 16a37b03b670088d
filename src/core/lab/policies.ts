import { classicPolicy } from "./classic/policy.ts";
import type { Policy } from "./policy.ts";

/** Every policy, by its own `id`. */
export const POLICIES: readonly Policy<unknown>[] = [classicPolicy as Policy<unknown>];
