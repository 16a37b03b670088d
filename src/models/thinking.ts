/** Tokens for thinking and for the answer beside it: money counts with the same figures as the backends ask with. */
export { ANSWER_TOKENS, THINKING_TOKENS } from "../core/money/size.ts";
