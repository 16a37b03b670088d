import type { Lesson } from "../lab/lessons.ts";
import type { Settings } from "../lab/settings.ts";
import type { Outcome } from "../lab/world.ts";

/** What was printed in a turn, as far as it is about a print. */
export type TracePrint = { readonly quality: number; readonly mode: Outcome["mode"]; readonly penalties: Outcome["penalties"] };

/** How a turn stands in a session trace: somebody spoke, a person spoke, or code was asked and answered. */
export type TraceVoice = "speaker" | "person" | "code";

/**
 * One turn of any kind of run: who did what in which phase, and the numbers behind the words. `stance` is one of few words an
 * act, or empty. `iteration` counts prints of a lab run and rounds of a roundtable from 1.
 */
export type TraceTurn = {
  readonly track: string;
  readonly agent: string;
  readonly role: string;
  readonly act: string;
  readonly stance: string;
  readonly content: string;
  /** When it was said, in ms since 1970; of a static session the count of a clock. */
  readonly atMs: number;
  readonly voice: TraceVoice;
  readonly iteration: number | null;
  /** What the settings were after this turn, where it is about settings. */
  readonly settings: Settings | null;
  readonly print: TracePrint | null;
  /** Who answered: a backend's id and the model's, when there was one. */
  readonly backend: string;
  readonly model: string | null;
  /** The event that the turn was made from; null where no journal stands behind it. */
  readonly seq: number | null;
};

/** The job of a print and its room. */
export type TraceJob = {
  readonly material: string;
  readonly geometry: string;
  readonly bedPosition: string;
  readonly celsius: number;
  readonly humidityPercent: number;
};

/** How the turns came about: by a run of somebody (`live`), or by the export itself from fixed jobs (`static`). */
export type TraceOrigin = "live" | "static";

/**
 * A run as turns in order. `validation` is how far its simulated outcomes were held against real ones; null where nothing is
 * simulated. `run` and `openedMs` are null where no journal stands behind it. `result` is what it came to, in a word and a sentence.
 */
export type TraceSession = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** What was asked, as those who spoke had it. */
  readonly brief: string;
  readonly job: TraceJob | null;
  readonly world: string | null;
  readonly validation: string | null;
  readonly origin: TraceOrigin;
  /** Of what was said, as BCP 47. */
  readonly language: string;
  readonly run: string | null;
  readonly openedMs: number | null;
  readonly result: { readonly verdict: string; readonly text: string } | null;
  readonly turns: readonly TraceTurn[];
};

/** A lesson with where it was learnt; `run` and `seq` are null for one that shipped with the lab. */
export type TraceLesson = Lesson & {
  readonly world: string | null;
  readonly validation: string | null;
  readonly run: string | null;
  readonly seq: number | null;
};
