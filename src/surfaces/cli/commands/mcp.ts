import { fail, ok } from "../../../core/kernel/result.ts";
import type { Listening } from "../../mcp/http.ts";
import { type McpEnd, serveMcp } from "../../mcp/main.ts";
import type { Context, Run } from "../answer.ts";
import type { Exit } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { safeLine } from "../render/safe.ts";

const EXITS: Readonly<Record<McpEnd, Exit>> = { "input-ended": "ok", SIGINT: "interrupted", SIGTERM: "terminated" };

/** The largest port. */
const MAX_PORT = 65_535;

/** `moot mcp`: serves an MCP client; standard output belongs to the protocol. */
export const runMcp: Run = async (context, { options }) => {
  const { http = false, port = 0 } = options as { http?: boolean; port?: number };
  if (context.isJson) return fail(usageFault("standard output belongs to the protocol: --json has no place here", "moot mcp"));
  if (!http && options.port !== undefined) return fail(usageFault("--port goes with --http", `moot mcp --http --port ${port}`));
  if (port > MAX_PORT) return fail(usageFault(`--port is at most ${MAX_PORT} but is ${port}`, "moot mcp --http"));
  const end = await serveMcp({
    report: (message) => context.talk(safeLine(message)),
    ...(context.root === undefined ? {} : { root: context.root }),
    ...(http ? { http: { port, onListening: (listening) => introduce(context, listening) } } : {}),
  });
  return ok({ schema: "mcp", data: { end }, text: () => [], exit: EXITS[end] });
};

/** The token is shown when it is made, and never again. */
const introduce = ({ talk }: Context, { url, token, isNew, tokenFile }: Listening): void => {
  talk(`listening on ${url}`);
  talk(isNew ? `bearer token, shown this once: ${token}` : `the bearer token is in ${safeLine(tokenFile)}`);
};
