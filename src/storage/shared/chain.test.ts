import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { GENESIS, linkHash, writeFacts } from "./chain.ts";

test("the hash of an event is frozen: previous hash, seq, kind, step and canonical data, joined by line feeds", () => {
  const [first] = writeFacts("open", [{ kind: "opened", data: { b: [1, null], a: "ü" } }]);
  const one = linkHash(GENESIS, 1, first as NonNullable<typeof first>);
  const two = linkHash(one, 2, { kind: "said", step: "r1/speak/clare/1", text: "{}" });
  const sha = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
  expect(one).toBe(sha('\n1\nopened\nopen\n{"a":"ü","b":[1,null]}'));
  expect(two).toBe(sha(`${one}\n2\nsaid\nr1/speak/clare/1\n{}`));
});

test("kinds and steps that would not survive storage or make two events hash alike are bugs", () => {
  for (const bad of ["", "a\nb", "a\0", "\ud800"]) {
    expect(() => writeFacts(bad, [])).toThrow("step key");
    expect(() => writeFacts("s", [{ kind: bad, data: null }])).toThrow("fact kind");
  }
});

test("every JSON value is written so that reading gives the same text again", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      const [written] = writeFacts("s", [{ kind: "k", data: data as null }]);
      const [again] = writeFacts("s", [{ kind: "k", data: JSON.parse(written?.text as string) }]);
      expect(again?.text).toBe(written?.text);
    }),
  );
});
