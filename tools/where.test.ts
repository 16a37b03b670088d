import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";

const { whereAsked } = createRequire(import.meta.url)("./where.cjs") as {
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
