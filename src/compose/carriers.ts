/**
 * @module Parts of the composition that are too long for one file. Owns which adapter answers what; refuses to decide anything.
 * Entry: `openCarriers`.
 */
import type { Machine } from "../core/run/machine.ts";
import type { EvidenceOf } from "../core/voices/evidence-cache.ts";
import type { SeatCommand } from "../engines/embedded/seat-processes.ts";
import type { Clock } from "../ports/clock.ts";
import type { Engine, Hosted, Perform } from "../ports/engine.ts";
import type { Journal, SpendCaps } from "../ports/journal.ts";
import type { LiveText } from "../ports/live-text.ts";
import type { Model } from "../ports/model.ts";

/** What carries runs, and what answers a single call. `isolate` gives every seat a process of its own. */
export type Carriers = {
  readonly engine: (isolate: boolean) => Engine;
  /** Asks the backend of a request in this process: what the process of a seat does. */
  readonly performHere: Perform;
};

/** What wiring carriers needs. `seatCommand` starts the process of a seat that has this backend and this token. */
export type CarriersDeps = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly performer: string;
  readonly models: (evidenceOf: EvidenceOf) => (backend: string) => Model | undefined;
  /** Where pieces of answers are told to live views of every process. */
  readonly liveText: LiveText;
  /** Asked before each run: the caps of day and month over all runs of the home. */
  readonly caps: () => SpendCaps;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly newToken: () => string;
  readonly seatCommand: (place: { run: string; seat: string; backend: string; token: string }) => SeatCommand;
};

/** Wires the machines, the prompts, the backends, and those who answer: backends here, processes, people. */
export const openCarriers = async (deps: CarriersDeps): Promise<Carriers> => {
  // long: the wiring in one place, one line an adapter; the modules load here so that other commands start at once.
  const [
    { embeddedEngine },
    { INTAKE, intakeMachine },
    { roundtableMachine },
    { buildRequest },
    { performRoundtable },
    { recordReader },
    { reserveRoundtable },
    { evidenceCache },
    { performAtDesk },
    { performReusing, reuseReader },
    { seatProcesses },
    { labMachine },
    { buildLabRequest },
    { performLab, reserveLab },
    { logMachine },
    { buildReflection },
  ] = await Promise.all([
    import("../engines/embedded/engine.ts"),
    import("../core/lab/intake/machine.ts"),
    import("../core/roundtable/machine.ts"),
    import("../usecases/roundtable/request.ts"),
    import("../usecases/roundtable/perform.ts"),
    import("../usecases/roundtable/record.ts"),
    import("../usecases/roundtable/reserve.ts"),
    import("../core/voices/evidence-cache.ts"),
    import("../usecases/seats/perform.ts"),
    import("../usecases/runs/reuse.ts"),
    import("../engines/embedded/seat-processes.ts"),
    import("../core/lab/session/machine.ts"),
    import("../usecases/lab/request.ts"),
    import("../usecases/lab/perform.ts"),
    import("../core/lab/log/machine.ts"),
    import("../usecases/lab/log.ts"),
  ]);
  const { journal, clock, sha256, newToken, performer, caps } = deps;
  const evidenceOf = evidenceCache();
  const models = deps.models(evidenceOf);
  const here = toldLive(performRoundtable({ journal, models, evidenceOf }), deps.liveText);
  const recordOf = recordReader(journal);
  const worstMicroUsd = reserveRoundtable(journal);
  const seatOf = (run: string, seat: string) => {
    const { seats: all, judge } = recordOf(run).opening;
    return all.find(({ name }) => name === seat) ?? judge;
  };
  const command = (run: string, seat: string): SeatCommand | undefined => {
    const token = newToken();
    const seated = journal.desk.sit(run, seat, "isolated", sha256(new TextEncoder().encode(token)));
    return seated.ok ? deps.seatCommand({ run, seat, backend: seatOf(run, seat).backend, token }) : undefined;
  };
  const isolation = () => ({
    processes: seatProcesses({ command }),
    seatsOf: (run: string) => [...recordOf(run).opening.seats, recordOf(run).opening.judge].map(({ name, backend }) => ({ name, backend })),
  });
  const wire = (isolate: boolean): Engine => {
    const isolated = isolate ? isolation() : undefined;
    const next = performAtDesk({ journal, clock, here, sha256, worstMicroUsd, ...(isolated === undefined ? {} : { isolated }) });
    const perform = performReusing({ journal, sha256, next, reuseOf: (run) => recordOf(run).reuseOf });
    const machine = roundtableMachine(buildRequest) as Machine<unknown>;
    const voices = performReusing({ journal, sha256, next: performLab(models), reuseOf: reuseReader(journal) });
    const spoken = { perform: voices, performer, worstMicroUsd: reserveLab };
    const lab: Hosted = { machine: labMachine(buildLabRequest) as Machine<unknown>, ...spoken };
    const log: Hosted = { machine: logMachine(buildReflection) as Machine<unknown>, ...spoken };
    const hosted = new Map<string, Hosted>([
      ["roundtable", { machine, perform, performer, worstMicroUsd }],
      [lab.machine.kind, lab],
      [INTAKE, { machine: intakeMachine as Machine<unknown>, perform: nobody, performer }],
      [log.machine.kind, log],
    ]);
    const engine = embeddedEngine({ journal, hosted, caps });
    return endingWith(engine, async (run) => {
      await isolated?.processes.stop(run);
      deps.liveText.end(run);
    });
  };
  const wired = new Map<boolean, Engine>();
  return {
    // One engine a process and kind: it knows by itself what it carries, and a second one would take the run from it.
    engine: (isolate) => {
      const engine = wired.get(isolate) ?? wire(isolate);
      wired.set(isolate, engine);
      return engine;
    },
    performHere: here,
  };
};

/** A kind of run that asks nobody plans no call. */
const nobody: Perform = async () => ({ ok: false, fault: { kind: "unavailable", message: "this kind of run asks nobody" } });

/** Pieces of an answer go to who asked for them and to live views elsewhere. */
const toldLive =
  (perform: Perform, liveText: LiveText): Perform =>
  (call) =>
    perform({
      ...call,
      onText: (delta) => {
        call.onText?.(delta);
        liveText.tell(call.run, call.step, delta);
      },
    });

/** However a run comes to rest, its seats and what was told live end with it. */
const endingWith = (engine: Engine, stop: (run: string) => Promise<void>): Engine => ({
  kinds: engine.kinds,
  host: async (run, options) => {
    try {
      return await engine.host(run, options);
    } finally {
      await stop(run);
    }
  },
});
