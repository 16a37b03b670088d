import { findProgram } from "./find-program.ts";

/**
 * What the environment says about the terminal, and how a person starts this program there. Empty variables count as absent.
 */
export type Environment = {
  readonly noColor: boolean;
  readonly forceColor: boolean;
  readonly dumb: boolean;
  /** True on a build machine: nobody watches, whatever the streams say. */
  readonly ci: boolean;
  readonly screenReader: boolean;
  readonly columns: number | undefined;
  /** What stands before a command's words: `moot`, or what the launcher of a checkout set. */
  readonly program: string;
};

/** Reads the environment's word on terminals. */
export const environment = (env: NodeJS.ProcessEnv = process.env): Environment => ({
  noColor: (env.NO_COLOR ?? "") !== "",
  forceColor: (env.FORCE_COLOR ?? "") !== "" && env.FORCE_COLOR !== "0",
  dumb: env.TERM === "dumb",
  ci: (env.CI ?? "") !== "" && env.CI !== "false" && env.CI !== "0",
  screenReader: (env.MOOT_SCREEN_READER ?? "") !== "" && env.MOOT_SCREEN_READER !== "0",
  columns: /^[1-9]\d{0,3}$/u.test(env.COLUMNS ?? "") ? Number(env.COLUMNS) : undefined,
  program: env.MOOT_STARTED_AS || "moot",
});

/** Credentials and programs that a backend may use: whether each is there, never its value. */
export const keysPresent = (env: NodeJS.ProcessEnv = process.env): Readonly<Record<string, boolean>> => ({
  CLAUDE_ON_PATH: findProgram(env.PATH, "claude") !== undefined,
  ...Object.fromEntries(
    ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENROUTER_API_KEY", "GEMINI_API_KEY", "AMATELIER_LLM_API_KEY"].map((name) => [
      name,
      (env[name] ?? "") !== "",
    ]),
  ),
});

/** The home as the system before Moot named it, when it is set. */
export const seedWorkspace = (env: NodeJS.ProcessEnv = process.env): string | null => env.AMATELIER_WORKSPACE || null;

/** The token that a seat's program was given, and the editor that a person writes in, program and arguments. Absent when not set. */
export const seatVariables = (env: NodeJS.ProcessEnv = process.env): { readonly token?: string; readonly editor?: readonly string[] } => {
  const editor = (env.VISUAL ?? env.EDITOR ?? "").split(/\s+/u).filter((word) => word !== "");
  const token = env.MOOT_SEAT_TOKEN ?? "";
  return { ...(token === "" ? {} : { token }), ...(editor.length === 0 ? {} : { editor }) };
};
