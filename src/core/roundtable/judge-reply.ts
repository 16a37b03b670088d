import { asList, asRecord, asText, type Json } from "../kernel/json.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import { INTERVENTIONS, type InterventionKind } from "./event.ts";
import { isPass } from "./turn-text.ts";

/** What the judge said while the others speak. Names are as written; the caller checks them against the seats. */
export type JudgeReply = {
  readonly intervention: { readonly kind: InterventionKind; readonly seat: string; readonly text: string } | null;
  readonly gates: readonly { readonly seat: string; readonly reason: string }[];
  readonly requests: readonly string[];
};

/** What the judge says at the convergence check. */
export type CheckReply = JudgeReply & { readonly verdict: "CONVERGED" | "CONTINUE"; readonly reason: string };

/** Characters kept of an intervention, a reason or a request. */
const MAX_JUDGE_CHARS = 2_000;

/** Reads a live reply: the parsed object, else the first JSON object in the text; PASS is nothing to say. Faults say what was expected. */
export const readJudgeReply = (value: Json): Result<JudgeReply, string> => {
  const body = objectOf(value) ?? (isPass(asText(asRecord(value)?.text) ?? "") ? {} : undefined);
  return body === undefined ? fail("expected a JSON object with intervention and gates") : ok(liveParts(body));
};

/** Reads a convergence reply. Anything but the two verdicts is malformed: it is never read as one of them. */
export const readCheckReply = (value: Json): Result<CheckReply, string> => {
  const body = objectOf(value);
  const verdict = body?.verdict;
  if (body === undefined || (verdict !== "CONVERGED" && verdict !== "CONTINUE")) {
    return fail(`expected verdict CONVERGED or CONTINUE but found ${JSON.stringify(verdict ?? null)}`);
  }
  return ok({ ...liveParts(body), verdict, reason: cut(asText(body.reason) ?? "") });
};

/** The object of a completion `{text, parsed?}`: `parsed` when there is one, else the outermost braces of the text. */
export const objectOf = (value: Json): { readonly [key: string]: Json } | undefined => {
  const completion = asRecord(value);
  const parsed = asRecord(completion?.parsed);
  if (parsed !== undefined) return parsed;
  const text = asText(completion?.text) ?? "";
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start < 0 || end <= start) return undefined;
  try {
    return asRecord(JSON.parse(text.slice(start, end + 1)) as Json);
  } catch {
    return undefined;
  }
};

const liveParts = (body: { readonly [key: string]: Json }): JudgeReply => {
  const said = asRecord(body.intervention);
  const kind = INTERVENTIONS.find((known) => known === said?.kind);
  const text = cut(asText(said?.text) ?? "");
  return {
    intervention: kind === undefined || text === "" ? null : { kind, seat: asText(said?.seat) ?? "", text },
    gates: asList(body.gates).flatMap((raw) => {
      const gate = asRecord(raw);
      return gate === undefined ? [] : [{ seat: asText(gate.seat) ?? "", reason: cut(asText(gate.reason) ?? "") }];
    }),
    requests: asList(body.requests).flatMap((request) => (typeof request === "string" && request.trim() !== "" ? [cut(request)] : [])),
  };
};

const cut = (text: string): string => (text.length > MAX_JUDGE_CHARS ? `${text.slice(0, MAX_JUDGE_CHARS)}…` : text).trim();
