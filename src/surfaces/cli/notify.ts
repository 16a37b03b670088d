import { spawn } from "node:child_process";

/** Shows a desktop notice when the machine has a way to. Text goes as arguments, never through a shell; a missing program is no fault. */
export const notify = (title: string, text: string): void => {
  const command = COMMANDS[process.platform];
  if (command === undefined) return;
  const [program, ...args] = command(title, text);
  const child = spawn(program as string, args, { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
};

const OSASCRIPT = ["on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run"];

const COMMANDS: Readonly<Partial<Record<NodeJS.Platform, (title: string, text: string) => readonly string[]>>> = {
  linux: (title, text) => ["notify-send", "--", title, text],
  darwin: (title, text) => ["osascript", ...OSASCRIPT.flatMap((line) => ["-e", line]), "--", title, text],
};
