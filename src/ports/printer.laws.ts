/**
 * @module The laws that every printer protocol keeps, as a suite over values: a test loops over `printerLaws` for each entry of
 * the registry. A subject stages a printer's server on loopback in a situation and opens the protocol there.
 */
import assert from "node:assert/strict";
import type { PrinterFault, PrinterLink } from "./printer.ts";

/** What the server behind a link does. */
export type PrinterSituation =
  | "idle"
  | "printing"
  | "no-printer"
  | "wrong-key"
  | "no-json"
  | "other-json"
  | "hang"
  | "cut-off"
  | "redirect"
  | "endless"
  | "broken";

/** A staged server: what was asked of it as `METHOD path`, and which files it holds and started. */
export type StagedPrinter = {
  readonly link: PrinterLink;
  readonly asked: () => readonly string[];
  readonly stored: () => ReadonlyMap<string, string>;
  readonly started: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** A protocol with the world it is tested in. `key` is what the server wants. */
export type PrinterSubject = {
  readonly id: string;
  readonly key: string;
  readonly stage: (situation: PrinterSituation) => Promise<StagedPrinter>;
};

/** One law. */
export type PrinterLaw = { readonly name: string; readonly check: (subject: PrinterSubject) => Promise<void> };

const NEVER = new AbortController().signal;

const staged = async (
  subject: PrinterSubject,
  situation: PrinterSituation,
  act: (staged: StagedPrinter) => Promise<void>,
): Promise<void> => {
  const printer = await subject.stage(situation);
  try {
    await act(printer);
  } finally {
    await printer.close();
  }
};

const FAULTS: readonly (readonly [PrinterSituation, PrinterFault["kind"]])[] = [
  ["wrong-key", "auth"],
  ["no-json", "malformed"],
  ["other-json", "malformed"],
  ["hang", "timeout"],
  ["cut-off", "unreachable"],
  ["redirect", "refused"],
  ["endless", "too-large"],
  ["broken", "refused"],
];

/** The suite. */
export const printerLaws: readonly PrinterLaw[] = [
  {
    name: "an idle printer says so, with heaters, what they are set to, and a chamber's humidity where it knows one",
    check: (subject) =>
      staged(subject, "idle", async ({ link }) => {
        const status = await link.status(NEVER);
        assert.ok(status.ok);
        assert.equal(status.value.state, "idle");
        const heaters = status.value.sensors.filter(({ kind }) => kind === "temperature");
        assert.ok(heaters.length >= 2 && heaters.some(({ value, target }) => value === 24.5 && target === 0));
      }),
  },
  {
    name: "a printer at work says what it prints and how far it is, and starts nothing else",
    check: (subject) =>
      staged(subject, "printing", async ({ link, started }) => {
        const status = await link.status(NEVER);
        assert.ok(status.ok);
        assert.deepEqual([status.value.state, status.value.file, status.value.progress], ["printing", "part.gcode", 0.25]);
        const start = await link.start("other.gcode", NEVER);
        assert.ok(!start.ok && start.fault.kind === "busy");
        assert.deepEqual(started(), []);
      }),
  },
  {
    name: "a server without a printer is offline or in error, which is a state and no fault",
    check: (subject) =>
      staged(subject, "no-printer", async ({ link }) => {
        const status = await link.status(NEVER);
        assert.ok(status.ok && ["offline", "error"].includes(status.value.state));
      }),
  },
  {
    name: "prints of the past come newest first, at most so many, and only those that came to their end are finished",
    check: (subject) =>
      staged(subject, "idle", async ({ link }) => {
        const all = await link.history(10, NEVER);
        assert.ok(all.ok);
        assert.deepEqual(
          all.value.map(({ file, ending }) => [file, ending === "finished"]),
          [
            ["c.gcode", true],
            ["folder/b.gcode", false],
            ["a.gcode", true],
          ],
        );
        assert.deepEqual(
          [...all.value].sort((left, right) => (right.startedAtMs ?? 0) - (left.startedAtMs ?? 0)),
          all.value,
        );
        assert.equal(new Set(all.value.map(({ id }) => id)).size, 3);
        const two = await link.history(2, NEVER);
        assert.ok(two.ok && two.value.length === 2);
      }),
  },
  {
    name: "an upload stores the bytes under the name and starts nothing; a start starts that file",
    check: (subject) =>
      staged(subject, "idle", async ({ link, stored, started }) => {
        const text = "; naïve\nG28\n";
        const uploaded = await link.upload("my part (1).gcode", new TextEncoder().encode(text), NEVER);
        assert.deepEqual(uploaded, { ok: true, value: "my part (1).gcode" });
        assert.deepEqual([...stored()], [["my part (1).gcode", text]]);
        assert.deepEqual(started(), []);
        assert.ok((await link.start("my part (1).gcode", NEVER)).ok);
        assert.deepEqual(started(), ["my part (1).gcode"]);
      }),
  },
  ...FAULTS.map(([situation, kind]) => ({
    name: `a server that is ${situation} is the fault ${kind} for every call, once each, and the key stays out of it`,
    check: (subject: PrinterSubject) =>
      staged(subject, situation, async ({ link, asked }) => {
        const calls = [
          () => link.status(NEVER),
          () => link.history(5, NEVER),
          () => link.upload("a.gcode", new Uint8Array(3), NEVER),
          ...(situation === "other-json" ? [] : [() => link.start("a.gcode", NEVER)]),
        ];
        for (const call of calls) {
          const before = asked().length;
          const answer = await call();
          assert.ok(!answer.ok, `${situation} was no fault`);
          assert.equal(answer.fault.kind, kind, answer.fault.message);
          assert.ok(!answer.fault.message.includes(subject.key), "the key stands in the message");
          assert.ok(asked().length - before <= 1, "it was tried twice");
        }
      }),
  })),
  {
    name: "a call that is stopped ends at once",
    check: (subject) =>
      staged(subject, "hang", async ({ link }) => {
        const controller = new AbortController();
        const answer = link.status(controller.signal);
        controller.abort();
        const ended = await answer;
        assert.ok(!ended.ok && ended.fault.kind === "timeout");
      }),
  },
];
