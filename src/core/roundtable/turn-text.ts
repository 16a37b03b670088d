/** Characters of a turn that are kept; a longer one is cut and says so. */
export const MAX_TURN_CHARS = 20_000;

/** A seat that has nothing to add says this, and nothing else. */
const PASS = /^["'`*_([{\s]*pass["'`*_)\]}\s.!]*$/iu;

/** True when the whole reply is the word PASS, quoting and full stop aside. A text that merely begins with it is a turn. */
export const isPass = (reply: string): boolean => PASS.test(reply);

const META_LINES = [
  /^(here is |here's )?my (contribution|response|turn)\b.*:?$/iu,
  /^posted\.?$/iu,
  /^[\p{L}\p{N}-]{1,40}['’]s (contribution|response|turn)\b.*:?$/iu,
];

/**
 * A reply as it enters the transcript: line ends as `\n`, lines that only announce the text taken off the top, a trailing
 * block after `---` that only talks about the posting taken off the end, at most `MAX_TURN_CHARS`. `truncatedFrom` is the
 * full length when something was cut, else null. Empty text stays empty.
 */
export const cleanTurn = (reply: string): { readonly text: string; readonly truncatedFrom: number | null } => {
  const lines = reply.replace(/\r\n?/gu, "\n").trim().split("\n");
  while (lines.length > 1 && META_LINES.some((meta) => meta.test((lines[0] as string).replace(/[*_#]/gu, "").trim()))) lines.shift();
  const rule = lines.lastIndexOf("---");
  const tail =
    rule > 0
      ? lines
          .slice(rule + 1)
          .join(" ")
          .trim()
      : "";
  const kept = rule > 0 && /^(\(?(posted|word count|contribution|end of)\b.{0,120})?$/iu.test(tail) ? lines.slice(0, rule) : lines;
  const text = kept.join("\n").trim();
  return text.length > MAX_TURN_CHARS ? { text: text.slice(0, MAX_TURN_CHARS), truncatedFrom: text.length } : { text, truncatedFrom: null };
};
