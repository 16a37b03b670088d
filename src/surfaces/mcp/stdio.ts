import type { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Sampler } from "../../ports/sampler.ts";
import { openHosts } from "./hosts.ts";
import { openHouse } from "./house.ts";
import { messageLines } from "./json-lines.ts";
import { mootServer } from "./server.ts";

/** The longest wait for a client's model: the run's own limits end a call before. */
const SAMPLING_MS = 2 ** 31 - 1;

/** Serves one client over standard input and output until the input ends or the signal aborts. Resolves when carried runs rest. */
export const serveOverStdio = async (options: {
  readonly root?: string;
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
}): Promise<void> => {
  let served: McpServer | undefined;
  const house = openHouse({ ...(options.root === undefined ? {} : { root: options.root }), sampler: () => samplerOf(served) });
  const hosts = openHosts(options.report);
  const lines = process.stdin.pipe(messageLines((line) => void process.stdout.write(line)));
  const wire = new StdioServerTransport(lines);
  const handle = serveStdio(
    () => {
      served = mootServer({ house, hosts });
      return served;
    },
    { transport: wire, onerror: ({ message }) => options.report(message) },
  );
  await untilClosed(wire, options.signal);
  process.stdin.unpipe(lines).pause();
  await hosts.close();
  await handle.close();
  house.close();
};

/** The client's model, when the client lends it. Clients of the 2026-07-28 revision take no requests from a server. */
const samplerOf = (served: McpServer | undefined): Sampler | undefined => {
  const server = served?.server;
  if (server?.getClientCapabilities()?.sampling === undefined || server.getNegotiatedProtocolVersion() === MODERN) return undefined;
  return (params, signal) => server.createMessage(structuredClone(params) as never, { signal, timeout: SAMPLING_MS });
};

const MODERN = "2026-07-28";

/** `onclose` is the SDK's to set: it is followed, not replaced. */
const untilClosed = (wire: StdioServerTransport, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const follow = wire.onclose;
    wire.onclose = () => {
      follow?.();
      resolve();
    };
    signal.addEventListener("abort", () => resolve());
    if (signal.aborted) resolve();
  });
