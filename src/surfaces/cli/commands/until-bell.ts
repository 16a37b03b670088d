import type { Journal } from "../../../ports/journal.ts";

/** Calls `look` now and after every change of the journal, until it says true. Rejects with what it throws. */
export const untilBell = async (journal: Journal, look: () => boolean): Promise<void> => {
  if (look()) return;
  // A subscription alone keeps no process alive.
  const alive = setInterval(() => undefined, 1 << 30);
  let stop = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const again = (): void => {
        try {
          if (look()) resolve();
        } catch (error) {
          reject(error);
        }
      };
      stop = journal.subscribe(again);
      again();
    });
  } finally {
    stop();
    clearInterval(alive);
  }
};
