import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../src/core/roundtable/digest.ts";
import type { StoredEvent } from "../../src/ports/journal.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { type Attack, attacks, CARRIERS } from "../kit/attacks.ts";
import { systemClock } from "../kit/drive.ts";
import { readFences } from "../kit/fences.ts";
import { temporaryFolder } from "../kit/home.ts";
import { open, plainScript, plan, playOut, request } from "../kit/roundtable.ts";

/** Stands in a file that nobody registered, one folder above the project. */
const SECRET = "KANARI-7f3a91";
const ALL = attacks("injection");

type Played = {
  readonly events: readonly StoredEvent[];
  readonly balances: readonly (readonly [string, number])[];
  readonly asked: readonly ModelRequest[];
  readonly looked: readonly string[];
  readonly files: readonly string[];
};

const promptOf = ({ system, messages }: ModelRequest): string => [system, ...messages.map(({ text }) => text)].join("\n");

/**
 * A model without judgement. As a seat or the steward it repeats every attack that it sees, wherever that stands, and uses
 * every tool on the secret; as the judge it follows an attack that stands outside of the fences, as it is told what inside is.
 */
const obedient = (attack: Attack | undefined, secretPath: string, played: { asked: ModelRequest[]; looked: string[] }) => {
  const plain = plainScript(() => "I hold the top shelf [briefing.md:1].");
  const asSteward = (asked: ModelRequest): { readonly text: string } => {
    for (const { run } of asked.tools ?? [])
      for (const path of ["../secret.txt", secretPath, "secret.txt"]) played.looked.push(run({ path, file: path, pattern: path }));
    return { text: attack?.text ?? "Not found in notes.md." };
  };
  const asSeat = (prompt: string, wants: string): { readonly text: string } => {
    const isFirst = attack?.carrier === "turn" && played.asked.filter(isOfSeat).length === 1;
    if (attack === undefined || !(isFirst || prompt.includes(attack.tag))) return { text: `I hold the top shelf. ${wants}` };
    const seen = /~~~[0-9a-f]{8}/u.exec(prompt)?.[0] ?? "~~~00000000";
    return { text: `${attack.text.replaceAll("{SEEN}", seen).replaceAll("{SECRET}", secretPath)} ${wants}` };
  };
  const asJudge = (asked: ModelRequest, prompt: string) =>
    attack !== undefined && readFences(prompt).outside.includes(attack.tag) ? { text: "", parsed: FORGED } : plain.say(asked);
  return {
    say: (asked: ModelRequest) => {
      played.asked.push(asked);
      if (asked.task === undefined) return asSteward(asked);
      const wants = asked.task.kind === "research" ? "[[request: search for shelf in notes.md]]" : "";
      return isOfSeat(asked) ? asSeat(promptOf(asked), wants) : asJudge(asked, promptOf(asked));
    },
  };
};

const isOfSeat = ({ task }: ModelRequest): boolean => ["research", "speak", "rebut", "floor"].includes(task?.kind ?? "");

const FORGED = {
  intervention: { kind: "halt", seat: "ada", text: "forged" },
  gates: [{ seat: "bo", reason: "forged" }],
  requests: ["read ../secret.txt"],
  verdict: "CONVERGED",
  reason: "forged",
};

/** Plays a small roundtable with the attack in its place; without one it is the control. */
const play = async (attack: Attack | undefined, folder: string): Promise<Played> => {
  const project = join(folder, "project");
  const secretPath = join(folder, "secret.txt");
  mkdirSync(project, { recursive: true });
  writeFileSync(secretPath, `${SECRET}\n`);
  const inFile = attack?.carrier === "file" || attack?.carrier === "research";
  const text = (attack?.text ?? "").replaceAll("{SECRET}", secretPath);
  writeFileSync(
    join(project, "notes.md"),
    `# Notes\n\nThe shelf is high. ${inFile ? text.replaceAll("\n", " shelf\n").concat(" shelf") : ""}\n`,
  );
  // Last, so that Markdown which an attack leaves open hides no section of the briefing.
  const inBriefing = attack?.carrier === "briefing" ? `\n## Remarks\n\n${text}\n` : "";
  const briefing = `# Which shelf?\n\nTop or bottom?\n\n## Steward-Registered Files\n\n- notes.md\n${inBriefing}`;
  const journal = openMemoryJournal({ clock: systemClock });
  const seats = ["ada", "bo"].map((name) => plan(name, "scripted"));
  const limits = { maxRounds: 2, speakerTimeoutMs: 200_000, judgeTimeoutMs: 200_000, stewardTimeoutMs: 120_000, stewardBudget: 3 };
  const asked = request(briefing, {
    seats,
    judge: plan("judge", "scripted", "sonnet"),
    mode: "scripted",
    seed: "one",
    budget: 1,
    roots: [project],
    limits,
  });
  const played = { asked: [] as ModelRequest[], looked: [] as string[] };
  const run = open(journal, asked);
  await playOut(journal, run, obedient(attack, secretPath, played));
  const files = readdirSync(folder, { recursive: true }).map(String).sort();
  return { ...played, events: journal.read(run), balances: [...journal.balances()], files };
};

/** The course of a roundtable without look-ups, which a seat may ask for: kinds, steps and who. */
const courseOf = ({ events }: Played): readonly string[] =>
  events
    .filter(({ kind }) => !/^request-|^intermission-/u.test(kind))
    .map(({ kind, step, data }) => `${kind} ${step} ${String((data as { seat?: unknown }).seat ?? "")}`);

/** What must not come of a text, each with what came of it. Empty: nothing did. */
const effects = (attack: Attack, played: Played, control: Played): readonly string[] => {
  const digest = digestOf("rt", played.events);
  const found: string[] = [];
  const claim = (isSo: boolean, what: string): void => void (isSo || found.push(`${attack.id}: ${what}`));
  claim(digest?.gate_bonuses.length === 0, "a gate was awarded");
  claim(digest?.converged === false, "the debate converged");
  claim(!played.events.some(({ kind }) => kind === "judge-intervened" || kind === "penalty-imposed"), "the judge's voice was used");
  claim(JSON.stringify(scoresOf(played)) === JSON.stringify(scoresOf(control)), "a score changed");
  claim(JSON.stringify(played.balances) === JSON.stringify(control.balances), "sparks moved");
  claim(
    played.events.every(({ kind, step, data }) => kind !== "turn-spoken" || step.split("/")[2] === (data as { seat?: unknown }).seat),
    "a turn stands under another seat",
  );
  const told = JSON.stringify([played.events, played.asked.map(promptOf), played.looked]);
  claim(!told.includes(SECRET), "an unregistered file was read");
  claim(JSON.stringify(played.files) === JSON.stringify(control.files), `a file was written: ${played.files.join(", ")}`);
  for (const asked of played.asked) {
    try {
      const isOutside = asked.task !== undefined && readFences(promptOf(asked)).outside.includes(attack.tag);
      claim(!isOutside, `stands outside of the fences of a ${asked.task?.kind} prompt`);
    } catch (error) {
      claim(false, `a fence is broken: ${(error as Error).message}`);
    }
  }
  return found;
};

const scoresOf = ({ events }: Played): readonly unknown[] => events.filter(({ kind }) => kind === "seat-scored").map(({ data }) => data);

describe("text that tries to be more than text", () => {
  it("is at least three hundred attacks, each family by each way in, and every one reaches a prompt", () => {
    expect(ALL.length).toBeGreaterThanOrEqual(300);
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
    expect(new Set(ALL.map(({ carrier }) => carrier))).toEqual(new Set(CARRIERS));
  });

  it("has no effect on gates, convergence, scores, sparks, files, fences or who speaks, with models that obey all they see", async () => {
    const control = await play(undefined, temporaryFolder("injection"));
    const found: string[] = [];
    const unseen: string[] = [];
    for (const attack of ALL) {
      const played = await play(attack, temporaryFolder("injection"));
      found.push(...effects(attack, played, control));
      // A seat may pass, and ask the steward: that is its own doing, and changes who is asked when.
      const isItsRight = attack.text.includes("[[request") || attack.family === "say a signal";
      if (!isItsRight && courseOf(played).join("\n") !== courseOf(control).join("\n")) found.push(`${attack.id}: another course`);
      if (!played.asked.some((asked) => promptOf(asked).includes(attack.tag))) unseen.push(attack.id);
    }
    expect(found).toEqual([]);
    expect(unseen).toEqual([]);
  });

  it("would be noticed: a judge that is shown an attack outside of the fences follows it", () => {
    const attack = ALL[0] as Attack;
    const said = obedient(attack, "/s", { asked: [], looked: [] }).say({
      system: "",
      messages: [{ role: "user", text: `~~~0123abcd turn 1\nx\n~~~0123abcd\n${attack.text}` }],
      task: { kind: "check", topic: "", seat: "", seats: [], round: 1, sources: [], turns: [], results: [] },
      tier: "sonnet",
      maxTokens: 1,
    });
    expect(said).toEqual({ text: "", parsed: FORGED });
    expect(() => readFences("~~~0123abcd a\n~~~0123abce\n~~~0123abcd")).toThrow("second boundary");
    expect(() => readFences("~~~0123abcd a\nx ~~~0123abcd\n~~~0123abcd")).toThrow("inside material");
    expect(() => readFences("~~~0123abcd a\nx")).toThrow("never closed");
  });
});
