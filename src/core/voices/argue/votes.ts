import { fold } from "../../kernel/text.ts";
import { quoteOf } from "../frames/cite.ts";
import type { Evidence, Table } from "../types.ts";
import type { Fact } from "./fact.ts";
import { BALLOT } from "./metrics.ts";
import { optionLabelled } from "./naming.ts";

/**
 * Who prefers what: a text column with people's choices ("First choice") in which at least three rows name options and the
 * rows are not themselves the options' data. Preferences are opinion: low strength, and they never break a limit.
 */
export const voteFacts = (evidence: Evidence): readonly Fact[] =>
  evidence.tables.flatMap((table, index) => votesIn(table, index, evidence));

const votesIn = (table: Table, index: number, evidence: Evidence): readonly Fact[] => {
  const at = table.columns.findIndex((column) => BALLOT.test(fold(column.name)));
  if (at < 0) return [];
  const ballots = table.rows.flatMap((row) => {
    const option = optionLabelled(row.cells[at]?.raw ?? "", evidence);
    return option === undefined ? [] : [{ option, line: row.line }];
  });
  if (ballots.length < 3) return [];
  const counts = evidence.options.map((option) => ballots.filter((each) => each.option === option.id).length);
  const first = ballots[0]?.line ?? table.line;
  const last = ballots[ballots.length - 1]?.line ?? first;
  const share = (count: number): number => Math.round((count / ballots.length - 1 / evidence.options.length) * 1e6) / 1e6;
  return [
    {
      id: `votes/${index}`,
      kind: "votes",
      criterion: -1,
      stances: counts.map((count, option) => ({ option, value: share(count) })),
      strength: 1.5,
      quality: 0.4,
      places: [{ file: table.file, line: first, endLine: last }],
      subject: quoteOf(table.columns[at]?.name ?? "", evidence.language),
      figures: counts.map((count, option) => ({ option, label: evidence.options[option]?.short ?? "", value: `${count}` })),
      note: { key: "votes", values: [`${ballots.length}`] },
      scheme: "opinion",
      computed: true,
    },
  ];
};
