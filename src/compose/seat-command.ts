import type { SeatCommand } from "../engines/embedded/seat-processes.ts";
import { registry } from "../models/_registry.ts";
import type { Backend, BackendSettings } from "../ports/backend.ts";
import { CONFIG_KEYS } from "../usecases/home/config-keys.ts";

/** What any program needs to run here, and what says where things are. None of it is a credential. */
const PLAIN = [
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TMP", "TEMP", "NODE_COMPILE_CACHE"],
  ...["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "SystemRoot", "ComSpec", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA"],
];

/** What a program needs to reach a network from here; a proxy's address may hold a password. */
const NETWORK = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR"];

type Variables = Readonly<Record<string, string | undefined>>;

/** The variables that the process of a seat gets: the plain ones, the settings, and those of its own backend and of the one that it hands on to. */
export const seatEnvironment = (
  env: Variables,
  backendId: string,
  settings: BackendSettings,
  backends: readonly Backend[] = registry,
): Readonly<Record<string, string>> => {
  const backend = backends.find(({ id }) => id === backendId);
  const through = backend?.through?.({ env });
  const asked = backends.filter(({ id }) => id === backendId || id === through);
  const network = asked.some(({ sends }) => sends) ? [...NETWORK, ...NETWORK.map((name) => name.toLowerCase())] : [];
  const own = asked.flatMap(({ variables }) => variables?.(settings) ?? []);
  const names = new Set([...PLAIN, ...CONFIG_KEYS.flatMap((key) => key.env), ...network, ...own]);
  return Object.fromEntries([...names].flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
};

/** Where a seat's process lives and by which right it answers. `program` is this program, as it was started. */
export type SeatPlace = {
  readonly program: readonly string[];
  readonly home: string;
  readonly root: string;
  readonly run: string;
  readonly seat: string;
  readonly backend: string;
  readonly token: string;
  readonly settings: BackendSettings;
};

/** This program as the process of a seat. The token goes by a variable: arguments are seen by everybody on the machine. */
export const seatCommand = (env: Variables, place: SeatPlace): SeatCommand => {
  const [program = "", ...before] = place.program;
  return {
    program,
    args: [...before, "--root", place.root, "seat", "serve", place.run, "--as", place.seat],
    environment: { ...seatEnvironment(env, place.backend, place.settings), MOOT_HOME: place.home, MOOT_SEAT_TOKEN: place.token },
  };
};
