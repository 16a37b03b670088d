import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { failureOf, successOf } from "../surface/kit/envelope.ts";
import { makePlace, moot, type Place } from "../surface/kit/moot.ts";
import { hasTerminals, onTerminal } from "../surface/kit/terminal.ts";
import { type FakeHub, startHub } from "./fake-hub.ts";

/** Put together here, so that no line looks like a key. */
const tokenOf = (word: string): string => ["h", "f_", word].join("");
const TOKEN = tokenOf("OfThisTestOnly");
const AMBIENT = {
  HF_TOKEN: tokenOf("AmbientOne"),
  HUGGING_FACE_HUB_TOKEN: tokenOf("AmbientTwo"),
  HUGGINGFACEHUB_API_TOKEN: tokenOf("AmbientThree"),
};

const hubFor = async (): Promise<FakeHub> => {
  const hub = await startHub(TOKEN);
  onTestFinished(hub.close);
  return hub;
};

/** A place with an export of the fixed jobs in `set`. */
const exported = async (): Promise<Place> => {
  const place = makePlace();
  expect((await moot(place, ["export", "hf", "--out", "set"])).code).toBe(0);
  return place;
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

const publish = (hub: FakeHub, ...more: readonly string[]): readonly string[] => [
  "publish",
  "set",
  "--repo",
  "me/traces",
  "--hub",
  hub.url,
  ...more,
];

describe("moot publish", () => {
  it("sends every file of the export in one commit, byte for byte, and again to a data set that is there", async () => {
    const [place, hub] = [await exported(), await hubFor()];
    const args = publish(hub, "--confirm", "me/traces", "--token-env", "MY_TOKEN", "--json");
    for (const _ of [1, 2]) {
      const said = await moot(place, args, { env: { MY_TOKEN: TOKEN, ...AMBIENT } });
      expect(said.code, said.stdout).toBe(0);
      expect(successOf<{ url: string; sent: boolean }>(said).data).toMatchObject({
        sent: true,
        url: `${hub.url}/datasets/me/traces/commit/c0ffee`,
      });
    }
    const there = hub.repo("me/traces") ?? new Map<string, Uint8Array>();
    expect([...there.keys()].sort()).toEqual(filesIn(join(place.project, "set")));
    for (const [path, bytes] of there) expect(Buffer.from(bytes).equals(readFileSync(join(place.project, "set", path))), path).toBe(true);
    expect(hub.requests.filter(({ line }) => line.includes("/commit/"))).toHaveLength(2);
    const used = new Set(hub.requests.filter(({ line }) => !line.includes("/store/")).map(({ authorization }) => authorization));
    expect([...used]).toEqual([`Bearer ${TOKEN}`]);
    expect(hub.requests.filter(({ line, authorization }) => line.includes("/store/") && authorization !== undefined)).toEqual([]);
  });

  it("says what would go with --dry-run, and asks no Hub and no token", async () => {
    const [place, hub] = [await exported(), await hubFor()];
    const said = await moot(place, publish(hub, "--dry-run", "--json"));
    const { data } = successOf<{ files: { path: string }[]; sent: boolean }>(said);
    expect([data.sent, data.files.map(({ path }) => path).sort()]).toEqual([false, filesIn(join(place.project, "set"))]);
    expect(hub.requests).toEqual([]);
  });

  it.each([
    ["without a terminal and without --confirm", ["--token-env", "MY_TOKEN"], 3, "NOT_CONFIRMED"],
    ["with --confirm of another name", ["--confirm", "me/other", "--token-env", "MY_TOKEN"], 2, "USAGE"],
    ["without a token, whatever tokens lie around", ["--confirm", "me/traces"], 4, "BAD_TOKEN"],
    ["with a variable that holds none", ["--confirm", "me/traces", "--token-env", "NOT_SET"], 4, "BAD_TOKEN"],
  ])("sends nothing %s", async (_, more, code, fault) => {
    const [place, hub] = [await exported(), await hubFor()];
    const said = await moot(place, publish(hub, ...more, "--json"), { env: { MY_TOKEN: TOKEN, ...AMBIENT } });
    expect([said.code, failureOf(said).code]).toEqual([code, fault]);
    expect(hub.requests).toEqual([]);
  });

  it("tells a refused token apart and never prints it", async () => {
    const [place, hub] = [await exported(), await hubFor()];
    const said = await moot(place, publish(hub, "--confirm", "me/traces", "--token-env", "MY_TOKEN", "--json"), {
      env: { MY_TOKEN: tokenOf("WrongOne") },
    });
    expect([said.code, failureOf(said).code]).toEqual([4, "BAD_TOKEN"]);
    expect(said.stdout + said.stderr).not.toContain(tokenOf("WrongOne"));
    expect(hub.repo("me/traces")).toBeUndefined();
  });

  it.each([
    ["no manifest", (set: string) => rmSync(join(set, "moot-export.json")), "NOT_AN_EXPORT"],
    [
      "a manifest of somebody",
      (set: string) => writeFileSync(join(set, "moot-export.json"), '{"files":[{"path":"../x"}]}'),
      "NOT_AN_EXPORT",
    ],
    ["a changed row", (set: string) => appendFileSync(join(set, "jsonl/turns.jsonl"), "{}\n"), "CHANGED_EXPORT"],
    ["a changed card", (set: string) => writeFileSync(join(set, "README.md"), "# mine"), "CHANGED_EXPORT"],
    ["a missing table", (set: string) => rmSync(join(set, "data/turns"), { recursive: true }), "CHANGED_EXPORT"],
    [
      "a link in the place of a file",
      (set: string) => {
        writeFileSync(join(set, "../copy"), readFileSync(join(set, "README.md")));
        rmSync(join(set, "README.md"));
        symlinkSync("../copy", join(set, "README.md"));
      },
      "CHANGED_EXPORT",
    ],
  ])("refuses a folder with %s", async (_, change, fault) => {
    const [place, hub] = [await exported(), await hubFor()];
    change(join(place.project, "set"));
    const said = await moot(place, publish(hub, "--confirm", "me/traces", "--token-env", "MY_TOKEN", "--json"), {
      env: { MY_TOKEN: TOKEN },
    });
    expect([said.code === 0, failureOf(said).code]).toEqual([false, fault]);
    expect(hub.requests).toEqual([]);
  });

  it("leaves behind what is not of the export, and says so", async () => {
    const [place, hub] = [await exported(), await hubFor()];
    writeFileSync(join(place.project, "set", "notes.txt"), "mine");
    const said = await moot(place, publish(hub, "--confirm", "me/traces", "--token-env", "MY_TOKEN", "--json"), {
      env: { MY_TOKEN: TOKEN },
    });
    const { data, warnings } = successOf<{ left_out: string[] }>(said);
    expect([data.left_out, warnings.length]).toEqual([["notes.txt"], 1]);
    expect(hub.repo("me/traces")?.has("notes.txt")).toBe(false);
  });

  it.each([
    ["me", "BAD_REPO"],
    ["me/../you", "BAD_REPO"],
    ["me/traces/more", "BAD_REPO"],
  ])("refuses %s as a data set", async (repo, fault) => {
    const place = await exported();
    const said = await moot(place, ["publish", "set", "--repo", repo, "--dry-run", "--json"]);
    expect([said.code, failureOf(said).code]).toEqual([2, fault]);
  });

  it("speaks HTTPS, and HTTP only with this machine", async () => {
    const place = await exported();
    for (const hub of ["http://hub.invalid", "ftp://hub.invalid", "https://me:secret@hub.invalid"]) {
      const said = await moot(place, ["publish", "set", "--repo", "me/traces", "--hub", hub, "--dry-run", "--json"]);
      expect([said.code, failureOf(said).code]).toEqual([2, "BAD_HUB"]);
    }
  });
});

describe.runIf(hasTerminals())("at a terminal", () => {
  it("a person types the name and a token that is not shown; then it goes", async () => {
    const [place, hub] = [await exported(), await hubFor()];
    const terminal = onTerminal(place, publish(hub), { env: AMBIENT });
    await terminal.shows("Type me/traces to publish:");
    expect(hub.requests).toEqual([]);
    terminal.send("me/traces\r");
    await terminal.shows("Token with write access");
    terminal.send(`${TOKEN}\r`);
    const shown = await terminal.shows("c0ffee");
    expect(await terminal.ended).toBe(0);
    expect(shown).not.toContain(TOKEN);
    expect(hub.repo("me/traces")?.size).toBe(filesIn(join(place.project, "set")).length);
  });

  it("anything else typed, or Ctrl-D, sends nothing", async () => {
    for (const typed of ["yes\r", "\u0004"]) {
      const [place, hub] = [await exported(), await hubFor()];
      const terminal = onTerminal(place, publish(hub), {});
      await terminal.shows("Type me/traces to publish:");
      terminal.send(typed);
      expect(await terminal.ended).toBe(3);
      expect(hub.requests).toEqual([]);
    }
  });
});

it("an export with a secret that an older scanner let through does not leave", async () => {
  const [place, hub] = [await exported(), await hubFor()];
  const { createHash } = await import("node:crypto");
  const set = join(place.project, "set");
  const key = ["gh", "p_", "hQ7vZk2LmW9xTb4NcR8sJd3FyPq6GaUe5oKi"].join("");
  appendFileSync(
    join(set, "traces/abs-overhang-edge.jsonl"),
    `${JSON.stringify({ type: "message", message: { role: "user", content: `use ${key}` } })}\n`,
  );
  const bytes = readFileSync(join(set, "traces/abs-overhang-edge.jsonl"));
  const manifest = JSON.parse(readFileSync(join(set, "moot-export.json"), "utf8")) as {
    files: { path: string; bytes: number; sha256: string }[];
  };
  for (const file of manifest.files)
    if (file.path === "traces/abs-overhang-edge.jsonl")
      Object.assign(file, { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
  writeFileSync(join(set, "moot-export.json"), JSON.stringify(manifest));
  const said = await moot(place, publish(hub, "--dry-run", "--json"));
  expect([said.code, failureOf(said).code, said.stdout.includes(key)]).toEqual([9, "SECRETS_FOUND", false]);
  expect(existsSync(place.home)).toBe(false);
});
