/**
 * @module Printers over HTTP: one file a protocol. Owns that only the address that a person named is spoken to, that nothing is
 * followed elsewhere, that every answer is bounded in time and bytes, and that no key is repeated. Entry: the registry.
 */
import { asRecord, type Json } from "../core/kernel/json.ts";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { PrinterFault, PrinterPlace } from "../ports/printer.ts";

/** Bytes of the longest answer that is read. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_SAID = 200;

/** What is asked. `path` begins with `/` and is encoded already. */
export type Ask = { readonly method: "GET" | "POST"; readonly path: string; readonly json?: Json; readonly form?: FormData };

/** An answer that is no fault: its JSON, null where it has no body. */
export type Told = Result<Json, PrinterFault>;

/** Speaks to one printer. Never throws. */
export const httpTo =
  ({ address, key, timeoutMs }: PrinterPlace): ((ask: Ask, signal: AbortSignal) => Promise<Told>) =>
  async ({ method, path, json, form }, signal) => {
    const url = new URL(path, address);
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await fetch(url, {
        method,
        redirect: "manual",
        signal: AbortSignal.any([signal, limit]),
        headers: {
          accept: "application/json",
          ...(key === undefined ? {} : { "x-api-key": key }),
          ...(json === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(form === undefined ? {} : { body: form }),
      });
      const text = await bounded(answer);
      if (text === undefined) return fault("too-large", `${url.host} answered with more than ${MOST_BYTES} bytes`);
      return told(answer.status, text, url.host, key);
    } catch (error) {
      if (limit.aborted) return fault("timeout", `${url.host} did not answer within ${timeoutMs} ms`);
      if (signal.aborted) return fault("timeout", `the call to ${url.host} was stopped`);
      return fault("unreachable", `${url.host} cannot be reached: ${reasonOf(error)}`);
    }
  };

const fault = (kind: PrinterFault["kind"], message: string): Result<never, PrinterFault> => fail({ kind, message });

/** The body, or undefined when it is too long; then the rest is not read. */
const bounded = async (answer: Response): Promise<string | undefined> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

const told = (status: number, text: string, host: string, key: string | undefined): Told => {
  const said = saidIn(text, key);
  if (status === 401 || status === 403) return fault("auth", `${host} wants a key, or another one (HTTP ${status})`);
  if (status === 409) return fault("busy", `${host} is at work or not ready: ${said || "HTTP 409"}`);
  if (status >= 300 && status < 400) return fault("refused", `${host} points to another address; nothing is followed`);
  if (status >= 400) return fault("refused", `${host} refused (HTTP ${status})${said === "" ? "" : `: ${said}`}`);
  if (text.trim() === "") return ok(null);
  const value = parsed(text);
  return value === undefined ? fault("malformed", `${host} answered with what is no JSON: ${said}`) : ok(value);
};

/** A short piece of what a server said, without line ends and without the key. */
const saidIn = (text: string, key: string | undefined): string => {
  const error = asRecord(asRecord(parsed(text))?.error)?.message ?? asRecord(parsed(text))?.error;
  const said = typeof error === "string" ? error : text;
  const plain = key === undefined || key === "" ? said : said.replaceAll(key, "…");
  return plain.replaceAll(/\s+/gu, " ").trim().slice(0, MOST_SAID);
};

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? ("code" in cause ? String(cause.code) : cause.message) : String(cause);
};
