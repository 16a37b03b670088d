import { SETTING_NAMES, SETTINGS, type Settings } from "../lab/settings.ts";
import type { TraceSession, TraceTurn } from "./session.ts";

/** The name of this program where traces say who wrote them. */
const HARNESS = "moot";

type ToolCall = { readonly id: string; readonly function: { readonly name: string; readonly arguments: string } };

type Message = {
  readonly role: "user" | "assistant" | "tool";
  readonly content: string;
  readonly reasoningContent?: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly toolCallId?: string;
  readonly model?: string;
  /** ms since 1970; absent where nobody measured a time. */
  readonly timestamp?: number;
};

/**
 * A session in the Session Trace Simple Format of the Hub (its documentation, 1 July 2026): a header line, then a message a line. What
 * was asked comes from the user, what a person did too; what code was asked and said is a tool call with its result; who speaks for
 * the team is the assistant, each behind its name. Ends with a newline.
 */
export const sessionTrace = (session: TraceSession): string => {
  const { id, title, kind, origin, validation } = session;
  const header = { type: "session", harness: HARNESS, id, name: title, kind, origin, ...(validation === null ? {} : { validation }) };
  const messages: readonly Message[] = [
    { role: "user", content: session.brief },
    ...session.turns.flatMap((turn, index) => messagesOf(turn, `call-${index + 1}`).map((message) => timed(session, turn, message))),
  ];
  return `${[header, ...messages.map((message) => ({ type: "message", message }))].map((line) => JSON.stringify(line)).join("\n")}\n`;
};

const timed = ({ origin }: TraceSession, { atMs, model }: TraceTurn, message: Message): Message => ({
  ...message,
  ...(message.role !== "assistant" || model === null ? {} : { model }),
  ...(origin === "static" ? {} : { timestamp: atMs }),
});

const messagesOf = (turn: TraceTurn, id: string): readonly Message[] => {
  if (turn.voice === "code") return toolMessages(turn, id);
  if (turn.voice === "person") return [{ role: "user", content: spoken(turn, turn.content) }];
  const [reasoning, said] = turn.act === "propose" ? splitProposal(turn.content) : ["", turn.content];
  return [{ role: "assistant", content: spoken(turn, said), ...(reasoning === "" ? {} : { reasoningContent: reasoning }) }];
};

const toolMessages = ({ agent, act, stance, content, settings }: TraceTurn, id: string): readonly Message[] => {
  const name = `${agent}_${act}`.toLowerCase().replace(/[^a-z0-9_-]+/g, "_");
  const call = { id, function: { name, arguments: JSON.stringify(settings === null ? {} : namedSettings(settings)) } };
  return [
    { role: "assistant", content: "", toolCalls: [call] },
    { role: "tool", content: stance === "" ? content : `${stance}: ${content}`, toolCallId: id },
  ];
};

const spoken = ({ agent, role, act, stance }: TraceTurn, text: string): string => {
  const how = [act, stance].filter((word) => word !== "" && word !== "speak").join(", ");
  return `${agent}${role === "" ? "" : ` (${role})`}${how === "" ? "" : `, ${how}`}: ${text}`;
};

/** A proposal ends with a line of its settings; what stands before it is why. */
const splitProposal = (content: string): readonly [reasoning: string, said: string] => {
  const at = content.lastIndexOf("\n");
  return at < 0 ? ["", content] : [content.slice(0, at), content.slice(at + 1)];
};

const namedSettings = (settings: Settings): Readonly<Record<string, number>> =>
  Object.fromEntries(SETTINGS.map((key) => [SETTING_NAMES[key], settings[key]]));
