import type { Clock } from "../ports/clock.ts";
import type { HomeFolder } from "../ports/home.ts";
import type { Journal } from "../ports/journal.ts";

/** True when a home holds anything. */
export const holdsAnything = (home: HomeFolder): boolean => {
  try {
    return home.list("").length > 0;
  } catch {
    // What may not be listed is there; opening it says what is wrong.
    return true;
  }
};

/** Takes the rights of others away from everything in a home; returns the paths that changed. */
export const keepToOwner = async (home: string): Promise<readonly string[]> => {
  const modes = await import("../storage/files/modes.ts");
  const found = modes.openToOthers(home);
  found.forEach(modes.keepToOwner);
  return found;
};

/** Stands for the journal of a home that is not made. Throws when it is opened and no home could be made there. */
export const emptyJournal = async (home: string, clock: Clock): Promise<() => Journal> => {
  const [{ openMemoryJournal }, { demandPlace }] = await Promise.all([
    import("../storage/memory/journal.ts"),
    import("../storage/files/place.ts"),
  ]);
  return () => {
    demandPlace(home);
    return openMemoryJournal({ clock });
  };
};
