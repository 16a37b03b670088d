import { analyse } from "./index/analyse.ts";
import type { Evidence, SourceText } from "./types.ts";

/** Gives the evidence of sources, indexed once and kept for the latest `size` sets. Equal sources give the same object. */
export type EvidenceOf = (sources: readonly SourceText[]) => Evidence;

/** Opens a cache; sources are told apart by file name and SHA-256. */
export const evidenceCache = (size = 8): EvidenceOf => {
  const kept = new Map<string, Evidence>();
  return (sources) => {
    const key = sources.map(({ file, sha256 }) => `${sha256} ${file}`).join("\n");
    const found = kept.get(key) ?? analyse(sources);
    kept.delete(key);
    kept.set(key, found);
    const oldest = kept.keys().next().value;
    if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    return found;
  };
};
