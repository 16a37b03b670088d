import { invariant } from "../../kernel/invariant.ts";
import { fixed } from "../../kernel/python-number.ts";
import { classicEdition } from "../edition.ts";
import type { Environment, Job } from "../job.ts";
import { retrieve } from "../lessons.ts";
import { runLoop } from "../loop.ts";
import type { IterationRecord } from "../record.ts";
import { SEED_LESSONS } from "../seed-lessons.ts";
import type { Settings } from "../settings.ts";
import { describeOutcome } from "../world.ts";
import { entry as classicWorld } from "../worlds/classic.ts";
import { adviseClassic } from "./engineer.ts";
import { gradeIterationClassic, reviewClassic, secondOpinionClassic } from "./inspector.ts";
import { classicPolicy } from "./policy.ts";
import { classicSpine } from "./spine.ts";

/** A job with its room and how often it is printed. */
export type DeliberatedJob = { readonly job: Job; readonly environment: Environment; readonly iterations: number };

/** One turn: who did what in which phase. `stance` is empty for a proposal. A turn on a print has its record, one on a plan the plan. */
export type DeliberationTurn = {
  readonly track: "preflight" | "print-loop" | "review";
  readonly agent: "O'Brien" | "Spine" | "La Forge" | "Operator" | "World";
  readonly act: "propose" | "veto" | "second_opinion" | "override" | "simulate" | "grade" | "verdict";
  readonly stance: string;
  readonly content: string;
  readonly settings?: Settings;
  readonly record?: IterationRecord;
};

const jobAt = (
  material: string,
  geometry: string,
  bedPosition: string,
  room: readonly [number, number],
  iterations: number,
): DeliberatedJob => ({
  job: { material, geometry, bedPosition },
  environment: { celsius: room[0], humidityPercent: room[1] },
  iterations,
});

/** The four jobs of the reference's export, in its order. */
export const REFERENCE_JOBS: readonly DeliberatedJob[] = [
  jobAt("ABS", "overhang", "edge", [26, 60], 4),
  jobAt("PETG", "overhang", "center", [24, 55], 3),
  jobAt("PLA", "adhesion", "center", [21, 45], 3),
  jobAt("TPU", "stringing", "edge", [23, 65], 3),
];

/**
 * The whole argument on a job, by the classic edition and without a model: preflight, print loop, review. Precedents are the
 * twelve seed lessons; the policy starts empty. The loop prints the policy's settings, not O'Brien's: a fault of the reference.
 */
export const deliberate = ({ job, environment, iterations }: DeliberatedJob): readonly DeliberationTurn[] => {
  const crew = { world: classicWorld, policy: classicPolicy, edition: classicEdition };
  const run = runLoop(crew, job, environment, iterations);
  invariant(run.ok, "deliberate: the classic edition refuses nothing");
  const records = run.value;
  const review = reviewClassic(records, job);
  return [
    ...preflight(job, environment),
    ...records.flatMap((record) => printed(job, record)),
    { track: "review", agent: "La Forge", act: "verdict", stance: review.stance, content: `${review.headline} — ${review.detail}` },
  ];
};

const preflight = (job: Job, environment: Environment): readonly DeliberationTurn[] => {
  const precedents = retrieve(SEED_LESSONS, { ...job, ...environment });
  const advice = adviseClassic(job, environment, precedents);
  const { settings, vetoes, requiresApproval } = classicSpine(advice.settings, job.material);
  const { stance, headline, detail } = secondOpinionClassic(job, environment, settings, advice);
  const turn = (agent: DeliberationTurn["agent"], act: DeliberationTurn["act"], said: string, content: string): DeliberationTurn => ({
    track: "preflight",
    agent,
    act,
    stance: said,
    content,
    settings,
  });
  return [
    turn("O'Brien", "propose", "", `${advice.reasoning}\nProposed: ${settingsLine(settings)}.`),
    turn(
      "Spine",
      "veto",
      requiresApproval ? "clamped" : "clear",
      vetoes.length > 0 ? `Clamped: ${vetoes.join(" · ")}` : "Inside the envelope of this material; nothing was clamped.",
    ),
    turn("La Forge", "second_opinion", stance, `${headline} — ${detail}`),
    ...(stance === "dispute"
      ? [turn("Operator", "override", "override", "The objection of La Forge is acknowledged. Printing, on the call of the operator.")]
      : []),
  ];
};

const printed = ({ geometry }: Job, record: IterationRecord): readonly DeliberationTurn[] => {
  const { n, outcome, isClamped, learned } = record;
  const { stance, headline, detail } = gradeIterationClassic(geometry, outcome);
  const remark = isClamped ? " (the Spine clamped a setting)" : "";
  return [
    {
      track: "print-loop",
      agent: "World",
      act: "simulate",
      stance: outcome.class,
      content: `Iteration ${n}: ${describeOutcome(outcome)}.${remark} Policy: ${learned}.`,
      record,
    },
    { track: "print-loop", agent: "La Forge", act: "grade", stance, content: `${headline} — ${detail}`, record },
  ];
};

const settingsLine = ({ nozzleCelsius, bedCelsius, fanPercent, firstLayerFanPercent, retractionMm }: Settings): string =>
  [
    `nozzle ${fixed(nozzleCelsius, 0)} °C`,
    `bed ${fixed(bedCelsius, 0)} °C`,
    `fan ${fixed(fanPercent, 0)} %`,
    `first-layer fan ${fixed(firstLayerFanPercent, 0)} %`,
    `retraction ${fixed(retractionMm, 1)} mm`,
  ].join(", ");
