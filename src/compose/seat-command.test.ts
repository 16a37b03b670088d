import { expect, it } from "vitest";
import type { Backend } from "../ports/backend.ts";
import { seatCommand, seatEnvironment } from "./seat-command.ts";

const backend = (id: string, sends: boolean, variables?: readonly string[]): Backend => ({
  id,
  aliases: [],
  title: id,
  sends,
  ...(variables === undefined ? {} : { variables: () => variables }),
  available: () => ({ available: true, why: "" }),
  open: async () => {
    throw new Error("not opened");
  },
});

const settings = { modelMap: {}, openaiCompat: {} };
const env = { PATH: "/bin", MOOT_MODE: "auto", ONE_KEY: "1", TWO_KEY: "2", HTTPS_PROXY: "http://user:pass@proxy", OTHER: "x" };
const backends = [backend("one", true, ["ONE_KEY"]), backend("two", false, ["TWO_KEY", "NOT_SET"]), backend("none", false)];

it("a seat's process gets what any program needs, the settings, and what its own backend reads; a proxy only where prompts leave", () => {
  expect(seatEnvironment(env, "one", settings, backends)).toEqual({
    PATH: "/bin",
    MOOT_MODE: "auto",
    ONE_KEY: "1",
    HTTPS_PROXY: "http://user:pass@proxy",
  });
  expect(seatEnvironment(env, "two", settings, backends)).toEqual({ PATH: "/bin", MOOT_MODE: "auto", TWO_KEY: "2" });
  expect(seatEnvironment(env, "none", settings, backends)).toEqual({ PATH: "/bin", MOOT_MODE: "auto" });
  expect(seatEnvironment(env, "unknown", settings, backends)).toEqual({ PATH: "/bin", MOOT_MODE: "auto" });
});

it("a seat that hands on to another backend gets what that one reads too, while it hands on", () => {
  const recorder: Backend = { ...backend("tape", false, ["TAPE"]), through: ({ env: { TAPE } }) => TAPE };
  const handing = (tape: string) => seatEnvironment({ ...env, TAPE: tape }, "tape", settings, [...backends, recorder]);
  expect(handing("one")).toEqual({
    ...{ PATH: "/bin", MOOT_MODE: "auto", TAPE: "one" },
    ...{ ONE_KEY: "1", HTTPS_PROXY: "http://user:pass@proxy" },
  });
  expect(handing("")).toEqual({ PATH: "/bin", MOOT_MODE: "auto", TAPE: "" });
});

it("the token goes by a variable and not among the arguments", () => {
  const place = {
    program: ["node", "moot"],
    home: "/home",
    root: "/root",
    run: "rt-1",
    seat: "clare",
    backend: "offline",
    token: "t0ken",
    settings,
  };
  const { args, environment } = seatCommand(env, place);
  expect(args).toEqual(["moot", "--root", "/root", "seat", "serve", "rt-1", "--as", "clare"]);
  expect([environment.MOOT_SEAT_TOKEN, environment.MOOT_HOME]).toEqual(["t0ken", "/home"]);
});
