/** The program: reads argv, runs one command, leaves the exit code. */
import { runCli } from "./cli.ts";

/** A reader that went away is no fault of ours: stop quietly. Talk that nobody reads is dropped. */
const endQuietly = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
};
process.stdout.on("error", endQuietly);
process.stderr.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runCli({ argv: process.argv.slice(2), stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
