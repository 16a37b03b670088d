/** The name of the data set, in its card and in what is shown. */
const NAME = "Chief Engineer — Deliberation Traces";

/** The argument by Moot's own rules instead of the reference's: the world that prints, and who spoke, in words. */
export type CurrentEdition = { readonly world: string; readonly voices: string; readonly isReproducible: boolean };

/** What a card counts, and the edition where it is not the reference's. */
export type CardInput = { readonly turns: number; readonly jobs: number; readonly current?: CurrentEdition };

const CLASSIC_MAKING = `Made by \`moot export deliberation\` of Moot, with the rules of its \`classic\` edition: deterministic voices, no language model,
no network. The same version writes the same bytes.`;

const makingOf = ({ world, voices, isReproducible }: CurrentEdition): string =>
  `Made by \`moot export deliberation\` of Moot with options: the rules of its \`current\` edition, printed in the \`${world}\` world; voices:
${voices}. ${isReproducible ? "No language model took part; the same version writes the same bytes." : "Language models took part: another export may say something else."}`;

const CLASSIC_LOOP =
  "- The print loop prints the settings of a learning policy that starts at a baseline, not the settings that O'Brien proposes.";
const CURRENT_LOOP = "- The print loop prints the plan that O'Brien proposes and the Spine let through, then a policy's revisions of it.";

/**
 * The card of the deliberation as the Hub reads it: YAML front matter, then Markdown. `turns` and `jobs` are counted from the
 * rows. It says of the rows what is true of them: no model wrote them, no printer printed them, their times are a counter.
 */
export const deliberationCard = ({ turns, jobs, current }: CardInput): string => `---
license: mit
task_categories: [text-generation]
language: [en]
tags: [3d-printing, additive-manufacturing, agent-trace, multi-agent, deliberation, build-small-hackathon]
pretty_name: ${NAME}
---
# ${NAME}

Turn by turn, how five personas argue over the settings of a 3D print: one proposes, code bounds it, another doubts it, a
person decides, a simulated world prints, and the print is graded. ${turns} turns over ${jobs} jobs.

${current === undefined ? CLASSIC_MAKING : makingOf(current)} Moot uploads nothing by itself; this set leaves a machine when a person
uploads it.

Each row is one **turn**:

- **O'Brien** (Chief Engineer): proposes settings and his reasons, with the nearest of twelve seed lessons as precedent.
- **Spine** (Safety Spine): code that clamps what is unsafe. Its turn is there when nothing was clamped, too.
- **La Forge** (QA Inspector): a second opinion before the print (\`concur\`, \`caution\`, \`dispute\`), a grade of every print, a
  verdict on the run.
- **Operator**: the person, who may acknowledge a \`dispute\` and print. Here the acknowledgement is written by the export.
- **World** (Outcome Simulator): deterministic formulas that say how the print came out.

The integrity rule: who proposes never grades the work.

## Schema

\`session_id, track, turn, agent, role, act, stance, content, material, geometry, bed_position, env_temp, env_humidity, ts\`

\`track\` is the phase: \`preflight\` (propose, veto, second opinion, override), \`print-loop\` (simulate and grade, per iteration),
\`review\` (the verdict on the run). \`turn\` counts from 1 in each session. \`env_temp\` is in °C, \`env_humidity\` in % of relative
humidity.

## Limits

- Outcomes are simulated and **unvalidated**: no real print stands behind them.
- \`ts\` is a counter of 7 s steps from a fixed date, not a measured time.
${current === undefined ? CLASSIC_LOOP : CURRENT_LOOP}
`;
