import { bears } from "../argue/fact.ts";
import { cite, italic, quoteOf } from "../frames/cite.ts";
import { framesOf, toldOf } from "../frames/told.ts";
import type { Evidence, SpokenTurn } from "../types.ts";
import { positionsAt, shiftsIn, type Table, tableOf } from "./table.ts";

/** Most words of a summary (spec/roundtable §8.5). */
const MAX_WORDS = 400;

/** The debate so far in four sections, at most 400 words: ESTABLISHED, LIVE POSITIONS, OPEN QUESTIONS, SHIFTS THIS ROUND. */
export const summarise = (turns: readonly SpokenTurn[], round: number, evidence: Evidence): string => {
  const table = tableOf(turns, evidence);
  const words = framesOf(evidence.language);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [words.judge.sections[0], established(table)],
    [words.judge.sections[1], livePositions(table)],
    [words.judge.sections[2], openQuestions(table)],
    [words.judge.sections[3], shifts(table, round)],
  ];
  let left = MAX_WORDS - 10;
  const lines: string[] = [];
  for (const [title, items] of sections) {
    lines.push(title);
    const kept = items.slice(0, 6).filter((item) => {
      const words = item.split(/\s+/).length;
      if (words > left) return false;
      left -= words;
      return true;
    });
    lines.push(...(kept.length > 0 ? kept.map((item) => `- ${item}`) : [`- ${words.judge.nothing}`]));
  }
  return lines.join("\n");
};

const established = (table: Table): readonly string[] =>
  [...table.heard.told]
    .filter(({ fact }) => table.ledger.labels.get(fact.id) === "in" && (bears(fact) || fact.kind === "conflict"))
    .sort(
      (left, right) =>
        right.fact.strength * right.fact.quality - left.fact.strength * left.fact.quality || left.turn.ordinal - right.turn.ordinal,
    )
    .map(({ fact, turn }) => {
      const told = toldOf(fact, table.ledger.evidence);
      return `${told.criterion === "" || fact.kind === "check" ? "" : `${told.criterion}: `}${told.core} ${told.places} ${framesOf(table.ledger.evidence.language).judge.by(turn.seat, turn.ordinal)}`;
    });

const livePositions = (table: Table): readonly string[] => {
  const positions = positionsAt(table, Number.MAX_SAFE_INTEGER);
  const options = [...new Set(positions.values())].sort((left, right) => left - right);
  return options.map(
    (option) =>
      `${italic(table.ledger.evidence.options[option]?.short ?? "")}: ${[...positions]
        .filter(([, held]) => held === option)
        .map(([seat]) => seat)
        .join(", ")}`,
  );
};

const openQuestions = (table: Table): readonly string[] => {
  const { evidence, checks, outcome } = table.ledger;
  const words = framesOf(evidence.language);
  const untested = evidence.limits.flatMap((limit) => {
    const open = checks.filter((check) => check.limit === limit.id && check.state === "untested" && !outcome.out[check.option]);
    return open.length === 0
      ? []
      : [
          `${words.untested(`${quoteOf(limit.text, evidence.language, 14)} ${cite([limit.place])}`, words.list(open.map((check) => italic(evidence.options[check.option]?.short ?? ""))))}`,
        ];
  });
  return [
    ...untested,
    ...evidence.openQuestions.map((question) => `${quoteOf(question.text, evidence.language, 16)} ${cite([question.place])}`),
  ];
};

const shifts = (table: Table, round: number): readonly string[] =>
  shiftsIn(table)
    .filter((shift) => shift.turn.round === round)
    .map((shift) =>
      framesOf(table.ledger.evidence.language).judge.shift(
        shift.seat,
        italic(table.ledger.evidence.options[shift.from ?? -1]?.short ?? ""),
        italic(table.ledger.evidence.options[shift.to]?.short ?? ""),
        shift.turn.ordinal,
      ),
    );
