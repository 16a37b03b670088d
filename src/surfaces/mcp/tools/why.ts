import { z } from "zod";
import { ok } from "../../../core/kernel/result.ts";
import { type Cause, why as explain, WHY_KINDS } from "../../../usecases/why/why.ts";
import { firstThatFit, MAX_BYTES, type Quoted, quote, sizeOf } from "../quoted.ts";
import { type Tool, tool } from "../tool.ts";

/** Bytes of a sentence and of a quote; causes beside each other, and how deep they are told. */
const WORDS_BYTES = 500;
const QUOTE_BYTES = 800;
const MOST_CAUSES = 40;
const MOST_DEEP = 4;

/** A cause with the words of others marked. */
type ToldCause = Omit<Cause, "what" | "quote" | "because"> & {
  readonly what: Quoted;
  readonly quote?: Quoted;
  readonly because: readonly ToldCause[];
};

/** `why`: what led to a number or a sentence. */
export const why: Tool = tool({
  name: "why",
  title: "Ask why",
  description: `What led to a number or a sentence of a run, down to the event, the quote or the call. A run's id alone lists what it can be asked. References: ${Object.values(WHY_KINDS).join(", ")}.`,
  input: z.strictObject({ ref: z.string().min(1).max(300).describe("a reference such as decision:latest, or a run") }),
  reads: true,
  destroys: false,
  repeats: true,
  reaches: false,
  run: async (call, { ref }) => {
    const app = await call.open();
    const cause = explain(app.journal, ref);
    if (!cause.ok) return cause;
    const data = toldThatFits(cause.value);
    const { length } = data.because;
    return ok({
      data,
      text: `${length} ${length === 1 ? "cause" : "causes"}; ask \`why\` with a cause's \`ask\` to go on`,
    });
  },
});

/** As deep as fits, and then as wide. */
const toldThatFits = (cause: Cause): ToldCause => {
  for (let deepest = MOST_DEEP; deepest > 1; deepest--) {
    const whole = told(cause, deepest);
    if (sizeOf(whole) <= MAX_BYTES) return whole;
  }
  const flat = told(cause, 1);
  return { ...flat, because: firstThatFit(flat.because, MAX_BYTES - sizeOf({ ...flat, because: [] })) };
};

const told = ({ what, quote: said, because, ...rest }: Cause, deeper: number): ToldCause => ({
  what: quote(what, WORDS_BYTES),
  ...(said === undefined ? {} : { quote: quote(said, QUOTE_BYTES) }),
  ...rest,
  because: deeper === 0 ? [] : because.slice(0, MOST_CAUSES).map((cause) => told(cause, deeper - 1)),
});
