/** What a terminal acts on or hides: controls, format characters, separators, lone surrogates, invisible fillers. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Joiners and selectors inside an emoji are part of its picture. */
const EMOJI =
  /[\d#*]\u{fe0f}\u{20e3}|\p{Extended_Pictographic}[\u{fe0e}\u{fe0f}]?(?:\u{200d}\p{Extended_Pictographic}[\u{fe0e}\u{fe0f}]?)*/gu;

/**
 * Text of models, files and people as a terminal may print it: whatever it would act on or hide stands there as
 * `<U+XXXX>`. Line ends stay, as `\n`; a tab becomes two spaces. Idempotent.
 */
export const safe = (text: string): string => {
  const unified = text.replace(/\r\n?/gu, "\n").replace(/\t/gu, "  ");
  let shown = "";
  let from = 0;
  for (const emoji of unified.matchAll(EMOJI)) {
    shown += showUnsafe(unified.slice(from, emoji.index)) + emoji[0];
    from = emoji.index + emoji[0].length;
  }
  return shown + showUnsafe(unified.slice(from));
};

/** As `safe`, on one line: white space runs to one space. */
export const safeLine = (text: string): string => safe(text.replace(/\s+/gu, " ").trim());

/**
 * The last look at everything that is printed: only colours (SGR) and line ends pass. Text was made safe where it was
 * rendered; this holds should a place forget it.
 */
export const onlyColours = (text: string): string =>
  text
    .split(/(\u001b\[[0-9;]*m)/u)
    .map((piece, index) => (index % 2 === 1 ? piece : safe(piece)))
    .join("");

const showUnsafe = (text: string): string => text.replace(UNSAFE, (char) => (char === "\n" ? char : codePoint(char)));

const codePoint = (char: string): string => `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
