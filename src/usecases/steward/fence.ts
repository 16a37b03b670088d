import { hash53 } from "../../core/kernel/hash.ts";

/**
 * Text as data for a prompt: between two lines that carry a boundary made from a hash of the text and that does not stand in
 * it, so that nothing inside can close the fence. Equal texts give equal fences.
 */
export const fenced = (label: string, text: string): string => {
  let boundary = hash53(text).toString(36);
  while (text.includes(boundary)) boundary = hash53(`${boundary}/${text}`).toString(36);
  return `<<<${boundary} ${label.replace(/[\r\n]+/gu, " ")}\n${text}\n${boundary}>>>`;
};
