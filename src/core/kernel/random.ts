import { hash53 } from "./hash.ts";
import { invariant } from "./invariant.ts";

/** Deterministic draws. Every draw is `hash(seed/name#i)`, so a new draw elsewhere moves nothing here. */
export interface Random {
  /** An independent stream, named. Equal names give equal streams. */
  fork(name: string): Random;
  /** A number in [0, 1). */
  unit(): number;
  /** An integer in [0, bound). `bound` is a positive integer. */
  below(bound: number): number;
  /** A permuted copy (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** Opens the stream of a seed. */
export const random = (seed: string): Random => {
  let drawn = 0;
  const unit = (): number => hash53(`${seed}#${drawn++}`) / 9007199254740992;
  const below = (bound: number): number => {
    invariant(Number.isInteger(bound) && bound > 0, `random.below: expected a positive integer but found ${bound}`);
    return Math.floor(unit() * bound);
  };
  return {
    fork: (name) => random(`${seed}/${name}`),
    unit,
    below,
    shuffle: (items) => {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [copy[i], copy[j]] = [copy[j] as (typeof copy)[number], copy[i] as (typeof copy)[number]];
      }
      return copy;
    },
  };
};
