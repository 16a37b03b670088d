import { fail, ok } from "../../../core/kernel/result.ts";
import type { Answer, Run } from "../answer.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { table } from "../render/table.ts";
import { typed } from "../render/typed.ts";

/** `moot help [topic]`: a command's help, or the table of exit codes. */
export const runHelp: Run = async (context, { args }) => {
  const topic = (args[0] ?? []) as unknown as readonly string[];
  if (topic.join(" ") === "exit-codes") return ok(exitCodes());
  const text = context.helpOn(topic);
  if (text === undefined) return fail(usageFault(`there is no help on ${topic.join(" ")}`, "moot --help"));
  return ok({ schema: "help", data: { topic: topic.join(" "), text }, text: (look) => typed(text, look).trimEnd().split("\n") });
};

const exitCodes = (): Answer => {
  const rows = Object.entries(EXIT_CODES).map(([name, { code, meaning }]) => ({ code, name, meaning }));
  return {
    schema: "exit-codes",
    data: rows,
    text: (look) =>
      table(
        look,
        [{ title: "code", align: "end" }, { title: "name" }, { title: "meaning", grows: "wraps" }],
        rows.map(({ code, name, meaning }) => [String(code), name, meaning]),
      ),
  };
};
