import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startMock, tableAnswer } from "../kit/aimock.ts";
import { temporaryFolder } from "../kit/home.ts";
import { checkout } from "./toy-house.ts";

const KEY = "canary-7Qm2xV9tLw4KpZ81";

/** Runs the built program and waits for its end; the mock answers meanwhile in this process. */
const moot = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly text: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(checkout, "bin/moot.cjs"), ...args], { env: { PATH: "/nowhere", ...env }, cwd: env.HOME });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    child.on("close", (code) => resolve({ code, text }));
  });

test.each(["anthropic-sdk", "openai-compat", "gemini"])("the built program argues through %s, from its own bundle", async (mode) => {
  const mock = await startMock([{ match: {}, response: tableAnswer }]);
  try {
    const folder = temporaryFolder("built");
    writeFileSync(join(folder, "notes.md"), "# Queue or cron?\n\nThe queue took 12 ms.\n");
    const env = {
      HOME: folder,
      MOOT_HOME: join(folder, "home"),
      MOOT_MODE: mode,
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_BASE_URL: mock.url,
      GEMINI_API_KEY: KEY,
      GOOGLE_GEMINI_BASE_URL: mock.url,
      MOOT_OPENAI_BASE_URL: `${mock.url}/v1`,
    };
    const args = ["roundtable", "-t", "Queue or cron?", "-b", "notes.md", "--workers", "elena,clare", "--max-rounds", "1", "--budget", "0"];
    const { code, text } = await moot([...args, "--json"], env);
    expect(code, text).toBe(0);
    expect(text).not.toContain(KEY);
    const transcript = await moot(["roundtable", "transcript", "latest"], env);
    for (const seat of ["elena", "clare"]) expect(transcript.text.replace(/\s+/gu, " ")).toContain(`I am ${seat} and I take the queue`);
    expect(mock.getRequests().every(({ response }) => response.status === 200)).toBe(true);
  } finally {
    await mock.stop();
  }
});
