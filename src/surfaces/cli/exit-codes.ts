/** The exit codes, with what they mean. The only table: help, documentation and tests read it. */
export const EXIT_CODES = {
  ok: { code: 0, meaning: "done; an empty list is done too" },
  failed: { code: 1, meaning: "failed: the command line is right and the doing failed; the message says on what and what to do" },
  usage: {
    code: 2,
    meaning: "the command line is wrong: a word, flag or value that is not known, names nothing that is there, or cannot be used",
  },
  cancelled: { code: 3, meaning: "cancelled by a person" },
  credentials: { code: 4, meaning: "a backend was chosen by name and cannot be reached: credentials or program missing" },
  cap: { code: 5, meaning: "the spend or time cap was reached; the state is saved" },
  no: { code: 6, meaning: "completed, and the answer is no" },
  conflict: { code: 7, meaning: "conflict: another process holds it, it is closed or there already, or the home is of a newer version" },
  partial: { code: 8, meaning: "partial: some of it failed or waits for an answer" },
  integrity: { code: 9, meaning: "what is stored is not what the journal says" },
  interrupted: { code: 130, meaning: "interrupted by Ctrl-C (SIGINT); a run is paused and can be resumed" },
  terminated: { code: 143, meaning: "ended by SIGTERM; a run is paused and can be resumed" },
} as const;

/** The name of an exit code. */
export type Exit = keyof typeof EXIT_CODES;

/** How a fault's code ends the process; a code that is not here is a plain failure. */
const EXIT_OF_FAULT: Readonly<Record<string, Exit>> = {
  USAGE: "usage",
  NOT_IN_THIS_VERSION: "usage",
  BAD_LIMIT: "usage",
  DUPLICATE_SEAT: "usage",
  BAD_NAME: "usage",
  BAD_VALUE: "usage",
  BAD_REF: "usage",
  UNKNOWN_RUN: "usage",
  AMBIGUOUS_RUN: "usage",
  NO_BOUNDARY: "usage",
  UNKNOWN_WORKER: "usage",
  UNKNOWN_AGENT: "usage",
  UNKNOWN_TEMPLATE: "usage",
  UNKNOWN_ACCOUNT: "usage",
  UNKNOWN_TOPIC: "usage",
  UNKNOWN_SCHEMA: "usage",
  NO_CONTEXT: "usage",
  BRIEFING_MISSING: "usage",
  BRIEFING_UNREADABLE: "usage",
  BRIEFING_TOO_LARGE: "usage",
  BRIEFING_INVALID: "usage",
  BRIEFING_EMPTY: "usage",
  CANCELLED: "cancelled",
  RUN_PAUSED: "cancelled",
  INTERRUPTED: "interrupted",
  TERMINATED: "terminated",
  UNKNOWN_BACKEND: "credentials",
  BACKEND_UNAVAILABLE: "credentials",
  UNKNOWN_PRICE: "usage",
  CAP_REACHED: "cap",
  UNKNOWN_SEAT: "usage",
  BAD_ANSWER: "usage",
  BAD_TOKEN: "credentials",
  NOT_YOUR_TURN: "conflict",
  TOO_LATE: "conflict",
  ANSWERED: "conflict",
  SEAT_TAKEN: "conflict",
  TWO_ROLES: "conflict",
  RUN_HELD: "conflict",
  RUN_DONE: "conflict",
  WORKER_EXISTS: "conflict",
  CONFLICT: "conflict",
  HOME_BUSY: "conflict",
  HOME_NEWER: "conflict",
  HOME_DAMAGED: "integrity",
};

/** The exit code of a fault. */
export const exitOfFault = (code: string): number => EXIT_CODES[EXIT_OF_FAULT[code] ?? "failed"].code;
