import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { App } from "../../compose.ts";
import { openHosts } from "./hosts.ts";
import { openHouse } from "./house.ts";
import { mootServer } from "./server.ts";

/** The only address that is listened on, and the path that is served. */
const ADDRESS = "127.0.0.1";
const PATH = "/mcp";

/** The file of the home that holds the token, 0600. */
const TOKEN_FILE = "mcp-token";

/** Bytes of the largest request. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Where a server listens, and its token with whether it is new. */
export type Listening = { readonly url: string; readonly token: string; readonly isNew: boolean; readonly tokenFile: string };

/** Serves many clients over streamable HTTP, on this machine alone, until the signal aborts. */
export const serveOverHttp = async (options: {
  readonly root?: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly report: (message: string) => void;
  readonly onListening: (listening: Listening) => void;
  readonly signal: AbortSignal;
}): Promise<void> => {
  const house = openHouse({ ...(options.root === undefined ? {} : { root: options.root }), sampler: () => undefined });
  const hosts = openHosts(options.report);
  const app = await house.open(true);
  const { token, isNew } = tokenOf(app);
  const handler = createMcpHandler(() => mootServer({ house, hosts }), {
    maxRequestBodySize: MAX_BODY_BYTES,
    onerror: ({ message }) => options.report(message),
  });
  const answer = toNodeHandler(handler, { maxRequestBodySize: MAX_BODY_BYTES });
  const isHost = localhostHostValidation();
  const isOrigin = localhostOriginValidation();
  const server = createServer((request, response) => {
    if (!isHost(request, response) || !isOrigin(request, response) || !isPath(request, response) || !holdsToken(token, request, response))
      return;
    void answer(request as Parameters<typeof answer>[0], response);
  });
  try {
    const { port } = await listening(server, options.port);
    options.onListening({ url: `http://${ADDRESS}:${port}${PATH}`, token, isNew, tokenFile: `${app.home.root}/${TOKEN_FILE}` });
    await new Promise<void>((resolve) => {
      options.signal.addEventListener("abort", () => resolve());
      if (options.signal.aborted) resolve();
    });
  } finally {
    await hosts.close();
    await handler.close();
    server.close();
    server.closeAllConnections();
    house.close();
  }
};

/** Made once a home; a client keeps it. */
const tokenOf = ({ home, newToken }: App): { readonly token: string; readonly isNew: boolean } => {
  const kept = home.read(TOKEN_FILE)?.trim() ?? "";
  if (kept !== "") return { token: kept, isNew: false };
  const token = newToken();
  home.write(TOKEN_FILE, `${token}\n`);
  return { token, isNew: true };
};

/** Rejects when the port is taken. */
const listening = (server: Server, port: number): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, ADDRESS, () => resolve(server.address() as AddressInfo));
  });

const isPath = (request: IncomingMessage, response: ServerResponse): boolean => {
  if (request.url?.split("?", 1)[0] === PATH) return true;
  response.writeHead(404, { "content-type": "text/plain" }).end(`served is ${PATH}\n`);
  return false;
};

/** Compares hashes, so that the time it takes tells nothing of the token. */
const holdsToken = (token: string, request: IncomingMessage, response: ServerResponse): boolean => {
  const shown = /^Bearer (\S+)$/iu.exec(request.headers.authorization ?? "")?.[1];
  if (shown !== undefined && timingSafeEqual(digest(shown), digest(token))) return true;
  response
    .writeHead(401, { "content-type": "application/json", "www-authenticate": 'Bearer realm="moot"' })
    .end('{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"the bearer token is missing or wrong"}}');
  return false;
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
