import { describe, it } from "vitest";
import { intakeFact } from "../../src/core/lab/intake/event.ts";
import { intakeMachine } from "../../src/core/lab/intake/machine.ts";
import { roundtableMachine } from "../../src/core/roundtable/machine.ts";
import type { Machine } from "../../src/core/run/machine.ts";
import { type MachineSubject, machineLaws } from "../../src/ports/machine-laws.ts";
import { buildRequest } from "../../src/usecases/roundtable/request.ts";
import {
  advised,
  doubted,
  type LabKnobs,
  lab,
  labFacts,
  labLog,
  labReply,
  logFacts,
  operator,
  type ScriptKnobs,
  voiceOn,
} from "../kit/lab.ts";
import { nightOpening, nightReply, nightShape } from "../kit/night-shape.ts";
import { type TableKnobs, tableOpening, tableReply } from "../kit/table.ts";

const table = (name: string, knobs: TableKnobs): MachineSubject => ({
  name,
  machine: roundtableMachine(buildRequest) as Machine<unknown>,
  opening: tableOpening(knobs),
  reply: tableReply(knobs),
  maxSteps: 400,
});

const labRun = (name: string, knobs: LabKnobs, script: ScriptKnobs = {}): MachineSubject => ({
  name: `lab: ${name}`,
  machine: lab,
  opening: labFacts(knobs),
  reply: labReply(script),
  answer: operator,
  maxSteps: 60,
});

const onModels = { obrien: voiceOn("scripted"), laforge: voiceOn("scripted") };

const subjects: readonly MachineSubject[] = [
  table("roundtable of four, three rounds", {}),
  table("roundtable that converges in round two", { converges: 2 }),
  table("roundtable of one, no files, no floor", { seats: ["ada"], steward: false, budget: 0, maxRounds: 2 }),
  table("roundtable where every turn asks", { asks: 1, maxRounds: 1 }),
  table("roundtable with faults", { fails: 0.15, asks: 0.6 }),
  table("roundtable scored in chunks", { scoreChunkChars: 300, maxRounds: 2 }),
  table("roundtable with bids", {
    bids: [
      { seat: "cy", sparks: 6 },
      { seat: "bo", sparks: 6 },
    ],
    maxRounds: 1,
  }),
  {
    name: "intake of the lab",
    machine: intakeMachine as Machine<unknown>,
    opening: [
      intakeFact("intake-opened", { what: "profiles" }),
      intakeFact("profile-read", { file: "a.ini", reader: "prusa-ini", facts: [], lessons: [], skipped: 1 }),
    ],
    reply: () => ({ ok: false, fault: { kind: "unavailable", message: "nobody is asked" } }),
    maxSteps: 1,
  },
  {
    name: "night shape, 60 calls",
    machine: nightShape as Machine<unknown>,
    opening: nightOpening(60),
    reply: (key) => nightReply(key),
    maxSteps: 400,
  },
  {
    name: "night shape that stops early",
    machine: nightShape as Machine<unknown>,
    opening: nightOpening(60, 9),
    reply: (key) => nightReply(key),
    maxSteps: 400,
  },
  labRun("offline, a plan that prints clean", {}),
  labRun("offline, a job that the table corrects again and again", {
    world: "classic",
    policy: "classic",
    brief: { job: { material: "ABS", geometry: "bridge", bedPosition: "edge", machine: "ender-3-v2" } },
  }),
  labRun("a plan that waits to be ordered", { until: "plan" }),
  labRun(
    "models, a clamp and a dispute that the operator acknowledges",
    { voices: onModels },
    {
      answers: { propose: advised({ nozzle_temp: 400, fan_pct: 300 }), "opinion/1": doubted("dispute") },
    },
  ),
  labRun(
    "models that answer nonsense, so that the rules stand in",
    { voices: onModels },
    {
      answers: { propose: advised({ nozzle_temp: "hot" }), "opinion/1": doubted("Disputed") },
    },
  ),
  labRun("models that do not answer", { voices: onModels }, { fails: 1 }),
  labRun("a print that the world refuses", {
    approval: "my own blend",
    brief: { job: { material: "NYLONX", geometry: "cube", bedPosition: "center", machine: "ender-3-v2" } },
  }),
  ...(["offline", "scripted"] as const).map((backend) => ({
    name: `logged print, reflected ${backend === "offline" ? "by rule" : "by a model that gives no lesson"}`,
    machine: labLog,
    opening: logFacts(backend),
    reply: labReply(),
    maxSteps: 9,
  })),
];

for (const subject of subjects) {
  describe(subject.name, () => {
    for (const law of machineLaws) it(law.name, () => law.check(subject));
  });
}
