/** A number in a sentence that may be a quantity. `word` is true for number words (`nine`), which need a unit or noun to count. */
export type Amount = {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly style: "plain" | "grouped" | "decimal";
  readonly word: boolean;
  /** Stands right after a capitalised name (`Falcon 14`): a name part unless a unit follows. */
  readonly named: boolean;
  /** "two thirds of", "half of": the value is in percent. */
  readonly share?: boolean;
};
