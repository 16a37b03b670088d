import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { seatVariables } from "../../../compose/environment.ts";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { untilBell } from "../../../usecases/runs/until-bell.ts";
import { listenTable } from "../../../usecases/seats/messages.ts";
import { type Joined, tokenHash } from "../../../usecases/seats/table.ts";
import { answerTurn, type WaitingTurn, waitingTurns } from "../../../usecases/seats/turns.ts";
import type { Answer, Context } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";
import { messageLines } from "../render/message.ts";
import { safe, safeLine } from "../render/safe.ts";
import { shapeText } from "../render/shape.ts";
import { moment } from "../render/time.ts";
import { typed } from "../render/typed.ts";
import { wrapText } from "../render/wrap.ts";

/** Asks a person for the text of a turn; undefined when there will be none any more. */
type Ask = {
  /** Aborts when the person can give no answer any more. */
  readonly over: AbortSignal;
  readonly ask: (turn: WaitingTurn) => Promise<string | undefined>;
  readonly stop: () => void;
};

/** Answers to one turn that may be refused before the person is left alone with it. */
const MAX_TRIES = 3;

/** What stands in the editor below the answer. */
const MARK = "---- write above this line; what follows is your turn ----";

/**
 * Stays until the roundtable is over: shows what is said, and asks for each turn of the seat in the editor, or line by line
 * where there is none. The seat stays taken when the person goes.
 */
export const stayAtTable = async (
  context: Context,
  app: App,
  { run, seat, token }: Joined,
  how: { readonly inline: boolean; readonly editor: boolean },
): Promise<Result<Answer, Fault>> => {
  const { editor } = seatVariables();
  if (how.editor && editor === undefined)
    return fail(usageFault("no editor is set", `EDITOR=nano moot roundtable join ${run} --as ${seat}`));
  const asking = how.inline || editor === undefined ? askInline(context) : askInEditor(editor);
  const back = `you sit on ${seat}; to come back: MOOT_SEAT_TOKEN=${token} moot roundtable join ${run} --as ${seat}`;
  context.talk(typed(back, context.err));
  const speaker = { run, seat, tokenHash: tokenHash(app, token) };
  const nextTurn = turnsToCome(context, app, speaker, asking.over);
  let answered = 0;
  try {
    for (let turn = await nextTurn(); turn !== undefined; turn = await nextTurn()) {
      if (!(await answerOne(context, app, speaker, turn, asking))) break;
      answered += 1;
    }
  } finally {
    asking.stop();
  }
  return ok({ schema: "roundtable-stay", data: { run, seat, answered }, text: () => [], next: [`moot show ${run}`] });
};

type Speaker = { readonly run: string; readonly seat: string; readonly tokenHash: string };

/** Shows what is said until it is this seat's turn; undefined when the roundtable is over. Goes on where it stopped. */
const turnsToCome = (
  context: Context,
  { journal }: App,
  { run, seat }: Speaker,
  over: AbortSignal,
): (() => Promise<WaitingTurn | undefined>) => {
  let cursor = 0;
  return async () => {
    let turn: WaitingTurn | undefined;
    await untilBell(
      journal,
      () => {
        const heard = listenTable(journal, run, cursor, seat);
        cursor = heard.cursor;
        if (!context.isJson) for (const line of heard.messages.flatMap((message) => messageLines(message, context.out))) context.say(line);
        turn = waitingTurns(journal, run, seat)[0];
        return turn !== undefined || heard.status === "done";
      },
      over,
    );
    return over.aborted ? undefined : turn;
  };
};

/** Asks until an answer is taken or the turn is over. False: the person gives no more answers. */
const answerOne = async (context: Context, { journal }: App, speaker: Speaker, turn: WaitingTurn, asking: Ask): Promise<boolean> => {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const text = await asking.ask(turn);
    if (text === undefined) return false;
    const answered = answerTurn(journal, speaker, text, turn.id);
    if (answered.ok) return true;
    context.talk(`${safeLine(answered.fault.message)}; ${answered.fault.hint}`);
    if (answered.fault.code !== "BAD_ANSWER") {
      context.talk(safe(text));
      return true;
    }
  }
  return false;
};

const promptOf = ({ messages }: WaitingTurn): string => messages.map(({ text }) => text).join("\n\n");

/** How an answer must look that is more than text. */
const shapeOf = ({ schema }: WaitingTurn): readonly string[] => (schema === null ? [] : [`Answer as ${shapeText(schema)}`]);

/** What a turn asks for stands last in its prompt; the rest was shown before. */
const taskOf = (turn: WaitingTurn): string => promptOf(turn).trimEnd().split("\n\n").at(-1) as string;

/** The prompt, whole the first time, then lines up to one that holds a single dot; the end of the input ends the answer too. */
const askInline = (context: Context): Ask => {
  const reader = createInterface({ input: process.stdin });
  const lines: string[] = [];
  const asked = new Set<string>();
  const over = new AbortController();
  let isClosed = false;
  let wake = (): void => undefined;
  reader.on("line", (line) => {
    lines.push(line);
    wake();
  });
  reader.on("close", () => {
    isClosed = true;
    if (lines.length === 0) over.abort();
    wake();
  });
  return {
    over: over.signal,
    ask: async (turn) => {
      const until = moment(Date.parse(turn.deadline));
      const how = `your turn: ${turn.kind}, round ${turn.round}, until ${until}; end with a line that holds a single dot, or PASS`;
      for (const text of [asked.size === 0 ? promptOf(turn) : taskOf(turn), ...shapeOf(turn), how])
        for (const line of wrapText(safe(text), context.err.width)) context.talk(line);
      asked.add(turn.id);
      while (!isClosed && !lines.includes("."))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const end = lines.indexOf(".");
      const said = end < 0 ? lines.splice(0) : lines.splice(0, end + 1).slice(0, -1);
      if (isClosed && lines.length === 0) over.abort();
      return end < 0 && said.length === 0 ? undefined : said.join("\n");
    },
    stop: () => {
      reader.close();
      process.stdin.destroy();
    },
  };
};

const askInEditor = (editor: readonly string[]): Ask => ({
  over: new AbortController().signal,
  ask: async (turn) => {
    const folder = mkdtempSync(join(tmpdir(), "moot-turn-"));
    try {
      const file = join(folder, "turn.md");
      const prompt = [MARK, ...shapeOf(turn), turn.system, promptOf(turn)].join("\n\n");
      writeFileSync(file, `\n\n${prompt}\n`, { mode: 0o600 });
      await edit(editor, file);
      return (readFileSync(file, "utf8").split(MARK)[0] ?? "").trim();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  stop: () => undefined,
});

/** Runs the editor in this terminal, without a shell. An editor that fails leaves the file as it was: an empty answer. */
const edit = ([program = "", ...words]: readonly string[], file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, [...words, file], { stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", () => resolve());
  });
