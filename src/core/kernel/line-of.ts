/** The line that holds an offset: its number, the column in it, and where it starts and ends, without its line end and a byte-order mark. */
export const lineOf = (
  text: string,
  offset: number,
): { readonly line: number; readonly column: number; readonly from: number; readonly to: number } => {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const from = start === 0 && text.startsWith("\ufeff") ? 1 : start;
  const end = text.indexOf("\n", offset);
  const to = end === -1 ? text.length : end;
  const line = text.slice(0, start).split("\n").length;
  return { line, column: Math.max(offset - from, 0) + 1, from, to: text[to - 1] === "\r" && to > from ? to - 1 : to };
};
