import { general } from "../kernel/python-number.ts";
import type { DeliberationTurn } from "../lab/classic/deliberation.ts";
import type { Change } from "../lab/engineer/propose.ts";
import type { LabDataOf, LabFact, LabOpening, Spoken } from "../lab/session/event.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../lab/settings.ts";
import { describeOutcome, type Outcome } from "../lab/world.ts";
import type { Event } from "../run/event.ts";

/**
 * One turn of a run of the lab: the words as the data set has them, the numbers behind them, and who answered. `settings` are those
 * that the turn is about, after it; `iteration` counts prints from 1. `model` is null where no language model spoke. `seq` is the event.
 */
export type LabTurn = {
  readonly turn: DeliberationTurn;
  readonly numbers: {
    readonly iteration: number | null;
    readonly settings: Settings | null;
    readonly outcome: Outcome | null;
  };
  readonly by: { readonly backend: string; readonly model: string | null; readonly standsIn: boolean };
  readonly seq: number;
};

/** A run of the lab as turns in order: the opening, and one turn for each event that somebody said or decided something by. */
export type LabTurns = { readonly opening: LabOpening; readonly turns: readonly LabTurn[] };

/** The turns of a run's events; undefined when they hold no opening of a lab. Reads nothing else. */
export const labTurns = (events: readonly Event[]): LabTurns | undefined => {
  const opening = events.find(({ kind }) => kind === "lab-opened")?.data as unknown as LabOpening | undefined;
  if (opening === undefined) return undefined;
  const scene: Scene = { settings: null, print: null, policy: opening.policy };
  const turns = events.flatMap((event) => {
    const tell = (TOLD as Readonly<Record<string, Tell<never> | undefined>>)[event.kind];
    const told = tell?.(scene, event.data as never);
    return told === undefined ? [] : [{ by: RULE, ...told, seq: event.seq }];
  });
  return { opening, turns };
};

/** What stands while events are told: the settings last asked for or allowed, and the last print. */
type Scene = { settings: Settings | null; print: LabDataOf<"print-simulated"> | null; readonly policy: string };
type Told = Omit<LabTurn, "seq" | "by"> & Partial<Pick<LabTurn, "by">>;
type Tell<D> = (scene: Scene, data: D) => Told | undefined;

const RULE: LabTurn["by"] = { backend: "offline", model: null, standsIn: false };

const byOf = ({ by, backend, model }: Spoken): LabTurn["by"] => ({
  backend,
  model: by === "model" ? model : null,
  standsIn: by === "stand-in",
});

const planned = (agent: DeliberationTurn["agent"], act: DeliberationTurn["act"], stance: string, content: string): DeliberationTurn => ({
  track: "preflight",
  agent,
  act,
  stance,
  content,
});

const about = (scene: Scene): Told["numbers"] => ({ iteration: null, settings: scene.settings, outcome: null });

const ofPrint = ({ print, settings, outcome }: LabDataOf<"print-simulated">): Told["numbers"] => ({ iteration: print, settings, outcome });

const TOLD: { readonly [K in LabFact["kind"]]?: Tell<LabDataOf<K>> } = {
  "plan-proposed": (scene, { spoken, advice }) => {
    scene.settings = advice.settings;
    const content = [advice.reasoning, ...advice.changes.map(changeLine), `Proposed: ${settingsLine(advice.settings)}.`].join("\n");
    return { turn: planned("O'Brien", "propose", "", content), numbers: about(scene), by: byOf(spoken) };
  },
  "plan-overridden": (scene, { settings, changes, reason }) => {
    scene.settings = settings;
    return { turn: planned("Operator", "override", "", [reason, ...changes.map(changeLine)].join("\n")), numbers: about(scene) };
  },
  // A revision is the policy's word on the print before it; its print shows what came of it, so it is no turn of its own.
  "plan-revised": (scene, { settings }) => {
    scene.settings = settings;
    return undefined;
  },
  "plan-checked": (scene, { allowed, moves }) => {
    scene.settings = allowed;
    const content = moves.length > 0 ? `Clamped: ${moves.map(({ why }) => why).join(" · ")}` : "Inside the envelope; nothing was clamped.";
    const turn = planned("Spine", "veto", moves.length > 0 ? "clamped" : "clear", content);
    // The checks of revisions are said with their prints, as the reference does.
    return scene.print === null ? { turn, numbers: about(scene) } : undefined;
  },
  "plan-doubted": (scene, { spoken, opinion: { stance, headline, detail } }) => ({
    turn: planned("La Forge", "second_opinion", stance, `${headline} — ${detail}`),
    numbers: about(scene),
    by: byOf(spoken),
  }),
  "print-acknowledged": (scene, { reason, reasons }) => ({
    turn: planned("Operator", "override", "override", `${reason} (acknowledged: ${reasons.map(({ why }) => why).join(" · ")})`),
    numbers: about(scene),
  }),
  "print-simulated": (scene, data) => {
    const before = scene.print;
    scene.print = data;
    return {
      turn: {
        track: "print-loop",
        agent: "World",
        act: "simulate",
        stance: data.outcome.class,
        content: `Iteration ${data.print}: ${describeOutcome(data.outcome)} (simulated in the ${data.world} world, ${data.validation.state}).${before === null ? "" : ` Policy ${scene.policy} printed: ${settingsLine(data.settings)}.`}`,
      },
      numbers: ofPrint(data),
    };
  },
  "print-graded": ({ print }, { grade: { stance, headline, detail } }) => ({
    turn: { track: "print-loop", agent: "La Forge", act: "grade", stance, content: `${headline} — ${detail}` },
    numbers: print === null ? { iteration: null, settings: null, outcome: null } : ofPrint(print),
  }),
  "run-reviewed": (_scene, { review: { stance, headline, detail } }) => ({
    turn: { track: "review", agent: "La Forge", act: "verdict", stance, content: `${headline} — ${detail}` },
    numbers: { iteration: null, settings: null, outcome: null },
  }),
};

const changeLine = ({ setting, by, why }: Change): string => `${SETTING_NAMES[setting]} ${general(by, { sign: true })}: ${why}`;

const settingsLine = (settings: Settings): string => SETTINGS.map((knob) => `${SETTING_NAMES[knob]} ${general(settings[knob])}`).join(", ");
