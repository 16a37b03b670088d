import type { Lexicon } from "../lang/lexicon.ts";
import { boundOf } from "./limit-bounds.ts";
import type { Piece } from "./pieces.ts";

/** Most items of a list of limits; longer lists are records. */
const MAX_ITEMS = 24;

/**
 * The items of lists that are limits whatever leads them in ("not up for discussion:", "the kitchen says:"): at least two items of
 * one list, and at least half of them, state a bound, and none names an option. A list of criteria is one only where a rule of choice speaks of
 * those that meet it (`ruled`).
 */
export const boundLists = (
  pieces: readonly Piece[],
  ruled: boolean,
  names: (text: string) => readonly number[],
  lexicon: Lexicon,
): ReadonlySet<Piece> => {
  const found = new Set<Piece>();
  let run: Piece[] = [];
  const close = (): void => {
    const list = run;
    run = [];
    if (list.length < 2 || list.length > MAX_ITEMS) return;
    const bounds = list.filter((piece) => piece.spans.some((span) => boundOf(span.text, lexicon) !== undefined)).length;
    if (bounds < 2 || bounds * 2 < list.length || list.some((piece) => names(piece.block.text).length > 0)) return;
    for (const piece of list) found.add(piece);
  };
  for (const piece of pieces) {
    const listed =
      piece.block.kind === "item" &&
      piece.aside === undefined &&
      !["files", "questions", "options", "data", ...(ruled ? [] : ["criteria"])].includes(piece.role);
    const follows = listed && (run.length === 0 || run[run.length - 1]?.lead === piece.lead);
    if (!follows) close();
    if (listed) run.push(piece);
  }
  close();
  return found;
};
