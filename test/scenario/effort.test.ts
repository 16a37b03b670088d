import { expect, it } from "vitest";
import type { Effort } from "../../src/core/money/size.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { systemClock } from "../kit/drive.ts";
import { open, plainScript, plan, playOut, request } from "../kit/roundtable.ts";

/** The efforts with which each kind of call reached the backend, each once. */
const effortsOf = async (seat: object, judge: object): Promise<Readonly<Record<string, readonly (Effort | undefined)[]>>> => {
  const journal = openMemoryJournal({ clock: systemClock });
  const seats = [{ ...plan("ada", "scripted"), ...seat }, plan("bo", "scripted")];
  const run = open(journal, request("# Queue or cron?\n", { seats, judge: { ...plan("judge", "scripted"), ...judge }, mode: "scripted" }));
  const heard: Record<string, Set<Effort | undefined>> = {};
  const script = plainScript(() => "I take the queue.");
  const say = (asked: ModelRequest) => {
    const kind = `${asked.task?.kind}${asked.task?.seat ? ` ${asked.task.seat}` : ""}`;
    heard[kind] = (heard[kind] ?? new Set()).add(asked.effort);
    return script.say(asked);
  };
  await playOut(journal, run, { ...script, say });
  return Object.fromEntries(Object.entries(heard).map(([kind, efforts]) => [kind, [...efforts]]));
};

it("a seat thinks in its turns as hard as it was told, the judge in its checks and verdicts, and nobody in what is asked after every turn", async () => {
  const told = await effortsOf({ effort: "high" }, { effort: "low" });
  expect(told).toMatchObject({
    ...{ "speak ada": ["high"], "rebut ada": ["high"], "speak bo": [undefined], "rebut bo": [undefined] },
    ...{ check: ["low"], score: ["low"], watch: [undefined], summarise: [undefined] },
  });
  expect(await effortsOf({}, {})).toMatchObject({ "speak ada": [undefined], check: ["max"], score: ["max"] });
});
