import type { Clock } from "../ports/clock.ts";
import type { HomeFolder } from "../ports/home.ts";
import type { Journal } from "../ports/journal.ts";
import { StorageError } from "../storage/storage-error.ts";

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

/** How the journal of a home is opened, and whether that was only to read it. */
export type StoredJournal = { readonly open: () => Journal; readonly isReadOnly: () => boolean };

/**
 * The journal of a home. One that is to be made is made. For a look, a home that cannot be written is only read, and a home that
 * is not made has an empty journal in memory, so that nothing is left behind; where none could be made, opening throws.
 */
export const journalOf = async (
  home: string,
  clock: Clock,
  how: { readonly makes: boolean; readonly isMade: boolean },
): Promise<StoredJournal> => {
  if (!how.makes && !how.isMade) return { open: await emptyJournal(home, clock), isReadOnly: () => false };
  const { canRead, openSqliteJournal, openSqliteJournalToRead } = await import("../storage/sqlite/journal.ts");
  let isReadOnly = false;
  const open = (): Journal => {
    try {
      return openSqliteJournal({ home, clock });
    } catch (error) {
      if (how.makes || !(error instanceof StorageError && error.code === "unwritable-home") || !canRead(home)) throw error;
      isReadOnly = true;
      return openSqliteJournalToRead({ home, clock });
    }
  };
  return { open, isReadOnly: () => isReadOnly };
};

const emptyJournal = async (home: string, clock: Clock): Promise<() => Journal> => {
  const [{ openMemoryJournal }, { demandPlace }] = await Promise.all([
    import("../storage/memory/journal.ts"),
    import("../storage/files/place.ts"),
  ]);
  return () => {
    demandPlace(home);
    return openMemoryJournal({ clock });
  };
};
