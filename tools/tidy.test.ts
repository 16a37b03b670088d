/** What no linter knows about this house. Each test names every place that breaks its rule. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const find = (...patterns: readonly string[]): readonly string[] =>
  globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => ["node_modules", "dist", ".git", "coverage"].includes(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();

/** A suite of laws is a test too, though it ships (by the door `testing`). */
const isTest = (file: string): boolean => /[.](?:test|laws)[.]ts$/.test(file);
const isFixture = (file: string): boolean => file.includes("/fixtures/");
const code = find("{src,test,tools,bin,bench}/**/*.{ts,mjs,cjs,sql}", "*.{ts,cjs}").filter((file) => !isFixture(file));
const sources = code.filter(
  (file) => file.startsWith("src/") && file.endsWith(".ts") && !isTest(file) && basename(file) !== "_registry.ts",
);
const trees = new Map(sources.map((file) => [file, parse(file)]));
const doors = ["src/index.ts", "src/core.ts", "src/testing.ts"];

const maxModuleLines = 400;
const maxFunctionLines = 80;

/** Words of the glossary that are easily mixed up: what not to call a thing, and what to call it. */
const glossary: Record<string, string> = {
  debate: "roundtable",
  debates: "roundtables",
  llm: "model or backend",
  credit: "spark",
  credits: "sparks",
  grader: "judge or rule",
};

test("what is left to do is written down as a decision, not as a remark", () => {
  const mark = new RegExp(`\\b(?:${["TO", "FIX"].map((start) => start + (start === "TO" ? "DO" : "ME")).join("|")})\\b`);
  expect(code.flatMap((file) => places(file, (line) => mark.test(line) && !line.includes("docs/decisions/")))).toEqual([]);
});

test("file names are kebab-case, and pages that a standard names are upper-case", () => {
  const kebab = /^_?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
  const page = /^[A-Z]+(?:[-_][A-Z]+)*[.]md$/;
  const named = find("{src,test,tools,bin,bench,docs}/**/*").filter((file) => !isFixture(file));
  expect(named.filter((file) => !kebab.test(basename(file)) && !page.test(basename(file)))).toEqual([]);
});

test("no file names this machine or a registry that others cannot reach", () => {
  const machine = [root, ...["root", "work"].map((name) => `/${name}/`)];
  const isMachine = (line: string): boolean =>
    machine.some((path) => new RegExp(`(?<![\\w./~-])${path.replaceAll(".", "[.]")}`).test(line));
  const host = /https?:\/\/[^/"'\s]*(?:registry|mirror|artifactory|nexus|verdaccio)[^/"'\s]*/g;
  const isForeign = (line: string): boolean => (line.match(host) ?? []).some((url) => url !== "https://registry.npmjs.org");
  const texts = find("**/*.{ts,mjs,cjs,js,json,jsonl,md,sql,yml,yaml,toml,txt,csv,html,css,svg}", ".npmrc", ".ci/*", "LICENSE");
  expect(texts.flatMap((file) => places(file, (line) => isMachine(line) || isForeign(line)))).toEqual([]);
});

test("each direct dependency is pinned, and no package runs a script when it is installed", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json"));
  const exact = /^(?:npm:@?[a-z0-9/.-]+@)?\d+[.]\d+[.]\d+(?:-[a-z0-9.]+)?$|^file:tools\//;
  expect(Object.entries<string>({ ...dependencies, ...devDependencies }).filter(([, version]) => !exact.test(version))).toEqual([]);
  const locked: Record<string, { hasInstallScript?: boolean; dev?: boolean; optional?: boolean }> = JSON.parse(
    read("package-lock.json"),
  ).packages;
  const scripted = Object.entries(locked).filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev);
  expect(scripted.map(([place]) => place)).toEqual([]);
});

test(`a module has at most ${maxModuleLines} lines`, () => {
  const long = sources
    .map((file) => ({ file, lines: read(file).trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > maxModuleLines);
  expect(long).toEqual([]);
});

test(`a function has at most ${maxFunctionLines} lines, or a comment \`// long: why\` inside`, () => {
  expect([...trees].flatMap(([file, tree]) => longFunctions(tree).map((line) => `${file}:${line}`))).toEqual([]);
});

test("every room has a sign: its chief module starts with an @module comment", () => {
  const rooms = new Set(sources.filter((file) => file.split("/").length > 2).map((file) => file.split("/")[1]));
  const hasSign = (room: string | undefined): boolean =>
    sources.some((file) => file.startsWith(`src/${room}/`) && /^\/\*\*(?:(?!\*\/)[\s\S])*@module/.test(read(file)));
  expect([...rooms].filter((room) => !hasSign(room))).toEqual([]);
});

test("the doors re-export and do nothing else, and nothing but a door is a barrel", () => {
  const isBarrel = (tree: ts.SourceFile): boolean =>
    tree.statements.length > 0 &&
    tree.statements.every((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined);
  expect(doors.filter((door) => existsSync(join(root, door)) && !isBarrel(parse(door)))).toEqual([]);
  expect([...trees].filter(([file, tree]) => !doors.includes(file) && isBarrel(tree)).map(([file]) => file)).toEqual([]);
});

test("declared names use the words of the glossary", () => {
  const wrong = [...trees].flatMap(([file, tree]) =>
    declaredNames(tree).flatMap((name) =>
      wordsOf(name).flatMap((word) => (Object.hasOwn(glossary, word) ? [`${file}: ${name}, say ${glossary[word]}`] : [])),
    ),
  );
  expect(wrong).toEqual([]);
});

test("the launcher and the bootstrap parse on an old Node", () => {
  const modern = new Set<ts.SyntaxKind>([
    ts.SyntaxKind.ArrowFunction,
    ts.SyntaxKind.TemplateExpression,
    ts.SyntaxKind.NoSubstitutionTemplateLiteral,
    ts.SyntaxKind.ClassDeclaration,
    ts.SyntaxKind.SpreadElement,
    ts.SyntaxKind.SpreadAssignment,
    ts.SyntaxKind.ShorthandPropertyAssignment,
    ts.SyntaxKind.MethodDeclaration,
    ts.SyntaxKind.ComputedPropertyName,
    ts.SyntaxKind.ObjectBindingPattern,
    ts.SyntaxKind.ArrayBindingPattern,
    ts.SyntaxKind.ForOfStatement,
    ts.SyntaxKind.AwaitExpression,
    ts.SyntaxKind.ImportKeyword,
    ts.SyntaxKind.QuestionDotToken,
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.AsteriskAsteriskToken,
  ]);
  const found = ["bin/moot.cjs", "bin/runtime.cjs", "tools/bootstrap.cjs"].flatMap((file) =>
    nodesOf(parse(file))
      .filter(
        (node) =>
          modern.has(node.kind) ||
          (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) !== 0) ||
          (ts.isParameter(node) && node.initializer !== undefined) ||
          (ts.isCallExpression(node) && node.arguments.hasTrailingComma) ||
          (ts.isCatchClause(node) && node.variableDeclaration === undefined),
      )
      .map((node) => `${file}: ${node.getText().slice(0, 60)}`),
  );
  expect(found).toEqual([]);
});

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
}

/** `file:line` of each line that the predicate holds for. */
function places(file: string, isWrong: (line: string) => boolean): readonly string[] {
  return read(file)
    .split("\n")
    .flatMap((line, index) => (isWrong(line) ? [`${file}:${index + 1}`] : []));
}

function nodesOf(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [node];
  node.forEachChild((child) => {
    found.push(...nodesOf(child));
  });
  return found;
}

/** The first lines of the functions that are too long and do not say why. */
function longFunctions(tree: ts.SourceFile): readonly number[] {
  const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1;
  return nodesOf(tree)
    .filter((node) => ts.isFunctionLike(node) && "body" in node && node.body !== undefined)
    .filter((node) => lineOf(node.end) - lineOf(node.getStart()) + 1 > maxFunctionLines)
    .filter((node) => !/\/\/ long: \S/.test(tree.text.slice(node.getFullStart(), node.end)))
    .map((node) => lineOf(node.getStart()));
}

/** Names of variables, parameters, functions and types; not of properties, which may be those of a foreign format. */
function declaredNames(tree: ts.SourceFile): readonly string[] {
  return nodesOf(tree).flatMap((node) => {
    const isDeclaration =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isClassDeclaration(node);
    return isDeclaration && node.name !== undefined && ts.isIdentifier(node.name) ? [node.name.text] : [];
  });
}

/** `runDebateNow` → run, debate, now. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s_]+/);
}
