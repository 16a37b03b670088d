import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { JsonNode } from "./json.ts";
import { parseSections } from "./sections.ts";
import { parseYaml } from "./yaml.ts";

/** The tree as plain values, numbers and flags as they are written. */
const plain = (node: JsonNode | undefined): unknown =>
  node === undefined || node.kind === "value"
    ? node?.text
    : node.kind === "list"
      ? node.items.map(plain)
      : Object.fromEntries(node.members.map(([key, member]) => [key, plain(member)]));

const texts = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(texts)
    : value !== null && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, texts(member)]))
      : value === null
        ? ""
        : String(value);

const yaml = (text: string): unknown => plain(parseYaml(text.split("\n"), 1));

describe("parseYaml()", () => {
  test.each([
    ["a list of maps", "# measured\n- name: Pixmill\n  ms: 88\n  avif: true\n- name: Thumbly\n  ms: 61\n  avif: false\n"],
    ["a list under a key", "targets:\n  - name: kellernas\n    eur: 31\n  - name: nordbox\n    eur: 14\n"],
    ["a list as deep as its key", "targets:\n- name: a\n  eur: 3\n- name: b\n  eur: 4\nnote: two\n"],
    ["maps of maps", "alder:\n  tests:\n    - day: 1\n      min: 24\n    - day: 2\n      min: 97\n  price: 10\nbirch:\n  price: 20\n"],
    ["flow maps and lists", 'a: {x: 1, y: "two"}\nb: [1, 2, 3]\nc: []\n- no\n'.replace("- no\n", "")],
    ["quotes, colons and hashes", 'url: http://h.example/a#b\ntext: \'a: b # c\'\n"odd key": "x"\nlast: 3 # three\n'],
    ["folded and literal text", "why: >\n  long\n  text\nthen: 1\n"],
    ["lists of lists and empty values", "- - 1\n  - 2\n- - 3\nx".replace("\nx", "\n")],
  ])("reads %s as the reference does", (_, text) => {
    const written = (value: unknown): unknown => JSON.parse(JSON.stringify(texts(value)).replaceAll("\\n", ""));
    expect(yaml(text)).toEqual(written(parse(text)));
  });

  test.each(["just a sentence", "a: 1\n b: 2\n", "- a\nb: 1\n", ""])("leaves alone what it does not know: %j", (text) => {
    expect(yaml(text)).toBeUndefined();
  });

  test("keeps the line of every value", () => {
    const root = parseYaml(["# head", "- name: a", "  ms: 1"], 10);
    expect(root?.kind === "list" && root.items[0]?.kind === "object" && root.items[0].members.map(([, node]) => node.line)).toEqual([
      11, 12,
    ]);
  });
});

describe("parseSections()", () => {
  test("reads TOML's lists of tables, inline tables and lists, and INI's sections as one tree", () => {
    const text =
      '# by: support\n[[window]]\nname = "Sunday night"\nminutes = 120\n\n[[window]]\nname = "Dawn"\nminutes = 90\n\n[meta]\nowner.name = "ops"\ntags = [\n  "a",\n  "b",\n]\nat = { day = 1 }\n\n[Plan B]\ncost: 3 ; euros\n';
    expect(plain(parseSections(text.split("\n"), 1))).toEqual({
      window: [
        { name: "Sunday night", minutes: "120" },
        { name: "Dawn", minutes: "90" },
      ],
      meta: { owner: { name: "ops" }, tags: ["a", "b"], at: { day: "1" } },
      "Plan B": { cost: "3" },
    });
  });
});
