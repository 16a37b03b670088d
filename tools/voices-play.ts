import { decide } from "../src/core/voices/decide/decide.ts";
import { renderDecision } from "../src/core/voices/decide/render.ts";
import { analyse } from "../src/core/voices/index/analyse.ts";
import { readTurn } from "../src/core/voices/read-turn.ts";
import type { Evidence, SourceText, SpokenTurn, TurnReading, VoiceTask } from "../src/core/voices/types.ts";
import { voice } from "../src/core/voices/voice.ts";

/** The five workers. */
export const FIVE: readonly string[] = ["clare", "elena", "marcus", "naomi", "simon"];

/** A debate as it was played. */
export type Played = {
  readonly evidence: Evidence;
  readonly turns: readonly SpokenTurn[];
  readonly readings: readonly TurnReading[];
  readonly rounds: number;
  readonly talk: readonly string[];
};

/** Plays a debate in the classic order: research, speak in seat order, rebuttal reversed, check, floor; at most `maxRounds`. */
export const debate = (sources: readonly SourceText[], seats: readonly string[] = FIVE, maxRounds = 3): Played => {
  const evidence = analyse(sources);
  const turns: SpokenTurn[] = [];
  const talk: string[] = [];
  const task = (kind: VoiceTask["kind"], seat: string, round: number): VoiceTask => ({
    kind,
    topic: evidence.title,
    seat,
    seats: [...seats].sort(),
    round,
    sources,
    turns: [...turns],
    results: [],
  });
  const say = (kind: "research" | "speak" | "rebut" | "floor", seat: string, round: number): boolean => {
    const { text } = voice(task(kind, seat, round), evidence);
    const passed = text === "PASS";
    talk.push(`${kind} ${round} ${seat}: ${text}`);
    if (!passed) turns.push({ ordinal: turns.length + 1, seat, round, phase: kind, text });
    if (!passed && kind !== "research") talk.push(`    judge: ${voice(task("watch", "", round), evidence).text}`);
    return !passed;
  };
  if (sources.length > 1) for (const seat of seats) say("research", seat, 0);
  let order = [...seats];
  let round = 1;
  for (; round <= maxRounds; round++) {
    for (const seat of order) say("speak", seat, round);
    for (const seat of [...order].reverse()) say("rebut", seat, round);
    const check = voice(task("check", "", round), evidence);
    talk.push(`check ${round}: ${check.text}`);
    if (check.text.startsWith("CONVERGED") || round === maxRounds) break;
    for (let open = [...order]; open.length > 0; )
      open = open.filter((seat) => say("floor", seat, round)).slice(0, turns.length > 60 ? 0 : open.length);
    talk.push(voice(task("summarise", "", round), evidence).text);
    order = [...order.slice(1), order[0] as string];
  }
  talk.push(JSON.stringify(voice(task("score", "", round), evidence).parsed, null, 1));
  const readings = turns.map((turn) =>
    readTurn(
      turn,
      evidence,
      turns.filter((other) => other.ordinal < turn.ordinal),
    ),
  );
  return { evidence, turns, readings, rounds: Math.min(round, maxRounds), talk };
};

/** A debate and its decision as text. */
export const play = (sources: readonly SourceText[], name: string, flags: ReadonlySet<string>): string => {
  const played = debate(sources);
  const decision = decide(played.evidence, played.turns, played.readings);
  const rendered = renderDecision(decision, {
    topic: played.evidence.title,
    run: name,
    seats: FIVE,
    rounds: played.rounds,
    mode: "offline",
  });
  const bad = played.readings.flatMap((reading) =>
    reading.claims
      .filter((claim) => claim.verdict === "misquoted" || claim.verdict === "found nowhere")
      .map(
        (claim) =>
          `UNVERIFIED turn ${reading.ordinal} ${claim.verdict}: ${claim.text} ${JSON.stringify([claim.quotes.filter((q) => !q.found), claim.numbers.filter((n) => !n.found)])}`,
      ),
  );
  const transcript = flags.has("--decision") ? "" : `${played.talk.join("\n")}\n\n`;
  return `======== ${name}\n${transcript}${flags.has("--transcript") ? "" : rendered}${bad.join("\n")}\n`;
};
