/* Plays a whole debate with offline voices: `node tools/voices-debate.ts FOLDER… [--evidence|--facts|--transcript|--decision|--json]`. */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { SourceText } from "../src/core/voices/types.ts";

/** The briefing and its registered files, as the steward would hand them over. */
export const loadBriefing = (path: string): readonly SourceText[] => {
  const file = path.endsWith(".md") ? path : join(path, "briefing.md");
  const text = readFileSync(file, "utf8");
  const source = (name: string, from: string): SourceText => {
    const body = readFileSync(from, "utf8");
    return { file: name, sha256: createHash("sha256").update(body).digest("hex"), text: body };
  };
  const section = /^##\s*steward[^\n]*file[^\n]*\n([\s\S]*?)(?=^##\s|(?![\s\S]))/im.exec(text)?.[1] ?? "";
  const names = [...section.matchAll(/^[-*]\s+([^(\n]+)/gm)]
    .map((match) => (match[1] as string).trim().replace(/`/g, ""))
    .filter((name) => name !== "" && name !== "none");
  const files = names
    .flatMap((name) => (name.includes("*") ? globSync(name, { cwd: dirname(resolve(file)) }) : [name]))
    .filter((name) => existsSync(join(dirname(file), name)));
  return [source(basename(file), file), ...files.sort().map((name) => source(name, join(dirname(file), name)))];
};

const main = async (): Promise<void> => {
  const args = process.argv.slice(2);
  const flags = new Set(args.filter((arg) => arg.startsWith("--")));
  const { play } = await import("./voices-play.ts");
  for (const path of args.filter((arg) => !arg.startsWith("--")))
    process.stdout.write(play(loadBriefing(path), basename(resolve(path)), flags));
};

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) await main();
