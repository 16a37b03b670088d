import { type App, openApp } from "../../compose.ts";
import type { Sampler } from "../../ports/sampler.ts";

/** The home that a server works on, opened when a call first needs it. */
export type House = { readonly open: (makes?: boolean) => Promise<App>; readonly close: () => void };

/** What opening takes. `sampler` is asked for when the home is opened: by then the client has said what it can do. */
export type HouseOptions = { readonly root?: string; readonly sampler: () => Sampler | undefined };

/**
 * Opens the home once. A home that is not made yet is looked at anew by each call that only reads, until one makes it: what is
 * made meanwhile by others is then seen too.
 */
export const openHouse = ({ root, sampler }: HouseOptions): House => {
  let kept: Promise<App> | undefined;
  const start = (makes: boolean): Promise<App> => {
    const lent = sampler();
    return openApp({ makes, ...(root === undefined ? {} : { root }), ...(lent === undefined ? {} : { sampler: lent }) });
  };
  return {
    open: async (makes = false) => {
      if (kept === undefined && !makes) {
        const glance = await start(false);
        if (!glance.isMade()) return glance;
        glance.close();
      }
      kept ??= start(true);
      return kept;
    },
    close: () => void kept?.then((app) => app.close()),
  };
};
