/** Marks that a reader cannot see: controls, zero-width, bidirectional, tag and byte-order characters. */
const hiddenMarks =
  "\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\u{e0000}-\\u{e007f}";
const hidden = new RegExp(`[${hiddenMarks}]|[A-Za-z][\\u200c\\u200d][A-Za-z]`, "u");
const removed = new RegExp(`[${hiddenMarks}\\u00ad]`, "gu");
const plainAscii = /^[\t\n\r -~]*$/;

/** Whether text holds characters that a reader cannot see (joiners inside emoji and soft hyphens do not count). */
export const hasHidden = (text: string): boolean => !plainAscii.test(text) && hidden.test(text);

/** The text without hidden characters and soft hyphens. Idempotent. */
export const visible = (text: string): string => (plainAscii.test(text) ? text : text.replace(removed, ""));

/** At most `limit` units of a text, never half a character; what is cut shows as `…`. */
export const clip = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const unit = text.charCodeAt(end - 1);
  return `${text.slice(0, unit >= 0xd800 && unit <= 0xdbff ? end - 1 : end)}…`;
};

/** NFKC, lower case, accents and `ß` folded: `Autonomía` and `autonomia` are one word. Idempotent; the same under every locale. */
export const fold = (text: string): string => {
  if (plainAscii.test(text)) return text.toLowerCase();
  const lower = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss");
  return lower
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFKC");
};

/** Folded runs of letters and digits, in order. Never empty strings. */
export const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Shared members over all members, in [0, 1] (Jaccard 1901); 0 when either set is empty. */
export const jaccard = (left: ReadonlySet<string>, right: ReadonlySet<string>): number => {
  if (left.size === 0 || right.size === 0) return 0;
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared++;
  return shared / (left.size + right.size - shared);
};
