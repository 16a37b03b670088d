import { createInterface } from "node:readline";

/** Asks the person at the terminal one line. `hidden`: what is typed is not shown. Undefined when the person ends it without one. */
export type Ask = (question: string, hidden?: boolean) => Promise<string | undefined>;

type Keys = NodeJS.ReadableStream & { setRawMode?(raw: boolean): unknown };
type Ends = { readonly input: Keys; readonly output: { readonly write: (text: string) => unknown } };

/** Characters that an answer may have; more of them is no answer. */
const MAX_CHARS = 1_000;

/** Asks on a terminal; the question goes to `output`. */
export const askOn =
  ({ input, output }: Ends): Ask =>
  async (question, hidden = false) => {
    // A quick answer must not be shown: the terminal is silent before it is asked.
    const answer = hidden ? typedHidden(input) : typedLine(input);
    output.write(question);
    return hidden ? answer.finally(() => output.write("\n")) : answer;
  };

/** The terminal itself shows and edits the line. */
const typedLine = (input: Keys): Promise<string | undefined> =>
  new Promise((done) => {
    const lines = createInterface({ input, terminal: false });
    lines.once("line", (line) => {
      done(line.slice(0, MAX_CHARS));
      lines.close();
    });
    lines.once("close", () => done(undefined));
  });

const END = new Set(["\u0003", "\u0004"]);
const ENTER = new Set(["\r", "\n"]);
const ERASE = new Set(["\u007f", "\b"]);

/** Reads keys as they come, shows none of them. */
const typedHidden = (input: Keys): Promise<string | undefined> =>
  new Promise((done) => {
    let typed = "";
    const stop = (answer: string | undefined): void => {
      input.off("data", take);
      input.setRawMode?.(false);
      input.pause();
      done(answer);
    };
    const take = (sent: Buffer | string): void => {
      const end = [...String(sent)].find((key) => {
        if (END.has(key) || ENTER.has(key) || typed.length > MAX_CHARS) return true;
        typed = ERASE.has(key) ? typed.slice(0, -1) : typed + key;
        return false;
      });
      if (end !== undefined) stop(ENTER.has(end) ? typed : undefined);
    };
    input.setRawMode?.(true);
    input.on("data", take);
    input.resume();
  });
