/** One thing that was looked at. `off` is a backend that is not set up, which is no fault. `fix` is what to do about it. */
export type Check = {
  readonly check: string;
  readonly state: "ok" | "off" | "warn" | "fail";
  readonly text: string;
  readonly fix?: string;
};

/** Nothing to do. */
export const good = (check: string, text: string): Check => ({ check, state: "ok", text });

/** Something to look at, which stops nothing. */
export const odd = (check: string, text: string, fix: string): Check => ({ check, state: "warn", text, fix });

/** Something that has to be mended. */
export const bad = (check: string, text: string, fix: string): Check => ({ check, state: "fail", text, fix });
