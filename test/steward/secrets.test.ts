import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../src/core/kernel/random.ts";
import { findSecrets, redact } from "../../src/core/steward/secrets.ts";
import { formats, negatives, positives, wrappings } from "./secrets-corpus.ts";

const SEED = "steward-secrets-1";
/** A leak is any stretch of this many characters of the secret. */
const STRETCH = 10;

const leaks = (text: string, secret: string): boolean => {
  for (let at = 0; at + STRETCH <= secret.length; at++) if (text.includes(secret.slice(at, at + STRETCH))) return true;
  return false;
};

describe("the redactor on its seeded corpus", () => {
  it("has at least 40 formats and 8 wrappings, and finds 99 of 100", () => {
    const corpus = positives(SEED, 10);
    expect(formats.length).toBeGreaterThanOrEqual(40);
    expect(Object.keys(wrappings).length).toBeGreaterThanOrEqual(8);
    const missed = corpus.filter(({ text, secret }) => leaks(redact(text).text, secret));
    const share = 1 - missed.length / corpus.length;
    expect(
      share,
      missed
        .slice(0, 5)
        .map(({ format, wrapping }) => `${format} in ${wrapping}`)
        .join(", "),
    ).toBeGreaterThanOrEqual(0.99);
    console.log(`secrets: recall ${share.toFixed(4)} of ${corpus.length}`);
  });

  it("misses none of the commonest providers, private keys and JWT", () => {
    const common =
      "anthropic,openai,openai project,aws id,google,hugging face,github classic,github fine,gitlab,slack bot,stripe,npm,sendgrid,digitalocean,shopify,jwt,RSA private key,OPENSSH private key,private key";
    const missed = positives(SEED, 10).filter(
      ({ format, text, secret }) => common.split(",").includes(format) && leaks(redact(text).text, secret),
    );
    expect(missed.map(({ format, wrapping }) => `${format} in ${wrapping}`)).toEqual([]);
  });

  it("leaves 99 of 100 hashes, ids, digests, images, code and placeholders alone", () => {
    const corpus = negatives(SEED, 200);
    const touched = corpus.filter(({ text }) => redact(text).text !== text);
    const share = touched.length / corpus.length;
    expect(
      share,
      touched
        .slice(0, 5)
        .map(({ kind }) => kind)
        .join(", "),
    ).toBeLessThanOrEqual(0.01);
    console.log(`secrets: false redaction ${share.toFixed(4)} of ${corpus.length}`);
  });

  it("leaves this repository's own briefings and personas alone", async () => {
    const { readdirSync, readFileSync } = await import("node:fs");
    for (const folder of ["assets", "examples", "docs", "src/core"]) {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(?:md|csv|toml|json|log|ts)$/.test(entry.name)) continue;
        const path = `${entry.parentPath}/${entry.name}`;
        expect([path, redact(readFileSync(path, "utf8")).found]).toEqual([path, []]);
      }
    }
  });
});

describe("redact", () => {
  const pool = positives("laws", 2);
  const secretText = fc.nat(pool.length - 1).map((index) => pool[index] as (typeof pool)[number]);
  const soup = fc.array(
    fc.oneof(
      fc.constantFrom(
        "\n",
        "\r\n",
        " ",
        "=",
        ": ",
        '"',
        "'",
        "password",
        "token: ",
        "[redacted:",
        "]",
        "\\n",
        "\u001b[31m",
        "://",
        "@",
        "user:",
        "Bearer ",
        "eyJ",
        ".",
      ),
      fc.string({ maxLength: 12 }),
      secretText.map(({ text }) => text),
      secretText.map(({ secret }) => secret),
    ),
    { maxLength: 8 },
  );

  it("keeps every line, and says rule and line", () => {
    const key = formats.find(({ name }) => name === "github classic")?.make(random("x")) ?? "";
    const { text, found } = redact(`a\r\nb = 1\r\nGITHUB_TOKEN=${key}\r\nc`);
    expect(text).toBe("a\r\nb = 1\r\nGITHUB_TOKEN=[redacted:github-token]\r\nc");
    expect(found).toEqual([{ rule: "github-token", line: 3 }]);
  });

  it("law: idempotent, same number of lines, and nothing left to find", () => {
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join("");
        const once = redact(text);
        expect(redact(once.text)).toEqual({ text: once.text, found: [] });
        expect(once.text.split("\n").length).toBe(text.split("\n").length);
        expect(once.text.split("\r").length).toBe(text.split("\r").length);
        for (const { line } of once.found) expect(line).toBeLessThanOrEqual(text.split("\n").length);
      }),
      { numRuns: 1_500 },
    );
  });

  it("law: findings are in order, apart, and inside the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          soup.map((pieces) => pieces.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          let last = 0;
          for (const { start, end } of findSecrets(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("text that is made to slow it down", () => {
  it("is read to its end within the time limit of a test", () => {
    const begin = ["-----", "BEGIN PRIVATE", " KEY-----"].join("");
    const evil = [
      "eyJ",
      "-eyJ",
      "token=",
      'token="',
      "password: '",
      "xoxb-",
      "sk-ant-",
      "://a:",
      "a@",
      begin,
      `${begin}\n`,
      "A",
      "_",
      "Bearer ",
      "key\\\\",
      "\u001b[0m",
      "secret[",
      "Basic a",
    ];
    for (const piece of evil) {
      const text = piece.repeat(Math.ceil(400_000 / piece.length));
      expect(redact(text).text.length, piece).toBeGreaterThan(0);
    }
  });
});
