import type { LogDataOf, LogFact } from "../../../core/lab/log/event.ts";
import type { LabDataOf, LabFact } from "../../../core/lab/session/event.ts";
import { SETTING_NAMES, SETTINGS } from "../../../core/lab/settings.ts";
import { describeOutcome } from "../../../core/lab/world.ts";
import { bar } from "./chart.ts";
import { type Look, seatPaint } from "./look.ts";
import { safeLine } from "./safe.ts";
import { pad, wrapText } from "./wrap.ts";

type Show<D> = (look: Look, data: D) => readonly string[];

/** Columns of a name. */
const NAME = 9;
const BAR = 10;

const by = (look: Look, name: string, text: string): readonly string[] => {
  const lead = `${seatPaint(look, name)(pad(name, NAME))} `;
  return wrapText(safeLine(text), look.width, { first: lead, rest: " ".repeat(NAME + 1) });
};

const warn = (look: Look, text: string): readonly string[] =>
  wrapText(safeLine(text), look.width, { first: `${look.paint.yellow(look.glyphs.warn)} `, rest: "  " });

const LAB: { readonly [K in LabFact["kind"]]?: Show<LabDataOf<K>> } = {
  "lab-opened": (look, { brief: { job, precedents }, world, policy, approval }) => [
    ...by(
      look,
      "lab",
      `${job.material} ${job.geometry}, ${job.bedPosition}, on ${job.machine ?? ""}; world ${world}, policy ${policy}, ${precedents.length} precedents`,
    ),
    ...(approval === null ? [] : warn(look, `${job.material} is in no table; approved: ${approval}`)),
  ],
  "proposal-failed": (look, { fault }) => warn(look, `O'Brien gave nothing usable (${fault.message}): the rule stands in`),
  "plan-proposed": (look, { advice }) => [
    ...by(look, "O'Brien", advice.reasoning),
    ...advice.changes.flatMap(({ setting, by: amount, why }) =>
      wrapText(safeLine(`${SETTING_NAMES[setting]} ${signed(amount)}: ${why}`), look.width, {
        first: " ".repeat(NAME + 1),
        rest: " ".repeat(NAME + 3),
      }),
    ),
  ],
  "plan-overridden": (look, { reason, changes }) =>
    by(
      look,
      "Operator",
      `own values, because ${reason}: ${changes.map(({ setting, by: amount }) => `${SETTING_NAMES[setting]} ${signed(amount)}`).join(", ")}`,
    ),
  "plan-checked": (look, { moves, revision }) =>
    moves.length > 0
      ? moves.flatMap(({ why }) => by(look, "Spine", why))
      : revision === 1
        ? by(look, "Spine", "clear: nothing was clamped")
        : [],
  "plan-refused": (look, { message }) => by(look, "Spine", `refused: ${message}`),
  "opinion-failed": (look, { fault }) => warn(look, `La Forge gave nothing usable (${fault.message}): the rule stands in`),
  "plan-doubted": (look, { opinion }) => by(look, "La Forge", `${opinion.stance}: ${opinion.headline}; ${opinion.detail}`),
  "print-held": (look, { reasons }) => reasons.flatMap(({ kind, why }) => warn(look, `the print is held: ${kind}: ${why}`)),
  "print-acknowledged": (look, { reason }) => by(look, "Operator", `acknowledged: ${reason}`),
  "print-simulated": (look, { print, outcome, validation }) =>
    by(
      look,
      "World",
      `print ${print}, simulated: ${describeOutcome(outcome)} ${look.reader ? "" : bar(look, outcome.quality, BAR)} (${validation.state})`,
    ),
  "print-refused": (look, { message }) => by(look, "World", `refused: ${message}`),
  "print-graded": (look, { grade }) => by(look, "La Forge", `${grade.stance}: ${grade.headline}`),
  "plan-revised": (look, { changes }) => {
    const moved = changes.map(({ setting, by: amount }) => `${SETTING_NAMES[setting]} ${signed(amount)}`).join(", ");
    return by(look, "policy", moved === "" ? "prints it again" : `${moved}: ${changes[0]?.why ?? ""}`);
  },
  "policy-settled": (look, { why }) => by(look, "policy", `nothing left to learn: ${why}`),
  "run-reviewed": (look, { review }) => by(look, "La Forge", `verdict ${review.stance}: ${review.headline}; ${review.detail}`),
  "lab-closed": (look, { outcome, reason }) => by(look, "lab", `closed: ${outcome}${reason === "" ? "" : `, ${reason}`}`),
};

const LOG: { readonly [K in LogFact["kind"]]?: Show<LogDataOf<K>> } = {
  "print-logged": (look, { job, settings, seen }) =>
    by(
      look,
      "Operator",
      `${job.material} ${job.geometry} came out as ${seen.mode === "none" ? "clean" : seen.mode}: ${SETTINGS.flatMap((knob) => (settings[knob] === undefined ? [] : [`${SETTING_NAMES[knob]} ${settings[knob]}`])).join(", ")}`,
    ),
  "reflection-failed": (look, { fault }) => warn(look, `O'Brien gave no lesson (${fault.message}): the rule stands in`),
  "lesson-earned": (look, { lesson }) => by(look, "O'Brien", lesson.text),
};

/** The lines of an event of the lab; none for one that it does not know. */
export const labEventLines = (look: Look, kind: string, data: unknown): readonly string[] => {
  const show = ({ ...LAB, ...LOG } as Readonly<Record<string, Show<never> | undefined>>)[kind];
  return show?.(look, data as never) ?? [];
};

const signed = (value: number): string => `${value > 0 ? "+" : ""}${Math.round(value * 100) / 100}`;
