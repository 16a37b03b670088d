import { hash53 } from "../../kernel/hash.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { detectLanguage, lexiconOf } from "../lang/lexicons.ts";
import type { Criterion, Evidence, Limit, Place, Source, SourceText, Table } from "../types.ts";
import { isTrialOf, triedChange } from "./before-after.ts";
import { boundTables } from "./bound-tables.ts";
import { namedCriteria } from "./criteria.ts";
import { conditionsCounted, settlement } from "./gates.ts";
import { rankedSentences, type SentenceDraft, sentenceDrafts } from "./indexed-sentences.ts";
import { inferredCriteria, withDirection } from "./inferred-criteria.ts";
import { keyTables } from "./key-tables.ts";
import { findLimits } from "./limits.ts";
import { longTables } from "./long-tables.ts";
import { withKinds } from "./measure-kinds.ts";
import { type Mentions, mentionsOf } from "./mentions.ts";
import { withColumns } from "./named-columns.ts";
import { findQuestion } from "./options.ts";
import type { Piece, Span } from "./pieces.ts";
import type { RawTable } from "./raw-table.ts";
import { allAsides, withoutAsides } from "./set-aside.ts";
import { readSource, type SourceParts } from "./source-parts.ts";
import { statedCriteria } from "./stated-criteria.ts";
import type { Aside } from "./tables.ts";
import { termsOf } from "./terms.ts";
import { wordsOf } from "./word-forms.ts";

const none: SourceParts = { pieces: [], tables: new Map(), fileTables: [], keyValues: [], logs: [] };

/**
 * Indexes the sources once: the first is the briefing, the others are the registered files. Total: never throws on any text.
 * Equal sources give an equal value. Pure; linear in the size of the sources but for capped pairwise work.
 */
export const analyse = (texts: readonly SourceText[]): Evidence => {
  const sources = texts.map(sourceOf);
  const language = detectLanguage(texts[0]?.text ?? "");
  const lexicon = lexiconOf(language);
  const noted: Aside[] = [];
  const parts = sources.map((source, i) => withoutAsides(readSource(source, i === 0, lexicon), noted));
  const { pieces, tables: inBriefing, fileTables } = parts[0] ?? none;
  const title = titleOf(pieces);
  const asked = findQuestion(
    { pieces, tables: inBriefing, fileTables: [...fileTables, ...parts.slice(1).flatMap(tablesOf)], title },
    lexicon,
  );
  const mentions = mentionsOf(asked.options, language, commonIn(pieces));
  const demanded = findLimits(pieces, inBriefing, mentions, asked.origin === "yes-no", lexicon);
  const settled = asked.origin === "yes-no" && demanded.length > 0 ? settlement(pieces, lexicon) : undefined;
  const counted = conditionsCounted(pieces, lexicon);
  // What the change must keep says nothing of leaving things as they are.
  const limits = settled === undefined ? demanded : demanded.map((limit) => ({ ...limit, changeOnly: true }));
  const keyValues = parts.flatMap((part) => part.keyValues);
  const raws = [...parts.flatMap(tablesOf).flatMap(longTables), ...keyTables(keyValues, asked.options, language)];
  const told = pieces.flatMap((piece) => [
    ...(piece.block.kind === "heading" && piece.aside === undefined ? [piece.block.text] : []),
    ...piece.spans.flatMap((span) => (span.aside === undefined ? [span.text] : [])),
  ]);
  const yesNo = asked.origin === "yes-no";
  const tried = yesNo && triedChange(asked.options, told);
  const tables = raws.flatMap((raw) => {
    const bound = boundTables(raw, asked.options, language, tried);
    const free = bound.every((table) => table.rowOption.every((owner) => owner < 0));
    return yesNo && free && isTrialOf(raw, asked.options, told)
      ? bound.map((table) => ({ ...table, rowOption: table.rows.map(() => 0) }))
      : bound;
  });
  const drafts = withReports(sentenceDrafts(parts, asked.owned, asked.options, mentions, lexicon), limits);
  const criteria = withKinds(
    withColumns(criteriaOf(parts[0] ?? none, tables, drafts, mentions, lexicon), sources, tables, keyValues),
    tables,
    lexicon,
  );
  const query = [
    asked.options.flatMap((option) => option.keys),
    criteria.flatMap((one) => one.terms),
    limits.flatMap((limit) => limit.terms),
  ];
  return {
    hash: hash53(texts.map((text) => text.sha256).join("\n")).toString(16),
    language,
    title: title && title.aside === undefined ? title.text : "",
    question: asked.question,
    ...(asked.second ? { secondQuestion: asked.second } : {}),
    sources,
    sentences: rankedSentences(drafts, new Set([...termsOf(asked.question, language), ...query.flat()])),
    tables,
    keyValues,
    logs: parts.flatMap((part) => part.logs),
    options: asked.options,
    optionOrigin: asked.origin,
    criteria,
    limits,
    ...(counted === undefined ? {} : { conditions: counted }),
    ...(settled === undefined ? {} : { settled: { text: settled.text, place: settled.place } }),
    openQuestions: openQuestions(pieces, asked.question, asked.second?.text),
    asides: allAsides(
      sources.map((source) => source.file),
      parts,
      noted,
    ),
    unusedFiles: sources.filter((_, i) => i > 0 && isEmpty(parts[i] ?? none)).map((source) => source.file),
  };
};

/** A sentence among the limits that is none and tells of options ("In the trial: A 5 desks, B 6") is data. */
const withReports = (drafts: readonly SentenceDraft[], limits: readonly Limit[]): readonly SentenceDraft[] =>
  drafts.map((draft) =>
    draft.role === "constraints" &&
    draft.options.length > 0 &&
    !limits.some(
      (limit) =>
        limit.place.file === draft.place.file &&
        limit.place.line <= draft.place.endLine &&
        limit.place.endLine >= draft.place.line &&
        (draft.text.includes(limit.text) || limit.text.includes(draft.text)),
    )
      ? { ...draft, role: "data" as const }
      : draft,
  );

const sourceOf = ({ file, sha256, text }: SourceText): Source => ({
  file,
  sha256,
  lines: text.replace(/^\uFEFF/u, "").split(/\r\n|\n|\r/u),
});

const tablesOf = (part: SourceParts): RawTable[] =>
  [...part.tables.values(), ...part.fileTables].sort((left, right) => left.line - right.line);

/** Named criteria; else those of comparable columns; else those of amounts stated for several options. */
const criteriaOf = (
  briefing: SourceParts,
  tables: readonly Table[],
  drafts: readonly SentenceDraft[],
  mentions: Mentions,
  lexicon: Lexicon,
): Criterion[] => {
  const named = namedCriteria(briefing.pieces, briefing.tables, mentions, lexicon);
  if (named.length > 0) return named.map((one) => withDirection(one, tables, lexicon));
  const inferred = inferredCriteria(tables, lexicon);
  return inferred.length > 0 ? inferred : statedCriteria(drafts, lexicon);
};

const isEmpty = (part: SourceParts): boolean =>
  part.tables.size + part.fileTables.length + part.keyValues.length + part.logs.length === 0 &&
  part.pieces.every((piece) => piece.spans.every((span) => span.aside !== undefined));

/** Whether the prose uses a word uncapitalised, too. */
const commonIn = (pieces: readonly Piece[]): ((word: string) => boolean) => {
  const texts = pieces.flatMap((piece) => piece.spans.map((span) => span.text));
  return (word) => {
    const small = word.slice(0, 1).toLowerCase() + word.slice(1);
    return texts.some((text) => text.includes(small) && wordsOf(text).raw.includes(small));
  };
};

/** The first heading, when it sets no role; else a first line that stands alone ("Subject: electricity tariff"). */
const titleOf = (pieces: readonly Piece[]): Span | undefined => {
  const first = pieces.find((piece) => piece.block.kind === "heading");
  const opening = pieces[0];
  const place = (piece: Piece): Place => ({ file: piece.file, line: piece.block.line, endLine: piece.block.endLine });
  if (first && !first.stated && first.block.text !== "")
    return {
      text: first.block.text.replace(/^\d{1,3}[.)]\s+(?=\p{L})/u, ""),
      place: place(first),
      ...(first.aside === undefined ? {} : { aside: first.aside }),
    };
  const alone =
    opening !== undefined &&
    pieces.length > 1 &&
    opening.block.kind === "paragraph" &&
    opening.spans.length === 1 &&
    opening.spans[0]?.aside === undefined;
  if (!alone || opening.block.text.length > 90 || /[.:,;!]$/u.test(opening.block.text) || opening.block.endLine !== opening.block.line)
    return undefined;
  return { text: opening.block.text.replace(/^(?:subject|betreff|objet|asunto|re|topic|thema):\s*/iu, ""), place: place(opening) };
};

/** Questions that the briefing leaves open: whatever stands under such a heading, and every other question but the one decided. */
const openQuestions = (
  pieces: readonly Piece[],
  question: string,
  second: string | undefined,
): { readonly text: string; readonly place: Place }[] =>
  pieces
    .filter((piece) => piece.aside === undefined && piece.role !== "files")
    .flatMap((piece) =>
      piece.spans.filter(
        (span, i) =>
          span.aside === undefined && (span.text.endsWith("?") || (piece.role === "questions" && piece.block.kind === "item" && i === 0)),
      ),
    )
    .filter(
      (span) =>
        !span.text.endsWith(question) && span.text !== second && !(question.endsWith("?") && span.text.startsWith(question.slice(0, -1))),
    )
    .map((span) => ({ text: span.text, place: span.place }));
