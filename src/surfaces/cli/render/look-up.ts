import { safeLine } from "./safe.ts";
import { counted } from "./time.ts";

/** Rows of a result that one line tells. */
const MOST_ROWS = 3;

/** The line that names a file and its hash, and the places that a line cites. */
const FILE_MARK = /^\S+ sha256 [0-9a-f]+$/u;
const PLACES = /\s*\[[^\]]*\](?: and \d+ more)?/gu;

/** A look-up's result as one safe line: what was asked, its first rows without their places, and how many rows there are besides. */
export const lookUpInShort = (result: string): string => {
  const [head = "", ...rest] = result.split("\n").filter((line) => line.trim() !== "");
  const rows = rest.map((line) => safeLine(line.replace(PLACES, ""))).filter((line) => line !== "" && !FILE_MARK.test(line));
  const left = rows.length - MOST_ROWS;
  if (rows.length === 0) return safeLine(head);
  const more = left > 0 ? ` and ${counted(left, "more row")}` : "";
  return `${safeLine(head).replace(/:$/u, "")}: ${rows.slice(0, MOST_ROWS).join("; ")}${more}`;
};
