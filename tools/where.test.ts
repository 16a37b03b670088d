import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../test/kit/home.ts";

const { isEditorOfNpm, whereAsked } = createRequire(import.meta.url)("./where.cjs") as {
  readonly isEditorOfNpm: (env: Readonly<Record<string, string>>) => boolean;
  readonly whereAsked: (
    root: string,
    env: Readonly<Record<string, string>>,
    cwd: string,
  ) => { readonly folder: string; readonly program: string };
};

const root = join("/", "work", "house");
const npm = (from: string): Record<string, string> => ({
  npm_lifecycle_event: "start",
  npm_package_json: join(root, "package.json"),
  INIT_CWD: from,
});

it("npm start stands where the person stands, and what it prints runs there", () => {
  expect(whereAsked(root, npm(root), root)).toEqual({ folder: root, program: "npm start --" });
  expect(whereAsked(root, npm(join(root, "docs")), root)).toEqual({ folder: join(root, "docs"), program: "npm start --" });
  expect(whereAsked(root, npm("/home/a"), root)).toEqual({ folder: "/home/a", program: `npm --prefix ${root} start --` });
  expect(whereAsked(root, npm(join("/", "work", "house-two")), root).program).toBe(`npm --prefix ${root} start --`);
});

it("the place of another package's script is not taken for ours", () => {
  const theirs = { ...npm("/elsewhere"), npm_package_json: "/theirs/package.json" };
  expect(whereAsked(root, theirs, root).folder).toBe(root);
  expect(whereAsked(root, { ...npm("/elsewhere"), npm_lifecycle_event: "ci" }, root).folder).toBe(root);
  expect(whereAsked(root, {}, "/home/a").folder).toBe("/home/a");
});

it("a root with a space is one word of the shell", () => {
  expect(whereAsked("/my work/house", {}, "/home/a").program).toBe('npm --prefix "/my work/house" start --');
});

it("the vi that npm sets for every script is no choice of the person, any other editor is", () => {
  expect(isEditorOfNpm({ ...npm(root), EDITOR: "vi" })).toBe(true);
  for (const env of [{ ...npm(root), EDITOR: "nano" }, npm(root), { EDITOR: "vi" }]) expect(isEditorOfNpm(env)).toBe(false);
});

it("npm sets vi for a script where no editor is chosen, and says nothing of its own newer version", () => {
  const root = join(import.meta.dirname, "..");
  const env = { PATH: process.env.PATH as string, HOME: temporaryFolder("npm") };
  const said = (args: readonly string[]): string => spawnSync("npm", args, { cwd: root, env, encoding: "utf8" }).stdout.trim();
  expect(said(["exec", "--offline", "--call", "echo $EDITOR"])).toBe("vi");
  expect(said(["config", "get", "update-notifier"])).toBe("false");
});
