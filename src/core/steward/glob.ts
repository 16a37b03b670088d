/**
 * A pattern of `*`, `?` and `**` over paths with slashes, as a small automaton: `after` moves a set of positions over one
 * path segment. Wildcards never cross a slash and never match a leading dot; `**` stands for any number of segments.
 * Work is linear in pattern times path, whatever the pattern.
 */
export type Glob = {
  readonly start: readonly number[];
  after(positions: readonly number[], segment: string): readonly number[];
  /** True when a path that ends here matches. */
  accepts(positions: readonly number[]): boolean;
  /** True when the pattern spells this segment out, without a wildcard. */
  names(positions: readonly number[], segment: string): boolean;
};

/** Characters of the longest pattern; a longer one matches nothing. */
export const MAX_GLOB_CHARS = 500;

/** Whether a path is a pattern. */
export const isGlob = (path: string): boolean => /[*?]/.test(path);

/** Reads a pattern. Empty and `.` segments do not count; a final `**` means every file below. */
export const parseGlob = (pattern: string): Glob => {
  const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.at(-1) === "**") parts.push("*");
  const usable = pattern.length <= MAX_GLOB_CHARS && parts.length > 0;
  const closed = (positions: Iterable<number>): readonly number[] => {
    const all = new Set<number>();
    for (let at of positions) {
      all.add(at);
      while (parts[at] === "**") all.add(++at);
    }
    return [...all];
  };
  return {
    start: usable ? closed([0]) : [],
    after: (positions, segment) =>
      closed(
        positions.flatMap((at) => {
          const part = parts[at];
          if (part === undefined) return [];
          if (part === "**") return segment.startsWith(".") ? [] : [at];
          return segmentMatches(part, segment) ? [at + 1] : [];
        }),
      ),
    accepts: (positions) => positions.includes(parts.length),
    names: (positions, segment) => positions.some((at) => parts[at] === segment),
  };
};

/** Whether a whole path matches a pattern. */
export const globMatches = (pattern: string, path: string): boolean => {
  const glob = parseGlob(pattern);
  const segments = path.split("/").filter((part) => part !== "" && part !== ".");
  return glob.accepts(segments.reduce<readonly number[]>((positions, segment) => glob.after(positions, segment), glob.start));
};

/** Two pointers with one place to fall back to: the last star. */
const segmentMatches = (pattern: string, name: string): boolean => {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < name.length; ) {
    if (pattern.charAt(at) === "*") {
      star = at++;
      resume = index;
    } else if (at < pattern.length && (pattern.charAt(at) === "?" || pattern.charAt(at) === name.charAt(index))) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  while (pattern.charAt(at) === "*") at++;
  return at === pattern.length;
};
