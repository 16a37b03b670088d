import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { App } from "../../../compose.ts";
import { fail, ok } from "../../../core/kernel/result.ts";
import { untilBell } from "../../../usecases/runs/until-bell.ts";
import { MAX_LINE_CHARS, readAnswer, type SeatLine, writeLine } from "../../../usecases/seats/protocol.ts";
import { type Joined, joinTable, tokenHash } from "../../../usecases/seats/table.ts";
import { answerTurn, waitingTurns } from "../../../usecases/seats/turns.ts";
import type { Run } from "../answer.ts";
import { readLines } from "./bounded-input.ts";
import { openRun } from "./open-run.ts";
import { givenToken, seatOf } from "./seat-token.ts";

/** How long a program may take to end once it was told that the roundtable is closed. */
const END_MS = 2_000;

/** `moot seat listen <run> --as <name> [-- command…]`: lets a program answer for a seat. */
export const runSeatListen: Run = async (context, invocation) => {
  const seat = seatOf(invocation, "moot seat listen latest --as clare -- python3 seat.py");
  if (!seat.ok) return seat;
  const opened = await openRun(context, invocation.args[0]);
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const joined = joinTable(app, row.run, seat.value, givenToken(invocation));
  if (!joined.ok) return fail(joined.fault);
  if (givenToken(invocation) === undefined) context.talk(`${seat.value} is yours; its token is ${joined.value.token}`);
  const [program, ...words] = (invocation.args[1] ?? []) as readonly string[];
  const child = program === undefined ? undefined : spawn(program, words, { stdio: ["pipe", "pipe", "inherit"] });
  const failed = child === undefined ? undefined : await startFault(child);
  if (failed !== undefined)
    return fail({ code: "SEAT_PROGRAM", message: failed, at: program ?? "", hint: `moot seat listen ${row.run} --as ${seat.value}` });
  const end = await converse(app, joined.value, child?.stdout ?? process.stdin, child?.stdin ?? process.stdout);
  if (child === undefined) process.stdin.destroy();
  else await ended(child);
  return ok({ schema: "seat-listen", data: { run: row.run, seat: seat.value, end }, text: () => [] });
};

/** Why a program did not start; undefined once it runs. */
const startFault = (child: ChildProcess): Promise<string | undefined> =>
  new Promise((resolve) => {
    child.once("spawn", () => resolve(undefined));
    child.once("error", (error) => resolve(error.message));
    child.stdin?.on("error", () => undefined);
  });

const ended = async (child: ChildProcess): Promise<void> => {
  child.stdin?.end();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill("SIGKILL"), END_MS);
  await new Promise((resolve) => void child.once("exit", resolve));
  clearTimeout(timer);
};

/** Turns go out, answers come in, until the roundtable is closed or no more answers will come. */
const converse = async (app: App, joined: Joined, from: Readable, to: Writable): Promise<"closed" | "input-ended"> => {
  const { journal } = app;
  const { run, seat, token } = joined;
  const speaker = { run, seat, tokenHash: tokenHash(app, token) };
  const say = (line: SeatLine): void => void to.write(`${writeLine(line)}\n`);
  const told = new Set<string>();
  const over = new AbortController();
  let stopReading = (): void => undefined;
  const inputEnded = new Promise<"input-ended">((resolve) => {
    stopReading = readLines(from, MAX_LINE_CHARS, {
      onLine: (line) => {
        if (line?.trim() !== "") say(answerLine(app, speaker, line));
      },
      onEnd: () => resolve("input-ended"),
    });
  });
  const look = (): boolean => {
    if (over.signal.aborted || journal.run(run)?.status === "done") return true;
    for (const turn of waitingTurns(journal, run, seat)) {
      if (told.has(turn.id)) continue;
      told.add(turn.id);
      say({ type: "turn", protocol: "moot-seat/1", ...turn });
    }
    return false;
  };
  const closed = untilBell(journal, look, over.signal).then(() => "closed" as const);
  const end = await Promise.race([closed, inputEnded]);
  over.abort();
  if (end === "closed") say({ type: "closed", run });
  stopReading();
  return end;
};

const answerLine = ({ journal }: App, speaker: Parameters<typeof answerTurn>[1], line: string | undefined): SeatLine => {
  const answer = line === undefined ? fail(`a line has at most ${MAX_LINE_CHARS} characters`) : readAnswer(line);
  if (!answer.ok) return { type: "refused", id: null, code: "BAD_LINE", message: answer.fault };
  const { id, text } = answer.value;
  const answered = answerTurn(journal, speaker, text, id);
  return answered.ok ? { type: "accepted", id } : { type: "refused", id, code: answered.fault.code, message: answered.fault.message };
};
