/** The fenced blocks of a Markdown page, read as examples: pure text in, plain data out. */

/** A fenced block. `line` is the 1-based line of its first line of content. */
export type Block = {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** Why it is not run; "" when the author did not say. Absent when it is run. */
  readonly noRun?: string;
  /** Goes on in the home and folder of the block before it on the page. */
  readonly isContinued: boolean;
  /** The exit code its last command has. */
  readonly exit: number;
};

/** A command line without its `$ `, and the lines that the page shows below it. */
export type ShellCommand = { readonly command: string; readonly expected: readonly string[] };

/**
 * Every fenced block of the page, in order. The info string is the language, then `continued`, `exit=N`, and last
 * `no-run: why`, for example ` ```console exit=6 ` or ` ```ts no-run: needs a key `.
 */
export function readBlocks(file: string, text: string): readonly Block[] {
  const lines = text.split(/\r?\n/);
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/.exec(lines[index] ?? "");
    if (fence === null) continue;
    const [, indent = "", marks = "", info = ""] = fence;
    const start = index + 1;
    const content: string[] = [];
    for (index = start; index < lines.length && !isClosing(lines[index] ?? "", marks); index += 1) {
      const line = lines[index] ?? "";
      content.push(line.startsWith(indent) ? line.slice(indent.length) : line);
    }
    blocks.push({ file, line: start + 1, text: content.join("\n"), ...readInfo(info) });
  }
  return blocks;
}

/** The commands of a shell block: lines that start with `$ `, each with its `\` continuations and the lines below it. */
export function readCommands(block: Block): readonly ShellCommand[] {
  const commands: { command: string; expected: string[] }[] = [];
  let isOpen = false;
  for (const line of block.text.split("\n")) {
    const last = commands.at(-1);
    if (isOpen && last !== undefined) last.command += `\n${line}`;
    else if (line.startsWith("$ ")) commands.push({ command: line.slice(2), expected: [] });
    else last?.expected.push(line.trimEnd());
    isOpen = (isOpen || line.startsWith("$ ")) && line.endsWith("\\");
  }
  return commands.map(({ command, expected }) => ({ command, expected: withoutBlankEnds(expected) }));
}

/** True for a block that shows `moot` or `npx moot` being run. */
export const showsMoot = (block: Block): boolean => /^\$ (?:npx )?moot\b/m.test(block.text);

/**
 * True when `actual` is what the page shows. A shown line `…` stands for any number of lines, `<word>` for one token
 * without spaces. Trailing spaces and blank lines at either end do not count.
 */
export function matchesShown(shown: readonly string[], actual: string): boolean {
  const lines = withoutBlankEnds(actual.split("\n").map((line) => line.trimEnd()));
  const [first = [], ...rest] = splitAtEllipses(shown);
  if (!matchesAt(first, lines, 0)) return false;
  if (rest.length === 0) return first.length === lines.length;
  const last = rest.pop() ?? [];
  let at = first.length;
  for (const group of rest) {
    while (at <= lines.length && !matchesAt(group, lines, at)) at += 1;
    at += group.length;
  }
  const lastAt = lines.length - last.length;
  return at <= lastAt && matchesAt(last, lines, lastAt);
}

function readInfo(info: string): Omit<Block, "file" | "line" | "text"> {
  const [before = "", reason] = info.trim().split(/\bno-run\b[:=\s]*/);
  const [language = "", ...words] = before.trim().split(/\s+/);
  const exit = words.find((word) => word.startsWith("exit="))?.slice("exit=".length);
  return {
    language,
    isContinued: words.includes("continued"),
    exit: Number(exit ?? 0),
    ...(reason === undefined ? {} : { noRun: reason.trim() }),
  };
}

function isClosing(line: string, marks: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(marks) && /^(`+|~+)$/.test(trimmed);
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const from = lines.findIndex((line) => line !== "");
  return from < 0 ? [] : lines.slice(from, lines.findLastIndex((line) => line !== "") + 1);
}

function splitAtEllipses(shown: readonly string[]): string[][] {
  const groups: string[][] = [[]];
  for (const line of shown) {
    if (line.trim() === "…") groups.push([]);
    else groups.at(-1)?.push(line);
  }
  return groups;
}

function matchesAt(group: readonly string[], lines: readonly string[], at: number): boolean {
  return group.every((shown, index) => {
    const line = lines[at + index];
    return line !== undefined && linePattern(shown).test(line);
  });
}

function linePattern(shown: string): RegExp {
  const parts = shown.split(/<[a-z][a-z0-9-]*>/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("\\S+")}$`, "u");
}
