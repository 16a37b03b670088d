import { namedVariable, publishDeps, sendToHub } from "../../../compose/export.ts";
import { readFolder } from "../../../compose/read-folder.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { checkExport, checkTarget, type Publication } from "../../../usecases/export/publish.ts";
import type { Answer, Context, Run } from "../answer.ts";
import { type Fault, usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { counted } from "../render/time.ts";

const HUB = "https://huggingface.co";

type Flags = {
  readonly repo?: string;
  readonly dryRun?: boolean;
  readonly confirm?: string;
  readonly tokenEnv?: string;
  readonly private?: boolean;
  readonly hub?: string;
};

type Target = { readonly repo: string; readonly hubUrl: string };

/** `moot publish DIR --repo owner/name`: checks an export, asks a person, sends it. With `--dry-run` it says what would go and sends nothing. */
export const runPublish: Run = async (context, { args, options }) => {
  const folder = args[0] as string;
  const { repo, hub = HUB, dryRun = false, ...flags } = options as Flags;
  if (repo === undefined) return fail(usageFault("publish needs to know where to", `moot publish ${folder} --repo owner/name --dry-run`));
  const target = checkTarget(repo, hub);
  if (!target.ok) return target;
  const checked = await checkExport(await publishDeps(), readFolder(folder));
  if (!checked.ok) return fail({ ...checked.fault, at: checked.fault.at ?? folder });
  if (dryRun) return ok(answerOf(checked.value, target.value, undefined));
  const confirmed = await confirm(context, checked.value, target.value, flags.confirm);
  if (!confirmed.ok) return confirmed;
  const token = await tokenFor(context, flags.tokenEnv);
  if (!token.ok) return token;
  const sent = await sendToHub({
    ...target.value,
    token: token.value,
    isPrivate: flags.private === true,
    title: `Export of ${checked.value.generator}`,
    files: checked.value.files,
  });
  return sent.ok ? ok(answerOf(checked.value, target.value, sent.value.url)) : fail(hubFault(sent.fault, target.value));
};

/** A person types the name again; where nobody sits at a terminal, the flag must have said it. */
const confirm = async (
  context: Context,
  { files, bytes }: Publication,
  { repo, hubUrl }: Target,
  given: string | undefined,
): Promise<Result<void, Fault>> => {
  if (given !== undefined)
    return given === repo
      ? ok(undefined)
      : fail(usageFault(`--confirm says ${given} and --repo says ${repo}`, `add --confirm ${repo} when you are sure`));
  if (context.ask === undefined)
    return fail({
      code: "NOT_CONFIRMED",
      message: "nobody at a terminal can confirm that this goes public",
      hint: `add --confirm ${repo} when you are sure`,
    });
  context.talk(`${counted(files.length, "file")}, ${bytes} bytes, to ${hubUrl}/datasets/${repo}. What is published stays published.`);
  const typed = await context.ask(`Type ${repo} to publish: `);
  return typed?.trim() === repo
    ? ok(undefined)
    : fail({ code: "CANCELLED", message: "nothing was published", hint: "moot publish --help", calm: true });
};

/** Never an ambient token: from a variable that the person named, or typed. */
const tokenFor = async (context: Context, variable: string | undefined): Promise<Result<string, Fault>> => {
  const token = variable === undefined ? await context.ask?.("Token with write access (not shown): ", true) : namedVariable(variable);
  if (token !== undefined && /^hf_[\x21-\x7e]{8,400}$/.test(token.trim())) return ok(token.trim());
  const message =
    variable === undefined
      ? "no token of the Hub (hf_…) was given, and none is looked for"
      : `${variable} holds no token of the Hub (hf_…)`;
  return fail({ code: "BAD_TOKEN", message, hint: "add --token-env NAME, the name of a variable that holds a token with write access" });
};

const hubFault = ({ status, message }: { readonly status: number; readonly message: string }, { repo }: Target): Fault =>
  status === 401 || status === 403
    ? {
        code: "BAD_TOKEN",
        message: `the Hub refused the token for ${repo}: ${message}`,
        hint: "use a token with write access to the owner",
      }
    : {
        code: "HUB_FAILED",
        message: `the Hub did not take ${repo}: ${message}`,
        hint: "nothing is committed by halves: run it again",
        retryable: true,
      };

const answerOf = ({ files, bytes, strangers, generator }: Publication, { repo, hubUrl }: Target, url: string | undefined): Answer => ({
  schema: "publish",
  data: {
    repo,
    hub: hubUrl,
    generator,
    sent: url !== undefined,
    url: url ?? null,
    bytes,
    files: files.map((file) => ({ path: file.path, bytes: file.bytes.length })),
    left_out: strangers,
  },
  text: (look) =>
    url === undefined
      ? [
          ...table(
            look,
            [
              { title: "file", grows: "wraps" },
              { title: "bytes", align: "end" },
            ],
            files.map((file) => [file.path, String(file.bytes.length)]),
          ),
          "",
          safeLine(`would go to ${hubUrl}/datasets/${repo}: ${counted(files.length, "file")}, ${bytes} bytes; nothing was sent`),
        ]
      : doneLines(`${counted(files.length, "file")}, ${bytes} bytes: ${url}`, look),
  warnings:
    strangers.length === 0
      ? []
      : [
          `${counted(strangers.length, "file")} of the folder ${strangers.length === 1 ? "is" : "are"} not of the export and ${strangers.length === 1 ? "stays" : "stay"}: ${strangers.slice(0, 5).join(", ")}`,
        ],
});
