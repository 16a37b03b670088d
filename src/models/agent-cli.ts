import type { Json } from "../core/kernel/json.ts";
import type { ModelFault } from "../core/run/fault.ts";
import { redact } from "../core/steward/secrets.ts";
import type { Availability, BackendContext } from "../ports/backend.ts";
import type { Message, ModelRequest } from "../ports/model.ts";

/** Variables that every program needs to find its files, its words and its way out. None of them is a credential. */
export const PLAIN_VARIABLES: readonly string[] = [
  ...["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "XDG_CONFIG_HOME"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"],
  ...["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR"],
];

/** How a program can fail. */
export type FailureKind = Exclude<ModelFault["kind"], "waiting">;

/** Characters of a fault's message. */
const MESSAGE_CHARS = 500;

/** What is said when a request has several messages: each under a line that names its speaker. */
export const asOneText = (messages: readonly Message[]): string =>
  messages.length === 1
    ? (messages[0] as Message).text
    : messages.map(({ role, text }) => `[${role === "user" ? "the user said" : "you said"}]\n${text}`).join("\n\n");

/** The model that a request wants of a backend: its own, else what the settings or the backend map its tier to. */
export const modelFor = (
  { model, tier }: ModelRequest,
  { settings }: BackendContext,
  backend: string,
  defaults: Readonly<Partial<Record<ModelRequest["tier"], string>>>,
): string | undefined => model ?? settings.modelMap[backend]?.[tier] ?? defaults[tier];

/** A request that needs tools of ours, which this backend cannot hand to its model: better no answer than one without looking. */
export const noTools = (backend: string, { tools = [] }: ModelRequest): ModelFault | undefined =>
  tools.length === 0 ? undefined : { kind: "unavailable", message: `${backend} cannot hand our tools to its model`, lasting: true };

/** Whether a model id is safe as an argument: nothing that could be read as a flag or ends a line. */
export const isModelId = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._:/@[\]-]{0,199}$/u.test(id);

/** A number of tokens as a program reported it; 0 for anything that is none. */
export const countOf = (value: Json | undefined): number => (Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0);

/** Whether a program is there, and what to do when it is not. */
export const programThere = (context: BackendContext, name: string, setup: readonly string[]): Availability => {
  const path = context.program(name);
  return path === undefined
    ? { available: false, why: `there is no program ${name} on the PATH`, setup }
    : { available: true, why: `${path} is on the PATH` };
};

/** A fault whose message is `head` and the end of what a program said, without secrets. */
export const toldFault = (kind: FailureKind, head: string, said: string): ModelFault => {
  const tail = redact(said).text.trim();
  return { kind, message: tail === "" ? head : `${head}: ${tail.slice(-(MESSAGE_CHARS - head.length - 2))}` };
};

/**
 * The kind of a failure by what a coding agent said about it, and by the HTTP status where it names one. The words are those
 * of the agents' own messages; what none of them fits is `unavailable`.
 */
export const failureKind = (said: string, status?: number): FailureKind => {
  if (TOO_LONG.test(said)) return "too-long";
  const byStatus = status === undefined ? undefined : BY_STATUS.get(status);
  return byStatus ?? SAID.find(([, words]) => words.test(said))?.[0] ?? "unavailable";
};

const TOO_LONG = /prompt is too long|context (?:window|length)|context_length_exceeded|maximum context/iu;

const BY_STATUS: ReadonlyMap<number, FailureKind> = new Map([
  [401, "auth"],
  [403, "auth"],
  [413, "too-long"],
  [429, "rate-limited"],
  [500, "overloaded"],
  [502, "overloaded"],
  [503, "overloaded"],
  [529, "overloaded"],
]);

const SAID: readonly (readonly [FailureKind, RegExp])[] = [
  [
    "auth",
    /not logged in|run \/login|log ?in again|invalid (?:api key|x-api-key|bearer token)|failed to authenticate|unauthorized|authentication_error|\b40[13]\b/iu,
  ],
  ["rate-limited", /rate.?limit|usage.?limit|hit your [a-z0-9 -]{0,20}limit|quota|too many requests|\b429\b/iu],
  ["overloaded", /overloaded|at capacity|server is busy|\b5(?:0[0234]|29)\b/iu],
  ["refused", /\brefus(?:al|ed|es)\b|usage policy|content policy/iu],
];
