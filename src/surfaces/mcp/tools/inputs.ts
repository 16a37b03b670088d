import { z } from "zod";
import type { App } from "../../../compose.ts";
import type { Result } from "../../../core/kernel/result.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { resolveRun } from "../../../usecases/runs/control.ts";
import type { ToolFault } from "../fault.ts";

const MAX_NAME_CHARS = 64;

/** A run as every tool takes it. */
export const runInput: z.ZodString = z.string().min(1).max(MAX_NAME_CHARS).describe("a run's id, the unique beginning of one, or latest");

/** A seat's name. */
export const seatInput: z.ZodString = z.string().min(1).max(MAX_NAME_CHARS).describe("the name of the seat");

/** A seat's token. */
export const tokenInput: z.ZodString = z.string().min(1).max(256).describe("the token of the seat, from roundtable_join");

/** Why, for the record. */
export const reasonInput: z.ZodOptional<z.ZodString> = z.string().max(500).optional().describe("why, for the record");

/** The run that a call means; `latest` when it named none. */
export const runOf = (app: App, reference = "latest"): Result<RunRow, ToolFault> => resolveRun(app.journal, reference);

/** A tool call as a suggestion. */
export const callOf = (name: string, args: Readonly<Record<string, string | number>>): string => `${name} ${JSON.stringify(args)}`;
