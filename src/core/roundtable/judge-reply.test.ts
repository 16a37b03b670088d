import { describe, expect, it } from "vitest";
import { readCheckReply, readJudgeReply } from "./judge-reply.ts";

const said = (text: string) => ({ text });

it("a judge who passes over a turn says nothing, and that is no fault", () => {
  expect(readJudgeReply(said(" PASS. "))).toEqual({ ok: true, value: { intervention: null, gates: [], requests: [] } });
  expect(readJudgeReply(said("PASS, I think")).ok).toBe(false);
});

describe("readCheckReply()", () => {
  it("reads the verdict from the field alone", () => {
    expect(readCheckReply({ text: "", parsed: { verdict: "CONVERGED", reason: "all agree" } })).toMatchObject({
      ok: true,
      value: { verdict: "CONVERGED" },
    });
    expect(readCheckReply(said('Sure: {"verdict": "CONTINUE", "reason": "two gaps"}'))).toMatchObject({
      ok: true,
      value: { verdict: "CONTINUE" },
    });
  });

  it.each(["I cannot say CONVERGED: yet", "CONVERGED: yes", "PASS", '{"verdict": "maybe"}', "{", ""])(
    "takes %j as malformed, not as a verdict",
    (text) => expect(readCheckReply(said(text)).ok).toBe(false),
  );
});

describe("readJudgeReply()", () => {
  it("drops interventions of unknown kind and empty ones", () => {
    expect(readJudgeReply(said('{"intervention": {"kind": "execute", "seat": "elena", "text": "x"}, "gates": []}'))).toMatchObject({
      ok: true,
      value: { intervention: null },
    });
    expect(readJudgeReply(said('{"intervention": {"kind": "halt", "seat": "elena", "text": " "}}'))).toMatchObject({
      ok: true,
      value: { intervention: null },
    });
  });

  it("survives any shape of the lists", () => {
    expect(readJudgeReply(said('{"gates": [1, null, {"seat": "bo"}], "requests": [{}, "", "count where a = 1 in a.csv"]}'))).toMatchObject({
      ok: true,
      value: { gates: [{ seat: "bo", reason: "" }], requests: ["count where a = 1 in a.csv"] },
    });
  });
});
