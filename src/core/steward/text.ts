import { fold } from "../kernel/text.ts";

/** Lines without their ends (`\n` or `\r\n`), numbered from 1 in every place; a final line end opens no further line. */
export const splitLines = (text: string): readonly string[] => {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
};

/** A text without the quotes or code marks around it. */
export const unquoted = (text: string): string => /^(["'`])(.*)\1$/su.exec(text.trim())?.[2]?.trim() ?? text.trim();

/** A name as names are compared: folded, without spaces, underscores, hyphens and emphasis. */
export const plainName = (text: string): string => {
  const bare = fold(text).replace(/[\s_*`-]+/gu, "");
  return bare === "" ? text.trim() : bare;
};

/** A word for one or for several things. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
