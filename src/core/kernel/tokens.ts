/** Runs that tokenizers cut alike: letters of one alphabetic word, digits, one ideograph or kana, one other mark. */
const RUNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu;

/** Letters and digits that one token holds on average in running text. */
const LETTERS_A_TOKEN = 6;
const DIGITS_A_TOKEN = 3;

/**
 * About how many tokens a text is for a language model. An estimate: every model cuts text in its own way, and no
 * tokenizer is asked. A word is one token for each six letters begun, a number one for each three digits, an ideograph or a
 * mark is one.
 */
export const estimateTokens = (text: string): number => {
  let tokens = 0;
  for (const [run] of text.matchAll(RUNS)) {
    const size = /^\p{N}/u.test(run) ? DIGITS_A_TOKEN : LETTERS_A_TOKEN;
    tokens += Math.ceil(run.length / size);
  }
  return tokens;
};
