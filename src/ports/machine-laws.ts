/**
 * The laws that every machine keeps, as a suite over values: a test loops over `machineLaws` for each machine. A subject
 * is a machine with an opening and replies that are a pure function of the step and its request, so that every order of
 * completion must give the same journal.
 */
import assert from "node:assert/strict";
import { canonicalJson, type Json } from "../core/kernel/json.ts";
import { type Random, random } from "../core/kernel/random.ts";
import { advance, foldAll } from "../core/run/advance.ts";
import type { Event, Fact } from "../core/run/event.ts";
import type { AwaitStep, CallStep, Input, Machine, Reply, RunStep } from "../core/run/machine.ts";

/** A machine with an opening and a pure world that answers it. */
export type MachineSubject = {
  readonly name: string;
  readonly machine: Machine<unknown>;
  readonly opening: readonly Fact[];
  readonly reply: (key: string, request: Json) => Reply;
  /** What a person says to a step that waits for one; a machine that plans such steps needs it. */
  readonly answer?: (step: AwaitStep) => Omit<Input, "key">;
  /** More steps than a correct run of this opening ever takes. */
  readonly maxSteps: number;
};

/** One law. `check` throws an assertion error that names what broke. */
export type MachineLaw = { readonly name: string; readonly check: (subject: MachineSubject) => void };

type Play = { readonly events: readonly Event[]; readonly requests: ReadonlyMap<string, string>; readonly started: number };
type Control = (events: number, random: Random) => readonly Input[];

const RUN = "law";
const noControl: Control = () => [];

const openingEvents = (facts: readonly Fact[]): readonly Event[] =>
  facts.map((fact, index) => ({ run: RUN, seq: index + 1, step: "open", ...fact }));

/** Carries a run to its end with `concurrency` calls in flight that finish in an order drawn from `draw`. */
const play = (
  subject: MachineSubject,
  draw: Random,
  concurrency: number,
  prefix?: readonly Event[],
  control: Control = noControl,
): Play => {
  const { machine } = subject;
  const events: Event[] = [...(prefix ?? openingEvents(subject.opening))];
  const calls = new Calls(subject, concurrency);
  let state = foldAll(machine, RUN, events);
  let said: readonly Input[] = [];
  for (let guard = 0; guard < subject.maxSteps * 4; guard++) {
    const advanced = advance(machine, state, {
      run: RUN,
      head: events.length,
      inputs: [...control(events.length, draw), ...said].map((input, id) => ({ id, input })),
      reply: (step) => calls.replies.get(step.key),
      lookahead: 64,
      maxFacts: 4,
    });
    state = advanced.state;
    said = [];
    for (const { step, facts } of advanced.facts)
      for (const fact of facts) events.push({ run: RUN, seq: events.length + 1, step, ...fact });
    if (advanced.more || advanced.status === "paused") continue;
    if (advanced.status === "done") return { events, requests: calls.requests, started: calls.started };
    calls.plan(advanced.calls, state);
    const [awaited] = calls.isIdle ? advanced.awaits : [];
    if (awaited !== undefined) {
      assert.ok(subject.answer !== undefined, `progress: nobody answers ${awaited.key}`);
      said = [{ key: `step:${awaited.key}`, ...subject.answer(awaited) }];
      continue;
    }
    calls.finishOne(draw, events.length);
  }
  throw new assert.AssertionError({ message: `progress: not done after ${subject.maxSteps * 4} advances` });
};

/** The calls in flight of one play, and every request that was ever planned. */
class Calls {
  readonly requests = new Map<string, string>();
  readonly replies = new Map<string, Reply>();
  readonly #inFlight = new Map<string, Json>();
  readonly #subject: MachineSubject;
  readonly #concurrency: number;
  started = 0;

  constructor(subject: MachineSubject, concurrency: number) {
    this.#subject = subject;
    this.#concurrency = concurrency;
  }

  plan(calls: readonly (CallStep | RunStep)[], state: unknown): void {
    const planned = new Set(calls.map(({ key }) => key));
    for (const key of this.#inFlight.keys()) if (!planned.has(key)) this.#inFlight.delete(key);
    for (const step of calls) {
      const request = requestOf(this.#subject.machine, state, step);
      const before = this.requests.get(step.key);
      assert.ok(
        before === undefined || before === canonicalJson(request),
        `persistence: the request of ${step.key} changed while it was planned`,
      );
      this.requests.set(step.key, canonicalJson(request));
      if (this.#inFlight.size >= this.#concurrency || this.#inFlight.has(step.key)) continue;
      this.#inFlight.set(step.key, request);
      this.started += 1;
    }
  }

  get isIdle(): boolean {
    return this.#inFlight.size === 0;
  }

  finishOne(draw: Random, events: number): void {
    const keys = [...this.#inFlight.keys()];
    assert.ok(keys.length > 0, `progress: an open run planned nothing after ${events} events`);
    const key = keys[draw.below(keys.length)] as string;
    this.replies.set(key, this.#subject.reply(key, this.#inFlight.get(key) as Json));
    this.#inFlight.delete(key);
  }
}

const requestOf = (machine: Machine<unknown>, state: unknown, step: CallStep | RunStep): Json =>
  step.kind === "call" ? machine.request(state, step) : (step.opens as unknown as Json);

const text = (events: readonly Event[]): string =>
  events.map(({ seq, kind, step, data }) => canonicalJson({ seq, kind, step, data })).join("\n");

/** What happened, without control facts, numbers and the order of numbers. */
const story = (events: readonly Event[]): string =>
  events
    .filter(({ step }) => !step.startsWith("input:"))
    .map(({ kind, step, data }) => canonicalJson({ kind, step, data }))
    .join("\n");

const reference = (subject: MachineSubject): Play => play(subject, random("reference"), 1);

/** The suite. */
export const machineLaws: readonly MachineLaw[] = [
  {
    name: "plan order: any concurrency and any order of completion give the same journal and the same requests",
    check: (subject) => {
      const expected = reference(subject);
      for (let seed = 0; seed < 40; seed++) {
        const got = play(subject, random(`order/${seed}`), 1 + (seed % 8));
        assert.equal(text(got.events), text(expected.events), `seed ${seed}`);
        for (const [key, request] of got.requests) {
          const known = expected.requests.get(key);
          assert.ok(known === undefined || known === request, `the request of ${key} depends on the order of completion (seed ${seed})`);
        }
      }
    },
  },
  {
    name: "key uniqueness: the facts of a step stand together and its key never returns",
    check: (subject) => {
      const seen = new Set<string>();
      let previous = "";
      for (const { step } of reference(subject).events) {
        assert.ok(step === previous || !seen.has(step), `step ${step} came back`);
        seen.add(step);
        previous = step;
      }
    },
  },
  {
    name: "fork identity: from every step boundary the same replies give the same rest",
    check: (subject) => {
      const { events } = reference(subject);
      for (let at = subject.opening.length; at < events.length; at++) {
        if (events[at - 1]?.step === events[at]?.step) continue;
        const forked = play(subject, random(`fork/${at}`), 4, events.slice(0, at));
        assert.equal(text(forked.events), text(events), `fork at ${at}`);
      }
    },
  },
  {
    name: "control neutrality: pausing and resuming at random moments changes no request and no later fact",
    check: (subject) => {
      const expected = reference(subject);
      for (let seed = 0; seed < 20; seed++) {
        let controls = 0;
        const control: Control = (_events, draw) => {
          if (controls > 40 || draw.below(4) > 0) return [];
          controls += 1;
          const pair = (kind: string): Input => ({ key: `${kind}/${controls}`, kind, data: { reason: "law" } });
          return [pair("pause"), pair("resume")];
        };
        const got = play(subject, random(`control/${seed}`), 3, undefined, control);
        assert.equal(story(got.events), story(expected.events), `seed ${seed}`);
        for (const [key, request] of got.requests) assert.equal(request, expected.requests.get(key) ?? request, `request of ${key}`);
      }
    },
  },
  {
    name: "prefix fold: a state folded from a prefix plans what the incremental state planned",
    check: (subject) => {
      const { machine } = subject;
      const { events } = reference(subject);
      let incremental = machine.initial(RUN);
      events.forEach((event, index) => {
        incremental = machine.fold(incremental, event);
        const fresh = foldAll(machine, RUN, events.slice(0, index + 1));
        assert.equal(planText(machine, fresh), planText(machine, incremental), `after event ${index + 1}`);
      });
    },
  },
  {
    name: "plan prefix: a longer plan begins with the shorter one",
    check: (subject) => {
      const { machine } = subject;
      const { events } = reference(subject);
      for (let at = 1; at <= events.length; at++) {
        const state = foldAll(machine, RUN, events.slice(0, at));
        const full = machine.nextSteps(state, 64).map(({ key }) => key);
        for (let limit = 0; limit <= full.length; limit++) {
          assert.deepEqual(
            machine.nextSteps(state, limit).map(({ key }) => key),
            full.slice(0, limit),
            `limit ${limit} after event ${at}`,
          );
        }
      }
    },
  },
  {
    name: "progress: an open run plans a step and ends within its limit; a closed one plans none",
    check: (subject) => {
      const { events, started } = reference(subject);
      assert.ok(started <= subject.maxSteps, `${started} steps started, more than ${subject.maxSteps}`);
      const end = foldAll(subject.machine, RUN, events);
      assert.equal(subject.machine.status(end), "done");
      assert.deepEqual(subject.machine.nextSteps(end, 64), []);
    },
  },
];

const planText = (machine: Machine<unknown>, state: unknown): string =>
  canonicalJson(
    machine.nextSteps(state, 64).map((step): Json => {
      const plain: Json = step.kind === "call" ? { ...step, request: machine.request(state, step) } : (step as unknown as Json);
      return plain;
    }),
  );

/** The events of a subject's reference run: for golden files. */
export const referenceRun = (subject: MachineSubject): readonly Event[] => reference(subject).events;
