import { describe, expect, it } from "vitest";
import { standing } from "../../../test/kit/backends.ts";
import { plan, request } from "../../../test/kit/roundtable.ts";
import { TIERS } from "../../core/team/tier.ts";
import { estimate } from "./estimate.ts";

const backends = standing("offline", "openai-compat", "gemini");
const prices = TIERS.map((tier) => ({
  ...{ backend: "openai-compat", tier, model: `m-${tier}`, from: "a table" },
  price: { input: 3, output: 15, cached: 0.3, written: 3 },
}));
const seats = [plan("ada", "openai-compat"), plan("bo", "openai-compat"), plan("cy", "openai-compat")];
const judge = plan("judge", "openai-compat", "sonnet");
const of = (over: Parameters<typeof request>[1] = {}, files: readonly string[] = []) =>
  estimate({ request: request("# Queue or cron?\n".repeat(50), { seats, judge, prices, ...over }), files, backends });

describe("estimate", () => {
  it("is never lower at its upper end, for every figure", () => {
    const { calls, microUsd, models } = of({}, ["notes.txt"]);
    const ranges = [calls, microUsd, ...models.flatMap((model) => [model.calls, model.inputTokens, model.outputTokens, model.microUsd])];
    for (const { low, high } of ranges) expect(high).toBeGreaterThanOrEqual(low);
  });

  it("is the sum of its models, and grows with rounds, seats, floor turns and look-ups", () => {
    const { microUsd, calls, models } = of();
    expect(microUsd.high).toBe(models.reduce((sum, model) => sum + model.microUsd.high, 0));
    expect(calls.high).toBe(models.reduce((sum, model) => sum + model.calls.high, 0));
    const { limits } = request("");
    expect(of({ judge: { ...judge, effort: "low" } }).microUsd.high).toBeLessThan(microUsd.high);
    const more = [
      of({ seats: seats.map((seat) => ({ ...seat, effort: "high" })) }),
      of({ limits: { ...limits, maxRounds: 5 } }),
      of({ budget: 6 }),
      of({ seats: [...seats, plan("dee", "openai-compat")] }),
      of({}, ["notes.txt"]),
    ];
    for (const bigger of more) expect(bigger.microUsd.high).toBeGreaterThan(microUsd.high);
  });

  it("counts nothing for what has no price, and says that nothing leaves where no backend sends", () => {
    const offline = estimate({ request: request("# Q\n"), files: ["notes.txt"], backends });
    expect(offline.microUsd).toEqual({ low: 0, high: 0 });
    expect(offline.leaves).toEqual({ backends: [], files: [] });
    expect(of({}, ["notes.txt"]).leaves).toEqual({ backends: ["openai-compat"], files: ["briefing.md", "notes.txt"] });
  });
});
