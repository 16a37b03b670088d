import { createRepo, HubApiError, uploadFiles } from "@huggingface/hub";
import { fail, ok, type Result } from "../core/kernel/result.ts";

/** What goes to which data set of which Hub. The token is the caller's; none is looked for. */
export type HubUpload = {
  readonly hubUrl: string;
  readonly repo: string;
  readonly token: string;
  readonly isPrivate: boolean;
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
};

/** Why the Hub did not take it. `status` is its answer, 0 where none came. */
export type HubFault = { readonly status: number; readonly message: string };

/** How long the whole upload may take, in ms. */
const TIMEOUT_MS = 30 * 60_000;

/** Makes the data set where there is none and commits all files at once: all of them are there, or none. Returns where the commit is seen. */
export const uploadToHub = async ({
  hubUrl,
  repo,
  token,
  isPrivate,
  title,
  files,
}: HubUpload): Promise<Result<{ readonly url: string }, HubFault>> => {
  const target = { repo: { type: "dataset" as const, name: repo }, accessToken: token, hubUrl };
  try {
    await made(createRepo({ ...target, visibility: isPrivate ? "private" : "public" }));
    const done = await uploadFiles({
      ...target,
      files: files.map(({ path, bytes }) => ({ path, content: new Blob([bytes.slice()]) })),
      commitTitle: title,
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
      // The Hub's chunk store is for what is large and changes little; ours is small and written once.
      useXet: false,
    });
    return ok({ url: done?.commit.url ?? `${hubUrl}/datasets/${repo}` });
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).replaceAll(token, "[token]");
    return fail({ status: error instanceof HubApiError ? error.statusCode : 0, message });
  }
};

/** A data set that is there already is the one to commit to. */
const made = async (creating: Promise<unknown>): Promise<void> => {
  try {
    await creating;
  } catch (error) {
    if (!(error instanceof HubApiError && error.statusCode === 409)) throw error;
  }
};
