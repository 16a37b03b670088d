/**
 * How long an MCP client waits for `moot mcp`, in fresh processes of the built program (`npm run build` first): `node bench/mcp.ts [n]`. Prints the
 * median and the worst of n (9) from the start of the process to its answer to `initialize`, to its first tool answer, from a cancel to the paused
 * run, and from the end of the input to the end of the process, one JSON line a figure, in ms. Aimed at: 300, 1000, 1000, 2000.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const program = resolve(import.meta.dirname, "../bin/moot.cjs");
const figures = new Map<string, number[]>();

const record = (name: string, sinceMs: number): void => {
  figures.set(name, [...(figures.get(name) ?? []), performance.now() - sinceMs]);
};

type Answer = {
  readonly id?: number;
  readonly result?: { readonly structuredContent?: { readonly runs?: readonly { readonly state: string }[] } };
};

const measure = async (home: string): Promise<void> => {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [program, "mcp"], {
    env: { ...process.env, MOOT_HOME: home, MOOT_MODE: "offline" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let rest = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const answer of lines.map((line) => JSON.parse(line) as Answer)) waiting.get(answer.id ?? -1)?.(answer);
  });
  let id = 0;
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const ask = (method: string, params: object): Promise<Answer> =>
    new Promise((done) => {
      id += 1;
      waiting.set(id, done);
      send({ id, method, params });
    });
  const call = (name: string, args: object): Promise<Answer> => ask("tools/call", { name, arguments: args });
  const untilState = async (state: string): Promise<void> => {
    while ((await call("roundtable_history", { limit: 1 })).result?.structuredContent?.runs?.[0]?.state !== state);
  };
  await ask("initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "bench", version: "1" } });
  record("start to initialize", startedMs);
  send({ method: "notifications/initialized" });
  await call("roundtable_status", {});
  record("start to first tool answer", startedMs);
  void call("roundtable_start", { sample: true, external: ["guest"], wait: true });
  const started = id;
  await untilState("running");
  const cancelledMs = performance.now();
  send({ method: "notifications/cancelled", params: { requestId: started } });
  await untilState("paused");
  record("cancel to paused", cancelledMs);
  const endedMs = performance.now();
  child.stdin.end();
  await new Promise((done) => void child.once("exit", done));
  record("end of input to exit", endedMs);
};

const home = mkdtempSync(join(tmpdir(), "moot-bench-"));
try {
  for (let run = 0; run < Number(process.argv[2] ?? 9); run++) await measure(home);
} finally {
  rmSync(home, { recursive: true, force: true });
}
for (const [bench, all] of figures) {
  const sorted = all.sort((a, b) => a - b).map(Math.round);
  process.stdout.write(`${JSON.stringify({ bench: `mcp: ${bench}`, medianMs: sorted[sorted.length >> 1], worstMs: sorted.at(-1) })}\n`);
}
