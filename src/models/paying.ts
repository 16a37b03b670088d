import { fail } from "../core/kernel/result.ts";
import { leastTokens, utf8Bytes } from "../core/money/price.ts";
import { leastInput, sizeOf, TOOL_BYTES } from "../core/money/size.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Completion, Model, Tool } from "../ports/model.ts";

/** Faults of which providers say that nothing is billed for them; a call that waits was asked of nobody yet. */
const UNBILLED: ReadonlySet<ModelFault["kind"]> = new Set(["rate-limited", "overloaded", "auth", "too-long", "cap-reached", "waiting"]);

/**
 * Pays each attempt out of the request's purse: what the backend claims where that can be true, else the worst case. An attempt that
 * the purse cannot pay at worst is not begun. A request without a purse costs nothing; where it would be billed (`isBilled`) it is not sent.
 */
export const paying = (model: Model, isBilled = false): Model => ({
  id: model.id,
  complete: async (request, signal, onText) => {
    const { purse } = request;
    if (purse === undefined && isBilled)
      return fail({
        kind: "unavailable",
        message: `${model.id} is billed, and this run reserves nothing for it: open a new one`,
        lasting: true,
      });
    if (purse === undefined) return model.complete(request, signal, onText);
    const size = sizeOf(request);
    if (!purse.affords(size))
      return fail({ kind: "cap-reached", message: `${model.id}: what was reserved for this call does not pay for another attempt` });
    const tools = request.tools === undefined ? {} : { tools: bounded(request.tools) };
    const answer = await model.complete({ ...request, ...tools }, signal, onText);
    if (answer.ok) purse.payFor(size, { input: leastInput(request), output: leastOutput(answer.value) }, answer.value.usage);
    else if (!isUnbilled(answer.fault)) purse.payWorst(size);
    return answer;
  },
});

/** The least tokens that an answer has: of its text, or of its object where that came without one. No answer comes for nothing. */
const leastOutput = ({ text, parsed }: Completion): number =>
  Math.max(1, leastTokens(text === "" && parsed !== undefined ? JSON.stringify(parsed) : text));

const isUnbilled = (fault: ModelFault): boolean => UNBILLED.has(fault.kind) || (fault.kind === "unavailable" && fault.unsent === true);

/** Tools that return at most `TOOL_BYTES` in all: what they say is sent again with every round. */
const bounded = (tools: readonly Tool[]): readonly Tool[] => {
  let left = TOOL_BYTES;
  return tools.map((tool) => ({
    ...tool,
    run: (input) => {
      const said = tool.run(input);
      const bytes = utf8Bytes(said);
      if (bytes > left)
        return "The budget of this look-up is used up: answer now with what you have, or ask for less.".slice(0, Math.max(left, 0));
      left -= bytes;
      return said;
    },
  }));
};
