import { unreachable } from "../kernel/invariant.ts";
import type { Json } from "../kernel/json.ts";
import { convergence } from "./judge/check.ts";
import { score } from "./judge/score.ts";
import { summarise } from "./judge/summarise.ts";
import { watch } from "./judge/watch.ts";
import { rebut } from "./seats/rebut.ts";
import { research } from "./seats/research.ts";
import { sceneOf } from "./seats/scene.ts";
import { floor, speak } from "./seats/speak.ts";
import type { Evidence, VoiceTask } from "./types.ts";

/** What a voice says; `parsed` is its typed form for the judge's kinds. */
export type VoiceReply = { readonly text: string; readonly parsed?: Json };

/**
 * Answers a task from nothing but the task and the evidence (`analyse(task.sources)`): a seat's turn as text, or the judge's
 * ruling as text and data. `PASS` is exact. Never throws on any turns. Same task and evidence, same bytes.
 */
export const voice = (task: VoiceTask, evidence: Evidence): VoiceReply => {
  if (task.kind === "research") return { text: research(sceneOf(task, evidence)) };
  if (task.kind === "speak") return { text: speak(sceneOf(task, evidence)) };
  if (task.kind === "rebut") return { text: rebut(sceneOf(task, evidence)) };
  if (task.kind === "floor") return { text: floor(sceneOf(task, evidence)) };
  if (task.kind === "summarise") return { text: summarise(task.turns, task.round, evidence) };
  if (task.kind === "watch") return watchReply(task, evidence);
  if (task.kind === "check") return checkReply(task, evidence);
  if (task.kind === "score") return scoreReply(task, evidence);
  return unreachable(task.kind, "voice");
};

const watchReply = (task: VoiceTask, evidence: Evidence): VoiceReply => {
  const parsed = watch(task.turns, evidence);
  const lines = [
    ...(parsed.intervention === null
      ? []
      : [`${parsed.intervention.kind.toUpperCase()} ${parsed.intervention.seat}: ${parsed.intervention.text}`]),
    ...parsed.gates.map((gate) => `GATE: ${gate.seat} — ${gate.reason}`),
  ];
  return { text: lines.length === 0 ? "PASS" : lines.join("\n"), parsed };
};

const checkReply = (task: VoiceTask, evidence: Evidence): VoiceReply => {
  const parsed = { ...convergence(task.turns, task.round, task.seats, evidence), gates: [] };
  return { text: `${parsed.verdict}: ${parsed.reason}`, parsed };
};

const scoreReply = (task: VoiceTask, evidence: Evidence): VoiceReply => {
  const parsed = score(task.turns, task.seats, evidence);
  return {
    text: parsed.scores.map((each) => `${each.seat}: ${each.novelty}/${each.accuracy}/${each.impact}/${each.challenge}`).join("\n"),
    parsed,
  };
};
