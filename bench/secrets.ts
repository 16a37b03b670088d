/** The redactor over ordinary text: `node bench/secrets.ts` prints MB/s on prose and on a log, best of three. Goal: 100. */
import { random } from "../src/core/kernel/random.ts";
import { redact } from "../src/core/steward/secrets.ts";

const by = random("prose");
const letters = "abcdefghijklmnopqrstuvwxyz";
const word = (): string => Array.from({ length: 2 + by.below(9) }, () => letters[by.below(26)]).join("");
const words = Array.from({ length: 400 }, word);
const prose = Array.from({ length: 400_000 }, (_, index) => `${words[by.below(400)]}${index % 12 === 11 ? ".\n" : ""}`).join(" ");
const log = Array.from(
  { length: 60_000 },
  (_, index) => `2026-06-01T06:05:${index % 60}Z INFO sweep done due=${index} took=${index % 99}s`,
).join("\n");

for (const [name, text] of Object.entries({ prose, log })) {
  const flat = Buffer.from(text).toString();
  let best = Number.POSITIVE_INFINITY;
  for (let index = 0; index < 3; index++) {
    const start = performance.now();
    redact(flat);
    best = Math.min(best, performance.now() - start);
  }
  process.stdout.write(`${JSON.stringify({ bench: `redact ${name}`, mbPerSecond: Math.round(flat.length / 1000 / best) })}\n`);
}
