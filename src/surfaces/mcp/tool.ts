import type { z } from "zod";
import type { App } from "../../compose.ts";
import type { Result } from "../../core/kernel/result.ts";
import type { McpTool } from "../../wire/mcp.ts";
import type { ToolFault } from "./fault.ts";
import type { Hosts } from "./hosts.ts";

/** What a tool came to: `data` fits its schema on the wire, `text` is a line that code wrote. */
export type ToolAnswer = { readonly data: Readonly<Record<string, unknown>>; readonly text: string };

/** What a call is given. */
export type ToolCall = {
  /** Opens the home; `makes`: it is made when there is none. */
  readonly open: (makes?: boolean) => Promise<App>;
  /** The runs that this process carries. */
  readonly hosts: Hosts;
  /** Aborts when the client cancels the call or goes away. */
  readonly signal: AbortSignal;
  /** Tells a client that asked for progress how far a run came; `step` grows. Absent when it did not ask. */
  readonly progress?: (step: number, message: string) => void;
};

/** A tool: what it is called, what it takes, what it does to the world, and how. `input` is a strict object. */
export type Tool<Input extends z.ZodType = z.ZodType> = {
  readonly name: McpTool;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  /** Changes nothing. */
  readonly reads: boolean;
  /** Takes something away that does not come back. */
  readonly destroys: boolean;
  /** A second same call changes nothing more. */
  readonly repeats: boolean;
  /** May call models that are not on this machine. */
  readonly reaches: boolean;
  run(call: ToolCall, input: z.infer<Input>): Promise<Result<ToolAnswer, ToolFault>>;
};

/** A tool with its input typed. */
export const tool = <Input extends z.ZodType>(made: Tool<Input>): Tool => made as unknown as Tool;
