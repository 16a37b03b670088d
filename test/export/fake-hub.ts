import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A Hub on this machine, as far as a data set is committed to it. Parquet goes by LFS, everything else inside the commit. */
export type FakeHub = {
  readonly url: string;
  readonly requests: readonly { readonly line: string; readonly authorization: string | undefined }[];
  /** Files of a repository by path, after its commits. */
  readonly repo: (name: string) => ReadonlyMap<string, Uint8Array> | undefined;
  readonly close: () => Promise<void>;
};

type State = {
  readonly token: string;
  readonly requests: { line: string; authorization: string | undefined }[];
  readonly repos: Map<string, Map<string, Uint8Array>>;
  readonly objects: Map<string, Uint8Array>;
};

type Reply = { readonly status: number; readonly body: unknown };

/** Starts one that takes `token` alone. */
export const startHub = async (token: string): Promise<FakeHub> => {
  const state: State = { token, requests: [], repos: new Map(), objects: new Map() };
  const server = createServer((request, response) => void handle(state, request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests: state.requests,
    repo: (name) => state.repos.get(name),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};

const handle = async (state: State, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const path = new URL(request.url ?? "/", "http://hub").pathname;
  state.requests.push({ line: `${request.method} ${path}`, authorization: request.headers.authorization });
  const isStore = path.startsWith("/store/");
  const { status, body } =
    !isStore && request.headers.authorization !== `Bearer ${state.token}`
      ? { status: 401, body: { error: "invalid token" } }
      : answer(state, path, Buffer.concat(chunks), `http://${request.headers.host}`);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

const answer = (state: State, path: string, sent: Buffer, base: string): Reply => {
  const [, name, what] = /^\/api\/datasets\/([^/]+\/[^/]+)\/(preupload|commit)\/main$/.exec(path) ?? [];
  if (path === "/api/repos/create") return create(state, JSON.parse(String(sent)));
  if (path.startsWith("/store/")) return store(state, path.slice("/store/".length), sent);
  if (path.endsWith(".git/info/lfs/objects/batch")) return batch(state, JSON.parse(String(sent)), base);
  if (name === undefined || !state.repos.has(name)) return { status: 404, body: { error: "Repository not found" } };
  return what === "preupload" ? preupload(JSON.parse(String(sent))) : commit(state, name, String(sent), base);
};

const create = (state: State, { name, organization, type }: { name: string; organization: string; type: string }): Reply => {
  const id = `${organization}/${name}`;
  if (type !== "dataset") return { status: 400, body: { error: "not a data set" } };
  if (state.repos.has(id)) return { status: 409, body: { error: "You already created this dataset repo" } };
  state.repos.set(id, new Map());
  return { status: 200, body: { url: `/datasets/${id}`, id } };
};

const preupload = ({ files }: { files: { path: string }[] }): Reply => ({
  status: 200,
  body: { files: files.map(({ path }) => ({ path, uploadMode: path.endsWith(".parquet") ? "lfs" : "regular", shouldIgnore: false })) },
});

const batch = (
  state: State,
  { objects, transfers }: { objects: { oid: string; size: number }[]; transfers: string[] },
  base: string,
): Reply => ({
  status: transfers.includes("basic") ? 200 : 400,
  body: {
    transfer: "basic",
    objects: objects.map(({ oid, size }) => ({
      oid,
      size,
      ...(state.objects.has(oid) ? {} : { actions: { upload: { href: `${base}/store/${oid}` } } }),
    })),
  },
});

const store = (state: State, oid: string, sent: Buffer): Reply => {
  if (createHash("sha256").update(sent).digest("hex") !== oid) return { status: 400, body: { error: "wrong hash" } };
  state.objects.set(oid, new Uint8Array(sent));
  return { status: 200, body: {} };
};

type Line =
  | { readonly key: "header"; readonly value: { readonly summary: string } }
  | { readonly key: "file"; readonly value: { readonly path: string; readonly content: string; readonly encoding: string } }
  | { readonly key: "lfsFile"; readonly value: { readonly path: string; readonly oid: string } };

const commit = (state: State, name: string, sent: string, base: string): Reply => {
  const repo = new Map(state.repos.get(name));
  for (const line of sent.split("\n").map((text) => JSON.parse(text) as Line)) {
    if (line.key === "header") continue;
    const bytes =
      line.key === "file"
        ? new Uint8Array(Buffer.from(line.value.content, line.value.encoding as BufferEncoding))
        : state.objects.get(line.value.oid);
    if (bytes === undefined) return { status: 400, body: { error: "object missing" } };
    repo.set(line.value.path, bytes);
  }
  state.repos.set(name, repo);
  return { status: 200, body: { commitOid: "c0ffee", commitUrl: `${base}/datasets/${name}/commit/c0ffee` } };
};
