import type { ChildProcess } from "node:child_process";
import { expect, it } from "vitest";
import { canonicalJson } from "../../src/core/kernel/json.ts";
import type { StoredEvent } from "../../src/ports/journal.ts";
import type { LabRecord } from "../../src/usecases/lab/record.ts";
import { successOf } from "./kit/envelope.ts";
import { ended, makePlace, moot, type Place, start, talked } from "./kit/moot.ts";

/** A job that no setting of the classic policy makes clean, so that every print is made; and it takes a while. */
const LONG = [
  "--world",
  "classic",
  "--policy",
  "classic",
  "--material",
  "ABS",
  "--geometry",
  "bridge",
  "--position",
  "corner",
  "--iterations",
  "1000",
];
const print = (place: Place): ChildProcess => start(place, ["lab", "print", ...LONG, "--acknowledge", "to see it fail"]);
const record = async (place: Place, words: readonly string[]): Promise<LabRecord> =>
  successOf<LabRecord>(await moot(place, [...words, "--json"])).data;
/** What happened, but for what was said from outside. */
const told = async (place: Place): Promise<readonly string[]> => {
  const events = successOf<readonly StoredEvent[]>(await moot(place, ["show", "latest", "--raw", "--json"])).data;
  return events.filter(({ step }) => !step.startsWith("input:")).map(({ kind, step, data }) => canonicalJson({ kind, step, data }));
};

it("Ctrl-C in a long print pauses it between prints with 130; resumed, it comes to what it comes to undisturbed", {
  timeout: 120_000,
}, async () => {
  const place = makePlace();
  const child = print(place);
  const end = ended(child);
  await talked(child, "print 1");
  child.kill("SIGINT");
  const said = await end;
  expect(said.code, said.stderr).toBe(130);
  const run = /next: moot resume (lab-[0-9a-f]{12})\n/u.exec(said.stderr)?.[1] ?? "";
  const paused = await record(place, ["show", run]);
  expect(paused.state).toBe("paused");
  expect(paused.prints.length).toBeGreaterThan(0);
  expect(paused.prints.length).toBeLessThan(1000);
  await moot(place, ["resume", run, "--quiet"]);
  const resumed = await record(place, ["lab", "print", run, "--acknowledge", "to see it fail", "--quiet"]);
  expect(resumed.prints.slice(0, paused.prints.length)).toEqual(paused.prints);
  const other = makePlace();
  const whole = await record(other, ["lab", "print", ...LONG, "--acknowledge", "to see it fail", "--quiet"]);
  expect(resumed.prints).toEqual(whole.prints);
  expect(resumed.prints).toHaveLength(1000);
  expect(await told(place)).toEqual(await told(other));
  expect((await moot(place, ["journal", "verify"])).code).toBe(0);
});

it("Ctrl-C twice cuts it, with what was printed on the record", { timeout: 60_000 }, async () => {
  const place = makePlace();
  const child = print(place);
  const end = ended(child);
  await talked(child, "print 1");
  child.kill("SIGINT");
  await talked(child, "Ctrl-C again cuts");
  child.kill("SIGINT");
  const said = await end;
  expect(said.code, said.stderr).toBe(130);
  const { state, prints } = await record(place, ["show", "latest"]);
  // The pause may have come to its end before the second signal did.
  expect(["cut", "paused"]).toContain(state);
  expect(prints.length).toBeLessThan(1000);
});
