import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryHome } from "../../../test/home/temporary-home.ts";
import type { Json } from "../../core/kernel/json.ts";
import { editText, updateUserConfig } from "./config-edit.ts";

const nova = { model: "opus", backend: "auto", role: "law" };

describe("updateUserConfig", () => {
  it("starts a file where there is none", () => {
    const home = temporaryHome();
    const done = updateUserConfig(home, [{ path: ["team", "workers", "nova"], value: nova }]);
    expect(done.ok && JSON.parse(done.value)).toEqual({ team: { workers: { nova } } });
    expect(home.read("config.json")).toBe(
      '{\n  "team": {\n    "workers": {\n      "nova": {\n        "model": "opus",\n        "backend": "auto",\n        "role": "law"\n      }\n    }\n  }\n}\n',
    );
  });

  it("keeps every byte that it does not touch", () => {
    const before =
      '\ufeff{\r\n\t"_why": "mine",\r\n\t"roundtable" : {"max_rounds":2,   "budget": 3},\r\n\t"team": { "workers": {\r\n\t\t\t"elena": {}\r\n\t} }\r\n}\r\n\r\n';
    const home = temporaryHome({ "config.json": before });
    updateUserConfig(home, [
      { path: ["roundtable", "maxRounds"], value: 4 },
      { path: ["roundtable", "judgeTimeoutSeconds"], value: 90 },
      { path: ["team", "workers", "nova"], value: {} },
    ]);
    expect(home.read("config.json")).toBe(
      '\ufeff{\r\n\t"_why": "mine",\r\n\t"roundtable" : {"max_rounds":4,   "budget": 3, "judgeTimeoutSeconds": 90},\r\n\t"team": { "workers": {\r\n\t\t\t"elena": {},\r\n\t\t\t"nova": {}\r\n\t} }\r\n}\r\n\r\n',
    );
  });

  it("writes nothing that would not load, and touches no file that does not load", () => {
    const good = '{ "cap": { "runUsd": 2 } }';
    const home = temporaryHome({ "config.json": good });
    expect(updateUserConfig(home, [{ path: ["cap", "runUsd"], value: "much" }])).toMatchObject({
      ok: false,
      fault: { kind: "wrong-type" },
    });
    expect(home.read("config.json")).toBe(good);
    const broken = temporaryHome({ "config.json": "{ broken" });
    expect(updateUserConfig(broken, [{ path: ["cap", "runUsd"], value: 1 }])).toMatchObject({
      ok: false,
      fault: { kind: "syntax", line: 1, column: 3 },
    });
    expect([broken.read("config.json"), broken.writes]).toEqual(["{ broken", []]);
  });

  it("writes nothing when nothing changes", () => {
    const home = temporaryHome({ "config.json": '{"cap":{"runUsd":2}}' });
    updateUserConfig(home, [
      { path: ["cap", "runUsd"], value: 2 },
      { path: ["team", "workers", "nobody"], value: undefined },
    ]);
    expect(home.writes).toEqual([]);
  });
});

describe("editText", () => {
  const key = fc.constantFrom("a", "b", "c", "d");
  const leaf: fc.Arbitrary<Json> = fc.oneof(
    fc.integer(),
    fc.string({ maxLength: 4 }),
    fc.constant(null),
    fc.array(fc.integer(), { maxLength: 2 }),
  );
  const tree = fc.dictionary(
    key,
    fc.oneof(leaf, fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { maxKeys: 3 })), { maxKeys: 3 })),
    { maxKeys: 4 },
  ) as fc.Arbitrary<Record<string, Json>>;

  const set = (node: Json | undefined, [name = "", ...rest]: readonly string[], value: Json | undefined): Json | undefined => {
    const record = (node ?? {}) as Record<string, Json>;
    if (value === undefined && record[name] === undefined) return node;
    const next = rest.length === 0 ? value : set(record[name], rest, value);
    return Object.fromEntries(Object.entries({ ...record, [name]: next }).filter(([, member]) => member !== undefined)) as Json;
  };
  const blocked = (node: Json | undefined, [name = "", ...rest]: readonly string[]): boolean => {
    if (node === undefined) return false;
    if (node === null || typeof node !== "object" || Array.isArray(node)) return true;
    return rest.length > 0 && blocked((node as Record<string, Json>)[name], rest);
  };

  it("does to the text what the change does to the value, in any layout", () => {
    const change = fc.record({ path: fc.array(key, { minLength: 1, maxLength: 3 }), value: fc.option(leaf, { nil: undefined }) });
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 2, "\t"), fc.array(change, { maxLength: 4 }), (value, indent, changes) => {
        let text = JSON.stringify(value, null, indent);
        let expected: Json = value;
        for (const { path, value: next } of changes) {
          if (blocked(expected, path)) continue;
          text = editText(text, { path, value: next });
          expected = set(expected, path, next) as Json;
          expect(JSON.parse(text)).toEqual(expected);
        }
      }),
    );
  });

  it("takes every repeat of a key away", () => {
    expect(JSON.parse(editText('{"a": 1, "b": 2, "a": 3}', { path: ["a"], value: undefined }))).toEqual({ b: 2 });
  });
});
