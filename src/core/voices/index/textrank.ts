import { jaccard } from "../../kernel/text.ts";

const DAMPING = 0.85;
const ROUNDS = 20;

/**
 * TextRank (Mihalcea and Tarau 2004) over term sets with Jaccard weights, 20 rounds, scaled to mean 1. Quadratic: at most a few
 * hundred sets. One number per set, in order; 1 for each when no two share a term.
 */
export const textRank = (sets: readonly ReadonlySet<string>[]): number[] => {
  const count = sets.length;
  const edges: (readonly [number, number, number])[] = [];
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const weight = jaccard(sets[i] as ReadonlySet<string>, sets[j] as ReadonlySet<string>);
      if (weight === 0) continue;
      edges.push([i, j, weight]);
      out[i] = (out[i] as number) + weight;
      out[j] = (out[j] as number) + weight;
    }
  let rank = new Float64Array(count).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(count).fill(1 - DAMPING);
    for (const [i, j, weight] of edges) {
      next[i] = (next[i] as number) + (DAMPING * weight * (rank[j] as number)) / (out[j] as number);
      next[j] = (next[j] as number) + (DAMPING * weight * (rank[i] as number)) / (out[i] as number);
    }
    rank = next;
  }
  const mean = rank.reduce((sum, value) => sum + value, 0) / Math.max(1, count) || 1;
  return [...rank].map((value) => value / mean);
};
