import type { ModelFault } from "../core/run/fault.ts";
import type { FailureKind } from "./agent-cli.ts";

/** What is known of a failed call: parts of an error, whoever threw it. */
type Signs = {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** What the server wrote, or the error said. */
  readonly text: string;
  /** The name of an error's type or code, as servers write them in a body or a stream. */
  readonly code: string;
  /** The network's word for what happened, e.g. `ECONNREFUSED`. */
  readonly network: string;
  readonly body: string;
};

/** Characters of a server's text that are looked at and kept. */
const TEXT_CHARS = 2_000;

/**
 * The fault that an error of a provider means. Reads the HTTP status, else the type or code that stands in the body or the stream,
 * else the network's word. `where` names the backend in the message; `now` is ms since 1970, for a Retry-After that is a date.
 */
export const faultOf = (error: unknown, signal: AbortSignal, where: string, now: number): ModelFault => {
  if (signal.aborted || nameOf(error) === "AbortError") return { kind: "timeout", message: `${where} did not answer in time` };
  const signs = signsOf(error);
  const { status, text } = signs;
  const message = `${where}${status === undefined ? "" : ` (HTTP ${status})`}: ${text === "" ? "no answer" : text}`;
  const kind = kindOf(signs);
  if (kind === "unavailable" && UNSENT.test(signs.network)) return { kind, message, unsent: true };
  if (kind !== "rate-limited") return { kind, message };
  const wait = retryAfterMs(signs, now);
  return { kind, message, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
};

/** How an answer that came to its end fell short, by its finish reason; undefined when it did not. `raw` is absent when the stream broke off. */
export const shortfallOf = (reason: string, raw: string | undefined, text: string, where: string): ModelFault | undefined => {
  if (reason === "content-filter") return { kind: "refused", message: `${where}: the model or its filter refused to answer` };
  if (reason === "error" || (reason === "other" && raw === undefined))
    return { kind: "unavailable", message: `${where}: the answer broke off` };
  if (text.trim() !== "") return undefined;
  const why = reason === "length" ? "every token was spent before it said anything" : `nothing was said (${raw ?? reason})`;
  return { kind: "malformed", message: `${where}: the answer is empty: ${why}` };
};

/** The network's words for a server that was never reached. */
const UNSENT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/u;

const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
  [/context.?(?:length|window)|too.?long|too many tokens|maximum.{0,40}tokens|token (?:limit|count)|request_too_large/iu, "too-long"],
  [/content.?filter|content.?policy|moderation|safety|refus/iu, "refused"],
  [/rate.?limit|too many requests|resource.?exhausted|quota/iu, "rate-limited"],
  [/overloaded|unavailable|internal.?(?:server)?.?error|server.?error|api_error|capacity/iu, "overloaded"],
  [/authenticat|permission|unauthorized|forbidden|api.?key/iu, "auth"],
];

const kindOf = ({ status, text, code, network }: Signs): FailureKind => {
  const named = (words: string): FailureKind | undefined => KINDS.find(([pattern]) => pattern.test(words))?.[1];
  if (network !== "") return "unavailable";
  if (status === undefined) return named(code) ?? (code === "" ? "unavailable" : "malformed");
  if (status === 429) return "rate-limited";
  if (status === 408 || status === 409 || status === 425 || status >= 500) return "overloaded";
  const said = named(`${code} ${text}`);
  if (status === 403 && said === "refused") return "refused";
  if (status === 401 || status === 402 || status === 403) return "auth";
  if (status >= 400) return said === "too-long" || said === "refused" || said === "auth" ? said : "malformed";
  return "malformed";
};

/** Errors that say that bytes came which are not the protocol's. */
const NOT_THE_PROTOCOL = /JSONParse|TypeValidation|InvalidResponseData|NoOutput|InvalidArgument|UnsupportedFunctionality/u;

const signsOf = (error: unknown): Signs => {
  const { statusCode, responseHeaders, responseBody, message, error: inner, type, code } = fieldsOf(error);
  if (inner !== undefined && typeof statusCode !== "number") return signsOf(inner);
  const body = fieldsOf(parsed(responseBody));
  const told = { ...body, ...fieldsOf(body.error) };
  const text = [told.message, message, typeof error === "string" ? error : undefined].find((said) => typeof said === "string");
  const name = nameOf(error);
  const network = networkWord(error);
  const words = [told.type, told.status, told.code, type, NOT_THE_PROTOCOL.test(name) ? name : "", error instanceof Error ? "" : code];
  return {
    status: typeof statusCode === "number" ? statusCode : undefined,
    headers: fieldsOf(responseHeaders) as Record<string, string>,
    text: [text, network]
      .filter((said) => typeof said === "string" && said !== "")
      .join(": ")
      .slice(0, TEXT_CHARS),
    code: words
      .filter((word) => typeof word === "string")
      .join(" ")
      .trim(),
    network,
    body: typeof responseBody === "string" ? responseBody.slice(0, TEXT_CHARS) : "",
  };
};

/** `ECONNREFUSED`, `ENOTFOUND` …, wherever in the chain of causes it stands. */
const networkWord = (error: unknown, depth = 0): string => {
  const { code, cause } = fieldsOf(error);
  if (typeof code === "string" && /^(?:E[A-Z_]+|UND_ERR_[A-Z_]+)$/u.test(code)) return code;
  return cause === undefined || depth > 4 ? "" : networkWord(cause, depth + 1);
};

const retryAfterMs = ({ headers, text, body }: Signs, now: number): number | undefined => {
  const ms = Number(headers["retry-after-ms"] ?? Number.NaN);
  if (ms >= 0) return Math.ceil(ms);
  const after = headers["retry-after"] ?? /retry(?:Delay|.in|.after)\D{0,5}(\d+(?:\.\d+)?)\s*s/iu.exec(`${text} ${body}`)?.[1];
  if (after === undefined) return undefined;
  const wait = /^\d+(?:\.\d+)?$/u.test(after.trim()) ? Number(after) * 1_000 : Date.parse(after) - now;
  return Number.isFinite(wait) ? Math.max(0, Math.ceil(wait)) : undefined;
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" ? (value as Readonly<Record<string, unknown>>) : {};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

const parsed = (body: unknown): unknown => {
  try {
    return typeof body === "string" ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
};
