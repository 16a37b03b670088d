import { APICallError } from "ai";
import { describe, expect, it } from "vitest";
import type { ModelFault } from "../core/run/fault.ts";
import { faultOf, shortfallOf } from "./ai-fault.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const never = new AbortController().signal;
const of = (error: unknown): ModelFault => faultOf(error, never, "m", NOW);

const http = (statusCode: number | undefined, body: unknown = "", headers: Record<string, string> = {}, cause?: unknown): APICallError =>
  new APICallError({
    message: "Bad Request",
    url: "http://127.0.0.1/v1",
    requestBodyValues: {},
    responseHeaders: headers,
    responseBody: typeof body === "string" ? body : JSON.stringify(body),
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(cause === undefined ? {} : { cause }),
  });

describe("faultOf", () => {
  it("reads the status of a server", () => {
    for (const [status, kind] of [
      [401, "auth"],
      [402, "auth"],
      [403, "auth"],
      [404, "malformed"],
      [400, "malformed"],
      [408, "overloaded"],
      [429, "rate-limited"],
      [500, "overloaded"],
      [502, "overloaded"],
      [503, "overloaded"],
      [504, "overloaded"],
      [529, "overloaded"],
      [200, "malformed"],
    ] as const)
      expect([status, of(http(status)).kind]).toEqual([status, kind]);
  });

  it("reads what a refused request says: too long, filtered, a bad key", () => {
    for (const [body, kind] of [
      [{ error: { type: "invalid_request_error", message: "prompt is too long: 210000 tokens > 200000 maximum" } }, "too-long"],
      [{ error: { code: "context_length_exceeded", message: "This model's maximum context length is 8192 tokens." } }, "too-long"],
      [
        { error: { status: "INVALID_ARGUMENT", message: "The input token count exceeds the maximum number of tokens allowed" } },
        "too-long",
      ],
      [{ error: { code: "content_policy_violation", message: "rejected" } }, "refused"],
      [{ error: { status: "INVALID_ARGUMENT", message: "API key not valid. Please pass a valid API key." } }, "auth"],
      [{ error: { message: "no such model: gpt-99" } }, "malformed"],
      ["<html>bad gateway page</html>", "malformed"],
    ] as const)
      expect([body, of(http(400, body)).kind]).toEqual([body, kind]);
    expect(of(http(413, { error: { type: "request_too_large", message: "Request exceeds the maximum size" } })).kind).toBe("too-long");
    expect(of(http(403, { error: { message: "flagged by moderation" } })).kind).toBe("refused");
  });

  it("keeps what the server said, with its status", () => {
    expect(of(http(400, { error: { message: "no such model: gpt-99" } })).message).toBe("m (HTTP 400): no such model: gpt-99");
  });

  it("reads how long a server asks to wait: seconds, milliseconds, a date, or its body", () => {
    const wait = (headers: Record<string, string>, body: unknown = ""): unknown => {
      const fault = of(http(429, body, headers));
      return fault.kind === "rate-limited" ? fault.retryAfterMs : fault.kind;
    };
    expect(wait({ "retry-after": "7" })).toBe(7_000);
    expect(wait({ "retry-after": "0.5" })).toBe(500);
    expect(wait({ "retry-after-ms": "120", "retry-after": "7" })).toBe(120);
    expect(wait({ "retry-after": "Tue, 24 Nov 2026 12:00:30 GMT" })).toBe(30_000);
    expect(wait({ "retry-after": "Tue, 24 Nov 2026 11:00:00 GMT" })).toBe(0);
    expect(wait({}, { error: { message: "quota", details: [{ retryDelay: "34.2s" }] } })).toBe(34_200);
    expect(wait({})).toBeUndefined();
    expect(wait({ "retry-after": "soon" })).toBeUndefined();
  });

  it("takes the network's word, wherever it stands", () => {
    for (const code of ["ECONNREFUSED", "ENOTFOUND", "ECONNRESET", "EAI_AGAIN", "UND_ERR_SOCKET"]) {
      const cause = Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("x"), { code }) });
      expect(of(http(undefined, "", {}, cause))).toMatchObject({ kind: "unavailable", message: expect.stringContaining(code) });
      expect(of(http(200, "", {}, cause)).kind).toBe("unavailable");
    }
    expect(of(new TypeError("terminated")).kind).toBe("unavailable");
  });

  it("reads errors that come inside a stream", () => {
    for (const [error, kind] of [
      [{ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, "overloaded"],
      [{ type: "rate_limit_error", message: "slow down" }, "rate-limited"],
      [{ message: "server had an error", type: "server_error", code: null }, "overloaded"],
      [{ type: "authentication_error", message: "no" }, "auth"],
      [{ type: "invalid_request_error", message: "no" }, "malformed"],
    ] as const)
      expect([error, of(error).kind]).toEqual([error, kind]);
  });

  it("calls bytes that are not the protocol malformed", () => {
    expect(of(Object.assign(new Error("x"), { name: "AI_JSONParseError" })).kind).toBe("malformed");
    expect(of(Object.assign(new Error("x"), { name: "AI_TypeValidationError" })).kind).toBe("malformed");
  });

  it("is a timeout once the signal has come, whatever was thrown", () => {
    expect(faultOf(http(500), AbortSignal.abort(), "m", NOW).kind).toBe("timeout");
    expect(of(new DOMException("aborted", "AbortError")).kind).toBe("timeout");
  });

  it("never throws on what else can be thrown", () => {
    for (const error of [undefined, null, "text", 7, {}, { error: { error: { error: null } } }, [], new Error("")])
      expect(of(error).kind).toMatch(/unavailable|malformed/u);
  });
});

describe("shortfallOf", () => {
  it("is nothing where something was said to the end, or up to the limit of tokens", () => {
    expect(shortfallOf("stop", "stop", "yes", "m")).toBeUndefined();
    expect(shortfallOf("length", "length", "half a sent", "m")).toBeUndefined();
    expect(shortfallOf("tool-calls", "tool_use", "so far", "m")).toBeUndefined();
  });

  it("tells a refusal, a stream that broke off, and silence apart", () => {
    expect(shortfallOf("content-filter", "refusal", "I can", "m")?.kind).toBe("refused");
    expect(shortfallOf("other", undefined, "half", "m")?.kind).toBe("unavailable");
    expect(shortfallOf("error", "error", "half", "m")?.kind).toBe("unavailable");
    expect(shortfallOf("stop", "stop", " \n", "m")?.kind).toBe("malformed");
    expect(shortfallOf("length", "length", "", "m")?.message).toContain("every token was spent");
  });
});
