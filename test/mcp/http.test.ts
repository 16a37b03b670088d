import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { failureOf } from "../surface/kit/envelope.ts";
import { ended, makePlace, moot } from "../surface/kit/moot.ts";
import { connectHttp, startHttp } from "./kit.ts";

type Sent = { readonly status: number; readonly headers: Readonly<Record<string, unknown>> };

const PING = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });

/** Sends a request by hand, so that its Host can be any. */
const send = (url: string, headers: Readonly<Record<string, string>>, body = PING): Promise<Sent> =>
  new Promise((done, reject) => {
    const sent = request(
      url,
      { method: "POST", headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers } },
      (response) => {
        response.resume();
        response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });

it("only who shows the token is served; another host, another origin and another path are refused before", async () => {
  const { url, token = "" } = await startHttp(makePlace());
  const authorization = `Bearer ${token}`;
  const status = async (headers: Readonly<Record<string, string>>, body?: string, to = url) => (await send(to, headers, body)).status;
  expect(await status({ authorization })).toBe(200);
  expect(await status({ authorization, origin: "http://localhost:5173" })).toBe(200);
  const refused = await send(url, {});
  expect([refused.status, refused.headers["www-authenticate"]]).toEqual([401, 'Bearer realm="moot"']);
  for (const wrong of ["Bearer wrong", `Bearer ${token}x`, `Basic ${token}`, token, "Bearer "])
    expect(await status({ authorization: wrong }), wrong).toBe(401);
  for (const host of ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
    expect(await status({ authorization, host }), host).toBe(403);
  for (const origin of ["https://evil.example", "null", "http://localhost.evil.example"])
    expect(await status({ authorization, origin }), origin).toBe(403);
  expect(await status({ authorization }, PING, url.replace("/mcp", "/other"))).toBe(404);
  expect(
    await status({ authorization }, JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping", params: { a: "x".repeat(1_100_000) } })),
  ).toBe(413);
});

it("the token is shown once, lies in the home for its owner alone, and goes on to be right", async () => {
  const place = makePlace();
  const first = await startHttp(place);
  expect(first.token).toMatch(/^[\w-]{43}$/u);
  if (process.platform !== "win32") expect(statSync(join(place.home, "mcp-token")).mode & 0o777).toBe(0o600);
  first.child.kill("SIGTERM");
  expect((await ended(first.child)).code).toBe(143);
  const second = await startHttp(place);
  expect(second.token).toBeUndefined();
  expect(second.said).not.toContain(first.token);
  expect((await send(second.url, { authorization: `Bearer ${first.token}` })).status).toBe(200);
});

it("two clients work on one home over HTTP; what one starts goes on when it leaves", async () => {
  const { url, token = "" } = await startHttp(makePlace());
  const [ann, bob] = [await connectHttp(url, token), await connectHttp(url, token)];
  const { run } = await ann.data<{ run: string }>("roundtable_start", { sample: true, maxRounds: 1, workers: ["elena", "marcus"] });
  await ann.client.close();
  let heard = await bob.data<{ status: string; cursor: number }>("roundtable_listen", { run, waitMs: 5_000 });
  for (let looks = 0; looks < 100 && heard.status !== "done"; looks++)
    heard = await bob.data("roundtable_listen", { run, since: heard.cursor, waitMs: 1_000 });
  expect(await bob.data("roundtable_review", { run })).toMatchObject({ run, scoring: "complete" });
  expect(await bob.fault("roundtable_start", { sample: true, backend: "mcp-sampling" })).toMatchObject({ code: "BACKEND_UNAVAILABLE" });
});

it("an open roundtable is paused when the server is ended, and can be resumed", async () => {
  const place = makePlace();
  const { child, url, token = "" } = await startHttp(place);
  const ann = await connectHttp(url, token);
  const { run } = await ann.data<{ run: string }>("roundtable_start", { sample: true, external: ["ann"] });
  child.kill("SIGTERM");
  expect((await ended(child)).code).toBe(143);
  const runs = JSON.parse((await moot(place, ["runs", "--json"])).stdout) as { data: readonly { id: string; state: string }[] };
  expect(runs.data[0]).toMatchObject({ id: run, state: "paused" });
});

it("flags that make no sense are refused by name", async () => {
  const place = makePlace();
  for (const words of [["--json"], ["--http", "--port", "70000", "--json"]])
    expect(failureOf(await moot(place, ["mcp", ...words])).code, words.join(" ")).toBe("USAGE");
  const said = await moot(place, ["mcp", "--port", "80"]);
  expect([said.code, said.stdout]).toEqual([2, ""]);
  expect((await moot(place, ["mcp", "--http", "--port", "70000"])).code).toBe(2);
});

/** Scenarios of the protocol's conformance suite that ask for what every server has; the others ask for tools and features of the suite's own example. */
const SCENARIOS = ["server-initialize", "ping", "tools-list", "dns-rebinding-protection"];

it.each(SCENARIOS)("the protocol's conformance suite passes: %s", async (scenario) => {
  const { url, token = "" } = await startHttp(makePlace());
  const server = await showingToken(url, token);
  const suite = resolve(import.meta.dirname, "../../node_modules/@modelcontextprotocol/conformance/dist/index.js");
  const child = spawn(process.execPath, [suite, "server", "--url", server, "--scenario", scenario], { stdio: ["ignore", "pipe", "pipe"] });
  const said = await ended(child);
  expect(said.stdout, said.stdout + said.stderr).toMatch(/Passed: ([1-9]\d*)\/\1, 0 failed/u);
  expect(said.code).toBe(0);
});

/** The suite shows no token: this shows it in its place and hands everything on as it is. */
const showingToken = async (url: string, token: string): Promise<string> => {
  const between = createServer((asked, answer) => {
    const { host = "" } = asked.headers;
    const handed = request(
      url,
      { method: asked.method ?? "POST", headers: { ...asked.headers, host, authorization: `Bearer ${token}` } },
      (came) => {
        answer.writeHead(came.statusCode ?? 502, came.headers);
        came.pipe(answer);
      },
    );
    handed.on("error", () => answer.destroy());
    asked.pipe(handed);
  });
  await new Promise<void>((done) => void between.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    between.close();
    between.closeAllConnections();
  });
  return `http://127.0.0.1:${(between.address() as AddressInfo).port}/mcp`;
};
