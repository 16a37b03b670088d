import { relative } from "node:path";
import type { App } from "../../../compose.ts";
import { bootstrapHome } from "../../../usecases/home/bootstrap.ts";
import { counted } from "../render/time.ts";

/** Mends what is safe to mend in a home that is made, and says in a sentence each what it did. A home that is not made stays so. */
export const fixHome = async (app: App): Promise<readonly string[]> => {
  if (!app.isMade()) return [];
  const kept = await app.keepToOwner();
  const created = fillGaps(app);
  const locks = dropStaleLocks(app);
  return [
    ...(kept.length === 0
      ? []
      : [
          `${counted(kept.length, "file or folder", "files and folders")} of the home are for you alone now: ${few(kept.map((path) => relative(app.home.root, path) || "the home itself"))}`,
        ]),
    ...(created.length === 0 ? [] : [`made what was missing: ${few(created)}`]),
    ...(locks === 0 ? [] : [`removed ${counted(locks, "lock")} of processes that are gone`]),
    ...(kept.length + created.length + locks === 0 ? ["nothing was to mend"] : []),
  ];
};

/** Only a home that was filled once: what nobody asked for is not made. Files that a person edited are kept. */
const fillGaps = ({ home, assets, settings }: App): readonly string[] => {
  const loaded = settings();
  if (!loaded.ok || home.list("agents").length === 0) return [];
  return bootstrapHome({ home, assets, workers: Object.keys(loaded.value.config.team.workers), force: true }).created;
};

/** Whoever takes a run sweeps the locks of the dead; the run is let go at once. */
const dropStaleLocks = ({ home, journal }: App): number => {
  const before = home.list("hosts").length;
  for (const { run } of journal.runs()) {
    const fence = journal.acquire(run);
    if (!fence.ok) continue;
    const left = home.list("hosts").length - 1;
    journal.release(run, fence.value);
    return before - left;
  }
  return 0;
};

const FEW = 5;

const few = (paths: readonly string[]): string =>
  paths.length <= FEW ? paths.join(", ") : `${paths.slice(0, FEW).join(", ")} and ${paths.length - FEW} more`;
