import type { Token } from "./tokens.ts";

/** How a condition compares. */
export type Operator =
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "between"
  | "not between"
  | "contains"
  | "not contains"
  | "starts with"
  | "not starts with"
  | "ends with"
  | "not ends with"
  | "is empty"
  | "is not empty";

const SIGN_OPERATORS: Readonly<Record<string, Operator>> = {
  "=": "=",
  "==": "=",
  "===": "=",
  "!=": "!=",
  "!==": "!=",
  "<>": "!=",
  "≠": "!=",
  "<": "<",
  "<=": "<=",
  "=<": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "=>": ">=",
  "≥": ">=",
};

const NEGATED: Readonly<Record<Operator, Operator>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  between: "not between",
  "not between": "between",
  contains: "not contains",
  "not contains": "contains",
  "starts with": "not starts with",
  "not starts with": "starts with",
  "ends with": "not ends with",
  "not ends with": "ends with",
  "is empty": "is not empty",
  "is not empty": "is empty",
};

const COPULAS = "is|are|was|were|be|has|have|had|does|do|did|being|which is|that is|that are".split("|");
const NEGATED_COPULAS = "isn't|aren't|wasn't|weren't|hasn't|haven't|doesn't|don't|didn't|isnt|doesnt".split("|");
const NOT = ["not", "no", "never"];

const PHRASES = new Map<string, Operator>(
  (
    [
      ["=", "equal to|equals|equal|exactly|the same as"],
      ["!=", "different from|other than|differs from|differ from|unequal to"],
      ["<", "less than|fewer than|smaller than|lower than|shorter than|below|under|beneath|less|smaller|lower"],
      ["<=", "at most|up to|at or below|less than or equal to|no higher than"],
      [
        ">",
        "more than|greater than|larger than|bigger than|higher than|longer than|above|over|beyond|exceeds|exceed|exceeding|greater|more",
      ],
      [">=", "at least|at or above|greater than or equal to|more than or equal to|no lower than"],
      ["between", "between|in the range"],
      ["contains", "contains|contain|containing|includes|include|including"],
      ["starts with", "starts with|start with|starting with|begins with|begin with|beginning with"],
      ["ends with", "ends with|end with|ending with|ends in|end in"],
      ["is empty", "empty|blank|missing|null|unset"],
    ] as const
  ).flatMap(([operator, phrases]) => phrases.split("|").map((phrase): [string, Operator] => [phrase, operator])),
);

/** Words of the longest phrase. */
const MAX_WORDS = 6;

/** An operator and the index of the token behind it. `bare`: only `is`, without a comparison. */
export type ReadOperator = { readonly operator: Operator; readonly next: number; readonly bare: boolean };

/**
 * Reads an operator at `tokens[at]`: a sign, or words (`is not`, `is at most`, `doesn't contain`, `no more than`). Negation
 * turns whatever follows it. Undefined when there is none.
 */
export const readOperator = (tokens: readonly Token[], at: number): ReadOperator | undefined => {
  const sign = tokens[at]?.kind === "sign" ? SIGN_OPERATORS[tokens[at].text] : undefined;
  if (sign !== undefined) return { operator: sign, next: at + 1, bare: false };
  const copula = skip(tokens, at, [...COPULAS, ...NEGATED_COPULAS]);
  const denied = copula > at && NEGATED_COPULAS.includes(words(tokens, at, copula));
  const negation = skip(tokens, copula, NOT);
  const phrase = readPhrase(tokens, negation);
  const turned = denied !== negation > copula;
  if (phrase !== undefined) return { operator: turned ? NEGATED[phrase.operator] : phrase.operator, next: phrase.next, bare: false };
  if (tokens[negation]?.kind === "sign" && negation > at) {
    const base = SIGN_OPERATORS[tokens[negation].text] as Operator;
    return { operator: turned ? NEGATED[base] : base, next: negation + 1, bare: false };
  }
  return negation === at ? undefined : bareOperator(words(tokens, at, copula), turned, negation);
};

/** `is X` is equality, `has X` is containment, `does X` is neither. */
const bareOperator = (copula: string, turned: boolean, next: number): ReadOperator | undefined => {
  if (/^(?:do|don't|did|didn't)/.test(copula)) return undefined;
  const operator = /^ha[sdv]/.test(copula) ? "contains" : "=";
  return { operator: turned ? NEGATED[operator] : operator, next, bare: true };
};

const words = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(" ");

/** The index behind the longest of the phrases that stands at `at`, or `at`. */
const skip = (tokens: readonly Token[], at: number, phrases: readonly string[]): number => {
  for (let end = Math.min(tokens.length, at + 2); end > at; end--) {
    if (tokens.slice(at, end).every(({ kind }) => kind === "word") && phrases.includes(words(tokens, at, end))) return end;
  }
  return at;
};

const readPhrase = (tokens: readonly Token[], at: number): { readonly operator: Operator; readonly next: number } | undefined => {
  for (let end = Math.min(tokens.length, at + MAX_WORDS); end > at; end--) {
    if (!tokens.slice(at, end).every(({ kind }) => kind === "word")) continue;
    const operator = PHRASES.get(words(tokens, at, end));
    if (operator !== undefined) return { operator, next: end };
  }
  return undefined;
};
