import type { LabDataOf, LabFact } from "../../core/lab/session/event.ts";
import { SETTING_NAMES, SETTINGS } from "../../core/lab/settings.ts";
import { describeOutcome } from "../../core/lab/world.ts";
import type { StoredEvent } from "../../ports/journal.ts";
import { type Cause, callOf, cause, type Explain, type History, type Subject } from "./history.ts";

type Typed<K extends LabFact["kind"]> = { readonly event: StoredEvent; readonly data: LabDataOf<K> };

const all = <K extends LabFact["kind"]>({ events }: History, kind: K): readonly Typed<K>[] =>
  events.filter((event) => event.kind === kind).map((event) => ({ event, data: event.data as unknown as LabDataOf<K> }));

/** A print: its outcome, the plan that it was of, and why that plan was so. */
const explainPrint: Explain = (history, [number]) => {
  const print = all(history, "print-simulated").find(({ data }) => String(data.print) === number);
  if (print === undefined) return undefined;
  const { data, event } = print;
  const grade = all(history, "print-graded").find(({ data: { print: of } }) => of === data.print);
  const revised = all(history, "plan-revised").find(({ data: { revision } }) => revision === data.revision);
  const checked = all(history, "plan-checked").find(({ data: { revision } }) => revision === data.revision);
  const held = all(history, "print-acknowledged").find(({ data: { revision } }) => revision === data.revision);
  const settings = SETTINGS.map((knob) => `${SETTING_NAMES[knob]} ${data.settings[knob]}`).join(", ");
  return cause(
    `print ${data.print} of ${settings}: ${describeOutcome(data.outcome)} (simulated in the ${data.world} world, ${data.validation.state})`,
    event,
    [
      ...(revised === undefined ? planCauses(history) : [cause(changesText(revised.data.changes), revised.event)]),
      ...(checked === undefined || checked.data.moves.length === 0
        ? []
        : checked.data.moves.map(({ why }) => cause(`the Spine: ${why}`, checked.event))),
      ...(held === undefined ? [] : [cause(`the operator: ${held.data.reason}`, held.event)]),
      ...(grade === undefined ? [] : [cause(`graded ${grade.data.grade.stance}: ${grade.data.grade.headline}`, grade.event)]),
    ],
  );
};

const changesText = (changes: LabDataOf<"plan-revised">["changes"]): string =>
  changes.length === 0
    ? "the policy repeated the print before"
    : `the policy ${changes[0]?.of} moved ${changes.map(({ setting, by }) => `${SETTING_NAMES[setting]} ${by > 0 ? "+" : ""}${Math.round(by * 100) / 100}`).join(", ")}: ${changes[0]?.why}`;

/** Who proposed the plan, by which call. */
const planCauses = (history: History): readonly Cause[] => {
  const proposed = all(history, "plan-proposed").at(-1);
  return proposed === undefined
    ? []
    : [cause(`O'Brien: ${proposed.data.advice.reasoning}`, proposed.event, callOf(history, proposed.event.step))];
};

/** The plan, or one of its settings: what it started from, each change with its cause, and what the Spine made of it. */
const explainPlan: Explain = (history, [name]) => {
  const proposed = all(history, "plan-proposed").at(-1);
  if (proposed === undefined) return undefined;
  const { advice, revision } = proposed.data;
  const knob = SETTINGS.find((one) => SETTING_NAMES[one] === name);
  if (name !== undefined && knob === undefined) return undefined;
  const ofKnob = ({ setting }: { readonly setting: string }): boolean => knob === undefined || setting === knob;
  const checked = all(history, "plan-checked").find(({ data }) => data.revision === revision);
  const what = knob === undefined ? advice.reasoning : `${name} ${advice.settings[knob]}, from ${advice.baseline[knob]}`;
  return cause(what, proposed.event, [
    ...advice.changes
      .filter(ofKnob)
      .map(({ setting, by, why }) => cause(`${SETTING_NAMES[setting]} ${by > 0 ? "+" : ""}${by}: ${why}`, proposed.event)),
    ...(checked === undefined ? [] : checked.data.moves.filter(ofKnob).map(({ why }) => cause(`the Spine: ${why}`, checked.event))),
    ...callOf(history, proposed.event.step),
  ]);
};

const explainOpinion: Explain = (history) => {
  const doubted = all(history, "plan-doubted").at(-1);
  if (doubted === undefined) return undefined;
  const { stance, headline, detail } = doubted.data.opinion;
  const failed = all(history, "opinion-failed").map(({ data, event }) =>
    cause(`La Forge gave nothing usable: ${data.fault.message}`, event, callOf(history, event.step)),
  );
  return cause(`${stance}: ${headline}; ${detail}`, doubted.event, [...failed, ...callOf(history, doubted.event.step)]);
};

const explainHold: Explain = (history) => {
  const held = all(history, "print-held").at(-1);
  if (held === undefined) return undefined;
  const answered = all(history, "print-acknowledged").find(({ data }) => data.revision === held.data.revision);
  return cause(held.data.reasons.map(({ kind, why }) => `${kind}: ${why}`).join("; "), held.event, [
    ...(answered === undefined ? [] : [cause(`acknowledged: ${answered.data.reason}`, answered.event)]),
  ]);
};

const explainVerdict: Explain = (history) => {
  const reviewed = all(history, "run-reviewed").at(-1);
  if (reviewed === undefined) return undefined;
  const { stance, headline, detail } = reviewed.data.review;
  return cause(
    `${stance}: ${headline}; ${detail}`,
    reviewed.event,
    all(history, "print-simulated").map(({ data, event }) => cause(`print ${data.print}: ${describeOutcome(data.outcome)}`, event)),
  );
};

/** What can be asked of a run of the lab. */
export const LAB_EXPLAINERS: Readonly<Record<string, Explain>> = {
  plan: explainPlan,
  opinion: explainOpinion,
  hold: explainHold,
  print: explainPrint,
  verdict: explainVerdict,
};

const last = (history: History, kind: LabFact["kind"], what: string): readonly Subject[] =>
  all(history, kind).length === 0 ? [] : [{ tail: "", what }];

/** The subjects of a run of the lab. */
export const LAB_SUBJECTS: Readonly<Record<string, (history: History) => readonly Subject[]>> = {
  plan: (history) => [
    ...last(history, "plan-proposed", "the proposal"),
    ...all(history, "plan-proposed")
      .slice(-1)
      .flatMap(({ data }) => SETTINGS.map((knob) => ({ tail: SETTING_NAMES[knob], what: String(data.advice.settings[knob]) }))),
  ],
  opinion: (history) => last(history, "plan-doubted", "the second opinion"),
  hold: (history) => last(history, "print-held", "why the print was held"),
  print: (history) =>
    all(history, "print-simulated").map(({ data }) => ({ tail: String(data.print), what: describeOutcome(data.outcome) })),
  verdict: (history) => last(history, "run-reviewed", "the verdict"),
};
