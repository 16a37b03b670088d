import { byCodeUnit } from "../../kernel/json.ts";
import type { KeyValue, Log } from "../types.ts";
import { asideReason } from "./asides.ts";
import type { SourceParts } from "./source-parts.ts";
import { type Aside, cleanTable } from "./tables.ts";

/** The parts of a source without what is aimed at the debate in tables, values and log lines; each such place goes into `asides`. */
export const withoutAsides = (part: SourceParts, asides: Aside[]): SourceParts => ({
  ...part,
  tables: new Map([...part.tables].map(([piece, raw]) => [piece, cleanTable(raw, asides)])),
  fileTables: part.fileTables.map((raw) => cleanTable(raw, asides)),
  keyValues: part.keyValues.filter((pair) => isClean(pair, asides)),
  logs: part.logs.map((log) => cleanLog(log, asides)),
});

const isClean = (pair: KeyValue, asides: Aside[]): boolean => {
  const why = asideReason(pair.value) ?? asideReason(pair.key);
  if (why !== undefined) asides.push({ place: { file: pair.file, line: pair.line, endLine: pair.line }, why: `value: ${why}` });
  return why === undefined;
};

const cleanLog = (log: Log, asides: Aside[]): Log => ({
  ...log,
  lines: log.lines.filter((line) => {
    const why = asideReason(line.message);
    if (why !== undefined) asides.push({ place: { file: log.file, line: line.line, endLine: line.line }, why: `log line: ${why}` });
    return why === undefined;
  }),
});

/** All that was set aside, in order of the sources, then of lines; one entry per place and reason. */
export const allAsides = (files: readonly string[], parts: readonly SourceParts[], found: readonly Aside[]): Aside[] => {
  const prose = parts.flatMap((part) =>
    part.pieces.flatMap((piece): Aside[] => {
      const { block, file } = piece;
      if (block.kind === "comment" || block.kind === "heading")
        return piece.aside === undefined ? [] : [{ place: { file, line: block.line, endLine: block.endLine }, why: piece.aside }];
      return piece.spans.flatMap((span) => (span.aside === undefined ? [] : [{ place: span.place, why: span.aside }]));
    }),
  );
  const order = new Map(files.map((file, i) => [file, i]));
  const unique = new Map([...prose, ...found].map((aside) => [`${aside.place.file}:${aside.place.line}:${aside.why}`, aside]));
  return [...unique.values()].sort(
    (left, right) =>
      (order.get(left.place.file) ?? files.length) - (order.get(right.place.file) ?? files.length) ||
      left.place.line - right.place.line ||
      byCodeUnit(left.why, right.why),
  );
};
