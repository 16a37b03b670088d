import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { findSecrets } from "../../core/steward/secrets.ts";
import { MANIFEST, readManifest } from "./manifest.ts";

/** A file that would go, whole. */
export type PublishedFile = { readonly path: string; readonly bytes: Uint8Array };

/** What would go: every file that the manifest lists, and the manifest; and what else lies there and stays. */
export type Publication = {
  readonly generator: string;
  readonly files: readonly PublishedFile[];
  readonly bytes: number;
  readonly strangers: readonly string[];
};

/** Why a folder is not published: what, on which value, what to do. */
export type PublishFault = {
  readonly code: "NOT_AN_EXPORT" | "CHANGED_EXPORT" | "SECRETS_FOUND" | "BAD_REPO" | "BAD_HUB";
  readonly message: string;
  readonly hint: string;
  readonly at?: string;
};

/** A folder as it lies there: a file by its path, undefined when there is no regular file of it inside; and all paths. */
export type ExportFolder = { readonly read: (path: string) => Uint8Array | undefined; readonly paths: () => readonly string[] };

/** What checking needs. `parquetTexts` gives every text of a Parquet file. */
export type PublishDeps = {
  readonly sha256: (bytes: Uint8Array) => string;
  readonly parquetTexts: (bytes: Uint8Array) => Promise<readonly string[]>;
};

const REPO = /^[a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,94}[a-zA-Z0-9])?\/[a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,94}[a-zA-Z0-9])?$/;

/** The address of a data set: `owner/name` as the Hub has them, and the Hub. Only HTTPS, or HTTP on this machine. */
export const checkTarget = (repo: string, hub: string): Result<{ readonly repo: string; readonly hubUrl: string }, PublishFault> => {
  if (!REPO.test(repo))
    return fail({
      code: "BAD_REPO",
      message: `${JSON.stringify(repo.slice(0, 80))} is no owner/name`,
      hint: "add --repo your-name/your-data-set",
    });
  const url = URL.canParse(hub) ? new URL(hub) : undefined;
  const isHere = url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url === undefined || url.username !== "" || url.search !== "" || !(url.protocol === "https:" || isHere))
    return fail({ code: "BAD_HUB", message: `${hub.slice(0, 80)} is no address of a Hub: https://…`, hint: "leave --hub out" });
  return ok({ repo, hubUrl: url.href.replace(/\/+$/, "") });
};

/**
 * Holds a folder against its manifest: every listed file there, of its size and checksum. Then scans every text once more, Parquet
 * decoded: an export that was made by an older scanner does not leave. Reads only.
 */
export const checkExport = async (deps: PublishDeps, folder: ExportFolder): Promise<Result<Publication, PublishFault>> => {
  const own = folder.read(MANIFEST);
  const manifest = own === undefined ? undefined : readManifest(textOf(own));
  if (own === undefined || manifest === undefined)
    return fail({ code: "NOT_AN_EXPORT", message: `there is no ${MANIFEST} that Moot wrote`, hint: "moot export hf" });
  const files: PublishedFile[] = [{ path: MANIFEST, bytes: own }];
  for (const { path, bytes, sha256 } of manifest.files) {
    const content = folder.read(path);
    if (content === undefined || content.length !== bytes || deps.sha256(content) !== sha256)
      return fail({
        code: "CHANGED_EXPORT",
        message: `${path} is ${content === undefined ? "missing" : "not as it was exported"}`,
        hint: "export again, then publish",
        at: path,
      });
    files.push({ path, bytes: content });
  }
  for (const { path, bytes } of files) {
    const rule = await secretIn(deps, path, bytes);
    if (rule !== undefined)
      return fail({
        code: "SECRETS_FOUND",
        message: `${path} holds what looks like a secret (${rule})`,
        hint: "export again with this version",
        at: path,
      });
  }
  const known = new Set(files.map(({ path }) => path));
  return ok({
    generator: manifest.generator,
    files,
    bytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
    strangers: folder.paths().filter((path) => !known.has(path)),
  });
};

const secretIn = async (deps: PublishDeps, path: string, bytes: Uint8Array): Promise<string | undefined> => {
  const texts = path.endsWith(".parquet")
    ? await deps.parquetTexts(bytes)
    : /[.]jsonl?$/.test(path)
      ? textOf(bytes).split("\n").flatMap(stringsOf)
      : [textOf(bytes)];
  for (const text of new Set(texts)) {
    const [found] = findSecrets(text);
    if (found !== undefined) return found.rule;
  }
  return undefined;
};

/** The texts in a line of JSON; a line that is none, such as a part of a larger document, is a text itself. */
const stringsOf = (line: string): readonly string[] => {
  const texts: string[] = [];
  try {
    JSON.parse(line, (_, value) => {
      if (typeof value === "string") texts.push(value);
      return value;
    });
  } catch {
    return [line];
  }
  return texts;
};

const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8").decode(bytes);
