import type { SpokenTurn } from "../voices/types.ts";

/** Cuts a transcript into runs of whole turns of at most `maxChars` characters each (one longer turn stands alone); in order, never empty. */
export const chunkTurns = (turns: readonly SpokenTurn[], maxChars: number): readonly (readonly SpokenTurn[])[] => {
  const chunks: SpokenTurn[][] = [];
  let room = 0;
  for (const turn of turns) {
    if (chunks.length === 0 || turn.text.length > room) {
      chunks.push([]);
      room = maxChars;
    }
    chunks.at(-1)?.push(turn);
    room -= turn.text.length;
  }
  return chunks;
};
