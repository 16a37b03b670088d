/**
 * @module The offline voices: an evidence ledger over a briefing and its registered files, and the moves that seats make on it.
 * Owns every shape that the index (`index/`), the facts and the argument (`argue/`), the seats (`seats/`), the judge
 * (`judge/`) and the decision (`decide/`) share. Pure: same sources, same turns, same bytes. Entry: `analyse`, `voice`, `decide`.
 */

/** One text that may be cited: the briefing (`file` is its base name) or a registered file, as read once by the steward. */
export type SourceText = { readonly file: string; readonly sha256: string; readonly text: string };

/** Languages with full rules (en, de) or analysis only (fr, es). */
export type Language = "en" | "de" | "fr" | "es";

/** Where something stands; lines count from 1. Rendered as `[file:line]` or `[file:line-endLine]`. */
export type Place = { readonly file: string; readonly line: number; readonly endLine: number };

/** A source cut into lines (without line ends). */
export type Source = { readonly file: string; readonly sha256: string; readonly lines: readonly string[] };

export type Role = "title" | "objective" | "context" | "options" | "criteria" | "constraints" | "questions" | "risks" | "data" | "files";

/** A quantity read from text. `value` is in the base unit of `dim` (seconds, bytes, percent points, the currency's unit …). */
export type Quantity = {
  readonly value: number;
  /** Upper end of a range ("12 to 15 days"), in the unit of `value`, which is its lower end. A range has no comparator. */
  readonly to?: number;
  /** Dimension: `time`, `percent`, `bytes`, `rate`, `frequency`, `length`, `mass`, `money:EUR`, `count:<noun stem>`, `number` … */
  readonly dim: string;
  /** Unit as written, singular lower case (`ms`, `eur`, `week`, `person-week`). */
  readonly unit: string;
  /** What the amount is per (`["agent", "month"]`), stems, sorted by code unit; empty when it is an absolute amount. */
  readonly per: readonly string[];
  /** Comparator bound to it, when the words around it state one. */
  readonly cmp?: "<=" | ">=" | "<" | ">" | "=";
  /** Offsets in the sentence text, UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** The text as written. */
  readonly raw: string;
};

/** One sentence or list item with its own place. `path` holds the headings above it, outermost first. */
export type Sentence = {
  readonly id: number;
  readonly place: Place;
  readonly role: Role;
  readonly path: readonly string[];
  readonly text: string;
  /** Stems, without stop words. */
  readonly terms: readonly string[];
  /** Indexes into `Evidence.options` that it names. */
  readonly options: readonly number[];
  readonly quantities: readonly Quantity[];
  readonly salience: number;
  /** Set when the sentence is aimed at the debate instead of the question (injection): never quoted, never counted. */
  readonly aside?: string;
  /** A guess, a question or a quotation of it: never evidence. */
  readonly hypothesis: boolean;
  readonly list: boolean;
  /** The option whose own section or list item this sentence stands in, when it stands in one (it need not name it). */
  readonly owner?: number;
};

export type ColumnType = "number" | "text" | "flag";

export type Column = {
  readonly name: string;
  readonly terms: readonly string[];
  readonly type: ColumnType;
  /** Unit and dimension from the name (`p99_ms`) or the cells; `number` when unknown. */
  readonly unit: string;
  readonly dim: string;
  readonly per: readonly string[];
  readonly missing: number;
};

/** One cell: a number in the column's base unit, or text. `raw` is the cell as written. */
export type Cell = {
  readonly raw: string;
  readonly number?: number;
  /** Both ends of a range ("3–5"), in the unit of `number`, which is their middle. */
  readonly ends?: readonly [number, number];
  /** The cell's own line when it is not the row's: a table with options as columns is turned, so that a row is one option. */
  readonly line?: number;
};

/** A CSV, a Markdown table or a list of JSON objects. `line` of a row is its place in `file`. */
export type Table = {
  readonly file: string;
  readonly line: number;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly Cell[] }[];
  /** Column that names the options, and which option each row belongs to (-1: none). */
  readonly keyColumn?: number;
  readonly rowOption: readonly number[];
  /** True when the table was cut at the row or column limit. */
  readonly truncated: boolean;
};

/** A key and its value in a config file (JSON, TOML, INI, YAML-like). */
export type KeyValue = { readonly file: string; readonly line: number; readonly key: string; readonly value: string };

/** A log with levels and times. `seconds` counts from the first line; NaN-free: lines without a time carry the last one. */
export type LogLine = {
  readonly line: number;
  readonly seconds: number;
  readonly stamp: string;
  readonly level: string;
  readonly message: string;
  readonly template: string;
};
export type Log = { readonly file: string; readonly lines: readonly LogLine[] };

export type Option = {
  readonly id: number;
  /** Full name as in the briefing. */
  readonly name: string;
  /** Label of at most five words, distinct among options. */
  readonly short: string;
  /** Stems that only this option has. */
  readonly keys: readonly string[];
  readonly place: Place;
  readonly kind: "change" | "keep" | "remedy";
  /** Other names, folded words: `option a`, `aws`, `later`. */
  readonly aliases?: readonly string[];
};

export type Criterion = {
  readonly id: number;
  readonly name: string;
  /** Normalised over all criteria to a sum of 1. */
  readonly weight: number;
  /** Named by a phrase out of a sentence ("warms up fastest"), not by a noun. */
  readonly phrase?: true;
  /** Its place in a stated rule of choice: 0 decides whatever else is compared, 1 breaks its ties, and so on. */
  readonly rank?: number;
  /** It chooses among the options that keep the limits, so that there must be some. */
  readonly amongKept?: true;
  /** The weight was given in words ("most important") beside others in numbers. */
  readonly weightInWords?: true;
  /** +1 higher is better, -1 lower is better, 0 unknown. */
  readonly direction: 1 | -1 | 0;
  /** The direction was assumed, not stated. */
  readonly assumedDirection: boolean;
  readonly terms: readonly string[];
  readonly place: Place;
  /** Not named by the briefing: inferred from comparable columns or stated amounts. */
  readonly inferred: boolean;
  /** Folded names of the columns or settings that the criterion itself names; nothing else answers to it then. */
  readonly columns?: readonly string[];
  /** The threshold that the criterion itself names ("p99 under 20 ms"): a wish, not a limit. */
  readonly quantity?: Quantity;
};

/** A condition that an option must keep. A limit that cannot be tested is `untested`, never kept. */
export type Limit = {
  readonly id: number;
  readonly text: string;
  /** The demand in the words that it was read by, where they are not those of `text`. */
  readonly plain?: string;
  readonly place: Place;
  readonly terms: readonly string[];
  /** The bound; of a range ("between 45 and 60"), its lower end. */
  readonly quantity?: Quantity;
  /** The upper end of a range: a limit with two ends is one limit and has one state. */
  readonly upper?: Quantity;
  /** The bound is what is there ("12 m² to spare"): it bounds only what an option is said to take up. */
  readonly supply?: true;
  /** `no X`: stems that must not hold. */
  readonly forbids?: readonly string[];
  /** Applies only to options that change something. */
  readonly changeOnly: boolean;
  /** "A must come before B": stems of what comes first and of what comes later. */
  readonly order?: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Asks for something definite ("a date must be named"): stems of what must be named. */
  readonly definite?: readonly string[];
};

/** How the options were found; the decision names it. */
export type OptionOrigin = "section" | "question" | "finalists" | "yes-no" | "table" | "none";

/** All that the sources say, indexed once. `hash` names it: equal sources give an equal hash. */
export type Evidence = {
  readonly hash: string;
  readonly language: Language;
  readonly title: string;
  /** The question as written, and a second one that is not decided, when there is one. */
  readonly question: string;
  readonly secondQuestion?: { readonly text: string; readonly place: Place };
  readonly sources: readonly Source[];
  readonly sentences: readonly Sentence[];
  readonly tables: readonly Table[];
  readonly keyValues: readonly KeyValue[];
  readonly logs: readonly Log[];
  readonly options: readonly Option[];
  readonly optionOrigin: OptionOrigin;
  readonly criteria: readonly Criterion[];
  readonly limits: readonly Limit[];
  /** The sentence by which a yes-no question is settled beforehand: yes if its conditions, the limits, hold, else no. */
  readonly settled?: { readonly text: string; readonly place: Place };
  /** How many conditions the rule of choice or the settlement says there are ("meeting all three"); fewer limits than that were not all read. */
  readonly conditions?: number;
  readonly openQuestions: readonly { readonly text: string; readonly place: Place }[];
  /** Text set aside, with its line and why. */
  readonly asides: readonly { readonly place: Place; readonly why: string }[];
  /** Registered files that hold nothing an analysis can use. */
  readonly unusedFiles: readonly string[];
};

/** A turn as it stands in the transcript. `ordinal` counts all turns of the run from 1. */
export type SpokenTurn = {
  readonly ordinal: number;
  readonly seat: string;
  readonly round: number;
  readonly phase: "research" | "speak" | "rebut" | "floor" | "judge";
  readonly text: string;
};

/** A look-up that came back, as the seat may know it. */
export type LookupResult = { readonly seat: string; readonly request: string; readonly text: string; readonly status: string };

/** What `voice` is asked. Text backends ignore it; `offline` reads nothing else. */
export type VoiceTask = {
  readonly kind: "research" | "speak" | "rebut" | "floor" | "watch" | "check" | "score" | "summarise";
  readonly topic: string;
  /** Who is asked; empty for the judge. */
  readonly seat: string;
  /** All worker seats, sorted by code unit. */
  readonly seats: readonly string[];
  readonly round: number;
  readonly sources: readonly SourceText[];
  /** Everything said that this step may see, in order. */
  readonly turns: readonly SpokenTurn[];
  readonly results: readonly LookupResult[];
};

/** What a sentence of a turn claims, checked against the sources. */
export type Claim = {
  readonly text: string;
  readonly options: readonly number[];
  /** -1 against … 1 for, towards the options named. */
  readonly stance: number;
  readonly places: readonly Place[];
  readonly quotes: readonly { readonly text: string; readonly found: boolean; readonly place?: Place; readonly turn?: number }[];
  /** `place`: where a number that the claim gives no place for stands. */
  readonly numbers: readonly { readonly raw: string; readonly found: boolean; readonly place?: Place }[];
  readonly verdict: "verified" | "misquoted" | "found nowhere" | "no evidence offered";
};

/** A turn read back from its text, whoever spoke it. */
export type TurnReading = {
  readonly ordinal: number;
  readonly seat: string;
  readonly claims: readonly Claim[];
  /** The option the turn argues for, when it states one. */
  readonly position?: number;
  /** The turn gives up the position its seat held and states no other. */
  readonly withdrawn?: true;
};

export type LimitState = "kept" | "appears kept" | "in doubt" | "broken" | "untested" | "not applicable";

/** Confidence in words first; `p` in [0, 1] is a rule, not a frequency. */
export type Confidence = { readonly word: "open" | "weak" | "fair" | "good"; readonly p: number };

/** A line of the decision with the sources and turns that stand behind it. */
export type DecisionLine = {
  readonly text: string;
  readonly places: readonly Place[];
  readonly turns: readonly number[];
  readonly seat?: string;
};

/** A figure on its scale: where it stands and where the answer turns, in one unit, with both as they are shown. `subject` is plain text. */
export type FlipPoint = {
  readonly subject: string;
  readonly now: number;
  readonly turns: number;
  readonly nowText: string;
  readonly turnsText: string;
};

/** The decision as data; `renderDecision` turns it into Markdown. Every list is in reading order. */
export type Decision = {
  readonly kind: "answer" | "open" | "none-keeps-every-limit" | "no-question";
  /** Language of the document; English when absent. */
  readonly language?: Language;
  readonly question: string;
  /** The answer in one sentence, first in the document. */
  readonly answer: string;
  readonly option?: string;
  readonly confidence: Confidence;
  readonly madeBy: string;
  readonly options: readonly {
    readonly name: string;
    readonly score: number;
    readonly out: boolean;
    readonly why: readonly DecisionLine[];
  }[];
  readonly why: readonly DecisionLine[];
  readonly against: readonly DecisionLine[];
  readonly criteria: readonly {
    readonly name: string;
    readonly weight: number;
    readonly inferred: boolean;
    readonly cells: readonly {
      readonly option: string;
      readonly value: string;
      readonly sign: "+" | "-" | "0" | "?";
      readonly places: readonly Place[];
      /** Behind a mean of more than two rows: how many, their median, the least and the most. */
      readonly spread?: string;
    }[];
  }[];
  readonly limits: readonly {
    readonly text: string;
    readonly place: Place;
    readonly per: readonly {
      readonly option: string;
      readonly state: LimitState;
      readonly why: string;
      readonly places: readonly Place[];
    }[];
  }[];
  /** What would turn the answer, nearest first; with a point where that is a figure on a scale. */
  readonly flips: readonly (DecisionLine & { readonly point?: FlipPoint })[];
  /** Who moved, from what to what, and the fact and turn that moved them. */
  readonly moved: readonly { readonly seat: string; readonly from: string; readonly to: string; readonly cause: DecisionLine }[];
  readonly positions: readonly { readonly seat: string; readonly option: string; readonly turn: number }[];
  readonly dissent: readonly DecisionLine[];
  readonly open: readonly DecisionLine[];
  readonly next: readonly DecisionLine[];
  readonly secondQuestion?: string;
  readonly setAside: readonly DecisionLine[];
  readonly unusedFiles: readonly string[];
  readonly optionOrigin: string;
};
