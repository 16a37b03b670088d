import { wholeNumber } from "./read-values.ts";
import type { CommandSpec } from "./spec.ts";

/** Ways in for other programs. */
export const agentCommands: readonly CommandSpec[] = [
  {
    name: "mcp",
    group: "Other programs:",
    summary: "serve an MCP client: its agent holds roundtables",
    detail:
      "Serves an MCP client over standard input and output until its input ends; runs that it carries are then paused and can be resumed. With --http it listens on this machine alone, for clients that show the token.",
    options: [
      { flags: "--http", description: "listen on 127.0.0.1 instead; the token is shown once and kept in the home" },
      { flags: "--port <n>", description: "the port to listen on (default: a free one)", read: wholeNumber },
    ],
    examples: ["moot mcp", "moot mcp --http --port 7777"],
    load: async () => (await import("../commands/mcp.ts")).runMcp,
  },
];
