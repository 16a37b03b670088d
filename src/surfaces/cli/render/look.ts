import pc from "picocolors";

/** Marks beside words; a mark is never the only carrier of a meaning. */
export type Glyphs = {
  readonly rule: string;
  readonly dot: string;
  /** Between the parts of a line, with its spaces. */
  readonly join: string;
  readonly star: string;
  readonly yes: string;
  readonly no: string;
  readonly warn: string;
  readonly bullet: string;
  readonly arrow: string;
  readonly from: string;
  readonly bar: string;
  readonly cut: string;
  /** A filled and an empty column of a bar. */
  readonly full: string;
  readonly light: string;
  /** Corners of a panel: top left, top right, bottom left, bottom right. */
  readonly corners: string;
};

/**
 * How one stream is written to: columns, colours, marks. `live` is true when a person watches a terminal; `program` is what
 * they type before a command's words. With `reader` somebody listens: no boxes, no tables, nothing drawn twice.
 */
export type Look = {
  readonly width: number;
  readonly live: boolean;
  readonly paint: ReturnType<typeof pc.createColors>;
  readonly glyphs: Glyphs;
  readonly reader: boolean;
  readonly program: string;
};

/** What a look is made of. `colour` `auto` asks the stream and the environment. */
export type LookOptions = {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly colour: "auto" | "always" | "never";
  readonly ascii: boolean;
  readonly noColor: boolean;
  readonly forceColor: boolean;
  readonly dumb: boolean;
  readonly reader?: boolean;
  readonly program?: string;
};

const UNICODE: Glyphs = {
  rule: "─",
  dot: "·",
  join: " · ",
  star: "★",
  yes: "✓",
  no: "✗",
  warn: "!",
  bullet: "•",
  arrow: "→",
  from: "←",
  bar: "│",
  cut: "…",
  full: "█",
  light: "░",
  corners: "┌┐└┘",
};
const ASCII: Glyphs = {
  rule: "-",
  dot: "-",
  join: " - ",
  star: "*",
  yes: "+",
  no: "x",
  warn: "!",
  bullet: "*",
  arrow: "->",
  from: "<-",
  bar: "|",
  cut: "...",
  full: "#",
  light: ".",
  corners: "++++",
};

/** What a screen reader would spell out is gone: rules, bars, corners. */
const SPOKEN: Glyphs = { ...ASCII, rule: "", join: ", ", bar: "", corners: "" };

/** Columns when the terminal does not say, and the fewest and most that anything is laid out in: wider lines are hard to read. */
const DEFAULT_COLUMNS = 80;
const FEWEST_COLUMNS = 24;
const MOST_COLUMNS = 100;

/** Decides how a stream looks. A flag wins over FORCE_COLOR, that over NO_COLOR, that over the terminal. */
export const lookOf = (options: LookOptions): Look => {
  const columns = options.columns !== undefined && options.columns > 0 ? options.columns : DEFAULT_COLUMNS;
  return {
    width: Math.min(MOST_COLUMNS, Math.max(FEWEST_COLUMNS, columns)),
    live: options.isTerminal && !options.dumb,
    paint: pc.createColors(isColoured(options)),
    glyphs: options.reader === true ? SPOKEN : options.ascii ? ASCII : UNICODE,
    reader: options.reader === true,
    program: options.program ?? "moot",
  };
};

const isColoured = ({ colour, forceColor, noColor, dumb, isTerminal }: LookOptions): boolean => {
  if (colour !== "auto") return colour === "always";
  if (forceColor) return true;
  return !noColor && !dumb && isTerminal;
};

/** A fixed colour per seat; names we do not know get one by their letters. */
export const seatPaint = ({ paint }: Look, seat: string): ((text: string) => string) => {
  const known: Readonly<Record<string, (text: string) => string>> = {
    elena: paint.cyan,
    marcus: paint.red,
    clare: paint.magenta,
    simon: paint.yellow,
    naomi: paint.green,
    judge: paint.yellowBright,
  };
  const others = [paint.blue, paint.cyanBright, paint.redBright, paint.magentaBright, paint.greenBright, paint.blueBright];
  const sum = [...seat].reduce((total, char) => total + (char.codePointAt(0) ?? 0), 0);
  return known[seat] ?? (others[sum % others.length] as (text: string) => string);
};
