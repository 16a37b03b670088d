import type { ChildProcess } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { type CallToolResult, Client, type ClientOptions, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { onTestFinished } from "vitest";
import { type Place, start } from "../surface/kit/moot.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** A client of the SDK with what tests ask of it. */
export type Connected = {
  readonly client: Client;
  readonly transport: StdioClientTransport | StreamableHTTPClientTransport;
  /** The data of a tool that must not fail. */
  readonly data: <T = Record<string, unknown>>(name: string, args?: Record<string, unknown>) => Promise<T>;
  /** The fault of a tool that must fail. */
  readonly fault: (name: string, args?: Record<string, unknown>) => Promise<Fault>;
};

export type Fault = { readonly code: string; readonly message: string; readonly hint: string; readonly retryable: boolean };

/** Starts `moot mcp` as a process and connects to its standard streams. */
export const connectStdio = async (place: Place, options: ClientOptions = {}, prepare?: (client: Client) => void): Promise<Connected> => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(ROOT, "src/surfaces/cli/main.ts"), "mcp"],
    cwd: place.project,
    env: environment(place),
    stderr: "pipe",
  });
  return connect(transport, options, prepare);
};

/** Connects to a server over HTTP. */
export const connectHttp = (url: string, token: string, options: ClientOptions = {}): Promise<Connected> =>
  connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${token}` } } }), options);

/** A server that listens, with what it said. */
export type Http = { readonly child: ChildProcess; readonly url: string; readonly token: string | undefined; readonly said: string };

/** Starts `moot mcp --http` and waits until it listens. `token` is absent when it was not shown. */
export const startHttp = async (place: Place): Promise<Http> => {
  const child = start(place, ["mcp", "--http"], { env: { MOOT_MODE: "offline" } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let heard = "";
  await new Promise<void>((done, reject) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      heard += chunk.toString();
      if (/token.*\n/u.test(heard)) done();
    });
    child.on("close", () => reject(new Error(`ended: ${heard}`)));
  });
  const url = /http:\S+/u.exec(heard)?.[0] as string;
  return { child, url, token: /once: (\S+)/u.exec(heard)?.[1], said: heard };
};

/** The environment of a server: nothing of this machine's but its Node. */
export const environment = (place: Place): Record<string, string> => ({
  PATH: dirname(process.execPath),
  HOME: place.home,
  MOOT_HOME: place.home,
  NODE_COMPILE_CACHE: join(ROOT, "node_modules", ".cache", "moot", "surface-tests"),
});

const connect = async (
  transport: Connected["transport"],
  options: ClientOptions,
  prepare?: (client: Client) => void,
): Promise<Connected> => {
  const client = new Client({ name: "test", version: "1" }, options);
  prepare?.(client);
  await client.connect(transport);
  // Tools that were listed are held to their output schemas by the client.
  await client.listTools();
  onTestFinished(() => client.close());
  return {
    client,
    transport,
    data: async <T>(name: string, args: Record<string, unknown> = {}) => {
      const result = await client.callTool({ name, arguments: args });
      if (result.isError === true) throw new Error(textOf(result, 0));
      return result.structuredContent as T;
    },
    fault: async (name, args = {}) => {
      const result = await client.callTool({ name, arguments: args });
      if (result.isError !== true) throw new Error(`${name} did not fail: ${textOf(result, 0)}`);
      return (JSON.parse(textOf(result, 1)) as { readonly error: Fault }).error;
    },
  };
};

/** The text of a block of content. */
export const textOf = (result: CallToolResult, index: number): string => {
  const block = result.content[index];
  return block?.type === "text" ? block.text : "";
};
