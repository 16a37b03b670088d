import type { Fact } from "../argue/fact.ts";
import { attacksAmong, grounded } from "../argue/graph.ts";
import { type Ledger, ledgerOf } from "../argue/ledger.ts";
import { outcomeOf } from "../argue/matrix.ts";
import { readTurn } from "../read-turn.ts";
import { type Heard, hear } from "../seats/heard.ts";
import type { Evidence, SpokenTurn, TurnReading } from "../types.ts";

/** The debate as the judge sees it: turns of workers with their readings, facts by turn, and where every seat stands. */
export type Table = {
  readonly ledger: Ledger;
  readonly turns: readonly SpokenTurn[];
  readonly readings: ReadonlyMap<number, TurnReading>;
  readonly heard: Heard;
};

/** Reads all worker turns. Research and the judge's own turns are not speech. */
export const tableOf = (turns: readonly SpokenTurn[], evidence: Evidence): Table => {
  const ledger = ledgerOf(evidence);
  const speech = turns.filter((turn) => turn.phase !== "judge" && turn.phase !== "research" && turn.text.trim().toUpperCase() !== "PASS");
  const readings = new Map(
    speech.map((turn) => [
      turn.ordinal,
      readTurn(
        turn,
        evidence,
        turns.filter((other) => other.ordinal < turn.ordinal),
      ),
    ]),
  );
  return { ledger, turns: speech, readings, heard: hear(speech, ledger) };
};

/** The last option each seat has stated, up to and including a turn ordinal; seats without a stated view are absent. */
export const positionsAt = (table: Table, ordinal: number): ReadonlyMap<string, number> => {
  const positions = new Map<string, number>();
  for (const turn of table.turns) {
    const position = turn.ordinal <= ordinal ? table.readings.get(turn.ordinal)?.position : undefined;
    if (position !== undefined) positions.set(turn.seat, position);
    else if (turn.ordinal <= ordinal && table.readings.get(turn.ordinal)?.withdrawn) positions.delete(turn.seat);
  }
  return positions;
};

/** A seat that stated another option than before. */
export type Shift = { readonly seat: string; readonly from: number | undefined; readonly to: number; readonly turn: SpokenTurn };

/** Every change of a stated option, in order; a first statement is none. */
export const shiftsIn = (table: Table): readonly Shift[] => {
  const last = new Map<string, number>();
  return table.turns.flatMap((turn) => {
    const position = table.readings.get(turn.ordinal)?.position;
    if (position === undefined) return [];
    const from = last.get(turn.seat);
    last.set(turn.seat, position);
    return from === undefined || from === position ? [] : [{ seat: turn.seat, from, to: position, turn }];
  });
};

/** The answer over the facts that the turns have told and the checks of limits they told; `out` counts options ruled out. */
export const answerOver = (
  table: Table,
  facts: readonly Fact[],
): { readonly first: number | undefined; readonly margin: number; readonly out: number } => {
  const limits = new Set(
    facts.flatMap((fact) => (fact.kind === "check" ? fact.stances.map((each) => `${fact.limit}/${each.option}`) : [])),
  );
  const checks = table.ledger.checks.filter((check) => limits.has(`${check.limit}/${check.option}`));
  const outcome = outcomeOf(table.ledger.evidence, facts, grounded(facts, attacksAmong(facts)), checks);
  const first = outcome.ranking[0];
  return {
    first: first === undefined || outcome.out[first] ? undefined : first,
    margin: outcome.margin,
    out: outcome.out.filter((each) => each).length,
  };
};
