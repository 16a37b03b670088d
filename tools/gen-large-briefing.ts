/**
 * Writes a briefing of about one megabyte, with three data files, for tests of size and speed.
 *
 *   node_modules/.bin/node tools/gen-large-briefing.ts OUTDIR [bytes=1000000] [seed=1]
 *
 * The same bytes and seed give the same files, byte for byte. The seed changes only the minutes that fill the briefing and the
 * unimportant rows of the data; everything a decision rests on keeps its value and its line, so
 * test/fixtures/briefings/s4-one-megabyte/labels.json holds for every seed and every size from MIN_BYTES on.
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MIN_BYTES = 65_536;
const LEASE_LINE = 401;

type Random = () => number;

/** mulberry32: 32 bits of state, values in [0, 1). */
const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
const pick = (random: Random, items: readonly string[]): string => items[between(random, 0, items.length - 1)] ?? "";
const two = (value: number): string => String(value).padStart(2, "0");

const HEAD = `# Which depot takes the night shift?

## Objective

From November on one of our three depots will load the lorries for the north at night. Choose it. The minutes of the working
group are appended in full, because the last summary left out half of what mattered; they are long.

## Options

- **Northfold**: the oldest site, two ramps, next to the railway
- **Quarry Lane**: the newest site and the one nearly everybody names first: fastest, cheapest to start, most volunteers
- **Saltmarsh**: by the ring road, with one gate that has its moods

| | Northfold | Quarry Lane | Saltmarsh |
|---|---|---|---|
| Drivers who have agreed to nights | 16 | 21 | 15 |
| Owner of the site | ourselves, since 1998 | a landlord | the port, lease to 31 March 2034 |
| Way to the motorway | 7 km | 3 km | 2 km |

The lease of Quarry Lane was discussed in the working group on 14 March; see the minutes of that day.

## Limits

- A lorry is turned round in at most 45 minutes, in every registered night run.
- We may stay on the site at least until 31 December 2031.
- Start-up costs of no more than 85,000 EUR.
- At least 14 drivers have agreed to work nights there.
- No more than 40 dB(A) at the nearest bedroom window between 22:00 and 06:00.

## What decides between depots that keep the limits

Turn-round time (50 %), start-up costs (30 %), trouble with the gate (20 %). At Saltmarsh the gate stuck once in the
whole winter, says the depot; the gate log is registered.

## Success criteria

One depot, the reasons with their places, and what has to be measured before the first night.

## Minutes of the working group
`.split("\n");

const LEASE_NOTE = `### Minutes of 14 March

Quarry Lane: the landlord has confirmed in writing that the lease ends on 30 June 2030 and will not be extended. Noted.
`.split("\n");

const TAIL = `## Steward-Registered Files

- night-runs.csv (trial runs at the three depots)
- gate.log (gate messages, December to February)
- costs.json (start-up costs by item)
`.split("\n");

const PLACES = ["the canteen", "the car park", "the tyre store", "the wash bay", "the office", "the bicycle shed", "the café", "hall 2"];
const PEOPLE = ["Aurel", "Bente", "Cosmin", "Dunja", "Edo", "Frauke", "Gitta", "Håkon", "Ilka", "Joos"];
const MONTHS = ["January", "February", "April", "May", "June", "September", "October"];

const SENTENCES: readonly ((random: Random) => string)[] = [
  (r) =>
    `${pick(r, PEOPLE)} reports that ${pick(r, PLACES)} served ${between(r, 20, 400)} people last week, ${between(r, 1, 9)} % more than before.`,
  (r) =>
    `The roof above ${pick(r, PLACES)} leaks again; the repair is estimated at ${between(r, 2, 19)},${between(r, 100, 999)} EUR and postponed.`,
  (r) => `${pick(r, PEOPLE)} asks for ${between(r, 3, 40)} new lockers – ${pick(r, PEOPLE)} will count the old ones first.`,
  (r) => `Pallets: ${between(r, 200, 9000)} in stock, ${between(r, 1, 60)} broken. ${pick(r, PEOPLE)} thinks the supplier changed.`,
  (r) => `The printer in ${pick(r, PLACES)} was out of order for ${between(r, 2, 30)} hours. No action.`,
  (r) => `${pick(r, PEOPLE)} has read that forklifts need ${between(r, 2, 5)} services a year; ${pick(r, PEOPLE)} doubts it and will ask.`,
  (r) => `Birthday of ${pick(r, PEOPLE)}. The cake from ${pick(r, PLACES)} was praised.`,
  (r) =>
    `The software update took ${between(r, 1, 9)}.${between(r, 0, 9)} GB and ${between(r, 2, 6)} attempts; it is now on ${between(r, 11, 79)} of 80 tablets.`,
  (r) => `Complaint about draughts in ${pick(r, PLACES)} (${between(r, 14, 18)} °C on Monday). ${pick(r, PEOPLE)} looks into it.`,
  (r) => `Postponed to the next meeting, for the ${between(r, 4, 9)}th time: the rules for ${pick(r, PLACES)}.`,
];

/** The lines of one meeting: a heading, some points, an empty line. */
const meeting = (random: Random): string[] => {
  const points = Array.from({ length: between(random, 4, 11) }, () => {
    const sentences = Array.from({ length: between(random, 1, 3) }, () => SENTENCES[between(random, 0, SENTENCES.length - 1)]?.(random));
    return `- ${sentences.join(" ")}`;
  });
  return [`### Minutes of ${between(random, 1, 28)} ${pick(random, MONTHS)}`, "", ...points, ""];
};

const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

const briefing = (bytes: number, random: Random): string => {
  const lines = [...HEAD];
  while (lines.length < LEASE_LINE - 4) lines.push(...meeting(random));
  lines.length = LEASE_LINE - 4;
  lines.push("", ...LEASE_NOTE);
  for (let left = bytes - size(lines) - size(TAIL); ; ) {
    const next = meeting(random);
    left -= size(next);
    if (left < 0) break;
    lines.push(...next);
  }
  return [...lines, ...TAIL].join("\n");
};

const RUNS: readonly (readonly [string, number])[] = [
  ["Northfold", 41],
  ["Quarry Lane", 33],
  ["Saltmarsh", 52],
  ["Northfold", 43],
  ["Quarry Lane", 36],
  ["Saltmarsh", 44],
];
const RANGES: readonly (readonly [string, number, number])[] = [
  ["Northfold", 36, 43],
  ["Quarry Lane", 29, 36],
  ["Saltmarsh", 38, 44],
];

/** The first six runs are fixed and hold each depot's slowest; later ones are never slower. */
const nightRuns = (random: Random): string => {
  const more = Array.from({ length: 54 }, (_, index) => {
    const [depot, low, high] = RANGES[index % 3] ?? RANGES[0]!;
    return [depot, between(random, low, high)] as const;
  });
  const rows = [...RUNS, ...more].map(([depot, minutes], index) => `${index + 1},${depot},${minutes},${between(random, 9, 31)}`);
  return `${["run,depot,turn_round_min,pallets", ...rows].join("\n")}\n`;
};

/** 1,500 lines; every 88th says that the gate at Saltmarsh stuck, 17 in all. */
const gateLog = (random: Random): string => {
  const lines = Array.from({ length: 1500 }, (_, index) => {
    const slot = index % 500;
    const day = `${["2025-12", "2026-01", "2026-02"][Math.floor(index / 500)]}-${two(1 + Math.floor(slot / 18))}`;
    const time = `${day}T${two(Math.floor((slot % 18) * 1.3))}:${two(between(random, 0, 59))}:${two(between(random, 0, 59))}Z`;
    if (index % 88 === 87) return `${time} WARN  gate stuck depot=Saltmarsh seconds=${between(random, 90, 900)}`;
    return `${time} INFO  gate ${pick(random, ["open", "closed"])} depot=${pick(random, ["Northfold", "Quarry Lane", "Saltmarsh"])}`;
  });
  return `${lines.join("\n")}\n`;
};

const COSTS = `{
  "currency": "EUR",
  "start_up": {
    "Northfold": { "lighting": 31200, "ramp": 38700, "training": 8500, "total": 78400 },
    "Quarry Lane": { "lighting": 18900, "ramp": 33800, "training": 8500, "total": 61200 },
    "Saltmarsh": { "lighting": 27300, "ramp": 48300, "training": 8500, "total": 84100 }
  }
}
`;

const wholeNumber = (text: string | undefined, fallback: number): number => {
  if (text === undefined) return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
};

const main = (argv: readonly string[]): number => {
  const [outdir, bytesText, seedText, ...rest] = argv;
  const bytes = wholeNumber(bytesText, 1_000_000);
  const seed = wholeNumber(seedText, 1);
  if (outdir === undefined || outdir === "" || rest.length > 0 || !(bytes >= MIN_BYTES) || Number.isNaN(seed)) {
    process.stderr.write(`usage: gen-large-briefing.ts OUTDIR [bytes, at least ${MIN_BYTES}] [seed, a whole number]\n`);
    return 2;
  }
  const random = randomFrom(seed);
  mkdirSync(outdir, { recursive: true });
  const files = {
    "briefing.md": briefing(bytes, random),
    "night-runs.csv": nightRuns(random),
    "gate.log": gateLog(random),
    "costs.json": COSTS,
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(outdir, name), text);
    process.stdout.write(`${name} ${Buffer.byteLength(text)} sha256:${createHash("sha256").update(text).digest("hex")}\n`);
  }
  return 0;
};

process.exitCode = main(process.argv.slice(2));
