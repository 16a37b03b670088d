import { expect, it } from "vitest";
import { successOf } from "./kit/envelope.ts";
import { makePlace, moot, type Said, start, talked } from "./kit/moot.ts";

const usage: readonly (readonly [args: readonly string[], message: RegExp, fix: string])[] = [
  [["shwo"], /unknown command 'shwo'; did you mean show\?/u, "moot show --help"],
  [["team", "lst"], /unknown command 'lst'; did you mean list\?/u, "moot team list --help"],
  [["runs", "--limt", "3"], /unknown option '--limt'; did you mean --limit\?/u, "moot runs --help"],
  [["runs", "--limit", "many"], /expected a whole number/u, "moot runs --help"],
  [["runs", "--color", "blue"], /Allowed choices are auto, always, never/u, "moot --help"],
  [["resume", "latest", "--cap", "1e9"], /expected dollars/u, "moot resume --help"],
  [["roundtable", "--protocol", "oxford"], /Allowed choices are classic/u, "moot roundtable --help"],
  [["roundtable", "transcript"], /missing required argument 'run'/u, "moot roundtable transcript --help"],
  [["runs", "extra"], /too many arguments/u, "moot runs --help"],
  [["sleep", "run"], /sleep is not in this version/u, "moot --help"],
  [["roundtable", "--detach"], /--detach is not in this version/u, "moot --help"],
  [["help", "nothing"], /no help on nothing/u, "moot --help"],
];

it.each(usage)("moot %j is a usage error that says what to run instead", async (args, message, fix) => {
  const said = await moot(makePlace(), args);
  expect(said.code).toBe(2);
  expect(said.stdout).toBe("");
  expect(said.stderr.replace(/\n {2}/gu, " ")).toMatch(message);
  expect(said.stderr).toContain(`fix:  ${fix}\n`);
  expect(said.stderr).not.toMatch(/\bat .*\.ts:\d+/u);
});

it("the same error is one object on stdout with --json, with the same exit code", async () => {
  const said = await moot(makePlace(), ["shwo", "--json"]);
  expect(said.code).toBe(2);
  expect(said.stderr).toBe("");
  expect(JSON.parse(said.stdout)).toEqual({
    ok: false,
    error: { code: "USAGE", message: "unknown command 'shwo'; did you mean show?", hint: "moot show --help", retryable: false },
  });
});

it("help and version are one envelope with --json", async () => {
  const place = makePlace();
  const [version, help, bare] = await Promise.all(
    [["--version"], ["team", "list", "--help"], []].map((args) => moot(place, [...args, "--json"])),
  );
  expect(successOf<{ version: string }>(version as Said)).toMatchObject({ schema: "moot/version@1", data: { version: "0.1.0" } });
  expect(successOf(help as Said)).toMatchObject({ schema: "moot/help@1", data: { topic: "team list" } });
  expect(successOf(bare as Said)).toMatchObject({ schema: "moot/help@1", data: { topic: "" } });
});

it("help and version are results, and bare moot is help", async () => {
  const place = makePlace();
  const [version, help, bare, group] = await Promise.all([["--version"], ["--help"], [], ["team"]].map((args) => moot(place, args)));
  expect(version).toMatchObject({ code: 0, stderr: "" });
  expect(version?.stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  expect(bare).toEqual(help);
  expect(help?.stdout).toContain("Usage: moot");
  expect(group).toMatchObject({ code: 0, stderr: "" });
  expect(group?.stdout).toContain("validate");
});

it("what is typed cannot act on the terminal that reads the error", async () => {
  const said = await moot(makePlace(), ["sh\u{1b}[2Jow\u{202e}"]);
  expect(said.stderr).toContain("sh<U+001B>[2Jow<U+202E>");
  expect(said.stderr).not.toContain("\u{1b}");
});

it("colours follow the flag, then FORCE_COLOR, then NO_COLOR, then the terminal", async () => {
  const coloured = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<boolean> =>
    (await moot(makePlace(), ["shwo", ...args], { env })).stderr.includes("\u{1b}[");
  expect(await coloured([])).toBe(false);
  expect(await coloured(["--color", "always"])).toBe(true);
  expect(await coloured([], { FORCE_COLOR: "1" })).toBe(true);
  expect(await coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(true);
  expect(await coloured(["--color", "never"], { FORCE_COLOR: "1" })).toBe(false);
});

it("what is listened to has no comma that stands alone or before a line", async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  for (const args of [["config"], ["doctor"], ["show"], ["watch"], ["roundtable", "status", "latest"]]) {
    const { stdout } = await moot(place, [...args, "--screen-reader"]);
    expect(stdout, args.join(" ")).not.toMatch(/(?:^| ),/mu);
    expect(stdout).not.toContain("·");
  }
});

it("what to run next is shown as it is typed here, and as data it is moot", async () => {
  const place = makePlace();
  const env = { MOOT_STARTED_AS: "npm start --" };
  expect((await moot(place, ["runs"], { env })).stderr).toBe("next: npm start -- roundtable --sample\n");
  expect((await moot(place, ["shwo"], { env })).stderr).toContain("fix:  npm start -- show --help\n");
  expect((await moot(place, ["runs", "--help"], { env })).stdout).toMatch(
    /Usage: npm start -- runs[\s\S]*\n {2}npm start -- runs --json\n/u,
  );
  expect((JSON.parse((await moot(place, ["runs", "--json"], { env })).stdout) as { next: unknown }).next).toEqual([
    "moot roundtable --sample",
  ]);
  const doctor = await moot(place, ["doctor"], { env });
  expect(doctor.stdout).toContain("fix: npm start -- init");
  for (const args of [["config"], ["init"], ["team", "templates"], ["roundtable", "--sample", "--seat", "zoe=external", "--plan"]])
    expect((await moot(place, args, { env })).stdout, args.join(" ")).not.toMatch(/(?:^|[\s(:;`])moot [a-z]/mu);
  const opened = start(place, ["roundtable", "--sample", "--seat", "zoe=external"], { env });
  await talked(opened, "zoe waits for somebody: npm start -- roundtable join rt-");
  opened.kill("SIGKILL");
});
