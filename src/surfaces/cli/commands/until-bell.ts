import type { Journal } from "../../../ports/journal.ts";

/** Calls `look` now and after every change of the journal, until it says true or the signal aborts. Rejects with what it throws. */
export const untilBell = async (journal: Journal, look: () => boolean, signal?: AbortSignal): Promise<void> => {
  if (look() || signal?.aborted === true) return;
  // A subscription alone keeps no process alive.
  const alive = setInterval(() => undefined, 1 << 30);
  let stop = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const again = (): void => {
        try {
          if (look() || signal?.aborted === true) resolve();
        } catch (error) {
          reject(error);
        }
      };
      const unsubscribe = journal.subscribe(again);
      signal?.addEventListener("abort", again);
      stop = () => {
        unsubscribe();
        signal?.removeEventListener("abort", again);
      };
      again();
    });
  } finally {
    stop();
    clearInterval(alive);
  }
};
