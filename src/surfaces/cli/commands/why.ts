import { fail, ok } from "../../../core/kernel/result.ts";
import { cite } from "../../../core/voices/frames/cite.ts";
import { type Cause, why } from "../../../usecases/why/why.ts";
import type { Run } from "../answer.ts";
import { inline, plainLine } from "../render/inline.ts";
import type { Look } from "../render/look.ts";
import { safe, safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { wrap } from "../render/wrap.ts";

/** `moot why [ref]`: the chain of causes, down to the event, the quote or the call; without one, what can be asked of the newest run. */
export const runWhy: Run = async (context, { args }) => {
  const app = await context.open();
  if (!app.ok) return app;
  const reference = args[0] ?? "latest";
  const cause = why(app.value.journal, reference);
  if (!cause.ok) return fail(reference === "" ? cause.fault : { ...cause.fault, at: reference });
  const asks = cause.value.because.flatMap(({ ask }) => (ask === undefined ? [] : [ask]));
  return ok({
    schema: "why",
    data: cause.value,
    text: (look) => (asks.length > 0 ? listLines(cause.value, look) : causeLines(cause.value, look, 0)),
    next: asks.slice(0, 1).map((ask) => `moot why ${ask}`),
  });
};

/** What can be asked: each reference with what it is about. */
const listLines = ({ what, because }: Cause, look: Look): readonly string[] => [
  look.paint.bold(safe(what)),
  "",
  ...table(
    look,
    [{ title: "ask" }, { title: "about", grows: "wraps" }],
    because.map((each) => [each.ask ?? "", plainLine(each.what, look)]),
  ),
];

const causeLines = (cause: Cause, look: Look, depth: number): readonly string[] => {
  const { paint, glyphs } = look;
  const width = Math.min(look.width, 100);
  const lead = depth === 0 ? "" : `${STEP.repeat(depth - 1)}${glyphs.from} `;
  const rest = `${STEP.repeat(depth)}  `;
  const what = inline(safe(cause.what), look).map((span) => (depth === 0 ? { text: span.text, paint: paint.bold } : span));
  const under = (text: string): readonly string[] => wrap([{ text, paint: paint.dim }], width, { first: rest });
  const { quote, places = [], event, call } = cause;
  return [
    ...wrap(what, width, { first: lead, rest }),
    ...(quote === undefined ? [] : wrap(inline(`"${safe(quote)}"`, look), width, { first: rest })),
    ...(places.length === 0 ? [] : under(safeLine(cite(places)))),
    ...(event === undefined ? [] : under(`event ${event.seq} ${event.kind}, step ${event.step}`)),
    ...(call === undefined
      ? []
      : under(`call ${call.step}, attempt ${call.attempt}, model ${safeLine(call.model)}, request ${call.requestHash.slice(0, 12)}`)),
    ...cause.because.flatMap((deeper) => causeLines(deeper, look, depth + 1)),
  ];
};

/** What one step of depth is indented by. */
const STEP = "   ";
