import { invariant } from "../kernel/invariant.ts";
import { type Claim, meter, type Price, type Size, type Tokens, worstOfAttempt } from "./price.ts";

/** Attempts that a call may be billed for: an answer, and one more where it broke off or could not be read. */
export const PAID_ATTEMPTS = 2;

/** What a call spent of its reservation, with its tokens and what was corrected in the claims of its backend. */
export type Spent = { readonly microUsd: number; readonly tokens: Tokens; readonly corrected: readonly string[] };

/**
 * The reservation of one call, out of which all of its attempts are paid: retries, repairs, and those that came to nothing. An
 * attempt that could cost more than what is left is not begun.
 */
export class Purse {
  readonly price: Price;
  readonly mostMicroUsd: number;
  #spent: Spent = { microUsd: 0, tokens: { input: 0, output: 0, cached: 0 }, corrected: [] };

  constructor(price: Price, mostMicroUsd: number) {
    invariant(Number.isSafeInteger(mostMicroUsd) && mostMicroUsd >= 0, `a purse holds whole micro-USD but was given ${mostMicroUsd}`);
    this.price = price;
    this.mostMicroUsd = mostMicroUsd;
  }

  get spent(): Spent {
    return this.#spent;
  }

  /** True when an attempt of this size can be paid whatever comes of it. */
  affords(size: Size): boolean {
    return this.#spent.microUsd + worstOfAttempt(this.price, size) <= this.mostMicroUsd;
  }

  /** Pays for an answer: what it claims, or what it must have been. */
  payFor(size: Size, counted: { readonly input: number; readonly output: number }, claim: Claim): void {
    const { tokens, microUsd, corrected } = meter(this.price, size, counted, claim);
    this.#take(microUsd, tokens, corrected);
  }

  /** Pays the worst case of an attempt of which nobody knows what it cost. */
  payWorst(size: Size): void {
    this.#take(
      worstOfAttempt(this.price, size),
      { input: 0, output: 0, cached: 0 },
      "an attempt without an answer is booked at its worst case",
    );
  }

  #take(microUsd: number, tokens: Tokens, corrected: string | undefined): void {
    const before = this.#spent;
    const written = (before.tokens.written ?? 0) + (tokens.written ?? 0);
    this.#spent = {
      microUsd: before.microUsd + microUsd,
      tokens: {
        input: before.tokens.input + tokens.input,
        output: before.tokens.output + tokens.output,
        cached: before.tokens.cached + tokens.cached,
        ...(written === 0 ? {} : { written }),
      },
      corrected: corrected === undefined ? before.corrected : [...before.corrected, corrected],
    };
  }
}
