/**
 * A large part read and measured: `node bench/mesh.ts [triangles=1000000]`. One JSON line: medians of five rounds after one that warms
 * up, in ms by the clock and of processor time, and the most memory that this process ever held, in MB. The goal is 1 M triangles
 * in 2 s and 500 MB.
 */
import { measure } from "../src/core/lab/mesh/measure.ts";
import { readStl } from "../src/core/lab/mesh/stl.ts";
import { bumpyBall } from "../tools/gen-mesh.ts";

const ROUNDS = 5;
const bytes = bumpyBall(Number(process.argv[2] ?? "1000000"), 1);

const round = (): {
  readonly wall: number;
  readonly cpu: number;
  readonly read: number;
  readonly triangles: number;
  readonly ceilings: number;
} => {
  const start = performance.now();
  const used = process.cpuUsage();
  const mesh = readStl(bytes);
  if (!mesh.ok) throw new Error(mesh.fault.message);
  const read = performance.now() - start;
  const { triangles, ceilings } = measure(mesh.value);
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000, read, triangles, ceilings: ceilings.length };
};

const first = round();
const rounds = Array.from({ length: ROUNDS }, round);
const median = (values: readonly number[]): number => Math.round([...values].sort((a, b) => a - b)[ROUNDS >> 1] as number);
const figures = {
  bench: "read and measure a part",
  triangles: first.triangles,
  first_ms: Math.round(first.wall),
  ms: median(rounds.map(({ wall }) => wall)),
  cpu_ms: median(rounds.map(({ cpu }) => cpu)),
  read_ms: median(rounds.map(({ read }) => read)),
  most_mb: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
