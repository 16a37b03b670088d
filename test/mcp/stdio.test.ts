import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { failure } from "../../src/wire/envelope.ts";
import { makePlace, moot, type Place, start } from "../surface/kit/moot.ts";
import { type Connected, connectStdio, environment, textOf } from "./kit.ts";

type Opened = { readonly run: string; readonly state: string; readonly topic: { readonly quoted: string } };
type Turn = {
  readonly id: string;
  readonly kind: string;
  readonly prompt: { readonly quoted: string; readonly cut?: true };
  readonly promptChars: number;
};
type Heard = {
  readonly messages: readonly { readonly seq: number; readonly from: string; readonly text: { readonly quoted: string } }[];
  readonly cursor: number;
  readonly more: boolean;
  readonly status: string;
  readonly turn: Turn | null;
};

const SHORT = { sample: true, workers: ["elena"], maxRounds: 1, budget: 1, backend: "offline" };

it("a roundtable is started, followed, reviewed and asked why, and every answer fits its schema", async () => {
  const moot = await connectStdio(makePlace());
  const progress: number[] = [];
  const started = await moot.client.callTool(
    { name: "roundtable_start", arguments: { sample: true, backend: "offline", wait: true } },
    { onprogress: ({ progress: at }) => void progress.push(at) },
  );
  const { run, state } = started.structuredContent as unknown as Opened;
  expect(state).toBe("converged");
  expect(progress.length).toBeGreaterThan(3);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  const heard = await moot.data<Heard>("roundtable_listen", { run });
  expect(heard.messages.some(({ from }) => from === "marcus")).toBe(true);
  const review = await moot.data<{ decision: { quoted: string }; scores: readonly object[] }>("roundtable_review", { run });
  expect(review.decision.quoted).toContain("pg-queue");
  expect(review.scores).toHaveLength(5);
  const { because } = await moot.data<{ because: readonly object[] }>("why", { ref: `decision:${run}` });
  expect(because.length).toBeGreaterThan(0);
  expect((await moot.data<{ runs: readonly { id: string }[] }>("roundtable_history")).runs.map(({ id }) => id)).toEqual([run]);
  expect((await moot.data<{ turns: readonly object[] }>("show", { run })).turns.length).toBeGreaterThan(0);
  expect(await moot.data("roundtable_status")).toEqual({ tables: [] });
});

it("a line that is no JSON or no message is answered as JSON-RPC says, and the connection goes on", async () => {
  const child = start(makePlace(), ["mcp"], { stdin: "pipe" });
  const said: string[] = [];
  child.stdout?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } };
  const initialize = JSON.stringify({ jsonrpc: "2.0", id: 7, method: "initialize", params });
  child.stdin?.write(`hello there\n\n{"a": \n[]\n{"jsonrpc":"2.0","id":3}\n${initialize.slice(0, 40)}`);
  child.stdin?.write(`${initialize.slice(40)}\n`);
  const lines = (): { readonly id: unknown; readonly error?: { readonly code: number } }[] =>
    said
      .join("")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  await vi.waitFor(() => expect(lines().at(-1)?.id).toBe(7), 20_000);
  const codes = lines().map(({ id, error }) => [id, error?.code]);
  expect(codes).toEqual([
    [null, -32700],
    [null, -32700],
    [null, -32600],
    [3, -32600],
    [7, undefined],
  ]);
  const over = new Promise((done) => child.on("close", done));
  child.stdin?.end();
  expect(await over).toBe(0);
});

it("a look at a home that is not there makes nothing", async () => {
  const place = makePlace();
  const moot = await connectStdio(place);
  expect(await moot.data("roundtable_history")).toEqual({ runs: [] });
  expect(await moot.fault("roundtable_review")).toMatchObject({ code: "NO_RUNS" });
  expect(existsSync(place.home)).toBe(false);
});

/** Answers every turn of a seat until the roundtable is over; returns what it said. */
const play = async (agent: Connected, run: string, seat: string, token: string): Promise<readonly string[]> => {
  const said: string[] = [];
  let since = 0;
  for (let looks = 0; looks < 400; looks++) {
    const heard = await agent.data<Heard>("roundtable_listen", { run, seat, token, since, waitMs: 1_000 });
    since = heard.cursor;
    if (heard.status === "done") return said;
    if (heard.turn === null || said.includes(heard.turn.id)) continue;
    await agent.data("roundtable_speak", { run, seat, token, text: `${seat} answers ${said.length}`, turn: heard.turn.id });
    said.push(heard.turn.id);
  }
  throw new Error(`${run} did not end`);
};

it("two agents take two seats of one roundtable, each from its own server; a token speaks for its seat alone", async () => {
  const place = makePlace();
  const [host, guest] = [await connectStdio(place), await connectStdio(place)];
  const { run } = await host.data<Opened>("roundtable_open", { ...SHORT, external: ["ann", "bob"] });
  const join = (agent: Connected, seat: string) => agent.data<{ token: string }>("roundtable_join", { run, seat });
  const [ann, bob] = [await join(host, "ann"), await join(guest, "bob")];
  expect(await guest.fault("roundtable_join", { run, seat: "ann" })).toMatchObject({ code: "SEAT_TAKEN" });
  expect(await guest.fault("roundtable_speak", { run, seat: "ann", token: bob.token, text: "I am ann" })).toMatchObject({
    code: "BAD_TOKEN",
  });
  expect(await guest.fault("roundtable_listen", { run, seat: "ann", token: bob.token })).toMatchObject({ code: "BAD_TOKEN" });
  expect(await guest.fault("roundtable_leave", { run, seat: "ann", token: bob.token })).toMatchObject({ code: "BAD_TOKEN" });
  await host.data("roundtable_start", { run });
  expect(await guest.fault("roundtable_start", { run })).toMatchObject({ code: "RUN_HELD", retryable: true });
  const said = await Promise.all([play(host, run, "ann", ann.token), play(guest, run, "bob", bob.token)]);
  expect(said.every((turns) => turns.length > 0)).toBe(true);
  const { messages } = await guest.data<Heard>("roundtable_listen", { run });
  for (const seat of ["ann", "bob"])
    expect(messages.filter(({ from, text }) => from === seat && text.quoted.startsWith(`${seat} answers`))).not.toEqual([]);
  expect(await host.fault("roundtable_speak", { run, seat: "ann", token: ann.token, text: "late" })).toMatchObject({ code: "RUN_DONE" });
});

/** What a judge answers to each kind of call: a gate for one seat, and marks that are the same for everybody. */
const judgement = (kind: string, prompt: string, seat: string): string => {
  const marks = { novelty: 2, accuracy: 1, impact: 1, challenge: 0, reasoning: "as heard" };
  const labels = /speakers are blinded: ([^.]+)\./u.exec(prompt)?.[1]?.split(", ") ?? [];
  const live = { intervention: null, gates: kind === "watch" ? [{ seat, reason: "it moved the room" }] : [], requests: [] };
  if (kind === "score")
    return JSON.stringify({ scores: labels.map((label) => ({ seat: label, ...marks, grandInsight: null })), penalties: [] });
  if (kind === "check") return `My verdict: ${JSON.stringify({ verdict: "CONVERGED", reason: "they agree", ...live })}`;
  return JSON.stringify(live);
};

it("an agent judges a table that asked for it; its token takes no speaker's seat, and a speaker's token not the judge's", async () => {
  const place = makePlace();
  const [host, judge] = [await connectStdio(place), await connectStdio(place)];
  const { run } = await host.data<Opened>("roundtable_open", {
    sample: true,
    workers: ["clare"],
    maxRounds: 2,
    external: ["ann", "judge"],
  });
  const ann = await host.data<{ token: string }>("roundtable_join", { run, seat: "ann" });
  expect(await host.fault("roundtable_join", { run, seat: "judge", token: ann.token })).toMatchObject({ code: "TWO_ROLES" });
  const { token } = await judge.data<{ token: string }>("roundtable_join", { run, seat: "judge" });
  expect(await judge.fault("roundtable_join", { run, seat: "clare", token })).toMatchObject({ code: "TWO_ROLES" });
  expect(await host.fault("roundtable_speak", { run, seat: "judge", token: ann.token, text: "PASS" })).toMatchObject({ code: "BAD_TOKEN" });
  await host.data("roundtable_start", { run });
  const seen = new Set<string>();
  const refused: unknown[] = [];
  const judging = async (): Promise<void> => {
    for (let since = 0, looks = 0; looks < 400; looks++) {
      const heard = await judge.data<Heard>("roundtable_listen", { run, seat: "judge", token, since, waitMs: 1_000 });
      since = heard.cursor;
      if (heard.status === "done") return;
      if (heard.turn === null) continue;
      const { id: turn, kind, prompt } = heard.turn;
      if (kind === "check") refused.push(await judge.fault("roundtable_speak", { run, seat: "judge", token, turn, text: "CONVERGED" }));
      const text = kind === "watch" && seen.has("watch") ? "PASS" : judgement(kind, prompt.quoted, "ann");
      await judge.data("roundtable_speak", { run, seat: "judge", token, turn, text });
      seen.add(kind);
    }
    throw new Error(`${run} did not end`);
  };
  await Promise.all([judging(), play(host, run, "ann", ann.token)]);
  expect([...seen].sort()).toEqual(["check", "score", "watch"]);
  expect(refused).toMatchObject([{ code: "BAD_ANSWER" }]);
  const { scores, gates, converged } = await host.data<{
    scores: readonly { seat: string; total: number }[];
    gates: readonly { seat: string }[];
    converged: boolean;
  }>("roundtable_review", { run });
  expect(scores.map(({ seat, total }) => [seat, total]).sort()).toEqual([
    ["ann", 4],
    ["clare", 4],
  ]);
  expect([converged, gates.map(({ seat }) => seat)]).toEqual([true, ["ann"]]);
});

/** A run whose seat from outside nobody answers, so that it goes on until it is stopped. */
const endless = { ...SHORT, external: ["ann"] };

it("a cancelled call pauses the run within a second, and it can be carried on", async () => {
  const moot = await connectStdio(makePlace());
  const abort = new AbortController();
  const call = moot.client.callTool({ name: "roundtable_start", arguments: { ...endless, wait: true } }, { signal: abort.signal });
  const ended = call.catch((error: unknown) => error);
  const row = async () => (await moot.data<{ runs: readonly { id: string; state: string }[] }>("roundtable_history")).runs[0];
  const until = async (state: string): Promise<void> => {
    for (let looks = 0; looks < 200 && (await row())?.state !== state; looks++) await sleep(25);
    expect((await row())?.state).toBe(state);
  };
  await until("running");
  abort.abort();
  await ended;
  await until("paused");
  const { run } = await moot.data<Opened>("roundtable_start", { run: (await row())?.id });
  await until("running");
  expect(await moot.data("roundtable_cut", { run })).toMatchObject({ taken: true, state: "cut" });
  expect(await moot.fault("roundtable_start", { run })).toMatchObject({ code: "RUN_DONE" });
});

it("closing ends the debate, and what was said is decided", async () => {
  const moot = await connectStdio(makePlace());
  const { run } = await moot.data<Opened>("roundtable_start", endless);
  expect(await moot.data("roundtable_close", { run, reason: "enough" })).toMatchObject({ taken: true });
  let heard = await moot.data<Heard>("roundtable_listen", { run });
  for (let looks = 0; looks < 100 && heard.status !== "done"; looks++) {
    await sleep(50);
    heard = await moot.data<Heard>("roundtable_listen", { run, since: heard.cursor });
  }
  expect(await moot.data("roundtable_review", { run })).toMatchObject({ run, scoring: expect.any(String) });
});

/** Runs the server by hand: what it writes on its streams, and how it ends. */
const raw = (place: Place, lines: readonly string[]) => {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, "../../src/surfaces/cli/main.ts"), "mcp"], {
    cwd: place.project,
    env: environment(place),
  });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  for (const line of lines) child.stdin.write(`${line}\n`);
  const ended = new Promise<number | null>((done) => void child.on("close", done));
  return { child, ended, stdout: () => stdout };
};

const rpc = (id: number, method: string, params: object = {}): string => JSON.stringify({ jsonrpc: "2.0", id, method, params });
const HELLO = rpc(1, "initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "raw", version: "1" } });

it("nothing but JSON-RPC is on stdout, whatever comes in; the end of the input ends the server, and its run can be resumed", async () => {
  const place = makePlace();
  const server = raw(place, [
    HELLO,
    "this is no JSON",
    '{"jsonrpc":"2.0","id":7}',
    rpc(2, "tools/call", { name: "roundtable_start", arguments: endless }),
    rpc(3, "no/such/method"),
    rpc(4, "tools/call", { name: "roundtable_speak", arguments: { run: "latest", seat: "ann", token: "x", text: "y".repeat(1_000_000) } }),
  ]);
  for (let looks = 0; looks < 400 && !/"id":2[,}]/u.test(server.stdout()); looks++) await sleep(25);
  server.child.stdin.end();
  expect(await server.ended).toBe(0);
  const messages = server
    .stdout()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { jsonrpc: string; id?: number; error?: object });
  expect(messages.every(({ jsonrpc }) => jsonrpc === "2.0")).toBe(true);
  expect(messages.find(({ id }) => id === 3)?.error).toBeDefined();
  const runs = JSON.parse((await moot(place, ["runs", "--json"])).stdout) as { data: readonly { id: string; state: string }[] };
  expect(runs.data[0]?.state).toBe("paused");
  const verified = await moot(place, ["journal", "verify"]);
  expect(verified.code).toBe(0);
});

const BAD: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ["roundtable_start", { sample: true, capUsd: 5 }, "USAGE"],
  ["roundtable_start", {}, "USAGE"],
  ["roundtable_start", { sample: true, briefing: "# x" }, "USAGE"],
  ["roundtable_start", { briefing: "docs/which queue.md" }, "USAGE"],
  ["roundtable_start", { briefing: "b".repeat(1_000_000), topic: "t" }, "USAGE"],
  ["roundtable_start", { briefingFile: "/etc/hosts" }, "BRIEFING_UNREADABLE"],
  ["roundtable_start", { briefingFile: "../secrets.md" }, "BRIEFING_UNREADABLE"],
  ["roundtable_start", { briefingFile: "none.md" }, "BRIEFING_MISSING"],
  ["roundtable_start", { briefingFile: ".env" }, "BRIEFING_UNREADABLE"],
  ["roundtable_start", { sample: true, backend: "nope" }, "UNKNOWN_BACKEND"],
  ["roundtable_start", { sample: true, backend: "mcp-sampling" }, "BACKEND_UNAVAILABLE"],
  ["roundtable_start", { sample: true, workers: ["nobody"] }, "UNKNOWN_WORKER"],
  ["roundtable_start", { run: "latest", sample: true }, "USAGE"],
  ["roundtable_open", { sample: true, wait: true }, "USAGE"],
  ["roundtable_open", { sample: true, external: ["Not A Name!"] }, "BAD_NAME"],
  ["roundtable_open", { sample: true, maxRounds: 0 }, "USAGE"],
  ["roundtable_close", { run: "rt-ffffffffffff" }, "UNKNOWN_RUN"],
  ["roundtable_close", { run: "latest", reason: "r".repeat(1_000_000) }, "USAGE"],
  ["roundtable_cut", { run: 5 }, "USAGE"],
  ["roundtable_cut", {}, "USAGE"],
  ["roundtable_join", { run: "latest", seat: "judge" }, "UNKNOWN_SEAT"],
  ["roundtable_join", { run: "latest", seat: "s".repeat(1_000_000) }, "USAGE"],
  ["roundtable_speak", { run: "latest", seat: "ann", text: "hi" }, "USAGE"],
  ["roundtable_speak", { run: "latest", seat: "ann", token: "t", text: "y".repeat(1_000_000) }, "USAGE"],
  ["roundtable_speak", { run: "latest", seat: "ann", token: "wrong", text: "hi" }, "BAD_TOKEN"],
  ["roundtable_listen", { run: "latest", seat: "ann" }, "USAGE"],
  ["roundtable_listen", { run: "latest", since: -1 }, "USAGE"],
  ["roundtable_listen", { run: "latest", waitMs: 30_001 }, "USAGE"],
  ["roundtable_leave", { run: "latest", seat: "ann" }, "USAGE"],
  ["roundtable_review", { run: "nothing" }, "UNKNOWN_RUN"],
  ["roundtable_review", { run: "latest", more: 1 }, "USAGE"],
  ["roundtable_history", { limit: 0 }, "USAGE"],
  ["roundtable_status", { run: "r".repeat(1_000_000) }, "USAGE"],
  ["show", { fromTurn: 0 }, "USAGE"],
  ["why", {}, "USAGE"],
  ["why", { ref: "nonsense:latest" }, "BAD_REF"],
];

it("a bad argument is a fault with code, message and hint, and stores nothing", async () => {
  const agent = await connectStdio(makePlace({ "../secrets.md": "# no", ".env": "KEY=1" }));
  await agent.data("roundtable_open", endless);
  for (const [name, args, code] of BAD) {
    const fault = await agent.fault(name, args);
    expect(failure.safeParse({ ok: false, error: fault }).success, JSON.stringify(fault)).toBe(true);
    expect(fault.code, `${name} ${JSON.stringify(args).slice(0, 100)}: ${fault.message}`).toBe(code);
    expect(JSON.stringify(fault).length).toBeLessThan(2_000);
  }
  expect((await agent.data<{ runs: readonly object[] }>("roundtable_history")).runs).toHaveLength(1);
  await expect(agent.client.callTool({ name: "adopt", arguments: {} })).rejects.toThrow(
    /there is no tool "adopt"; known are roundtable_start/u,
  );
});

it("an answer has at most 25 kB, and its cursors lead through everything", async () => {
  const agent = await connectStdio(makePlace());
  const briefing = `# Long\n\n${"The shelf holds 40 kg and the wall is brick. ".repeat(2_000)}`;
  const { run } = await agent.data<Opened>("roundtable_start", { ...endless, sample: false, topic: "Which shelf?", briefing });
  const { token } = await agent.data<{ token: string }>("roundtable_join", { run, seat: "ann" });
  const args = { run, seat: "ann", token };
  let heard = await agent.data<Heard>("roundtable_listen", { ...args, waitMs: 10_000 });
  while (heard.turn === null) heard = await agent.data<Heard>("roundtable_listen", { ...args, since: heard.cursor, waitMs: 10_000 });
  let prompt = "";
  for (let turn = heard.turn as Turn; ; ) {
    prompt += turn.prompt.quoted;
    if (turn.prompt.cut !== true) break;
    const result = await agent.client.callTool({ name: "roundtable_listen", arguments: { ...args, promptFrom: prompt.length } });
    expect(textOf(result, 1).length).toBeLessThanOrEqual(25_000);
    turn = (result.structuredContent as unknown as Heard).turn as Turn;
  }
  expect(prompt).toHaveLength(heard.turn?.promptChars as number);
  expect(prompt.split("brick.").length).toBeGreaterThan(2_000);
  await agent.data("roundtable_speak", { ...args, text: `\u0007"\u{1f600}`.repeat(12_000) });
  let since = 0;
  const seqs: number[] = [];
  for (let more = true; more; ) {
    const result = await agent.client.callTool({ name: "roundtable_listen", arguments: { run, since } });
    expect(Buffer.byteLength(textOf(result, 1))).toBeLessThanOrEqual(25_000);
    const page = result.structuredContent as unknown as Heard;
    seqs.push(...page.messages.map(({ seq }) => seq));
    more = page.more;
    since = page.cursor;
  }
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  const shown = await agent.client.callTool({ name: "show", arguments: { run } });
  expect(Buffer.byteLength(textOf(shown, 1))).toBeLessThanOrEqual(25_000);
});

it("a client that lends its model answers for the seats", async () => {
  const asked: string[] = [];
  const agent = await connectStdio(makePlace(), { capabilities: { sampling: {} } }, (client) => {
    client.setRequestHandler("sampling/createMessage", ({ params }) => {
      asked.push(params.systemPrompt ?? "");
      return { role: "assistant", model: "lent-1", content: { type: "text", text: "The lent model says: the wall is brick." } };
    });
  });
  const { run } = await agent.data<Opened>("roundtable_start", { ...SHORT, backend: "mcp-sampling" });
  for (let looks = 0; looks < 200; looks++) {
    const { messages } = await agent.data<Heard>("roundtable_listen", { run });
    if (messages.some(({ from, text }) => from === "elena" && text.quoted.includes("The lent model says"))) break;
    await sleep(50);
  }
  expect(asked.length).toBeGreaterThan(0);
  const { messages } = await agent.data<Heard>("roundtable_listen", { run });
  expect(messages.some(({ from, text }) => from === "elena" && text.quoted.includes("The lent model says"))).toBe(true);
});
