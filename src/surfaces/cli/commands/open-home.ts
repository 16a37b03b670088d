import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { bootstrapHome } from "../../../usecases/home/bootstrap.ts";
import type { ConfigFault, LoadedConfig } from "../../../usecases/home/config.ts";
import type { TeamFault } from "../../../usecases/team/fault.ts";
import type { Context, OpenHome } from "../answer.ts";
import type { Fault } from "../fault.ts";

/** A home with its settings; `flags` are the command line's, by key path. */
export type OpenedHome = { readonly app: App; readonly loaded: LoadedConfig };

type Flags = Readonly<Record<string, string | undefined>>;

/** Opens the home and reads the settings. Changes nothing. */
export const openHome = async (context: Context, flags: Flags = {}, options: OpenHome = {}): Promise<Result<OpenedHome, Fault>> => {
  const app = await context.open(options);
  if (!app.ok) return app;
  const loaded = app.value.settings(flags);
  return loaded.ok ? ok({ app: app.value, loaded: loaded.value }) : fail(configFault(loaded.fault));
};

/** As `openHome`, and fills a home that is not filled yet. */
export const openFilledHome = async (context: Context, flags: Flags = {}, options: OpenHome = {}): Promise<Result<OpenedHome, Fault>> => {
  const opened = await openHome(context, flags, { ...options, makes: true });
  if (!opened.ok) return opened;
  const { app, loaded } = opened.value;
  bootstrapHome({ home: app.home, assets: app.assets, workers: Object.keys(loaded.config.team.workers) });
  return opened;
};

/** A fault of the settings, shown in its file, its variable or the command line. */
const configFault = ({ code, message, hint, file, line, column, length, text }: ConfigFault): Fault => ({
  code,
  message,
  hint,
  point: { file, line, column, length, text },
});

/** What an edit of the team came to: a fault of the settings has a place in a file, any other is shown as it is. */
export const teamFaulty = <T>(result: Result<T, TeamFault | ConfigFault>): Result<T, Fault> =>
  result.ok ? result : fail("line" in result.fault ? configFault(result.fault) : result.fault);
