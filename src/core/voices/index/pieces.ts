import { visible, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Place, Role } from "../types.ts";
import { asideReason, headingAsideReason } from "./asides.ts";
import { type Block, blocksOf } from "./blocks.ts";
import { headingRole, leadRole } from "./roles.ts";
import { sentenceSpans } from "./sentences.ts";

/** A sentence with its place, before terms and quantities are read. `aside` says why it is not evidence. */
export type Span = { readonly text: string; readonly place: Place; readonly aside?: string };

/** A block with what stands above it. `section` is the index of its nearest heading in the list of pieces, or -1. */
export type Piece = {
  readonly file: string;
  readonly block: Block;
  readonly role: Role;
  /** True when a heading, a lead-in or a label set the role; false for the default. */
  readonly stated: boolean;
  readonly path: readonly string[];
  readonly section: number;
  readonly spans: readonly Span[];
  readonly aside?: string;
  /** The lead-in ("The candidates are:") that governs a list item or table. */
  readonly lead: string;
};

type Level = { readonly level: number; readonly index: number; readonly text: string; readonly role?: Role; readonly aside?: string };

/** Words by which a heading takes back what it names: "Options we ruled out". */
const negated =
  /\b(?:rejected|ruled out|out of scope|excluded|discarded|not considered|not up for|not part|no longer|verworfen|verworfene|ausgeschlossen|nicht gegenstand|ecartees?|descartad[ao]s?)\b/iu;

/**
 * Cuts a prose file into pieces with roles and sentences. The title (first heading) never sets a role unless it does so alone.
 * `fallback` is the role of text under no telling heading.
 */
export const piecesOf = (file: string, lines: readonly string[], lexicon: Lexicon, fallback: Role): Piece[] => {
  const blocks = blocksOf(lines);
  const pieces: Piece[] = [];
  let stack: Level[] = [];
  let lead: Lead | undefined;
  for (const [i, block] of blocks.entries()) {
    if (block.kind === "heading") {
      stack = stack.filter((level) => level.level < block.level);
      const level = levelOf(block, pieces, stack, isTitle(blocks, i));
      pieces.push(headPiece(file, block, level, stack));
      stack = [...stack, level];
      lead = undefined;
      continue;
    }
    // A bold line stands for a heading only until the next paragraph that opens bold.
    if (stack.at(-1)?.level === 7 && block.kind === "paragraph" && /^(?:\*\*|__)/u.test(block.raw)) stack = stack.slice(0, -1);
    const inherited = stack.findLast((level) => level.role !== undefined)?.role;
    pieces.push(bodyPiece(file, block, stack, lead, lexicon, fallback));
    lead = nextLead(block, lead, inherited);
  }
  return pieces;
};

type Lead = { readonly text: string; readonly role?: Role };

const bodyPiece = (
  file: string,
  block: Block,
  stack: readonly Level[],
  lead: Lead | undefined,
  lexicon: Lexicon,
  fallback: Role,
): Piece => {
  const led = block.kind === "item" || block.kind === "table" ? lead : undefined;
  const role = labelRole(block) ?? led?.role ?? stack.findLast((level) => level.role !== undefined)?.role;
  const aside = stack.find((level) => level.aside !== undefined)?.aside ?? (block.kind === "comment" ? commentReason(block) : undefined);
  return {
    file,
    block,
    role: role ?? fallback,
    stated: role !== undefined,
    path: stack.map((level) => level.text),
    section: stack.at(-1)?.index ?? -1,
    spans: isProse(block) ? spansOf(file, block, lexicon, aside) : [],
    ...(aside === undefined ? {} : { aside }),
    lead: led?.text ?? "",
  };
};

const isProse = (block: Block): boolean => block.kind === "paragraph" || block.kind === "item" || block.kind === "quote";

const commentReason = (block: Block): string => (asideReason(block.text) ? "a hidden comment aimed at the debate" : "a hidden comment");

/** The first block that shows, when it is a heading with no telling role or the only one of level 1. */
const isTitle = (blocks: readonly Block[], at: number): boolean => {
  const first = blocks.findIndex((block) => block.kind === "heading");
  if (at !== first) return false;
  const block = blocks[at] as Block;
  // "Objective" as the first heading below a line of text is a section, not a title.
  const section = headingRole(block.text, true) !== undefined && words(block.text).length <= 2 && blocks.slice(0, at).some(isProse);
  if (block.level === 1 && !section && blocks.filter((other) => other.kind === "heading" && other.level === 1).length === 1) return true;
  return block.level < 7 && headingRole(block.text, true) === undefined && blocks.slice(0, at).every((other) => !isProse(other));
};

const levelOf = (block: Block, pieces: readonly Piece[], stack: readonly Level[], title: boolean): Level => {
  const inside = stack.findLast((level) => level.role !== undefined)?.role === "options";
  const text = visible(block.text);
  const role = title || negated.test(text) ? (negated.test(text) ? "context" : undefined) : headingRole(text, inside);
  const aside = stack.find((level) => level.aside !== undefined)?.aside ?? headingAsideReason(text);
  return {
    level: block.level,
    index: pieces.length,
    text,
    ...(role === undefined ? {} : { role }),
    ...(aside === undefined ? {} : { aside }),
  };
};

const headPiece = (file: string, block: Block, level: Level, stack: readonly Level[]): Piece => {
  const inherited = stack.findLast((above) => above.role !== undefined)?.role;
  // A character that cannot be seen concerns the heading alone, not what stands under it.
  const aside = level.aside ?? asideReason(block.text);
  return {
    file,
    block,
    role: level.role ?? inherited ?? "context",
    stated: level.role !== undefined,
    path: stack.map((above) => above.text),
    section: stack[stack.length - 1]?.index ?? -1,
    spans: [],
    ...(aside === undefined ? {} : { aside }),
    lead: "",
  };
};

/** The role of a block that opens with its own label: "Objective: …", "**Budget.** …". */
const labelRole = (block: Block): Role | undefined => {
  if (block.kind !== "paragraph") return undefined;
  const label = /^([^:.!?]{3,40}):\s/u.exec(block.text)?.[1] ?? /^(?:\*\*|__)([^*_]{3,60}?)[:.]?(?:\*\*|__)/u.exec(block.raw)?.[1];
  return label === undefined || words(label).length > 5 ? undefined : headingRole(label, true);
};

/** A paragraph that ends with a colon or a verb of demand ("The window must") leads the list or table below it; items and tables keep it, anything else ends it. */
const nextLead = (block: Block, lead: Lead | undefined, inherited: Role | undefined): Lead | undefined => {
  if (block.kind === "item" || block.kind === "table" || block.kind === "comment") return lead;
  if (
    block.kind !== "paragraph" ||
    !/:$|\s(?:must|has to|have to|needs to|muss|müssen|soll|sollen|doit|doivent|debe|deben)$/u.test(block.text)
  )
    return undefined;
  const text = block.text.slice(Math.max(block.text.lastIndexOf(". "), block.text.lastIndexOf("? ")) + 1).trim();
  const role = inherited === undefined || inherited === "context" || inherited === "objective" ? leadRole(text) : undefined;
  return role === undefined ? { text } : { text, role };
};

const spansOf = (file: string, block: Block, lexicon: Lexicon, aside: string | undefined): Span[] => {
  let carried: string | undefined;
  const cut = sentenceSpans(block.text, lexicon);
  const reasons = cut.map(([start, end]) => asideReason(block.text.slice(start, end)));
  const whole = block.kind === "quote" ? reasons.find((reason) => reason !== undefined) : undefined;
  return cut.map(([start, end], i) => {
    const text = block.text.slice(start, end);
    const own = aside ?? reasons[i] ?? carried ?? (whole === undefined ? undefined : "it stands in a quotation aimed at the debate");
    // What follows an order in the same paragraph belongs to it; hidden characters and brackets concern one sentence only.
    if (reasons[i] !== undefined && reasons[i] !== "hidden characters" && !text.startsWith("("))
      carried ??= "it follows text aimed at the debate";
    const place = { file, line: lineAt(block, start), endLine: lineAt(block, end - 1) };
    return own === undefined ? { text, place } : { text, place, aside: own };
  });
};

const lineAt = (block: Block, offset: number): number => {
  let low = 0;
  let high = block.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((block.starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return block.line + low;
};
