import { fold } from "../../kernel/text.ts";
import { quoteOf } from "../frames/cite.ts";
import { termSet } from "../index/terms.ts";
import type { Evidence, Language, Limit, Place, Table } from "../types.ts";
import type { Check } from "./check.ts";
import { clausesAbout } from "./clauses.ts";
import { isHedged, isNegated } from "./polarity.ts";
import { overlap, topical } from "./words.ts";

const YES = /^(?:yes|y|true|ja|oui|si|sí|✓|✔|x|included|inklusive|supported|full)$/;
const NO = /^(?:no|n|false|nein|non|none|keine?|✗|✘|-|–|not supported|missing)$/;
const CONSENT =
  /\b(?:fine with|willing|agree[sd]?|happy to|accepts?|supports?|compatible|allows?|meets?|covers?|complies|certified|einverstanden|bereit|unterstutzt|erfullt|erlaubt)\b/;

const NEEDS =
  /\b(?:needs?|requires?|must|has to|have to|only with|depends on|braucht|benotigt|erfordert|muss|mussen|il faut|necessite|exige|necesita|requiere|hay que)\b/;

const forbidding = (limit: Limit): boolean =>
  (limit.forbids?.length ?? 0) > 0 || /\b(?:no|never|not|without|nothing|cannot|kein\w*|nicht|ohne|nie)\b/.test(fold(limit.text));

/** Tests a limit without a number on a yes/no cell of a column (or of a row, where the columns are the options) all of whose words the limit names. */
export const checkByFlag = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const found = evidence.tables.flatMap((table) => cellsFor(table, limit, evidence.language));
  const labels = new Set(found.map((each) => each.label));
  if (labels.size !== 1) return [];
  const checks = found.flatMap(({ option, raw, place, label }): readonly Check[] => {
    const value = fold(raw).trim();
    const yes = YES.test(value);
    if (!yes && !NO.test(value)) return [];
    const state = yes !== forbidding(limit) ? "kept" : "broken";
    return [{ limit: limit.id, option, state, note: { key: "cell", values: [label] }, places: [place], value: raw.trim(), firm: true }];
  });
  // One row of several that breaks it breaks it.
  const broken = checks.filter(({ state }) => state === "broken");
  return [...broken, ...checks.filter((check) => broken.every(({ option }) => option !== check.option))];
};

type Found = { readonly option: number; readonly raw: string; readonly place: Place; readonly label: string };

/** Words of a column's name that say only that something is there. */
const PRESENCE =
  /^(?:option|availab|includ|possibl|allow|support|offer|provid|exist|ok|present|inklusiv|enthalt|moglich|vorhand|inclus|possib|incluid|disponib)/;

const cellsFor = (table: Table, limit: Limit, language: Language): readonly Found[] =>
  table.columns.flatMap((column, index) => {
    const own = topical(column.terms).filter((stem) => !PRESENCE.test(stem));
    const stems = own.length > 0 ? own : topical(column.terms);
    if (index === table.keyColumn || column.type === "number" || stems.length === 0 || overlap(stems, limit.terms) !== stems.length)
      return [];
    return table.rows.flatMap((row, rowIndex) => {
      const option = table.rowOption[rowIndex] ?? -1;
      const cell = row.cells[index];
      const line = cell?.line ?? row.line;
      return option < 0
        ? []
        : [{ option, raw: cell?.raw ?? "", place: { file: table.file, line, endLine: line }, label: quoteOf(column.name, language) }];
    });
  });

/**
 * Tests a limit without a number on what clauses say of one option. All of the limit's words must stand in the clause for
 * "in doubt" or "appears kept"; words of consent need one of them. Words never break a limit and never prove it kept.
 */
export const checkByText = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const wanted = topical(limit.forbids && limit.forbids.length > 0 ? limit.forbids : coreTerms(limit, evidence.language));
  if (wanted.length === 0) return [];
  const found = new Map<number, Check>();
  for (const { option, text, place } of clausesAbout(evidence)) {
    const state = stateOf(text, wanted, limit);
    if (state === undefined || (state === "appears kept" && saysAnotherNumber(text, limit.text)) || found.get(option)?.state === "in doubt")
      continue;
    found.set(option, {
      limit: limit.id,
      option,
      state,
      note: { key: "words", values: [text] },
      places: [place],
      value: text,
      firm: false,
    });
  }
  return [...found.values()];
};

/** The limit's words without what is only told of them: "take the type C lines we already stock". */
const coreTerms = (limit: Limit, language: Language): readonly string[] => {
  const cut =
    /\s(?:(?:that |which )?(?:we|they|you) (?:already |now |currently )?\p{L}+|because|since|so that|weil|denn|damit|car|parce que|porque)\b|,\s(?:die|der|das|welche[rs]?) /iu.exec(
      limit.text,
    );
  const core =
    cut === null || cut.index < 8 ? [] : termSet(limit.text.slice(0, cut.index), language).filter((stem) => limit.terms.includes(stem));
  return topical(core).length >= 3 ? core : limit.terms;
};

/** A clause that gives another number than the limit's own: equal words then say nothing of which side of it the option is on. */
const saysAnotherNumber = (clause: string, limit: string): boolean => {
  const own = numbersIn(limit);
  return own.length > 0 && numbersIn(clause).some((number) => !own.includes(number));
};

const numbersIn = (text: string): readonly string[] => text.match(/\d+(?:[.,]\d+)*/gu) ?? [];

const stateOf = (clause: string, wanted: readonly string[], limit: Limit): Check["state"] | undefined => {
  const stems = fold(clause).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const shared = wanted.filter((stem) => stems.some((word) => word === stem || (stem.length >= 3 && word.startsWith(stem)))).length;
  if (shared >= 1 && CONSENT.test(fold(clause)) && !isNegated(clause) && !isHedged(clause) && !forbidding(limit)) return "appears kept";
  // "il faut embaucher" against "sans embaucher": the one thing forbidden is what the option is said to need.
  if (wanted.length === 1 && shared === 1 && forbidding(limit) && NEEDS.test(fold(clause)) && !isNegated(clause)) return "in doubt";
  if (wanted.length < 2 || shared < wanted.length) return undefined;
  const negated = isNegated(clause);
  if (forbidding(limit)) return negated ? "appears kept" : "in doubt";
  return negated ? "in doubt" : isHedged(clause) ? undefined : "appears kept";
};
