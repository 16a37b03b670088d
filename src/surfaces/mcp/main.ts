/**
 * @module The MCP server. Owns what an MCP client may ask and how it is told; refuses to decide anything: tools call use cases.
 * Nothing but the protocol is written to standard output. Adopting, publishing, caps and settings are no tools. Entry: `serveMcp`.
 */
import type { Listening } from "./http.ts";

/** How to serve: over standard input and output, or over HTTP on this machine. */
export type McpOptions = {
  readonly root?: string;
  readonly http?: { readonly port: number; readonly onListening: (listening: Listening) => void };
  /** Told what goes wrong while no client waits. */
  readonly report: (message: string) => void;
};

/** Why serving ended: the client went, or a signal. */
export type McpEnd = "input-ended" | "SIGINT" | "SIGTERM";

/** Serves until the client goes or a signal comes; runs that are carried are paused first and can be resumed. */
export const serveMcp = async ({ root, http, report }: McpOptions): Promise<McpEnd> => {
  const controller = new AbortController();
  let end: McpEnd = "input-ended";
  const onSignal = (signal: NodeJS.Signals): void => {
    end = signal as McpEnd;
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const shared = { report, signal: controller.signal, ...(root === undefined ? {} : { root }) };
  try {
    if (http === undefined) await (await import("./stdio.ts")).serveOverStdio(shared);
    else await (await import("./http.ts")).serveOverHttp({ ...shared, ...http });
  } finally {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
  return end;
};
