/** The cells of a Markdown table row, trimmed, without the bars at its ends; an escaped bar stays in its cell. At most `most` of them. */
export const barCells = (line: string, most: number): readonly string[] => {
  const trimmed = line.trim().replaceAll("\\|", "\u0001");
  const from = trimmed.startsWith("|") ? 1 : 0;
  const to = trimmed.endsWith("|") && trimmed.length > 1 ? trimmed.length - 1 : trimmed.length;
  return trimmed
    .slice(from, to)
    .split("|")
    .slice(0, most)
    .map((cell) => cell.replaceAll("\u0001", "|").trim());
};
