import stringWidth from "string-width";

/** What a terminal shows. `main` and `alternate` are its two screens, each as lines without trailing blanks. */
export type Vt = {
  /** Takes what a program wrote. Throws on a sequence that it does not know: the program may only write known ones. */
  readonly write: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly lines: () => readonly string[];
  readonly isAlternate: () => boolean;
  readonly isCursorShown: () => boolean;
  readonly wraps: () => boolean;
};

type Buffer = { readonly rows: string[][]; row: number; column: number };

const TOKEN =
  /\u001b\[(?<args>[?0-9;]*)(?<final>[A-Za-z])|(?<control>[\u0000-\u001f\u007f-\u009f])|(?<text>[^\u0000-\u001f\u007f-\u009f]+)/gu;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Opens a terminal that knows what a well-behaved program writes: text, line ends, colours, cursor place, clearing, modes. */
export const openVt = (columns: number, rows: number): Vt => {
  let width = columns;
  let height = rows;
  const blank = (): Buffer => ({ rows: Array.from({ length: height }, () => []), row: 0, column: 0 });
  const screens = { main: blank(), alternate: blank() };
  let at: keyof typeof screens = "main";
  const modes = new Map<string, boolean>([
    ["25", true],
    ["7", true],
  ]);
  let rest = "";

  const put = (text: string): void => {
    const screen = screens[at];
    for (const { segment } of graphemes.segment(text)) {
      const size = stringWidth(segment);
      if (screen.column + size > width) {
        if (modes.get("7") === false) continue;
        feed();
        screen.column = 0;
      }
      const line = screen.rows[screen.row] as string[];
      while (line.length < screen.column) line.push(" ");
      line[screen.column] = segment;
      for (let more = 1; more < size; more++) line[screen.column + more] = "";
      screen.column += size;
    }
  };
  const feed = (): void => {
    const screen = screens[at];
    if (screen.row < height - 1) screen.row += 1;
    else {
      screen.rows.shift();
      screen.rows.push([]);
    }
  };
  const control = (char: string): void => {
    if (char === "\n") feed();
    else if (char === "\r") screens[at].column = 0;
    else throw new Error(`a control character reached the terminal: ${JSON.stringify(char)}`);
  };
  const mode = (name: string, isOn: boolean): void => {
    modes.set(name, isOn);
    if (name !== "1049") return;
    at = isOn ? "alternate" : "main";
    if (isOn) screens.alternate = blank();
  };
  const sequence = (args: string, final: string): void => {
    const screen = screens[at];
    const numbers = args.split(";").map(Number);
    if (final === "m") return;
    if (final === "H") {
      screen.row = Math.min(height, Math.max(1, numbers[0] ?? 1)) - 1;
      screen.column = Math.max(1, numbers[1] ?? 1) - 1;
    } else if (final === "K") {
      // As on real terminals, the cursor never stands behind the last column: what was written there is erased too.
      const line = screen.rows[screen.row] as string[];
      line.length = Math.min(screen.column, width - 1, line.length);
    } else if (final === "J" && args === "2") screens[at] = { ...blank(), row: screen.row, column: screen.column };
    else if (/^\?(?:1049|25|7|2026)$/u.test(args) && (final === "h" || final === "l")) mode(args.slice(1), final === "h");
    else throw new Error(`an unknown sequence reached the terminal: ESC [ ${args} ${final}`);
  };
  return {
    write: (text) => {
      const whole = rest + text;
      const torn = /\u001b(?:\[[?0-9;]*)?$/u.exec(whole)?.[0] ?? "";
      rest = torn;
      for (const { groups = {} } of whole.slice(0, whole.length - torn.length).matchAll(TOKEN)) {
        if (groups.text !== undefined) put(groups.text);
        else if (groups.control !== undefined) control(groups.control);
        else sequence(groups.args as string, groups.final as string);
      }
    },
    resize: (newColumns, newRows) => {
      width = newColumns;
      height = newRows;
      for (const screen of Object.values(screens)) {
        while (screen.rows.length < height) screen.rows.push([]);
        screen.rows.length = height;
        screen.row = Math.min(screen.row, height - 1);
      }
    },
    lines: () =>
      screens[at].rows.map((row) =>
        Array.from(row, (cell) => cell ?? " ")
          .join("")
          .trimEnd(),
      ),
    isAlternate: () => at === "alternate",
    isCursorShown: () => modes.get("25") === true,
    wraps: () => modes.get("7") === true,
  };
};
