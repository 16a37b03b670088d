import { AXES } from "../../../core/judging/axes.ts";
import type { Digest } from "../../../core/roundtable/digest.ts";
import type { Look } from "./look.ts";
import { safeLine } from "./safe.ts";
import { type Column, table } from "./table.ts";

/** `+3`, `-2`, `0`. */
export const signed = (amount: number): string => (amount > 0 ? `+${amount}` : String(amount));

/** The scoring table of a digest: one row a seat, best first, with what the roundtable earned it. */
export const scoreLines = (digest: Digest, look: Look): readonly string[] => {
  const { scores, error } = digest.scoring;
  if (scores.length === 0) return [look.paint.dim(error === undefined ? "Nobody was scored." : `Nobody was scored: ${safeLine(error)}`)];
  const sum = (rows: readonly { readonly agent: string; readonly sparks: number }[], agent: string): number =>
    rows.filter((row) => row.agent === agent).reduce((total, { sparks }) => total + sparks, 0);
  const number = (title: string): Column => ({ title, align: "end" });
  return table(
    look,
    [{ title: "seat" }, ...AXES.map(number), number("total"), number("gates"), number("fines"), number("fee"), number("sparks")],
    [...scores]
      .sort((left, right) => right.score - left.score)
      .map((row) => [
        safeLine(row.agent),
        ...AXES.map((axis) => (row[axis] === 10 ? `10${look.glyphs.star}` : String(row[axis]))),
        { text: String(row.score), paint: look.paint.bold },
        String(sum(digest.gate_bonuses, row.agent)),
        signed(0 - sum(digest.penalties, row.agent)),
        signed(0 - (digest.entry_fees[row.agent] ?? 0)),
        signed(row.sparks_earned - (digest.entry_fees[row.agent] ?? 0)),
      ]),
  );
};
