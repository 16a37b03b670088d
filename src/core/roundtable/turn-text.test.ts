import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanTurn, isPass, MAX_TURN_CHARS } from "./turn-text.ts";

describe("isPass()", () => {
  it.each(["PASS", "pass", " Pass. ", "**PASS**", '"PASS"', "(pass)"])("takes %j as a pass", (text) => expect(isPass(text)).toBe(true));
  it.each(["PASSWORD storage is the flaw", "I PASS.", "PASS: but one thing", "Pass the salt", "", "passe"])("takes %j as a turn", (text) =>
    expect(isPass(text)).toBe(false),
  );
});

describe("cleanTurn()", () => {
  it("takes announcements off the top and posting notes off the end, and leaves the rest alone", () => {
    expect(cleanTurn("**My contribution:**\nThe pool is full.\n---\n(posted)").text).toBe("The pool is full.");
    expect(cleanTurn("elena's contribution\nThe pool is full.").text).toBe("The pool is full.");
    expect(cleanTurn("One side.\n---\nThe other side, at length.").text).toBe("One side.\n---\nThe other side, at length.");
  });

  it("cuts at the limit and says so", () => {
    expect(cleanTurn("x".repeat(MAX_TURN_CHARS + 5))).toEqual({ text: "x".repeat(MAX_TURN_CHARS), truncatedFrom: MAX_TURN_CHARS + 5 });
    expect(cleanTurn("short")).toEqual({ text: "short", truncatedFrom: null });
  });

  it("is idempotent on any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = cleanTurn(text).text;
        expect(cleanTurn(once).text).toBe(once);
      }),
    );
  });
});
