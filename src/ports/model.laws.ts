/**
 * @module The laws that every backend keeps, as a suite over values: a test loops over `modelLaws` for each entry of the
 * registry. A subject stages a situation in the world behind its backend (a server, a program, a folder) and opens the
 * backend there, furnished as `compose.ts` does. A situation that a backend cannot be brought into is not staged, and
 * the subject says so by name, so that nothing is skipped in silence.
 */
import assert from "node:assert/strict";
import type { Json } from "../core/kernel/json.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { VoiceTask } from "../core/voices/types.ts";
import type { Backend, BackendContext } from "./backend.ts";
import type { Completion, Model, ModelRequest, Tool } from "./model.ts";

/** What the world behind a backend does. `talk` says the text; `object` says the object in the way this backend's models do. */
export type Situation =
  | { readonly kind: "talk"; readonly text: string }
  | { readonly kind: "object"; readonly object: { readonly [key: string]: Json } }
  /** The model calls `tool` with `input`, then says `text` once it has the result. */
  | { readonly kind: "tool"; readonly tool: string; readonly input: { readonly [key: string]: Json }; readonly text: string }
  /** The world never answers. */
  | { readonly kind: "hang" }
  /** The world fails in the way that must become this fault, at every attempt; its error text repeats the key. */
  | { readonly kind: "fault"; readonly fault: ModelFault["kind"] };

/** A staged situation. `close` ends what was started. */
export type Staged = { readonly model: Model; readonly close: () => Promise<void> };

/** A backend with the world it is tested in. */
export type ModelSubject = {
  readonly entry: Backend;
  /** Situations that this backend cannot be brought into, each with the reason. */
  readonly lacks: Readonly<Partial<Record<Situation["kind"], string>>>;
  /** Faults that its world can produce. */
  readonly faults: readonly ModelFault["kind"][];
  readonly stage: (situation: Situation) => Promise<Staged>;
  /** True where the text is the backend's own and not what was staged. */
  readonly ownText?: boolean;
  /** The typed task of the requests, for backends that answer nothing else. */
  readonly task?: VoiceTask;
  /** The key that every staged world was opened with; "" for a backend without one. */
  readonly key: string;
  /** Contexts where it can answer, and where it cannot; all hold the key in variables that do not matter. */
  readonly able: readonly BackendContext[];
  readonly unable: readonly BackendContext[];
};

/** One law. `needs` is the situation without which it cannot be looked at. */
export type ModelLaw = {
  readonly name: string;
  readonly needs?: Situation["kind"];
  readonly check: (subject: ModelSubject) => Promise<void>;
};

const TEXT = "The queue keeps order; the cron job does not.\nI stand by it: 8 of 9 lines say so — “naïve” or not.";
const OBJECT = { verdict: "CONTINUE", reason: "two claims are open", scores: [0, 1, 10], none: null };
const SCHEMA: Json = {
  type: "object",
  additionalProperties: false,
  required: ["verdict", "reason", "scores", "none"],
  properties: {
    verdict: { type: "string", enum: ["CONTINUE", "CONVERGED"] },
    reason: { type: "string" },
    scores: { type: "array", items: { type: "integer", enum: [0, 1, 2, 3, 10] } },
    none: { anyOf: [{ type: "string" }, { type: "null" }] },
  },
};

/** How long something that must come soon may take, before the law is broken rather than slow. */
const SOON_MS = 10_000;

/** Every law, in reading order. */
export const modelLaws: readonly ModelLaw[] = [
  {
    name: "has a plain id, says in one line what it is, and opens under its id",
    check: async (subject) => {
      const { id, aliases, title } = subject.entry;
      for (const name of [id, ...aliases]) assert.match(name, /^[a-z0-9][a-z0-9-]{0,39}$/u);
      assert.match(title, /^[^\n]{10,120}$/u);
      await staged(subject, first(subject), async (model) => assert.equal(model.id, id));
    },
  },
  {
    name: "answers with the text that was said",
    needs: "talk",
    check: (subject) =>
      staged(subject, { kind: "talk", text: TEXT }, async (model) => {
        const answer = value(await model.complete(requestOf(subject), never()));
        if (subject.ownText === true) assert.notEqual(answer.text.trim(), "");
        else assert.equal(answer.text, TEXT);
        assert.notEqual(answer.model, "");
      }),
  },
  {
    name: "answers a request with a schema with the object",
    needs: "object",
    check: (subject) =>
      staged(subject, { kind: "object", object: OBJECT }, async (model) => {
        const answer = value(await model.complete({ ...requestOf(subject), schema: SCHEMA }, never()));
        assert.deepEqual(answer.parsed, OBJECT);
      }),
  },
  {
    name: "runs a tool of code with what the model asks, and goes on with its result; a tool that throws is a result too",
    needs: "tool",
    check: async (subject) => {
      const input = { pattern: "fail|warn", ignore_case: true };
      const inputs: Json[] = [];
      const tool = (run: Tool["run"]): Tool => ({ name: "grep", description: "Finds lines.", parameters: TOOL_SCHEMA, run });
      const heard = tool((asked) => `${inputs.push(asked)} hit`);
      const throwing = tool((asked) => {
        inputs.push(asked);
        throw new Error("a bug of the tool");
      });
      for (const one of [heard, throwing]) {
        await staged(subject, { kind: "tool", tool: "grep", input, text: TEXT }, async (model) => {
          const answer = value(await model.complete({ ...requestOf(subject), tools: [one] }, never()));
          assert.ok(answer.text.endsWith(TEXT), answer.text);
        });
      }
      assert.deepEqual(inputs, [input, input]);
    },
  },
  {
    name: "streams deltas whose concatenation is the text, or none",
    needs: "talk",
    check: (subject) =>
      staged(subject, { kind: "talk", text: TEXT }, async (model) => {
        const deltas: string[] = [];
        const answer = value(await model.complete(requestOf(subject), never(), (delta) => deltas.push(delta)));
        if (deltas.length > 0) assert.equal(deltas.join(""), answer.text);
      }),
  },
  {
    name: "counts tokens in whole numbers from 0, and no more cached ones than it read",
    needs: "talk",
    check: (subject) =>
      staged(subject, { kind: "talk", text: TEXT }, async (model) => {
        const { usage, latencyMs, costMicroUsd = 0 } = value(await model.complete(requestOf(subject), never()));
        for (const count of [usage.input, usage.output, usage.cached, costMicroUsd]) assert.ok(Number.isSafeInteger(count) && count >= 0);
        assert.ok(usage.cached <= usage.input);
        assert.ok(latencyMs >= 0);
      }),
  },
  {
    name: "stops soon after the signal, with a timeout",
    needs: "hang",
    check: (subject) =>
      staged(subject, { kind: "hang" }, async (model) => {
        const stop = new AbortController();
        const answer = model.complete(requestOf(subject), stop.signal);
        setTimeout(() => stop.abort(), 50);
        assert.equal(fault(await soon(answer)).kind, "timeout");
      }),
  },
  {
    name: "asks nobody once the signal has come",
    needs: "talk",
    check: (subject) =>
      staged(subject, { kind: "talk", text: TEXT }, async (model) => {
        assert.equal(fault(await soon(model.complete(requestOf(subject), AbortSignal.abort()))).kind, "timeout");
      }),
  },
  {
    name: "turns every failure of its world into its fault, and never throws",
    needs: "fault",
    check: async (subject) => {
      assert.notDeepEqual(subject.faults, []);
      for (const kind of subject.faults)
        await staged(subject, { kind: "fault", fault: kind }, async (model) => {
          const failed = fault(await soon(model.complete(requestOf(subject), never())));
          assert.equal(failed.kind, kind, failed.message);
          assert.notEqual(failed.message, "");
        });
    },
  },
  {
    name: "never says a key: not in a text, not in a fault, not in a log",
    check: async (subject) => {
      const situations: Situation[] = [
        ...(subject.lacks.talk === undefined ? [{ kind: "talk", text: `my key is ${subject.key}` } as const] : []),
        ...subject.faults.map((kind) => ({ kind: "fault", fault: kind }) as const),
      ];
      for (const situation of situations) {
        const logged = await logOf(() =>
          staged(subject, situation, async (model) => {
            const deltas: string[] = [];
            const answer = await model.complete(requestOf(subject), never(), (delta) => deltas.push(delta));
            assertHides(subject, JSON.stringify([answer, deltas]));
          }),
        );
        assertHides(subject, logged);
      }
    },
  },
  {
    name: "says whether it can answer and why; where it cannot, what to do, and never a value of a variable",
    check: async (subject) => {
      for (const context of subject.able) {
        const said = subject.entry.available(context);
        assert.equal(said.available, true, said.why);
        assertHides(subject, JSON.stringify(said));
      }
      for (const context of subject.unable) {
        const said = subject.entry.available(context);
        assert.equal(said.available, false, said.why);
        assert.ok(!said.available && said.setup.length > 0 && said.setup.every((step) => step.trim() !== ""));
        assert.notEqual(said.why, "");
        assertHides(subject, JSON.stringify(said));
      }
    },
  },
];

const TOOL_SCHEMA: Json = {
  type: "object",
  additionalProperties: false,
  required: ["pattern"],
  properties: { pattern: { type: "string" }, ignore_case: { type: "boolean" } },
};

const requestOf = ({ task }: ModelSubject): ModelRequest => ({
  system: "You are a seat at a table.",
  messages: [{ role: "user", text: "Queue or cron?" }],
  ...(task === undefined ? {} : { task }),
  tier: "haiku",
  maxTokens: 500,
});

const first = ({ lacks }: ModelSubject): Situation => (lacks.talk === undefined ? { kind: "talk", text: TEXT } : { kind: "hang" });

const staged = async (subject: ModelSubject, situation: Situation, look: (model: Model) => Promise<void>): Promise<void> => {
  const { model, close } = await subject.stage(situation);
  try {
    await look(model);
  } finally {
    await close();
  }
};

const never = (): AbortSignal => new AbortController().signal;

type Answer = Awaited<ReturnType<Model["complete"]>>;

const value = (answer: Answer): Completion => {
  if (!answer.ok) assert.fail(`${answer.fault.kind}: ${answer.fault.message}`);
  return answer.value;
};

const fault = (answer: Answer): ModelFault => {
  if (answer.ok) assert.fail(`no fault, but the answer ${JSON.stringify(answer.value)}`);
  return answer.fault;
};

const soon = async <T>(answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new assert.AssertionError({ message: "nothing came in time" })), SOON_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
};

const assertHides = ({ key }: ModelSubject, text: string): void => {
  if (key !== "") assert.ok(!text.includes(key), `the key stands in ${text.slice(0, 500)}`);
};

/** What is written to the streams of this process meanwhile. */
const logOf = async (act: () => Promise<void>): Promise<string> => {
  const written: string[] = [];
  const kept = [process.stdout, process.stderr].map((stream) => [stream, stream.write] as const);
  for (const [stream] of kept) {
    stream.write = ((chunk: string | Uint8Array): boolean => {
      written.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
      return true;
    }) as typeof stream.write;
  }
  try {
    await act();
  } finally {
    for (const [stream, write] of kept) stream.write = write;
  }
  return written.join("");
};
