/** A place in a file: `line` and `column` count from 1, `length` columns are marked, `text` is the line. */
export type FaultPoint = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly text: string;
};

/**
 * An expected failure as a surface shows it: what happened, on which value, what to do. `hint` is a command that runs, or a
 * sentence. `at` is the value; `point` shows it in its file.
 */
export type Fault = {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly at?: string;
  readonly point?: FaultPoint;
  readonly retryable?: boolean;
  /** Nothing went wrong: a person or a cap stopped it. */
  readonly calm?: boolean;
};

/** A fault of the command line itself. */
export const usageFault = (message: string, hint: string, at?: string): Fault => ({
  code: "USAGE",
  message,
  hint,
  ...(at === undefined ? {} : { at }),
});
