import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MCP_RESULTS } from "../../src/wire/mcp.ts";
import { makePlace, moot } from "../surface/kit/moot.ts";
import { type Connected, connectStdio } from "./kit.ts";

type Lab = {
  readonly run: string;
  readonly state: string;
  readonly validation: { readonly state: string };
  readonly plan: { readonly changes: readonly object[]; readonly asked: object; readonly allowed: object };
  readonly held: readonly { readonly kind: string; readonly why: { readonly quoted: string } }[];
  readonly acknowledged: readonly { readonly reason: { readonly quoted: string } }[];
  readonly prints: readonly { readonly settings: object }[];
  readonly printsInAll: number;
  readonly next: readonly string[];
};
const BRIDGE = { material: "PETG", geometry: "bridge", temp: 29, humidity: 62, backend: "offline" };
const lab = async (agent: Connected, tool: "lab_plan" | "lab_print" | "lab_show", args: Record<string, unknown>): Promise<Lab> => {
  const data = await agent.data<Lab>(tool, args);
  expect(MCP_RESULTS[tool].safeParse(data).error).toBeUndefined();
  expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(25_000);
  return data;
};
const HOT = ["--set", "nozzle_temp=400", "--because", "a wet spool"];

describe("the lab over MCP", { timeout: 60_000 }, () => {
  it("plans, prints nothing before it is told to, then prints that plan, says unvalidated, and leaves its record in the home", async () => {
    const place = makePlace();
    const agent = await connectStdio(place);
    const planned = await lab(agent, "lab_plan", BRIDGE);
    expect(planned).toMatchObject({ state: "planned", prints: [], validation: { state: "unvalidated" } });
    expect(planned.plan.changes.length).toBeGreaterThan(0);
    const { run } = planned;
    expect(planned.next).toEqual([`lab_print {"run":"${run}"}`]);
    const printed = await lab(agent, "lab_print", { run });
    expect([printed.state, printed.prints[0]?.settings]).toEqual(["clean", planned.plan.allowed]);
    expect(await lab(agent, "lab_show", { run })).toEqual(printed);
    expect(readFileSync(join(place.home, "runs", run, "record.md"), "utf8")).toContain("*unvalidated*");
    const { because } = await agent.data<{ because: readonly object[] }>("why", { ref: `print:${run}/1` });
    expect(because.length).toBeGreaterThan(0);
    expect(await agent.fault("lab_print", { run })).toMatchObject({ code: "RUN_DONE" });
    expect((await moot(place, ["journal", "verify"])).code).toBe(0);
  });

  it("a hold is acknowledged by a reason for what is held, after it was seen, and by nothing else", async () => {
    const place = makePlace();
    const agent = await connectStdio(place);
    const { run } = await lab(agent, "lab_plan", BRIDGE);
    // A reason that comes before the hold is no reason for it.
    expect(await agent.fault("lab_print", { run, acknowledge: "whatever it is" })).toMatchObject({
      code: "USAGE",
      message: expect.stringContaining("nothing to acknowledge"),
    });
    expect((await moot(place, ["lab", "print", run, ...HOT, "--json"])).code).toBe(8);
    const held = await lab(agent, "lab_print", { run });
    expect([held.state, held.prints, held.held.map(({ kind }) => kind)]).toEqual(["held", [], ["clamp"]]);
    expect(held.held[0]?.why.quoted).toContain("nozzle_temp 400 is over the safe limit 245");
    for (const blank of ["", " ", "\n\t"])
      expect(await agent.fault("lab_print", { run, acknowledge: blank })).toMatchObject({ code: "USAGE" });
    expect((await lab(agent, "lab_show", { run })).prints).toEqual([]);
    const printed = await lab(agent, "lab_print", { run, acknowledge: "245 is enough" });
    expect(printed.acknowledged.map(({ reason }) => reason.quoted)).toEqual(["245 is enough"]);
    expect(printed.printsInAll).toBeGreaterThan(0);
  });

  it("tells at most 25 kB of a long run, and how many prints there are in all", async () => {
    const agent = await connectStdio(makePlace());
    const { run } = await lab(agent, "lab_plan", {
      material: "ABS",
      geometry: "bridge",
      position: "corner",
      world: "classic",
      policy: "classic",
      iterations: 300,
      backend: "offline",
    });
    const held = await lab(agent, "lab_print", { run });
    const printed = held.held.length > 0 ? await lab(agent, "lab_print", { run, acknowledge: "to see it fail" }) : held;
    expect(printed.printsInAll).toBe(300);
    expect(printed.prints.length).toBeGreaterThan(20);
    expect(printed.prints.length).toBeLessThan(300);
  });

  it("names what it does not know, approves no material that no table has, and is for runs of the lab alone", async () => {
    const agent = await connectStdio(makePlace());
    expect(await agent.fault("lab_plan", { material: "nylonx" })).toMatchObject({ message: expect.stringContaining("known are PLA") });
    expect(await agent.fault("lab_plan", { material: "nylonx", generic: true, approve: "me" })).toMatchObject({ code: "USAGE" });
    expect(await agent.fault("lab_plan", { world: "real" })).toMatchObject({ code: "UNKNOWN_ID" });
    expect(await agent.fault("lab_show")).toMatchObject({ code: "NO_RUNS" });
    const { run } = await agent.data<{ run: string }>("roundtable_open", { sample: true, backend: "offline" });
    for (const tool of ["lab_print", "lab_show"]) expect(await agent.fault(tool, { run })).toMatchObject({ code: "BAD_REF" });
  });

  it("cuts a run of the lab as it cuts a roundtable", async () => {
    const agent = await connectStdio(makePlace());
    const { run } = await lab(agent, "lab_plan", BRIDGE);
    expect(await agent.data("roundtable_cut", { run, reason: "not today" })).toMatchObject({ taken: true });
    expect(await lab(agent, "lab_show", { run })).toMatchObject({ state: "cut", prints: [] });
  });
});
