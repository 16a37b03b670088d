/** A terminal that a person sits at: where frames are drawn, and where keys come from. */
export type Terminal = {
  readonly output: {
    readonly write: (text: string) => unknown;
    readonly columns?: number;
    readonly rows?: number;
    on(event: "resize", listener: () => void): unknown;
    off(event: "resize", listener: () => void): unknown;
  };
  readonly input: {
    setRawMode(raw: boolean): unknown;
    resume(): unknown;
    pause(): unknown;
    unref(): unknown;
    on(event: "data", listener: (sent: Buffer) => void): unknown;
    off(event: "data", listener: (sent: Buffer) => void): unknown;
  };
};

/** The alternate screen of a terminal. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Shows the lines; only those that changed are written. */
  draw(lines: readonly string[]): void;
  /** Gives the terminal to the shell for the while that this process is stopped. */
  suspend(): void;
  /** Gives the terminal back as it was. Idempotent. */
  close(): void;
}

/** What a screen tells: what was typed, as it came; and that everything is to be drawn again. */
export type ScreenEvents = { readonly onKeys: (sent: string) => void; readonly onSize: () => void };

const ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";
const LEAVE = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

/** A drawn frame is one write between these: terminals that know them show it at once. */
const BEGIN = "\u001b[?2026h";
const END = "\u001b[?2026l";

/** Signals after which the terminal must be as it was. */
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Takes the terminal: alternate screen, no cursor, keys as they are typed. It is given back at `close`, at the end of the
 * process, before an uncaught error is printed, and while the process is stopped (SIGTSTP to SIGCONT).
 */
export const openScreen = ({ input, output }: Terminal, { onKeys, onSize }: ScreenEvents): Screen => {
  let drawn: readonly string[] = [];
  let isOpen = false;
  const onData = (sent: Buffer): void => onKeys(sent.toString("utf8"));
  const onResize = (): void => {
    drawn = [];
    output.write("\u001b[2J");
    onSize();
  };
  const enter = (): void => {
    if (isOpen) return;
    isOpen = true;
    drawn = [];
    output.write(ENTER);
    input.setRawMode(true);
    input.resume();
  };
  const leave = (): void => {
    if (!isOpen) return;
    isOpen = false;
    output.write(LEAVE);
    input.setRawMode(false);
    input.pause();
  };
  const hooks = processHooks({
    leave,
    enter: () => {
      // Whoever stopped us may have changed the terminal, also without asking.
      isOpen = false;
      enter();
      onSize();
    },
  });
  // Whoever shows a run keeps the process alive; a keyboard alone must not.
  input.unref();
  enter();
  input.on("data", onData);
  output.on("resize", onResize);
  return {
    get columns() {
      return output.columns ?? 80;
    },
    get rows() {
      return output.rows ?? 24;
    },
    draw: (lines) => {
      if (!isOpen) return;
      // Erased before it is written: after a line of the whole width the cursor stays on the last character, which K would take.
      const changed = lines.flatMap((line, row) => (line === drawn[row] ? [] : [`\u001b[${row + 1};1H\u001b[0m\u001b[K${line}\u001b[0m`]));
      drawn = lines;
      if (changed.length > 0) output.write(BEGIN + changed.join("") + END);
    },
    // The whole group stops, as when the terminal itself had seen the key: the shell and a launcher above us must know.
    suspend: () => void process.kill(0, "SIGTSTP"),
    close: () => {
      hooks.remove();
      input.off("data", onData);
      output.off("resize", onResize);
      leave();
    },
  };
};

/** Whatever ends, stops or continues the process finds the terminal as it should be. */
const processHooks = ({ enter, leave }: { readonly enter: () => void; readonly leave: () => void }): { readonly remove: () => void } => {
  const stop = (): void => {
    leave();
    process.kill(process.pid, "SIGSTOP");
  };
  const endings = ENDINGS.map((signal) => {
    const end = (): void => {
      if (process.listenerCount(signal) > 1) return;
      leave();
      process.off(signal, end);
      process.kill(process.pid, signal);
    };
    return { signal, end };
  });
  process.on("exit", leave).on("uncaughtExceptionMonitor", leave).on("SIGTSTP", stop).on("SIGCONT", enter);
  for (const { signal, end } of endings) process.on(signal, end);
  return {
    remove: () => {
      process.off("exit", leave).off("uncaughtExceptionMonitor", leave).off("SIGTSTP", stop).off("SIGCONT", enter);
      for (const { signal, end } of endings) process.off(signal, end);
    },
  };
};
