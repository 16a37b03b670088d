import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { makePlace } from "../surface/kit/moot.ts";
import { type Connected, connectHttp, connectStdio, startHttp } from "./kit.ts";

const NEWER = "2026-07-28";
const newer = { versionNegotiation: { mode: { pin: NEWER } }, capabilities: { sampling: {} } } as const;

const WAYS: Readonly<Record<string, () => Promise<Connected>>> = {
  "standard input and output": () => connectStdio(makePlace(), newer),
  HTTP: async () => {
    const { url, token = "" } = await startHttp(makePlace());
    return connectHttp(url, token, newer);
  },
};

it.each(Object.keys(WAYS))(
  "a client of the newer revision has the same tools over %s; its cancel pauses the run, and it lends no model",
  async (way) => {
    const agent = await (WAYS[way] as () => Promise<Connected>)();
    expect(agent.client.getNegotiatedProtocolVersion()).toBe(NEWER);
    expect(await agent.fault("roundtable_start", { sample: true, backend: "mcp-sampling" })).toMatchObject({ code: "BACKEND_UNAVAILABLE" });
    expect(await agent.fault("roundtable_start", { sample: true, capUsd: 1 })).toMatchObject({ code: "USAGE" });
    const abort = new AbortController();
    const call = { name: "roundtable_start", arguments: { sample: true, backend: "offline", external: ["ann"], wait: true } };
    const told: number[] = [];
    const ended = agent.client
      .callTool(call, { signal: abort.signal, onprogress: ({ progress }) => void told.push(progress) })
      .catch((error: unknown) => error);
    const state = async () => (await agent.data<{ runs: readonly { state: string }[] }>("roundtable_history")).runs[0]?.state;
    for (let looks = 0; looks < 200 && told.length === 0; looks++) await sleep(25);
    expect(await state()).toBe("running");
    abort.abort();
    await ended;
    for (let looks = 0; looks < 200 && (await state()) !== "paused"; looks++) await sleep(25);
    expect(await state()).toBe("paused");
  },
);
