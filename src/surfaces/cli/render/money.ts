import type { Estimate, Range } from "../../../usecases/money/estimate.ts";
import type { Receipt } from "../../../usecases/money/receipt.ts";
import type { Look } from "./look.ts";
import { safeLine } from "./safe.ts";
import { table } from "./table.ts";
import { counted, money } from "./time.ts";
import { wrapText } from "./wrap.ts";

/** What a roundtable may cost, in a line. */
export const estimateLine = ({ microUsd, calls }: Estimate): string =>
  microUsd.high === 0 ? `nothing (${figures(calls)} calls)` : `${amounts(microUsd)} for ${figures(calls)} calls (est.)`;

/** What a roundtable may cost by model, from where the prices are, and what would leave this machine. */
export const estimateLines = (estimate: Estimate, look: Look): readonly string[] => {
  const { models, leaves, capMicroUsd } = estimate;
  const sent =
    leaves.backends.length === 0
      ? "nothing leaves this machine"
      : `${leaves.files.join(", ")} and what is said go to ${leaves.backends.join(", ")}`;
  const prices = [...new Set(models.map(({ model, from }) => `${model}: ${from}`))];
  return [
    ...table(
      look,
      [
        { title: "backend" },
        { title: "model", grows: "wraps" },
        { title: "calls", align: "end" },
        { title: "tokens in", align: "end" },
        { title: "tokens out", align: "end" },
        { title: "cost", align: "end" },
      ],
      models.map(({ backend, model, calls, inputTokens, outputTokens, microUsd }) => [
        safeLine(backend),
        safeLine(model),
        figures(calls),
        figures(inputTokens),
        figures(outputTokens),
        amounts(microUsd),
      ]),
    ),
    "",
    ...[
      `cost: ${estimateLine(estimate)}`,
      `cap: ${capMicroUsd === null ? "none; set one with --cap" : `${money(capMicroUsd)}; each call reserves its worst case before it is made`}`,
      `leaves: ${safeLine(sent)}`,
      ...prices.map((text) => `price of ${safeLine(text)}`),
    ].flatMap((line) => wrapText(line, look.width, { first: "", rest: "  " })),
  ];
};

/** What a run cost, a line for each seat and model. */
export const receiptLines = ({ lines, settledMicroUsd, openMicroUsd, corrected, capMicroUsd }: Receipt, look: Look): readonly string[] => {
  const total = [
    `${money(settledMicroUsd)} in all`,
    ...(openMicroUsd > 0 ? [`${money(openMicroUsd)} of it reserved for calls under way`] : []),
    capMicroUsd === null ? "no cap" : `cap ${money(capMicroUsd)}`,
    ...(corrected.length === 0 ? [] : [`${counted(corrected.length, "count")} of a backend not taken`]),
  ];
  return [
    ...table(
      look,
      [
        { title: "seat" },
        { title: "model", grows: "wraps" },
        { title: "calls", align: "end" },
        { title: "in", align: "end" },
        { title: "out", align: "end" },
        { title: "reserved", align: "end" },
        { title: "cost", align: "end" },
      ],
      lines.map((line) => [
        safeLine(line.seat),
        safeLine(`${line.backend} ${line.model}`),
        `${line.calls}`,
        `${line.inputTokens}`,
        `${line.outputTokens}`,
        money(line.reservedMicroUsd),
        money(line.settledMicroUsd),
      ]),
    ),
    total.join(look.glyphs.join),
  ];
};

const figures = ({ low, high }: Range): string => (low === high ? `${low}` : `${low}-${high}`);

const amounts = ({ low, high }: Range): string => (low === high ? money(low) : `${money(low)}-${money(high)}`);
