/**
 * @module The home: where Moot keeps everything that it may change. Owns its place, its first filling and the settings;
 * refuses to read the environment (it is handed over) and to touch the disk (a port does). Entry: `locateHome`, then
 * `bootstrapHome` and `loadConfig`.
 */
import { posix, win32 } from "node:path";

/** Variables of the environment. An empty one counts as absent. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Where the home is: an absolute path, and the variable or the rule that said so. */
export type HomePlace = { readonly home: string; readonly from: string };

/** Variables that name the home, the first that is set wins. The second is the seed's. */
const HOME_VARIABLES = ["MOOT_HOME", "AMATELIER_WORKSPACE"];

/**
 * The home: `MOOT_HOME`, else `AMATELIER_WORKSPACE` (a leading `~` is the person's own folder, a relative path counts from
 * the current folder), else the platform's folder for data. `platform` is what `process.platform` says.
 */
export const locateHome = (env: Env, platform: string, homedir: string): HomePlace => {
  const paths = platform === "win32" ? win32 : posix;
  for (const from of HOME_VARIABLES) {
    const value = env[from]?.trim() ?? "";
    if (value !== "") return { home: paths.resolve(expandTilde(value, homedir)), from };
  }
  if (platform === "darwin") return { home: paths.join(homedir, "Library", "Application Support", "moot"), from: "the macOS data folder" };
  if (platform === "win32") return windowsHome(env, homedir);
  const data = env.XDG_DATA_HOME ?? "";
  // The XDG base directory specification: a relative path is invalid and is ignored.
  if (paths.isAbsolute(data)) return { home: paths.join(data, "moot"), from: "XDG_DATA_HOME" };
  return { home: paths.join(homedir, ".local", "share", "moot"), from: "the XDG data folder" };
};

const windowsHome = (env: Env, homedir: string): HomePlace => {
  const data = env.LOCALAPPDATA ?? "";
  if (win32.isAbsolute(data)) return { home: win32.join(data, "moot"), from: "LOCALAPPDATA" };
  return { home: win32.join(homedir, "AppData", "Local", "moot"), from: "the Windows data folder" };
};

const expandTilde = (path: string, homedir: string): string => (/^~(?=$|[/\\])/.test(path) ? homedir + path.slice(1) : path);
