import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { nameIssue, RESERVED_NAMES, STAFF, workerNameIssue } from "./persona.ts";
import { parseTemplate } from "./template.ts";
import { isTier, TIERS, tierOf } from "./tier.ts";

describe("names", () => {
  it("are 1 to 40 lower-case letters, digits and dashes that no flag and no runner uses", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{1,40}$/), (name) => {
        expect(nameIssue(name) === undefined).toBe(!name.startsWith("-") && !RESERVED_NAMES.includes(name));
      }),
    );
    for (const name of ["nova", "gpt-4", "a", "7", "x".repeat(40)]) expect([name, nameIssue(name)]).toEqual([name, undefined]);
  });

  it("are nothing else", () => {
    const bad = ["", "Nova", "no va", "nova/..", "..", "növa", "a_b", "x".repeat(41), "nova\n", "--force", "-", ...RESERVED_NAMES];
    for (const name of bad) expect([name, nameIssue(name)]).toEqual([name, expect.any(String)]);
  });

  it("of the staff take no worker's seat", () => {
    expect(STAFF.map(nameIssue)).toEqual(STAFF.map(() => undefined));
    for (const name of STAFF) expect(workerNameIssue(name)).toMatch(/staff/);
    expect(workerNameIssue("nova")).toBeUndefined();
  });
});

test.each([
  ["claude-opus-4-20250514", "opus"],
  ["anthropic/claude-Sonnet-4", "sonnet"],
  ["claude-haiku-4-5-20251001", "haiku"],
  ["gemini-3-flash-preview", "sonnet"],
  ["gemini-3.5-flash", "sonnet"],
  ["gemini-2.5-flash", "flash"],
  ["gemini-2.0-flash-003", "flash"],
  ["gemini-2.5-pro", "opus"],
  ["google/gemini-3-pro-preview", "opus"],
  ["gemini-prometheus", "sonnet"],
  ["gpt-5-pro", "sonnet"],
  ["gpt-4o", "sonnet"],
  ["llama3.1:8b", "sonnet"],
  ["", "sonnet"],
])("the tier of %j is %s", (model, tier) => expect(tierOf(model)).toBe(tier));

test("a bare tier is itself, in any letter case, and nothing else is one", () => {
  for (const tier of TIERS) expect([tierOf(tier), tierOf(tier.toUpperCase()), isTier(tier)]).toEqual([tier, tier, true]);
  expect(isTier("claude-opus-4")).toBe(false);
});

describe("parseTemplate", () => {
  it("reads a team, and fills what a worker leaves out", () => {
    const text = '{"name": "duo", "workers": [{"name": "b", "model": "haiku"}, {"name": "a", "backend": "gemini", "role": "r"}]}';
    expect(parseTemplate(text)).toEqual({
      ok: true,
      value: {
        name: "duo",
        description: "",
        workers: [
          { name: "b", model: "haiku", backend: "auto", role: "" },
          { name: "a", model: "sonnet", backend: "gemini", role: "r" },
        ],
      },
    });
  });

  it.each([
    ["{", /JSON object/],
    ["[]", /JSON object/],
    ['{"workers": []}', /a name/],
    ['{"name": "x"}', /list of workers/],
    ['{"name": "x", "workers": [{"model": "opus"}]}', /have a name/],
    ['{"name": "x", "workers": [{"name": "../up"}]}', /"..\/up" may hold only/],
    ['{"name": "x", "workers": [{"name": "judge"}]}', /staff/],
    ['{"name": "x", "workers": [{"name": "a"}, {"name": "a"}]}', /a is listed twice/],
  ])("refuses %s", (text, reason) => expect(parseTemplate(text)).toEqual({ ok: false, fault: expect.stringMatching(reason) }));
});
