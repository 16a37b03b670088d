/** Prints what an export costs in this process. `node bench/export.ts` */
import { datasetDeps } from "../src/compose/export.ts";
import { classicMaterial } from "../src/core/trace/classic-session.ts";
import { NO_MATERIAL } from "../src/core/trace/tables/all.ts";
import { buildDataset } from "../src/usecases/export/dataset.ts";
import { exportDeliberation } from "../src/usecases/lab/export-deliberation.ts";

const best = (repeats: number, work: () => void): { readonly first: number; readonly best: number } => {
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return { first: times[0] ?? 0, best: Math.min(...times) };
};

const print = (name: string, { first, best: least }: { readonly first: number; readonly best: number }): void =>
  console.log(`${name.padEnd(56)} first ${first.toFixed(1)} ms, best ${least.toFixed(2)} ms`);

const deps = await datasetDeps("0.0.0");
const request = { runs: NO_MATERIAL, words: [], license: "mit" };
print(
  "export deliberation: 4 jobs, 43 rows",
  best(50, () => void exportDeliberation()),
);
print(
  "export hf: 4 jobs, 3 tables, 4 traces, card",
  best(50, () => void buildDataset(deps, { ...request, shipped: classicMaterial() })),
);

const { sessions, lessons } = classicMaterial();
const many = {
  ...NO_MATERIAL,
  lessons,
  sessions: Array.from({ length: 4_000 }, (_, index) => ({ ...sessions[index % 4], id: `s-${index}` }) as (typeof sessions)[0]),
};
const rows = many.sessions.reduce((sum, { turns }) => sum + turns.length, 0);
print(
  `export hf: ${many.sessions.length} sessions, ${rows} turns`,
  best(2, () => void buildDataset(deps, { ...request, shipped: many })),
);
