import { closeSync, type FSWatcher, openSync, watch, writeSync } from "node:fs";
import { openListeners } from "../shared/listeners.ts";

/** How late a change of another process may be seen when the platform's file watcher is late or silent, in ms. */
const POLL_MS = 250;

/** Tells listeners that some run changed. Carries no data: the journal is the only source. */
export interface Bell {
  /** Called after each commit of this process: wakes its own listeners in a microtask and other processes by the file. */
  ring(): void;
  /** Calls `listener` after changes, several of them possibly at once. Returns the stop function. Keeps no process alive. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

/**
 * A bell over one file of one byte; where that cannot be written, which is a home that is only read, it is heard and not rung. `dataVersion` is SQLite's counter of commits made by other connections: it tells the
 * bells of others from our own, and is polled behind the file watcher.
 */
export const openBell = (path: string, dataVersion: () => number): Bell => {
  const listeners = openListeners();
  // Undefined once closed: the number may belong to another file then.
  let file = tryOpen(path);
  const byte = new Uint8Array([0x0a]);
  let watcher: FSWatcher | undefined;
  let poll: NodeJS.Timeout | undefined;
  let seen = 0;

  const look = (): void => {
    const version = tryRead(dataVersion) ?? seen;
    if (version === seen) return;
    seen = version;
    listeners.notify();
  };
  const stop = (): void => {
    clearInterval(poll);
    watcher?.close();
    poll = undefined;
    watcher = undefined;
  };
  const start = (): void => {
    seen = tryRead(dataVersion) ?? 0;
    poll = setInterval(look, POLL_MS).unref();
    watcher = tryWatch(path, look);
  };

  return {
    ring: () => {
      listeners.schedule();
      if (file === undefined) return;
      try {
        writeSync(file, byte, 0, 1, 0);
      } catch {
        // The commit stands; the poll of the others finds it.
      }
    },
    subscribe: (listener) => {
      const remove = listeners.add(listener);
      if (poll === undefined) start();
      return () => {
        remove();
        if (listeners.size === 0) stop();
      };
    },
    close: () => {
      listeners.clear();
      stop();
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
};

const tryOpen = (path: string): number | undefined => {
  try {
    return openSync(path, "r+");
  } catch {
    return undefined;
  }
};

/** Undefined when the database cannot be read just now: a timer has nobody to tell, and the next real read says why. */
const tryRead = (dataVersion: () => number): number | undefined => {
  try {
    return dataVersion();
  } catch {
    return undefined;
  }
};

/** A watcher, or undefined where the system has none left: the poll serves alone then. */
const tryWatch = (path: string, onChange: () => void): FSWatcher | undefined => {
  try {
    const watcher = watch(path, { persistent: false }, onChange);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
};
