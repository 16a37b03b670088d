/** Ways to say one thing; each opens with `{…}`, the figure or the property that it is about, where it is about one. */
export type Wordings = Readonly<Record<string, readonly string[]>>;

/** The words of a language that every page of the battery is made of. */
export type Frame = {
  readonly language: string;
  readonly names: readonly [string, string, string];
  readonly title: string;
  readonly context: string;
  readonly question: string;
  readonly columns: { readonly [key in "name" | "P" | "B" | "W" | "L" | "X"]: string };
  readonly each: string;
  readonly yes: string;
  readonly no: string;
  readonly headings: readonly [question: string, candidates: string, conditions: string, choice: string, drivers: string];
  readonly cap: string;
  readonly longest: string;
  readonly cheapest: string;
  readonly group: string;
  readonly point: string;
  /** The three options as people write them down, without a table of rows. */
  readonly forms: readonly string[];
};
