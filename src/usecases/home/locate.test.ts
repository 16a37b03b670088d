import { resolve } from "node:path";
import { expect, test } from "vitest";
import { locateHome } from "./locate.ts";

test.each([
  [{ MOOT_HOME: "/m", AMATELIER_WORKSPACE: "/a", XDG_DATA_HOME: "/x" }, "linux", "/m", "MOOT_HOME"],
  [{ MOOT_HOME: "", AMATELIER_WORKSPACE: "/a", XDG_DATA_HOME: "/x" }, "linux", "/a", "AMATELIER_WORKSPACE"],
  [{ MOOT_HOME: "  ", XDG_DATA_HOME: "/x" }, "linux", "/x/moot", "XDG_DATA_HOME"],
  [{ XDG_DATA_HOME: "relative/data" }, "linux", "/home/ada/.local/share/moot", "the XDG data folder"],
  [{}, "linux", "/home/ada/.local/share/moot", "the XDG data folder"],
  [{}, "freebsd", "/home/ada/.local/share/moot", "the XDG data folder"],
  [{ XDG_DATA_HOME: "/x" }, "darwin", "/home/ada/Library/Application Support/moot", "the macOS data folder"],
  [{ MOOT_HOME: "~/moot" }, "darwin", "/home/ada/moot", "MOOT_HOME"],
  [{ MOOT_HOME: "~" }, "linux", "/home/ada", "MOOT_HOME"],
  [{ MOOT_HOME: "/a/../b/" }, "linux", "/b", "MOOT_HOME"],
  [{ LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" }, "win32", "C:\\Users\\ada\\AppData\\Local\\moot", "LOCALAPPDATA"],
  [{ LOCALAPPDATA: "Local" }, "win32", "\\home\\ada\\AppData\\Local\\moot", "the Windows data folder"],
  [{ MOOT_HOME: "D:\\moot", LOCALAPPDATA: "C:\\x" }, "win32", "D:\\moot", "MOOT_HOME"],
] as const)("with %j on %s the home is %s, from %s", (env, platform, home, from) => {
  expect(locateHome(env, platform, "/home/ada")).toEqual({ home, from });
});

test("a relative home counts from the current folder, and a tilde inside a name is a name", () => {
  expect(locateHome({ MOOT_HOME: "here" }, "linux", "/home/ada").home).toBe(resolve("here"));
  expect(locateHome({ MOOT_HOME: "/srv/~ada" }, "linux", "/home/ada").home).toBe("/srv/~ada");
  expect(locateHome({ MOOT_HOME: "~bob/moot" }, "linux", "/home/ada").home).toBe(resolve("~bob/moot"));
});
