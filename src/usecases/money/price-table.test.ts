import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TIERS } from "../../core/team/tier.ts";
import { registry } from "../../models/_registry.ts";
import { openFolder } from "../../storage/files/home-folder.ts";
import { priceOf, readPrices } from "./price-table.ts";

const table = readPrices(openFolder(join(import.meta.dirname, "../../../assets")));

describe("the bundled prices", () => {
  it("are amounts of dollars with a date and a source, one row a model", () => {
    for (const { model, asOf, source, ...price } of table.prices) {
      expect([model, Object.keys(price).sort()]).toEqual([model, ["cached", "input", "output", "written"]]);
      for (const each of Object.values(price))
        expect(each > 0 && each <= 10_000 && Number.isInteger(Math.round(each * 1e6) / 100)).toBe(true);
      expect([model, /^\d{4}-\d{2}-\d{2}$/u.test(asOf), source.length > 10]).toEqual([model, true, true]);
      expect(price.cached).toBeLessThanOrEqual(price.input);
    }
    expect(new Set(table.prices.map(({ model }) => model)).size).toBe(table.prices.length);
  });

  it.each(registry.map((backend) => [backend.id, backend] as const))(
    "know every model that %s takes by itself, or why it costs nothing",
    (id, backend) => {
      const settings = { modelMap: {}, openaiCompat: {} };
      for (const env of [{}, { OPENROUTER_API_KEY: "sk-or-v1-0000000000" }]) {
        const models = backend.models?.({ env, settings, program: () => undefined, folder: "" });
        for (const model of models === undefined ? [""] : TIERS.map((tier) => models[tier]))
          expect([id, model, priceOf(table, {}, { id }, model).price]).not.toEqual([id, model, undefined]);
      }
    },
  );
});

describe("priceOf", () => {
  const api = { id: "openai-compat" };

  it("finds a model under its date and behind its vendor, and takes none for another", () => {
    const of = (model: string) => priceOf(table, {}, api, model).price?.output;
    expect(["claude-haiku-4-5-20251001", "anthropic/claude-haiku-4-5", "gpt-4o-2024-08-06", "gpt-4o-mini"].map(of)).toEqual([
      5, 5, 10, 0.6,
    ]);
    expect(["gpt-4o-audio-preview", "claude-haiku-4-50", "gpt", "toString", ""].map(of)).toEqual(Array(5).fill(undefined));
    expect(priceOf(table, {}, api, "gpt-4o").from).toMatch(/as of \d{4}-\d{2}-\d{2}; check your provider$/u);
  });

  it("lets a person's own price win over table and rule, and a cached part costs no less than they say", () => {
    const own = { "gpt-4o": { input: 1, output: 2 }, llama: { input: 0.1, output: 0.2, cached: 0 } };
    expect(priceOf(table, own, api, "gpt-4o").price).toEqual({ input: 1, output: 2, cached: 1, written: 1 });
    expect(priceOf(table, own, { id: "openai-compat", isLocal: true }, "llama").price).toEqual({
      input: 0.1,
      output: 0.2,
      cached: 0,
      written: 0.1,
    });
  });

  it("is nothing on a server of one's own and by rule, and unknown elsewhere", () => {
    expect(priceOf(table, {}, { id: "openai-compat", isLocal: true }, "llama").price).toBeNull();
    expect(priceOf(table, {}, { id: "claude-code" }, "anything")).toEqual({
      price: null,
      from: "the claude program uses your own subscription",
    });
    expect(priceOf(table, {}, api, "llama").price).toBeUndefined();
  });

  it("is that of the backend that is billed: a cassette that only replays costs nothing, one that records what its inner one does", () => {
    expect(priceOf(table, {}, { id: "cassette" }, "gpt-4o").price).toBeNull();
    expect(priceOf(table, {}, { id: "cassette", billedAs: "openai-compat" }, "gpt-4o")).toEqual(priceOf(table, {}, api, "gpt-4o"));
    expect(priceOf(table, {}, { id: "cassette", billedAs: "openai-compat", isLocal: true }, "gpt-4o").price).toBeNull();
    expect(priceOf(table, {}, { id: "cassette", billedAs: "claude-code" }, "sonnet").price).toBeNull();
    expect(priceOf(table, {}, { id: "claude-code", billedAs: "anthropic-sdk" }, "claude-sonnet-4-20250514").price?.output).toBe(15);
    expect(priceOf(table, {}, { id: "codex", billedAs: "openai-compat" }, "").price).toBeUndefined();
  });
});
